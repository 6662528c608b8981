//! Large deeds as jobs: batch by batch, going on after a crash from where they were.

use super::{
    BATCH, CustomerError, DeedId, ManyEdit, Selection, Undone, begin, begin_undo, change_batch, get,
    undo_batch,
};
use crate::act::{Act, Desk, RIGHT};
use crate::listing;
use db::Tx;
use fields::Manner;
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::{Country, Level, Rights};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const CHANGE: &str = "customers.change_many";
const UNDO: &str = "customers.undo_many";

/// What both jobs are asked with; the person's name is not in it, only their id is kept by the queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Asked {
    deed: DeedId,
    #[serde(default)]
    selection: Option<Selection>,
    country: Country,
    utc_offset_secs: i32,
}

impl Asked {
    fn of(act: &Act, deed: DeedId, selection: Option<Selection>) -> Self {
        let Manner { country, utc_offset_secs, .. } = act.manner;
        Self { deed, selection, country, utc_offset_secs }
    }

    /// The deed of whoever asked for the job. They were allowed to when they asked; they see what they see now.
    fn act(&self, tx: &mut Tx<'_>, work: &Asker) -> Result<Act, db::DbError> {
        let setting = work.setting.clone();
        let manner =
            Manner { utc_offset_secs: self.utc_offset_secs, ..Manner::of(self.country, setting.now()) };
        let rights = Rights::default().with(RIGHT, Level::Write);
        let actor = access::sight::asker(tx, work.user, rights)?;
        Ok(Act { fields: work.desk.fields(tx)?, actor, setting, manner })
    }
}

/// Who asked, with what a batch needs on the thread of the writer.
#[derive(Clone)]
struct Asker {
    setting: kernel::Setting,
    user: Option<kernel::RawId>,
    desk: Desk,
}

impl Asker {
    fn of(work: &Work) -> Self {
        Self { setting: work.setting().clone(), user: work.created_by(), desk: Desk::default() }
    }
}

/// Opens a deed over everything of a selection and leaves it to a job.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] when the condition cannot be understood.
pub fn later(
    tx: &mut Tx<'_>,
    act: &Act,
    edit: &ManyEdit,
    selection: Selection,
) -> Result<DeedId, CustomerError> {
    listing::numbers(tx, act, &selection.query(), (0, 1))?;
    // The deed names its job and the job its deed, so the deed's id comes first.
    let id = begin(tx, act, edit, None)?;
    let new = New::of(CHANGE, &Asked::of(act, id, Some(selection))).by(act.actor.user);
    let job = jobs::enqueue(tx, &act.setting, new)?;
    crate::store::deeds::name_job(tx, id.0, edit, job)?;
    Ok(id)
}

/// Marks a deed as taken back and leaves the rest to a job.
///
/// # Errors
/// As [`begin_undo`].
pub fn undo_later(tx: &mut Tx<'_>, act: &Act, id: DeedId) -> Result<jobs::JobId, CustomerError> {
    let deed = get(tx, act, id)?;
    begin_undo(tx, act, id)?;
    let new = New::of(UNDO, &Asked::of(act, id, None)).by(act.actor.user);
    let job = jobs::enqueue(tx, &act.setting, new)?;
    crate::store::deeds::name_job(tx, id.0, &deed.edit, job)?;
    Ok(job)
}

/// The jobs of this capability.
pub fn jobs() -> Vec<Arc<dyn Job>> {
    vec![Arc::new(ChangeMany), Arc::new(UndoMany)]
}

struct ChangeMany;

/// How far a change is: the last card looked at, and how many were changed.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Place {
    after: i64,
    n: i64,
}

impl Job for ChangeMany {
    fn kind(&self) -> &'static str {
        CHANGE
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let (asked, asker): (Asked, _) = (work.payload()?, Asker::of(work));
        let Some(query) = asked.selection.as_ref().map(Selection::query) else {
            return Err(JobError::Never("no selection".into()));
        };
        let total = work.db().read(|tx| {
            let act = asked.act(tx, &asker)?;
            listing::total(tx, &act, &query)
        });
        let total = total.map(|total| total.n).ok();
        let mut place: Place = work.place().unwrap_or_default();
        loop {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            work.progress(place.n, total.map(|n| n.max(place.n)), "customers-bulk-under-way");
            let numbers = work.db().read(|tx| {
                let act = asked.act(tx, &asker)?;
                listing::numbers(tx, &act, &query, (place.after, BATCH))
            });
            let numbers = numbers.map_err(failed)?;
            let Some(last) = numbers.last().copied() else {
                return Ok(Outcome::Done(serde_json::json!({ "n": place.n })));
            };
            let (asked, asker, id) = (asked.clone(), asker.clone(), work.id());
            place = work.write(move |tx| {
                let act = asked.act(tx, &asker)?;
                let n = change_batch(tx, &act, asked.deed, &numbers).map_err(failed)?;
                let next = Place { after: last, n: place.n + i64::try_from(n).unwrap_or(0) };
                jobs::keep_place(tx, id, &next)?;
                Ok(next)
            })?;
        }
    }
}

struct UndoMany;

impl Job for UndoMany {
    fn kind(&self) -> &'static str {
        UNDO
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let (asked, asker): (Asked, _) = (work.payload()?, Asker::of(work));
        let deed = work.db().read(|tx| {
            let act = asked.act(tx, &asker)?;
            get(tx, &act, asked.deed)
        });
        let total = deed.map(|deed| deed.n).ok();
        let mut undone: Undone = work.place().unwrap_or_default();
        while !undone.is_over {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            work.progress(undone.n, total, "customers-bulk-undoing");
            let (asked, asker, id) = (asked.clone(), asker.clone(), work.id());
            undone = work.write(move |tx| {
                let act = asked.act(tx, &asker)?;
                let next = undo_batch(tx, &act, asked.deed, undone).map_err(failed)?;
                jobs::keep_place(tx, id, &next)?;
                Ok(next)
            })?;
        }
        Ok(Outcome::Done(serde_json::json!({ "n": undone.n, "n_left": undone.n_left })))
    }
}

fn failed(error: CustomerError) -> JobError {
    match error {
        CustomerError::Db(error) => error.into(),
        other => JobError::Never(other.to_string()),
    }
}
