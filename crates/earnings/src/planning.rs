//! What is planned of a person in a month, and what came of it: sums and numbers of the rows that whoever looks may open, and
//! one's own whole, as in one's statement.

use crate::counting::rounded;
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::scoring;
use crate::seeing::{self, Listed, Query};
use crate::store::plans as table;
use db::Tx;
use deals::Dealing;
use deals::listing::{self, Sort, State};
use interactions::{InteractionError, reading};
use kernel::{Currency, Cursor, Level, PageSize, RawId};
use serde_json::json;
use web::FieldError;

/// The kind of subject in journal entries about plans.
pub const SUBJECT: journal::SubjectKind = "user";

/// The greatest number of a plan, and the greatest sum in smallest units.
const MOST: i64 = 1_000_000;
const MOST_SUM: i64 = 100_000_000_000_000;

/// Interactions of a month are counted no further.
pub const MOST_COUNTED: i64 = 100_000;

/// What is planned; zeros where nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plan {
    /// What won deals should come to, smallest units of the firm's currency.
    pub amount: i64,
    /// How many deals should be won.
    pub deals: i64,
    /// How many interactions there should be.
    pub interactions: i64,
    /// Grows by one with every change; the ETag; 0 while nothing is planned.
    pub revision: i64,
}

/// Plan and fact of a person in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Whose.
    pub person: RawId,
    /// Of which month.
    pub month: Month,
    /// What was planned.
    pub plan: Plan,
    /// What won deals come to, smallest units of the firm's currency, each at the rate of its day.
    pub amount: i64,
    /// How many were won; of those how many have no rate of their currency and are in no sum.
    pub deals: (i64, i64),
    /// How many interactions there were.
    pub interactions: i64,
    /// How many of the deals, and of the interactions, whoever looks at their own does not see.
    pub hidden: (i64, i64),
    /// The mean of the scores in hundredths of a percent, and how many there are.
    pub score: (Option<i64>, usize),
    /// The statement of the month, if there is one.
    pub statement: Option<Listed>,
}

/// Plans a month of somebody.
///
/// # Errors
/// [`EarningError`]: forbidden without the right to arrange; missing when the person is not seen; outdated; invalid.
pub fn plan(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (person, month): (RawId, Month),
    (revision, wanted): (Option<i64>, Plan),
) -> Result<Plan, EarningError> {
    earning.needs(Level::Arrange)?;
    known_person(tx, earning, person)?;
    let known = table::get(tx, person, month)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(EarningError::Outdated);
    }
    let mut errors = Vec::new();
    for (field, n, most) in [
        ("amount", wanted.amount, MOST_SUM),
        ("deals", wanted.deals, MOST),
        ("interactions", wanted.interactions, MOST),
    ] {
        if !(0..=most).contains(&n) {
            errors.push(FieldError::new(field, "earnings-plan-wrong"));
        }
    }
    if !errors.is_empty() {
        return Err(EarningError::Invalid(errors));
    }
    let plan = Plan { revision: known.revision + 1, ..wanted };
    table::put(tx, (person, month), &plan)?;
    let payload = json!({
        "month": month, "amount": kernel::Money::new(plan.amount, earning.currency), "deals": plan.deals,
        "interactions": plan.interactions,
    });
    earning.tell(tx, ("sales_plan.decided", earning.actor()), (SUBJECT, person), &payload)?;
    Ok(plan)
}

fn known_person(tx: &mut Tx<'_>, earning: &Earning, person: RawId) -> Result<(), EarningError> {
    let is_known = access::user::get(tx, access::UserId(person))?.is_some();
    if is_known && earning.sees(person) { Ok(()) } else { Err(EarningError::Missing) }
}

/// Plan and fact of somebody in a month. Of others only deals and interactions that whoever looks sees are counted, so that
/// each figure opens into its rows; one's own are counted whole, as commission is, with how many of them one does not see.
///
/// # Errors
/// [`EarningError::Forbidden`]; [`EarningError::Missing`] when the person is not seen.
pub fn progress(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (person, month): (RawId, Month),
) -> Result<Progress, EarningError> {
    earning.needs(Level::Read)?;
    known_person(tx, earning, person)?;
    let is_own = earning.actor().user == Some(person);
    let eyes = if is_own { &earning.house } else { &earning.own };
    let (amount, deals) = won(tx, (eyes, earning.currency), (person, month))?;
    let interactions = held(tx, eyes, (person, month))?;
    let hidden = if is_own {
        let (_, seen) = won(tx, (&earning.own, earning.currency), (person, month))?;
        (deals.0 - seen.0, interactions - held(tx, &earning.own, (person, month))?)
    } else {
        (0, 0)
    };
    let scores = scoring::of(tx, earning, (person, month))?;
    let query = Query { month: Some(month), person: Some(person), state: None };
    let statement = seeing::page(tx, earning, query, (None, PageSize::clamped(1)))?.items.pop();
    Ok(Progress {
        person,
        month,
        plan: table::get(tx, person, month)?,
        amount,
        deals,
        interactions,
        hidden,
        score: (scoring::mean_of(&scores), scores.len()),
        statement,
    })
}

/// What the deals won in a month come to, and how many there are with and without a rate, as these eyes see them.
fn won(
    tx: &mut Tx<'_>,
    (eyes, currency): (&Dealing, Currency),
    (person, month): (RawId, Month),
) -> Result<(i64, (i64, i64)), EarningError> {
    if !(eyes.may(Level::Read) && eyes.act.may(Level::Read)) {
        return Ok((0, (0, 0)));
    }
    let (from, until) = month.days();
    let query = listing::Query {
        state: State::Won,
        responsible: Some(person),
        closed: (Some(from), Some(until)),
        ..listing::Query::default()
    };
    let (mut sum, mut n, mut without) = (0_i64, 0_i64, 0_i64);
    let mut cursor: Option<Cursor> = None;
    loop {
        let at = (cursor.as_ref(), PageSize::clamped(500));
        let slice = listing::page(tx, eyes, (&query, Sort::Opened, false), at)?;
        for deal in slice.items {
            n += 1;
            let on = eyes.day_of(deal.closure.as_ref().map_or(deal.updated_at, |closure| closure.at));
            match orders::rates::exchange(tx, (deal.currency, currency), on)? {
                Some(exchange) => {
                    let exact = deal.money().decimal() * exchange.rate;
                    sum = sum.saturating_add(rounded(exact, currency));
                }
                None => without += 1,
            }
        }
        match slice.next {
            Some(next) => cursor = Some(next),
            None => return Ok((sum, (n, without))),
        }
    }
}

fn held(tx: &mut Tx<'_>, eyes: &Dealing, (person, month): (RawId, Month)) -> Result<i64, EarningError> {
    let (from, until) = month.days();
    let query = reading::Query {
        responsible: Some(person),
        from: Some(eyes.start_of(from)),
        before: Some(eyes.start_of(until)),
        ..reading::Query::default()
    };
    match reading::count(tx, &eyes.act, &query, MOST_COUNTED) {
        Ok(n) => Ok(n),
        Err(InteractionError::Db(error)) => Err(error.into()),
        Err(_) => Ok(0),
    }
}
