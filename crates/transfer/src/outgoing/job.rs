//! The jobs: writing the file of an export, and looking after those that wait or whose time is over.

use super::KEPT;
use super::piping::pipe;
use super::record::{OutState, Outgoing};
use super::store;
use super::verbs::{Asked, begin, fail, let_go, sight_of};
use crate::exporting::{Ending, ExportError, Left, Listed};
use crate::formats::Explained as _;
use crate::formats::out::Written;
use crate::run::{LARGEST, Said};
use access::Refusal;
use access::exporting::{self, ExportState};
use access::known_rights;
use customers::{Act, Desk};
use db::{DbError, Tx};
use files::{FileError, StoredFile};
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, DAY_MS, MINUTE_MS, RawId};
use std::sync::Arc;
use web::App;
use words::Say;

/// The job that writes the file of an export.
pub const EXPORT: &str = "transfer.export";
const TEND: &str = "transfer.tend";
/// How long it can be seen that there was an export.
const REMEMBERED: i64 = 30 * DAY_MS;

/// The jobs over a house.
pub fn jobs(app: &App) -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Export { app: Some(app.clone()) }), Arc::new(Tend { app: Some(app.clone()) })]
}

/// The same for a house that was put together without jobs of its own: it leaves them to one that has them.
pub(crate) fn declared() -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Export { app: None }), Arc::new(Tend { app: None })]
}

/// When exports are looked after: each minute.
pub fn recurring() -> Recurring {
    Recurring { kind: TEND, schedule: Schedule::Every(MINUTE_MS) }
}

fn house(app: &Option<App>) -> Result<&App, JobError> {
    app.as_ref().ok_or_else(|| JobError::Again("this house makes no exports".to_owned()))
}

/// Whoever asked, with the rights they have now; `None` when they may export no longer.
fn exporter(tx: &mut Tx<'_>, app: &App, user: RawId) -> Result<Option<Actor>, DbError> {
    let actor = access::sight::person(tx, user, &known_rights(app.capabilities))?;
    Ok(actor.filter(|actor| actor.may(access::EXPORT, kernel::Level::Write)))
}

struct Export {
    app: Option<App>,
}

/// What one attempt works with.
struct Attempt {
    out: Outgoing,
    act: Act,
    listed: Listed,
    say: Say,
}

impl Job for Export {
    fn kind(&self) -> &'static str {
        EXPORT
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let app = house(&self.app)?;
        let asked: Asked = work.payload()?;
        let out = work.db().read(|tx| store::find(tx, asked.export))?;
        let Some(out) = out.filter(|out| out.state == OutState::Running) else { return Ok(Outcome::DONE) };
        let Some(attempt) = prepare(app, work, &out)? else {
            work.write(move |tx| Ok(fail(tx, out, "transfer-out-no-right")?))?;
            return Ok(Outcome::DONE);
        };
        let id = attempt.out.id;
        work.write(move |tx| Ok(store::set_stale(tx, Some(id), false)?))?;
        match written(app, work, &attempt) {
            Ok(made) => keep(app, work, attempt, made),
            Err(ExportError::Stopped) => Ok(Outcome::Stopped),
            Err(ExportError::Customers(customers::CustomerError::Db(error))) => Err(error.into()),
            Err(ExportError::Write(error)) => {
                let said = Said::of(&error);
                let words = format!("{}: {error}", error.key());
                let id = attempt.out.id;
                work.write(move |tx| {
                    // As it stands now: somebody may have thrown it away meanwhile.
                    let Some(out) = store::find(tx, id)? else { return Ok(()) };
                    Ok(store::update(tx, &Outgoing { error: Some(said), ..out })?)
                })?;
                Err(JobError::Again(words))
            }
            Err(_) => {
                work.write(move |tx| Ok(fail(tx, attempt.out, "transfer-out-no-right")?))?;
                Ok(Outcome::DONE)
            }
        }
    }
}

/// The act of whoever asked as they are now, and the list; `None` when they may not, or the list has no sense any more.
fn prepare(app: &App, work: &Work, out: &Outgoing) -> Result<Option<Attempt>, JobError> {
    let desk = app.offer::<Desk>().cloned().unwrap_or_default();
    let (setting, firm) = (work.setting(), app.firm());
    let act = work.db().read(|tx| -> Result<_, DbError> {
        let Some(actor) = exporter(tx, app, out.user)? else { return Ok(None) };
        desk.act(tx, (setting, &actor), &firm).map(Some)
    })?;
    let Some(act) = act.filter(|act| sight_of(&act.actor) == out.sight) else { return Ok(None) };
    let listed = work.db().read(|tx| out.list.listed(tx, &act, &out.format))?;
    let Some(listed) = listed.filter(|listed| listed.may_export(&act)) else { return Ok(None) };
    let (lang, zone) = &out.tongue;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let say = app.words.say(lang.parse().unwrap_or(firm.lang), zone);
    Ok(Some(Attempt { out: out.clone(), act, listed, say }))
}

/// A file that was written.
struct Made {
    written: Written,
    ending: Ending,
    stored: StoredFile,
}

/// Writes the list into the store of files, in flat memory.
fn written(app: &App, work: &Work, attempt: &Attempt) -> Result<Made, ExportError> {
    let Attempt { out, act, listed, say } = attempt;
    let mark = out.mark.as_ref().map(super::record::KeptMark::mark);
    let Some(mark) = mark else { return Err(ExportError::Refused(Refusal::NotAgreed)) };
    let (writing, mut reading, end) = pipe();
    let total = Some(out.n_total);
    std::thread::scope(|scope| {
        let putting = scope.spawn(move || app.files.put(&mut reading, LARGEST));
        let mut heed = |n_rows: u64| {
            work.progress(i64::try_from(n_rows).unwrap_or(i64::MAX), total, "transfer-taking-out");
            !work.is_stopping()
        };
        let left = listed.export_heeding(work.db(), act, (&mark, say), (Box::new(writing), &mut heed));
        let made = left.and_then(|Left { ended, ending }| ended.map(|written| (written, ending)));
        if made.is_ok() {
            end.well();
        } else {
            drop(end);
        }
        let put = putting.join();
        match (put, made) {
            // What the store has against it is the cause, and that the pipe broke its effect.
            (Ok(Err(error)), Err(ExportError::Write(_)) | Ok(_)) => Err(of_store(&error)),
            (_, Err(error)) => Err(error),
            (Ok(Ok(stored)), Ok((written, ending))) => Ok(Made { written, ending, stored }),
            (Err(_), Ok(_)) => Err(of_store(&FileError::Broken("the store fell over".to_owned()))),
        }
    })
}

fn of_store(error: &FileError) -> ExportError {
    use crate::formats::out::WriteError;
    ExportError::Write(match error {
        FileError::Full(_) => WriteError::DiskFull,
        other => WriteError::Io(other.to_string()),
    })
}

/// Says that the file is there, and tells that the list has left, unless somebody was erased while it was written.
fn keep(app: &App, work: &Work, attempt: Attempt, made: Made) -> Result<Outcome, JobError> {
    let Made { written, ending, stored } = made;
    let now = work.setting().now();
    let (key, n_rows) = (stored.key.clone(), i64::try_from(written.n_rows).unwrap_or(i64::MAX));
    let is_kept = work.write(move |tx| {
        let id = attempt.out.id;
        let stands = store::find(tx, id)?.filter(|out| out.state == OutState::Running);
        if stands.is_none() || store::is_stale(tx, id)? {
            return Ok(false);
        }
        let done = Outgoing {
            state: OutState::Done,
            n_rows,
            n_bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
            file_key: Some(stored.key.to_string()),
            error: None,
            finished_at: Some(now),
            ends_at: Some(now + KEPT),
            ..attempt.out
        };
        store::update(tx, &done)?;
        ending.tell(tx)?;
        Ok(true)
    })?;
    if is_kept {
        return Ok(Outcome::Done(serde_json::json!({ "rows": n_rows })));
    }
    app.files.delete(&key).map_err(|error| JobError::Again(error.to_string()))?;
    Err(JobError::Again("somebody was erased while it was written".to_owned()))
}

struct Tend {
    app: Option<App>,
}

impl Job for Tend {
    fn kind(&self) -> &'static str {
        TEND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let app = house(&self.app)?;
        let now = work.setting().now();
        let (over, waiting) = work
            .db()
            .read(|tx| -> Result<_, DbError> { Ok((store::over(tx, now)?, store::waiting(tx)?)) })?;
        let (app, setting) = (app.clone(), work.setting().clone());
        work.write(move |tx| {
            for out in over {
                let_go(tx, &setting, out)?;
            }
            for out in waiting {
                look_at(tx, &app, (&setting, out))?;
            }
            Ok(store::prune(tx, now - REMEMBERED)?)
        })?;
        Ok(Outcome::DONE)
    }
}

/// Begins an export that somebody agreed to meanwhile; ends one that was refused.
fn look_at(
    tx: &mut Tx<'_>,
    app: &App,
    (setting, out): (&kernel::Setting, Outgoing),
) -> Result<(), DbError> {
    let Some(request) = out.request else { return Ok(()) };
    match exporting::state(tx, request)? {
        Some(ExportState::Waiting) => return Ok(()),
        Some(ExportState::Agreed) => {}
        Some(ExportState::Refused) => return fail(tx, out, "transfer-out-refused"),
        // Somebody has fetched the same list at once.
        Some(ExportState::Begun) | None => return fail(tx, out, "transfer-out-elsewhere"),
    }
    let Some(actor) = exporter(tx, app, out.user)? else { return fail(tx, out, "transfer-out-no-right") };
    match exporting::begin(tx, setting, &actor, request) {
        Ok(mark) => begin(tx, setting, out, &mark).map(drop),
        Err(Refusal::QuotaOver) => fail(tx, out, "transfer-out-quota"),
        Err(Refusal::NotAgreed) => fail(tx, out, "transfer-out-old-consent"),
        Err(Refusal::Db(error)) => Err(error),
        Err(_) => fail(tx, out, "transfer-out-no-right"),
    }
}
