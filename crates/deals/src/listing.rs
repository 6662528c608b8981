//! Lists of deals: what they ask for, a page of them, what they add up to, whole deals with lines and steps.

use crate::RIGHT;
use crate::deal::{Day, Deal, DealId, Line, Step};
use crate::dealing::{self, Dealing};
use crate::error::DealError;
use crate::goods::Ware;
use crate::pipeline::{PipelineId, ReasonId, StageId};
use crate::store::{lines, steps, sums, wanted};
use customers::listing::Brief;
use customers::{Act, CustomerNo};
use db::Tx;
use kernel::{Currency, Cursor, Level, Money, PageSize, RawId, Reach, Slice};
use std::borrow::Cow;
use std::collections::HashMap;

pub use crate::store::wanted::{Sort, State};

/// Customers that a search looks among.
const MOST_NAMED: usize = 50;

/// Sources that a screen offers.
const MOST_SOURCES: i64 = 100;

/// Which deals are asked for; what is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Open ones when nothing else is said.
    pub state: State,
    /// Of this pipeline.
    pub pipeline: Option<PipelineId>,
    /// That stand on this stage, or stood there last.
    pub stage: Option<StageId>,
    /// That came as far as this stage, or farther, or were won.
    pub reached: Option<StageId>,
    /// That this person answers for.
    pub responsible: Option<RawId>,
    /// That nobody answers for.
    pub is_unassigned: bool,
    /// Whose responsible is in this team, or that wait for it.
    pub team: Option<RawId>,
    /// Of this customer.
    pub customer: Option<CustomerNo>,
    /// That came from here; `Some("")` for nobody knows where.
    pub source: Option<String>,
    /// That were lost for this reason.
    pub reason: Option<ReasonId>,
    /// Opened from one day until before another.
    pub opened: (Option<Day>, Option<Day>),
    /// Closed within such days.
    pub closed: (Option<Day>, Option<Day>),
    /// Expected to be closed within such days.
    pub closes: (Option<Day>, Option<Day>),
    /// Without a day on which they are expected to be closed.
    pub is_undated: bool,
    /// That stand too long where they stand.
    pub is_rotting: bool,
    /// Words of the title, or whatever a customer is found by; blank for all.
    pub q: String,
}

impl Query {
    /// The question as it is put to the base, narrowed down to what is seen.
    pub(crate) fn wanted(&self, tx: &mut Tx<'_>, dealing: &Dealing) -> Result<wanted::Wanted, DealError> {
        dealing.needs(Level::Read)?;
        let moments = |(from, before): (Option<Day>, Option<Day>)| {
            (from.map(|on| dealing.start_of(on)), before.map(|on| dealing.start_of(on)))
        };
        let words = customers::listing::words_of(&self.q);
        let named = if words.is_empty() { Vec::new() } else { named(tx, &dealing.act, &self.q)? };
        Ok(wanted::Wanted {
            state: self.state,
            pipeline: self.pipeline,
            stage: self.stage,
            reached: self.reached,
            responsible: self.responsible,
            is_unassigned: self.is_unassigned,
            team: self.team,
            customer: self.customer,
            source: self.source.clone(),
            reason: self.reason,
            opened: moments(self.opened),
            closed: moments(self.closed),
            closes: self.closes,
            is_undated: self.is_undated,
            rotting: self.is_rotting.then(|| dealing.act.setting.now()),
            words,
            named,
            seen: seen(dealing),
        })
    }
}

/// What the actor sees: deals within their reach, of customers whom they see, and those that wait in their team's queue.
fn seen(dealing: &Dealing) -> wanted::Seen {
    let actor = &dealing.act.actor;
    let (people, team) = match actor.sight.reach(RIGHT) {
        Reach::All => (None, None),
        Reach::Of(people) => (Some((people.to_vec(), actor.team)), None),
        Reach::Stage(team) => (None, Some(*team)),
    };
    wanted::Seen { cards: customers::sight::marks(&dealing.act), people, team, queue: actor.team }
}

fn named(tx: &mut Tx<'_>, act: &Act, q: &str) -> Result<Vec<CustomerNo>, DealError> {
    let query = customers::listing::Query { search: q.to_owned(), ..customers::listing::Query::default() };
    let page = customers::listing::page(tx, act, &query, (None, PageSize::DEFAULT))?;
    Ok(page.items.into_iter().take(MOST_NAMED).map(|card| card.no).collect())
}

/// One page of deals.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn page(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (query, sort, is_descending): (&Query, Sort, bool),
    at: (Option<&Cursor>, PageSize),
) -> Result<Slice<Deal>, DealError> {
    let wanted = query.wanted(tx, dealing)?;
    Ok(wanted::page(tx, &wanted, (sort, is_descending), at)?)
}

/// What deals add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub n: i64,
    /// For how much, per currency in the order of their codes.
    pub amounts: Vec<Money>,
}

impl Sum {
    /// Adds some deals of one currency.
    pub(crate) fn add(&mut self, n: i64, amount: i64, currency: Currency) {
        self.n += n;
        match self.amounts.iter_mut().find(|known| known.currency == currency) {
            Some(known) => known.minor = known.minor.saturating_add(amount),
            None => {
                self.amounts.push(Money::new(amount, currency));
                self.amounts.sort_by_key(|money| money.currency);
            }
        }
    }
}

/// What all deals of a question add up to.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn total(tx: &mut Tx<'_>, dealing: &Dealing, query: &Query) -> Result<Sum, DealError> {
    let wanted = query.wanted(tx, dealing)?;
    let mut sum = Sum::default();
    for part in sums::by_stage(tx, &wanted)? {
        sum.add(part.n, part.amount, part.currency);
    }
    Ok(sum)
}

/// A deal with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The deal.
    pub deal: Deal,
    /// What is sold.
    pub lines: Vec<Line>,
    /// What of it stands in the catalogue.
    pub wares: HashMap<RawId, Ware>,
    /// The stages it stood in, oldest first.
    pub steps: Vec<Step>,
}

/// The deal of an id with its lines and steps.
///
/// # Errors
/// As [`dealing::get`].
pub fn whole(tx: &mut Tx<'_>, dealing: &Dealing, id: DealId) -> Result<Whole, DealError> {
    let deal = dealing::get(tx, dealing, id)?;
    let lines = lines::of(tx, deal.no)?;
    let ids: Vec<RawId> = lines.iter().filter_map(|line| line.product).collect();
    let wares = dealing.goods.of_ids(tx, &dealing.act, &ids)?;
    Ok(Whole { lines, wares, steps: steps::of(tx, deal.no)?, deal })
}

/// Who stands behind deals, by number.
///
/// # Errors
/// As [`customers::listing::briefs`].
pub fn people(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    deals: &[Deal],
) -> Result<HashMap<CustomerNo, Brief>, DealError> {
    let (waiting, others): (Vec<&Deal>, Vec<&Deal>) =
        deals.iter().partition(|deal| dealing.waits_here(deal));
    let mut people = HashMap::new();
    for (some, act) in
        [(others, Cow::Borrowed(&dealing.act)), (waiting, Cow::Owned(dealing.act_of_queue()))]
    {
        let mut numbers: Vec<CustomerNo> = some.iter().map(|deal| deal.customer_no).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if !numbers.is_empty() {
            let briefs = customers::listing::briefs(tx, &act, &numbers)?;
            people.extend(briefs.into_iter().map(|brief| (brief.no, brief)));
        }
    }
    Ok(people)
}

/// Where seen deals came from, in the order of their letters.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn sources(tx: &mut Tx<'_>, dealing: &Dealing) -> Result<Vec<String>, DealError> {
    let wanted = Query { state: State::All, ..Query::default() }.wanted(tx, dealing)?;
    Ok(wanted::sources(tx, &wanted, MOST_SOURCES)?)
}
