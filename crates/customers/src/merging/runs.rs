//! Merging of many: every pair from a probability on, as one deed, done by a job and taken back whole.

use super::{Followers, MergeId, Wanted, merge_into, undo};
use crate::act::{Act, Desk, RIGHT};
use crate::customer::CustomerNo;
use crate::duplicates::{self, SeenPair, better_of};
use crate::error::CustomerError;
use crate::store::{duplicates as pairs, merge_runs, merges};
use db::{DbError, Tx};
use fields::Manner;
use jobs::{Job, JobError, JobId, New, Outcome, Work};
use kernel::{Actor, ActorKind, Country, Level, Millis, RawId, Reach, Rights, id_type};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

id_type!(
    /// A merging of many.
    MergeRunId
);

const MERGE: &str = "customers.merge_many";
const UNDO: &str = "customers.unmerge_many";

/// Pairs merged in one transaction.
const BATCH: usize = 50;
/// A pair less likely than this is merged by a person only.
pub const LEAST: f64 = 0.8;

/// A merging of many as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeRun {
    /// Its id.
    pub id: MergeRunId,
    /// From which probability on.
    pub at_least: f64,
    /// Whose doing it is.
    pub user: Option<RawId>,
    /// The job that does it, or takes it back.
    pub job: Option<JobId>,
    /// How many cards went into others so far.
    pub n: i64,
    /// When it was asked for.
    pub begun_at: Millis,
    /// When it was taken back, if it was.
    pub undone_at: Option<Millis>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Asked {
    run: MergeRunId,
    country: Country,
}

/// How many pairs a merging from a probability on would take, and some of them at random, to be looked at before.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange customers and to see them all.
pub fn sample(
    tx: &mut Tx<'_>,
    act: &Act,
    (at_least, most): (f64, usize),
) -> Result<(usize, Vec<SeenPair>), CustomerError> {
    allowed(act)?;
    let mut all = pairs::numbers_above(tx, at_least.max(LEAST))?;
    let n = all.len();
    let mut seen = Vec::new();
    for _ in 0..most.min(n) {
        let random = u64::from_le_bytes(act.setting.random());
        let at = usize::try_from(random % all.len() as u64).unwrap_or(0);
        let Some(pair) = pairs::find(tx, all.swap_remove(at))? else { continue };
        seen.extend(duplicates::seen_of(tx, act, vec![pair])?);
    }
    Ok((n, seen))
}

/// Asks for every pair from a probability on, at least [`LEAST`], to be merged.
///
/// # Errors
/// As [`sample`].
pub fn begin(tx: &mut Tx<'_>, act: &Act, at_least: f64) -> Result<MergeRun, CustomerError> {
    allowed(act)?;
    let id: MergeRunId = act.setting.id();
    let job = enqueue(tx, act, (MERGE, id))?;
    let run = MergeRun {
        id,
        at_least: at_least.clamp(LEAST, 1.0),
        user: act.actor.user,
        job: Some(job),
        n: 0,
        begun_at: act.setting.now(),
        undone_at: None,
    };
    merge_runs::insert(tx, &run)?;
    Ok(run)
}

/// Marks a run as taken back, so that nothing more is merged by it, and leaves the rest to a job.
///
/// # Errors
/// As [`sample`]; [`CustomerError::Missing`] also when it was taken back before.
pub fn begin_undo(tx: &mut Tx<'_>, act: &Act, id: MergeRunId) -> Result<MergeRun, CustomerError> {
    let run = get(tx, act, id)?;
    if run.undone_at.is_some() {
        return Err(CustomerError::Missing);
    }
    let job = enqueue(tx, act, (UNDO, id))?;
    merge_runs::undone(tx, id, (act.setting.now(), job))?;
    get(tx, act, id)
}

/// A run as it stands.
///
/// # Errors
/// As [`sample`]; [`CustomerError::Missing`].
pub fn get(tx: &mut Tx<'_>, act: &Act, id: MergeRunId) -> Result<MergeRun, CustomerError> {
    allowed(act)?;
    merge_runs::find(tx, id)?.ok_or(CustomerError::Missing)
}

/// The last run, if there was one.
///
/// # Errors
/// As [`sample`].
pub fn last(tx: &mut Tx<'_>, act: &Act) -> Result<Option<MergeRun>, CustomerError> {
    allowed(act)?;
    Ok(merge_runs::last(tx)?)
}

fn enqueue(tx: &mut Tx<'_>, act: &Act, (kind, run): (&'static str, MergeRunId)) -> Result<JobId, DbError> {
    let asked = Asked { run, country: act.manner.country };
    jobs::enqueue(tx, &act.setting, New::of(kind, &asked).by(act.actor.user))
}

/// Whether whoever acts may merge many at once.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn allowed(act: &Act) -> Result<(), CustomerError> {
    let may = act.may(Level::Arrange) && sees_all(act);
    if may { Ok(()) } else { Err(CustomerError::Forbidden) }
}

/// Whether no card is hidden from whoever acts.
pub fn sees_all(act: &Act) -> bool {
    *act.actor.sight.reach(RIGHT) == Reach::All
}

/// The jobs of merging, with those who follow.
pub fn jobs(followers: &Followers) -> Vec<Arc<dyn Job>> {
    vec![Arc::new(MergeMany(followers.clone())), Arc::new(UndoMany(followers.clone()))]
}

/// What a batch needs on the thread of the writer. Whoever asked was allowed to when they asked.
#[derive(Clone)]
struct Doing {
    asked: Asked,
    setting: kernel::Setting,
    actor: Actor,
    followers: Followers,
}

impl Doing {
    fn of(work: &Work, followers: &Followers) -> Result<Self, JobError> {
        let rights = Rights::default().with(RIGHT, Level::Arrange);
        let person = |user| Actor { user: Some(user), kind: ActorKind::Person, rights, ..Actor::console() };
        Ok(Self {
            asked: work.payload()?,
            setting: work.setting().clone(),
            actor: work.created_by().map_or_else(Actor::console, person),
            followers: followers.clone(),
        })
    }

    fn act(&self, tx: &mut Tx<'_>) -> Result<Act, DbError> {
        let manner = Manner::of(self.asked.country, self.setting.now());
        let fields = Desk::default().fields(tx)?;
        Ok(Act { fields, actor: self.actor.clone(), setting: self.setting.clone(), manner })
    }
}

struct MergeMany(Followers);

/// How far a merging is: the last pair looked at, how many cards went, and how many went in this round. A merged card
/// may be in pairs that were passed already, so there are rounds until one brings nothing.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Place {
    after: (CustomerNo, CustomerNo),
    n: i64,
    n_in_round: i64,
    is_over: bool,
}

impl Job for MergeMany {
    fn kind(&self) -> &'static str {
        MERGE
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let doing = Doing::of(work, &self.0)?;
        let mut place: Place = work.place().unwrap_or_default();
        let run = work.db().read(|tx| merge_runs::find(tx, doing.asked.run))?;
        let at_least = run.map_or(1.0, |run| run.at_least);
        let total = work.db().read(|tx| pairs::numbers_above(tx, at_least))?.len();
        let total = i64::try_from(total).ok().map(|n| n + place.n);
        while !place.is_over {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            work.progress(place.n, total, "customers-merging-under-way");
            let (doing, id) = (doing.clone(), work.id());
            place = work.write(move |tx| {
                let next = merge_batch(tx, &doing, place).map_err(failed)?;
                jobs::keep_place(tx, id, &next)?;
                Ok(next)
            })?;
        }
        Ok(Outcome::Done(serde_json::json!({ "n": place.n })))
    }
}

fn merge_batch(tx: &mut Tx<'_>, doing: &Doing, so_far: Place) -> Result<Place, CustomerError> {
    let act = doing.act(tx)?;
    let run = merge_runs::find(tx, doing.asked.run)?.filter(|run| run.undone_at.is_none());
    let Some(run) = run else { return Ok(Place { is_over: true, ..so_far }) };
    let found = pairs::above(tx, run.at_least, (so_far.after, BATCH))?;
    let mut next = so_far;
    for pair in &found {
        next.after = (pair.left, pair.right);
        let sides =
            (duplicates::seen_card(tx, &act, pair.left)?, duplicates::seen_card(tx, &act, pair.right)?);
        let (Some(one), Some(other)) = sides else { continue };
        if one.kind != other.kind || duplicates::is_denied(tx, (one.id, other.id))? {
            continue;
        }
        let (winner, loser) = better_of(&one, &other);
        let wanted = Wanted { run: Some(run.id), ..Wanted::of(winner.id, loser.id) };
        merge_into(tx, &act, &doing.followers, &wanted)?;
        (next.n, next.n_in_round) = (next.n + 1, next.n_in_round + 1);
    }
    merge_runs::count(tx, run.id, next.n)?;
    if found.len() < BATCH {
        next = Place { after: (0, 0), n: next.n, n_in_round: 0, is_over: next.n_in_round == 0 };
    }
    Ok(next)
}

struct UndoMany(Followers);

/// How far the taking back is: the last merging looked at, newest first; cards that stand again, and those that cannot
/// since what they went into has itself gone on.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Back {
    before: Option<MergeId>,
    n: i64,
    n_left: i64,
    is_over: bool,
}

impl Job for UndoMany {
    fn kind(&self) -> &'static str {
        UNDO
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let doing = Doing::of(work, &self.0)?;
        let mut back: Back = work.place().unwrap_or_default();
        let total = work.db().read(|tx| merge_runs::find(tx, doing.asked.run))?.map(|run| run.n);
        while !back.is_over {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            work.progress(back.n, total, "customers-merging-undoing");
            let (doing, id) = (doing.clone(), work.id());
            back = work.write(move |tx| {
                let next = undo_batch(tx, &doing, back).map_err(failed)?;
                jobs::keep_place(tx, id, &next)?;
                Ok(next)
            })?;
        }
        Ok(Outcome::Done(serde_json::json!({ "n": back.n, "n_left": back.n_left })))
    }
}

fn undo_batch(tx: &mut Tx<'_>, doing: &Doing, so_far: Back) -> Result<Back, CustomerError> {
    let act = doing.act(tx)?;
    let merged = merges::of_run(tx, doing.asked.run, (so_far.before, BATCH))?;
    let mut back = Back { is_over: merged.len() < BATCH, ..so_far };
    for id in merged {
        back.before = Some(id);
        match undo(tx, &act, &doing.followers, id) {
            Ok(_) => back.n += 1,
            Err(CustomerError::Invalid(_) | CustomerError::Missing) => back.n_left += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(back)
}

fn failed(error: CustomerError) -> JobError {
    match error {
        CustomerError::Db(error) => error.into(),
        other => JobError::Never(other.to_string()),
    }
}
