//! Bringing a deal to another stage, winning it, losing it, opening it again.

use crate::conveying;
use crate::deal::{Closure, Deal, DealId};
use crate::dealing::{self, Dealing};
use crate::error::DealError;
use crate::gates::{self, Aim};
use crate::pipeline::{ReasonId, StageId};
use crate::store::{pipelines, ranks, reasons, steps};
use db::Tx;
use kernel::Level;

/// The longest note, in letters.
const LONGEST_NOTE: usize = 2_000;

/// Where a deal is brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// To which stage of its pipeline.
    pub stage: StageId,
    /// Before which card of that stage; on top of all where none is named.
    pub before: Option<DealId>,
    /// What the next ones should know; may be empty.
    pub note: String,
}

/// Brings a deal to another stage, or to another place on its own.
///
/// # Errors
/// As [`dealing::get`]; [`DealError::Outdated`] when somebody else was faster; [`DealError::NotNow`] for a closed one;
/// [`DealError::Held`] while something must be written down first; [`DealError::Invalid`] for a stage of another
/// pipeline, and without the note that handing over needs.
pub fn shift(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
    to: &Move,
) -> Result<Deal, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let pipeline = dealing::pipeline(tx, known.pipeline)?;
    let unknown = || DealError::field("stage", "deals-stage-unknown");
    let stage = pipeline.stage(to.stage).ok_or_else(unknown)?;
    let is_same = stage.id == known.stage;
    let held = gates::held(tx, dealing, (&known, &pipeline), Aim::Stage(stage))?;
    if !held.is_empty() {
        return Err(DealError::Held(Box::new(held)));
    }
    let rank = ranks::between(tx, (stage.id, id), to.before)?;
    if is_same {
        // The place on a stage is nobody's news: neither the journal nor the revision tells of it.
        ranks::put(tx, known.no, rank)?;
        return Ok(Deal { rank, ..known });
    }
    let (team, responsible) = conveying::whom(tx, (&known, stage), &to.note)?;
    let now = dealing.act.setting.now();
    let deal = Deal { stage: stage.id, rank, entered_at: now, team, responsible, ..known };
    steps::leave(tx, deal.no, now)?;
    steps::enter(tx, &deal, (dealing.act.actor.user, &short(&to.note)))?;
    let deal = dealing::keep(tx, dealing, "deal.moved", deal)?;
    conveying::pass_client(tx, dealing, &deal)?;
    Ok(deal)
}

/// Says that a deal is won.
///
/// # Errors
/// As [`shift`].
pub fn win(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
    note: &str,
) -> Result<Deal, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let pipeline = dealing::pipeline(tx, known.pipeline)?;
    let held = gates::held(tx, dealing, (&known, &pipeline), Aim::Won)?;
    if !held.is_empty() {
        return Err(DealError::Held(Box::new(held)));
    }
    close(tx, dealing, known, (None, note))
}

/// Says that a deal is lost, and why.
///
/// # Errors
/// As [`shift`]; [`DealError::Invalid`] without a reason where the firm has some.
pub fn lose(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
    (reason, note): (Option<ReasonId>, &str),
) -> Result<Deal, DealError> {
    let known = open(tx, dealing, (id, revision))?;
    let all = reasons::all(tx)?;
    let is_known = reason.is_some_and(|id| all.iter().any(|one| one.id == id));
    if !(is_known || reason.is_none() && all.is_empty()) {
        return Err(DealError::field("reason", "deals-reason-missing"));
    }
    close(tx, dealing, known, (Some(reason), note))
}

/// Closes a deal: lost for a reason where one is given in the outer option, else won.
fn close(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    known: Deal,
    (lost, note): (Option<Option<ReasonId>>, &str),
) -> Result<Deal, DealError> {
    let closure = Closure {
        at: dealing.act.setting.now(),
        by: dealing.act.actor.user,
        is_won: lost.is_none(),
        reason: lost.flatten(),
        note: short(note),
    };
    steps::leave(tx, known.no, closure.at)?;
    let verb = if closure.is_won { "deal.won" } else { "deal.lost" };
    dealing::keep(tx, dealing, verb, Deal { closure: Some(closure), ..known })
}

/// Opens a closed deal again, on the stage where it stood; on the first one if that was taken out since.
///
/// # Errors
/// As [`dealing::get`]; [`DealError::NotNow`] for an open one.
pub fn reopen(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
) -> Result<Deal, DealError> {
    let known = dealing::fresh(tx, dealing, (id, revision))?;
    if known.closure.is_none() {
        return Err(DealError::NotNow);
    }
    let pipeline = dealing::pipeline(tx, known.pipeline)?;
    let stage = pipeline.stage(known.stage).or(pipeline.stages.first()).ok_or(DealError::Missing)?;
    let now = dealing.act.setting.now();
    let rank = ranks::top(tx, stage.id)?;
    let deal = Deal { stage: stage.id, rank, entered_at: now, closure: None, ..known };
    steps::enter(tx, &deal, (dealing.act.actor.user, ""))?;
    dealing::keep(tx, dealing, "deal.reopened", deal)
}

/// What holds a deal back from a stage, or from being won where none is named; empty when nothing does.
///
/// # Errors
/// As [`dealing::get`].
pub fn held(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    id: DealId,
    stage: Option<StageId>,
) -> Result<gates::Held, DealError> {
    let deal = dealing::get(tx, dealing, id)?;
    let pipeline = pipelines::find(tx, deal.pipeline)?.ok_or(DealError::Missing)?;
    let aim = match stage {
        Some(id) => Aim::Stage(pipeline.stage(id).ok_or(DealError::Missing)?),
        None => Aim::Won,
    };
    gates::held(tx, dealing, (&deal, &pipeline), aim)
}

fn open(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (id, revision): (DealId, Option<i64>),
) -> Result<Deal, DealError> {
    dealing.needs(Level::Write)?;
    let known = dealing::fresh(tx, dealing, (id, revision))?;
    if known.closure.is_some() { Err(DealError::NotNow) } else { Ok(known) }
}

fn short(note: &str) -> String {
    note.trim().chars().take(LONGEST_NOTE).collect()
}
