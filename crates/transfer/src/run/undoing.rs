//! Taking a whole run back: the cards and orders it made go, what it added to others goes, orders that it changed stand as
//! before, what people did since stays.

use super::drafting::{may_bring, tell};
use super::record::{ImportError, Run, RunState};
use super::store;
use super::{agreeing, own_fields};
use crate::mapping::RowsOf;
use crate::orders::undoing::{self, Part};
use customers::{
    Act, Customer, CustomerError, CustomerId, SourceNo, bulk, listing, merging, relations, removal,
};
use db::Tx;
use kernel::{Level, RawId};
use orders::unmaking;
use serde::{Deserialize, Serialize};

/// Cards put back in one transaction.
const BATCH: usize = 500;

/// What is taken back of a file of orders, one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Orders that it made.
    #[default]
    Made,
    /// Orders that it changed.
    Changed,
    /// Cards that it made or added to.
    Cards,
    /// Products that it added.
    Products,
}

impl Step {
    fn following(self) -> Option<Step> {
        match self {
            Step::Made => Some(Step::Changed),
            Step::Changed => Some(Step::Cards),
            Step::Cards => Some(Step::Products),
            Step::Products => None,
        }
    }
}

/// How far the taking back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// What is being taken back; of a file of customers it says nothing.
    #[serde(default)]
    pub step: Step,
    /// The last card, order or product looked at.
    pub after: RawId,
    /// Cards, orders and products that stand as before, or are gone again.
    pub n: i64,
    /// Those left as they are, since somebody changed or uses them meanwhile.
    pub n_left: i64,
    /// Whether all were looked at.
    pub is_over: bool,
}

impl Default for Undone {
    fn default() -> Self {
        Undone { step: Step::Made, after: RawId::nil(), n: 0, n_left: 0, is_over: false }
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

/// Takes back what the run did to the next things: of a file of customers to cards, and after the last one its relations;
/// of a file of orders to orders that it made, then to those that it changed, to cards, to products.
///
/// # Errors
/// [`CustomerError::Forbidden`], or a database error; then nothing of the batch is taken back.
pub(crate) fn batch(tx: &mut Tx<'_>, act: &Act, run: &Run, so_far: Undone) -> Result<Undone, ImportError> {
    let is_of_customers = run.mapping.into == RowsOf::Customers;
    let step = if is_of_customers { Step::Cards } else { so_far.step };
    let place = (so_far.after, BATCH);
    let part = match step {
        Step::Made => undoing::made(tx, act, run, place)?,
        Step::Changed => undoing::changed(tx, act, run, place)?,
        Step::Cards => cards(tx, act, run, place)?,
        Step::Products => undoing::products(tx, act, run, place)?,
    };
    let following = step.following().filter(|_| !is_of_customers);
    let mut next =
        Undone { after: part.after, n: so_far.n + part.n, n_left: so_far.n_left + part.n_left, ..so_far };
    match following {
        _ if !part.is_through => {}
        Some(step) => (next.step, next.after) = (step, RawId::nil()),
        None => next.is_over = true,
    }
    let ended_at = next.is_over.then(|| act.setting.now());
    store::undone(tx, run.no, (part.n, part.n_left), ended_at)?;
    Ok(next)
}

/// Takes back what the run did to the next cards, and after the last one its relations.
fn cards(
    tx: &mut Tx<'_>,
    act: &Act,
    run: &Run,
    (after, limit): (RawId, usize),
) -> Result<Part, ImportError> {
    let mut part = Part { after, n: 0, n_left: 0, is_through: true };
    let Some(source) = run.source else { return Ok(part) };
    let touched = store::touched(tx, run.no, (after, limit))?;
    part.is_through = touched.len() < limit;
    let ended = end_of(tx, run)?;
    let mut left = Vec::new();
    for (customer, is_new, revision) in touched {
        part.after = customer;
        let is_back = match listing::get(tx, act, CustomerId(customer)) {
            Ok(card) if !is_new => {
                agreeing::take_back(tx, act, card.id, (&run.file, run.no))?;
                bulk::take_back(tx, act, card.id, source)?
            }
            Ok(card) if card.revision == revision && !is_touched(tx, &card, ended)? => {
                remove(tx, act, run, &card)?
            }
            Ok(_) => false,
            Err(CustomerError::Missing) => match merging::standing(tx, CustomerId(customer))? {
                Some(stands) => taken_from(tx, act, stands, source)?,
                None => continue,
            },
            Err(error) => return Err(error.into()),
        };
        part.n += i64::from(is_back);
        if !is_back {
            part.n_left += 1;
            left.push(customer);
        }
    }
    store::left(tx, run.no, &left)?;
    if part.is_through {
        for id in store::relations(tx, run.no)? {
            relations::take_back(tx, act, id)?;
        }
        own_fields::put_away_made(tx, act, run)?;
    }
    Ok(part)
}

/// Removes a card that nobody touched; whether it is gone. Of a file of orders it stays while it has orders, and where
/// whoever takes the file back may not remove cards.
fn remove(tx: &mut Tx<'_>, act: &Act, run: &Run, card: &Customer) -> Result<bool, ImportError> {
    let is_of_orders = run.mapping.into != RowsOf::Customers;
    if is_of_orders && !(act.may(Level::Arrange) && unmaking::let_go(tx, act, card.no)?) {
        return Ok(false);
    }
    removal::remove(tx, act, &[card.no])?;
    Ok(true)
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

/// Whether anything was done with a card after its run ended: a note, a file, a relation, an order, whatever is told; of
/// an order that went again with its file nothing is left.
fn is_touched(tx: &mut Tx<'_>, card: &Customer, ended: Option<i64>) -> Result<bool, ImportError> {
    let Some(ended) = ended else { return Ok(false) };
    let mut filter = journal::Filter { limit: BATCH, ..journal::Filter::default() };
    loop {
        let entries = journal::of_subject(tx, card.id.0, filter)?;
        let after: Vec<_> = entries.iter().take_while(|entry| entry.seq > ended).collect();
        if after.iter().any(|entry| entry.verb != "order.unmade") {
            return Ok(true);
        }
        if after.len() < BATCH {
            return Ok(false);
        }
        filter.before = after.last().map(|entry| entry.seq);
    }
}
