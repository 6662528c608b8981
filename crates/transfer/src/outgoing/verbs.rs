//! Asking for an export that a job makes, fetching its file, throwing it away.

use super::job::EXPORT;
use super::record::{Kept, KeptMark, OutState, Outgoing, OutgoingId};
use super::store;
use crate::exporting::{ExportError, Leave, Listed, Refused, SUBJECT, leave, may_export, tongue};
use crate::run::Said;
use access::watermark::Watermark;
use customers::erasing::wiping;
use customers::{Act, CustomerError};
use db::{DbError, Tx};
use jobs::New;
use journal::Entry;
use kernel::{Actor, RawId, Setting};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::Visit;

/// What the job is asked with.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) export: OutgoingId,
}

/// Asks that a list be made into a file; it is begun at once, or waits until somebody else agrees.
///
/// # Errors
/// [`ExportError::Refused`]: not allowed, quota over, reason missing; a condition that cannot be understood.
pub(crate) fn ask(
    visit: &Visit,
    act: &Act,
    (listed, reason): (&Listed, &str),
) -> Result<Outgoing, ExportError> {
    let db = &visit.app.db;
    if !listed.may_export(act) {
        return Err(CustomerError::Forbidden.into());
    }
    let user = act.actor.user.ok_or(CustomerError::Forbidden)?;
    // Asked before anything is promised, since a wrong condition cannot be told of once nobody waits.
    listed.probe(db, act)?;
    let asked = listed.asked_of(db, act, reason)?;
    let new = Outgoing {
        id: act.setting.id(),
        user,
        list: Kept::of(act, listed),
        format: listed.target().slug().to_owned(),
        tongue: tongue(visit),
        sight: sight_of(&act.actor),
        state: OutState::Waiting,
        request: None,
        mark: None,
        n_total: asked.n,
        n_rows: 0,
        n_bytes: 0,
        file_key: None,
        error: None,
        job: None,
        created_at: act.setting.now(),
        finished_at: None,
        ends_at: None,
    };
    let (act, once) = (act.clone(), visit.clone());
    let done = db.write(move |tx| -> Result<Outgoing, Refused> {
        once.claim(tx)?;
        match leave(tx, &act, asked)? {
            Leave::Given(mark) => {
                store::insert(tx, &new)?;
                Ok(begin(tx, &act.setting, new, &mark)?)
            }
            Leave::Waits(request) => {
                if let Some(known) = store::waiting_for(tx, request.id)? {
                    return Ok(known);
                }
                let new = Outgoing { request: Some(request.id), ..new };
                store::insert(tx, &new)?;
                Ok(new)
            }
        }
    });
    done.map_err(|Refused(error)| error)
}

/// How far an actor sees, as the program writes it: a file that was written with another sight is not given out.
pub(super) fn sight_of(actor: &Actor) -> String {
    format!("{:?}", actor.sight)
}

/// Leaves the file to a job.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    setting: &Setting,
    out: Outgoing,
    mark: &Watermark,
) -> Result<Outgoing, DbError> {
    let job = jobs::enqueue(tx, setting, New::of(EXPORT, &Asked { export: out.id }).by(Some(out.user)))?;
    let out = Outgoing { state: OutState::Running, mark: Some(KeptMark::of(mark)), job: Some(job), ..out };
    store::update(tx, &out)?;
    Ok(out)
}

/// Ends an export without a file.
pub(super) fn fail(tx: &mut Tx<'_>, out: Outgoing, key: &str) -> Result<(), DbError> {
    let error = Some(Said { key: key.to_owned(), args: Vec::new() });
    store::update(tx, &Outgoing { state: OutState::Failed, error, ..out })
}

/// An export of one's own; anybody else's is missing.
///
/// # Errors
/// [`CustomerError::Missing`]; [`CustomerError::Forbidden`] for whoever may not export.
pub(crate) fn own(tx: &mut Tx<'_>, act: &Act, id: OutgoingId) -> Result<Outgoing, CustomerError> {
    if !may_export(act) {
        return Err(CustomerError::Forbidden);
    }
    let found = store::find(tx, id)?.filter(|out| Some(out.user) == act.actor.user);
    found.ok_or(CustomerError::Missing)
}

/// One's own exports, the newest first, at most `limit`.
///
/// # Errors
/// [`CustomerError::Forbidden`] for whoever may not export.
pub(crate) fn all_own(tx: &mut Tx<'_>, act: &Act, limit: usize) -> Result<Vec<Outgoing>, CustomerError> {
    let user: RawId = act.actor.user.filter(|_| may_export(act)).ok_or(CustomerError::Forbidden)?;
    Ok(store::of_user(tx, user, limit)?)
}

/// Why a file is not given out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Withheld {
    /// It is not written yet, or its time is over.
    #[error("there is no file now")]
    NotNow,
    /// Whoever asked sees less, or otherwise, than when it was written.
    #[error("the sight is another one")]
    OtherSight,
    /// The cards refuse.
    #[error(transparent)]
    Customers(#[from] CustomerError),
}

impl From<DbError> for Withheld {
    fn from(error: DbError) -> Self {
        Withheld::Customers(error.into())
    }
}

/// An export whose file may be fetched now; that it is fetched, and from which byte on, is told in the journal.
///
/// # Errors
/// [`Withheld`].
pub(crate) fn content(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, range): (OutgoingId, &str),
) -> Result<Outgoing, Withheld> {
    let out = own(tx, act, id)?;
    let is_over = out.ends_at.is_none_or(|end| end <= act.setting.now());
    if out.state != OutState::Done || out.file_key.is_none() || is_over {
        return Err(Withheld::NotNow);
    }
    if out.sight != sight_of(&act.actor) {
        return Err(Withheld::OtherSight);
    }
    let no = out.mark.as_ref().map(KeptMark::no);
    let told = json!({ "no": no, "format": out.format, "rows": out.n_rows, "range": range });
    let entry = Entry::now(&act.setting, "customers.export_fetched", (SUBJECT, id.0), &told);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(out)
}

/// Throws an export away before its time: a job that is under way stops, a file goes.
///
/// # Errors
/// [`CustomerError::Missing`]; [`CustomerError::Forbidden`] for whoever may not export.
pub(crate) fn throw_away(tx: &mut Tx<'_>, act: &Act, id: OutgoingId) -> Result<(), CustomerError> {
    let out = own(tx, act, id)?;
    if let (OutState::Running, Some(job)) = (out.state, out.job) {
        match jobs::stop(tx, &act.setting, &act.actor, job) {
            Ok(()) | Err(jobs::VerbError::NotNow(_) | jobs::VerbError::Missing) => {}
            Err(jobs::VerbError::Refused) => return Err(CustomerError::Forbidden),
            Err(jobs::VerbError::Db(error)) => return Err(error.into()),
        }
    }
    Ok(let_go(tx, &act.setting, out)?)
}

/// Lets the file of an export go.
pub(super) fn let_go(tx: &mut Tx<'_>, setting: &Setting, out: Outgoing) -> Result<(), DbError> {
    if let Some(key) = out.file_key.clone() {
        wiping::files_later(tx, setting, vec![key])?;
    }
    store::update(tx, &Outgoing { state: OutState::Gone, file_key: None, ..out })
}
