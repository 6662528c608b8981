//! Taking a whole run back: the cards it made go, what it added to others goes, what people did since stays.

use super::drafting::{may_bring, tell};
use super::record::{ImportError, Run, RunState};
use super::store;
use super::{agreeing, own_fields};
use crate::mapping::RowsOf;
use customers::{
    Act, Customer, CustomerError, CustomerId, SourceNo, bulk, listing, merging, relations, removal,
};
use db::Tx;
use kernel::RawId;
use orders::unmaking;
use serde::{Deserialize, Serialize};

/// Cards put back in one transaction.
const BATCH: usize = 500;

/// How far the taking back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The last card looked at.
    pub after: RawId,
    /// Cards that stand as before, or are gone again.
    pub n: i64,
    /// Cards left as they are, since somebody changed them meanwhile.
    pub n_left: i64,
    /// Whether all were looked at.
    pub is_over: bool,
}

impl Default for Undone {
    fn default() -> Self {
        Undone { after: RawId::nil(), n: 0, n_left: 0, is_over: false }
    }
}

/// Marks a run as being taken back.
///
/// # Errors
/// [`ImportError::Missing`] when nothing was brought in, rows are still coming, or it was taken back before.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    act: &Act,
    run: &Run,
    job: Option<jobs::JobId>,
) -> Result<(), ImportError> {
    may_bring(act, run.mapping.into)?;
    let can = match run.state {
        // What a file said of products stays: orders may name them by now.
        _ if run.mapping.into == RowsOf::Products => false,
        RunState::Done | RunState::Failed => true,
        RunState::Running => !is_under_way(tx, run)?,
        RunState::Draft | RunState::Undoing | RunState::Undone => false,
    };
    if !can {
        return Err(ImportError::Missing);
    }
    store::undoing(tx, run.no, job)?;
    tell(tx, act, "import.undone", run)
}

/// Whether a job is bringing the run in, or about to.
fn is_under_way(tx: &mut Tx<'_>, run: &Run) -> Result<bool, ImportError> {
    let Some(job) = run.job else { return Ok(false) };
    let job = jobs::get(tx, job)?;
    Ok(job.is_some_and(|job| matches!(job.state, jobs::State::Waiting | jobs::State::Running)))
}

/// Takes back what the run did to the next cards, and after the last one its relations.
///
/// # Errors
/// [`CustomerError::Forbidden`], or a database error; then nothing of the batch is taken back.
pub(crate) fn batch(tx: &mut Tx<'_>, act: &Act, run: &Run, so_far: Undone) -> Result<Undone, ImportError> {
    if run.mapping.into != RowsOf::Customers {
        return orders_batch(tx, act, run, so_far);
    }
    let Some(source) = run.source else { return Ok(Undone { is_over: true, ..so_far }) };
    let touched = store::touched(tx, run.no, (so_far.after, BATCH))?;
    let ended = end_of(tx, run)?;
    let mut next = Undone { is_over: touched.len() < BATCH, ..so_far };
    let mut left = Vec::new();
    for (customer, is_new, revision) in touched {
        next.after = customer;
        let is_back = match listing::get(tx, act, CustomerId(customer)) {
            Ok(card) if !is_new => {
                agreeing::take_back(tx, act, card.id, (&run.file, run.no))?;
                bulk::take_back(tx, act, card.id, source)?
            }
            Ok(card) if card.revision == revision && !is_touched(tx, &card, ended)? => {
                removal::remove(tx, act, &[card.no])?;
                true
            }
            Ok(_) => false,
            Err(CustomerError::Missing) => match merging::standing(tx, CustomerId(customer))? {
                Some(stands) => taken_from(tx, act, stands, source)?,
                None => continue,
            },
            Err(error) => return Err(error.into()),
        };
        next.n += i64::from(is_back);
        if !is_back {
            next.n_left += 1;
            left.push(customer);
        }
    }
    store::left(tx, run.no, &left)?;
    if next.is_over {
        for id in store::relations(tx, run.no)? {
            relations::take_back(tx, act, id)?;
        }
        own_fields::put_away_made(tx, act, run)?;
    }
    let ended_at = next.is_over.then(|| act.setting.now());
    store::undone(tx, run.no, (next.n - so_far.n, next.n_left - so_far.n_left), ended_at)?;
    Ok(next)
}

/// Takes the next orders back that the run made. Those that it changed stay as they are, and so do cards that orders made,
/// since other things may hang on them by now.
fn orders_batch(tx: &mut Tx<'_>, act: &Act, run: &Run, so_far: Undone) -> Result<Undone, ImportError> {
    let made = store::made_orders(tx, run.no, (so_far.after, BATCH))?;
    let unmade = unmaking::unmake(tx, act, run.id.0, &made)?;
    let n_left = i64::try_from(unmade.left.len()).unwrap_or(0);
    let next = Undone {
        after: made.last().map_or(so_far.after, |(id, _)| id.0),
        n: so_far.n + unmade.n_gone,
        n_left: so_far.n_left + n_left,
        is_over: made.len() < BATCH,
    };
    let ended_at = next.is_over.then(|| act.setting.now());
    store::undone(tx, run.no, (unmade.n_gone, n_left), ended_at)?;
    Ok(next)
}

/// Takes what the run brought off the card into which a card of its went; whether nothing of it is left there. The card
/// itself stays: that the two are one was somebody's deed.
fn taken_from(tx: &mut Tx<'_>, act: &Act, id: CustomerId, source: SourceNo) -> Result<bool, ImportError> {
    match bulk::take_back(tx, act, id, source) {
        // Somebody else's clients are left as they are.
        Err(CustomerError::Missing) => return Ok(false),
        other => other?,
    };
    let card = listing::get(tx, act, id)?;
    Ok(card.sheet.facts().iter().all(|fact| fact.source != source))
}

/// The place in the journal at which the run ended; none when it was cut off.
fn end_of(tx: &mut Tx<'_>, run: &Run) -> Result<Option<i64>, ImportError> {
    let verbs = &["import.finished", "import.failed"];
    let filter = journal::Filter { verbs, limit: 1, ..journal::Filter::default() };
    Ok(journal::of_subject(tx, run.id.0, filter)?.first().map(|entry| entry.seq))
}

/// Whether anything was done with a card after its run ended: a note, a file, a relation, an order, whatever is told.
fn is_touched(tx: &mut Tx<'_>, card: &Customer, ended: Option<i64>) -> Result<bool, ImportError> {
    let Some(ended) = ended else { return Ok(false) };
    let filter = journal::Filter { limit: 1, ..journal::Filter::default() };
    let last = journal::of_subject(tx, card.id.0, filter)?;
    Ok(last.first().is_some_and(|entry| entry.seq > ended))
}
