//! The conveyor: a deal that enters a stage of another team passes to that team, and the client with it.
//!
//! A stage says to which team and to whom of it: to a queue from which the first who takes it has it, or to whoever of
//! the team has the fewest open deals. A team without people gets it into its queue.

use crate::deal::Deal;
use crate::dealing::Dealing;
use crate::error::DealError;
use crate::pipeline::{HandTo, Pipeline, Stage, StageId};
use crate::store::{deals, sums};
use customers::{Act, CustomerNo};
use db::{DbError, Tx};
use kernel::RawId;

/// The team and the person who have a deal once it enters a stage; on a stage of no team, or of the team that has it
/// already, both stay.
///
/// # Errors
/// [`DealError::Invalid`] without a note that is needed.
pub(crate) fn whom(
    tx: &mut Tx<'_>,
    (deal, stage): (&Deal, &Stage),
    note: &str,
) -> Result<(Option<RawId>, Option<RawId>), DealError> {
    let Some(handing) = &stage.handing else { return Ok((deal.team, deal.responsible)) };
    if deal.team == Some(handing.team) {
        return Ok((deal.team, deal.responsible));
    }
    if handing.needs_note && note.trim().is_empty() {
        return Err(DealError::field("note", "deals-hand-note-missing"));
    }
    let person = match handing.to {
        HandTo::Queue => None,
        HandTo::LeastLoaded => least_loaded(tx, handing.team)?,
    };
    Ok((Some(handing.team), person))
}

/// Whoever of a team has the fewest open deals; of several the one who was hired first.
fn least_loaded(tx: &mut Tx<'_>, team: RawId) -> Result<Option<RawId>, DealError> {
    let mut people: Vec<(i64, RawId)> = access::user::all(tx)?
        .into_iter()
        .filter(|user| user.disabled_at.is_none() && user.team.is_some_and(|id| id.0 == team))
        .map(|user| (user.created_at, user.id.0))
        .collect();
    people.sort_unstable();
    let ids: Vec<RawId> = people.into_iter().map(|(_, id)| id).collect();
    let loads = sums::loads(tx, &ids)?;
    let load = |id: &RawId| loads.iter().find(|(who, _)| who == id).map_or(0, |(_, n)| *n);
    Ok(ids.iter().copied().min_by_key(load))
}

/// Makes the client that of whoever has the deal now; one whose deal waits in a queue stays with whoever had them.
pub(crate) fn pass_client(tx: &mut Tx<'_>, dealing: &Dealing, deal: &Deal) -> Result<(), DealError> {
    match deal.responsible.filter(|_| deal.team.is_some()) {
        Some(person) => Ok(customers::passing::pass(tx, &dealing.act, deal.customer_no, person)?),
        None => Ok(()),
    }
}

/// The team whose stage it is.
pub(crate) fn team_of(pipeline: &Pipeline, stage: StageId) -> Option<RawId> {
    pipeline.stage(stage)?.handing.as_ref().map(|handing| handing.team)
}

/// Tells the card of a customer in which teams' stages its open deals stand now. One who never had a deal in a team's
/// stage stays as they are.
pub(crate) fn mark(tx: &mut Tx<'_>, act: &Act, customer: CustomerNo) -> Result<(), DbError> {
    let teams = deals::teams_of(tx, customer)?;
    customers::passing::mark(tx, act, customer, &teams)
}
