//! Rates: what other currencies are worth in the firm's, day by day; and the firm's rules about orders.
//!
//! **Rule.** An order is counted at the rate of its day: the latest one given for that day or one of the
//! [`KEPT_DAYS`] before it. Without such a rate it stands, is shown as having none, and is in no sum. Giving, changing or
//! taking away a rate counts anew every order that it is for, in the same transaction.

use crate::RIGHT;
use crate::amounts::Exchange;
use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::Day;
use crate::placing;
use crate::store::{orders, rates as table};
use customers::Act;
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Currency, DAY_MS, Level, Millis, RawId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// The kind of subject in journal entries about rates and rules.
pub const SUBJECT: journal::SubjectKind = "order_rules";

/// How many days a rate goes on when no newer one is given: banks do not quote on holidays.
pub const KEPT_DAYS: i64 = 31;

/// What one unit of a currency is worth in the firm's from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// The other currency.
    pub currency: Currency,
    /// The day.
    pub from_on: Day,
    /// Units of the firm's currency, above 0.
    pub rate: Decimal,
}

/// What becomes of orders of clients that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Default)]
#[serde(rename_all = "lowercase")]
pub enum Unknown {
    /// They become leads: a card with what the order says of them.
    #[default]
    Lead,
    /// Their orders are refused.
    Reject,
}

impl Unknown {
    /// `lead` or `reject`.
    pub fn slug(self) -> &'static str {
        match self {
            Unknown::Lead => "lead",
            Unknown::Reject => "reject",
        }
    }
}

/// The firm's rules about orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// What sums are kept in: the firm's currency as it was when the first order came.
    pub currency: Currency,
    /// What becomes of orders of unknown clients.
    pub unknown: Unknown,
}

/// The rules as they stand.
///
/// # Errors
/// Any [`DbError`].
pub fn rules(tx: &mut Tx<'_>, act: &Act) -> Result<Rules, DbError> {
    let kept = table::rules(tx)?;
    let currency = kept.as_ref().and_then(|(code, _)| Currency::from_code(code));
    let is_reject = kept.is_some_and(|(_, unknown)| unknown == Unknown::Reject.slug());
    let unknown = if is_reject { Unknown::Reject } else { Unknown::Lead };
    Ok(Rules { currency: currency.unwrap_or(act.manner.currency), unknown })
}

/// The rules for a deed that writes sums: from now on their currency stays.
pub(crate) fn settled(tx: &mut Tx<'_>, act: &Act) -> Result<Rules, DbError> {
    let rules = rules(tx, act)?;
    if table::rules(tx)?.is_none() {
        table::write_rules(tx, rules.currency, rules.unknown.slug())?;
    }
    Ok(rules)
}

/// Decides what becomes of orders of unknown clients.
///
/// # Errors
/// [`OrderError::Forbidden`] unless the actor may arrange orders.
pub fn decide(tx: &mut Tx<'_>, act: &Act, unknown: Unknown) -> Result<Rules, OrderError> {
    if !act.actor.may(RIGHT, Level::Arrange) {
        return Err(OrderError::Forbidden);
    }
    let rules = Rules { unknown, ..rules(tx, act)? };
    table::write_rules(tx, rules.currency, unknown.slug())?;
    tell(tx, act, "order_rules.changed", &json!({ "unknown": unknown.slug() }))?;
    Ok(rules)
}

/// The day of a moment in the firm's zone as it is now.
pub fn day_of(act: &Act, at: Millis) -> Day {
    (at + i64::from(act.manner.utc_offset_secs) * 1000).div_euclid(DAY_MS)
}

/// The moment at which a day begins in the firm's zone as it is now.
pub fn start_of(act: &Act, on: Day) -> Millis {
    on * DAY_MS - i64::from(act.manner.utc_offset_secs) * 1000
}

/// How an amount of a currency becomes one of the firm's on a day; `None` without a rate.
///
/// # Errors
/// Any [`DbError`].
pub fn exchange(
    tx: &mut Tx<'_>,
    (from, to): (Currency, Currency),
    on: Day,
) -> Result<Option<Exchange>, DbError> {
    if from == to {
        return Ok(Some(Exchange::none(to)));
    }
    let rate = table::of_day(tx, from, (on, KEPT_DAYS))?;
    Ok(rate.map(|rate| Exchange { rate: rate.rate, from, to }))
}

/// Rates, the newest day first: of one currency or of all, before a day if one is given.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn list(
    tx: &mut Tx<'_>,
    act: &Act,
    currency: Option<Currency>,
    place: (Option<Day>, usize),
) -> Result<Vec<Rate>, OrderError> {
    crate::readable(act)?;
    Ok(table::list(tx, currency, place)?)
}

/// Currencies that lack a rate: code, how many orders wait for it, the first and the last of their days.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn missing(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<(String, i64, Day, Day)>, OrderError> {
    crate::readable(act)?;
    Ok(table::missing(tx)?)
}

/// Gives a rate for a day, or another one in its place; every order that it is for is counted anew. Gives how many.
///
/// # Errors
/// [`OrderError::Forbidden`]; [`OrderError::Invalid`] for the firm's own currency and a rate that is not above 0.
pub fn set(tx: &mut Tx<'_>, act: &Act, rate: Rate) -> Result<usize, OrderError> {
    crate::writable(act)?;
    let rules = settled(tx, act)?;
    if rate.currency == rules.currency {
        return Err(OrderError::field("currency", "orders-rate-own"));
    }
    if rate.rate <= Decimal::ZERO || rate.rate > Decimal::from(1_000_000_000_i64) {
        return Err(OrderError::field("rate", "orders-rate-wrong"));
    }
    table::set(tx, &rate)?;
    changed(tx, act, "rate.set", &rate)
}

/// Takes a rate away; what was counted by it is counted by the one before, or no longer.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`].
pub fn remove(tx: &mut Tx<'_>, act: &Act, currency: Currency, on: Day) -> Result<usize, OrderError> {
    crate::writable(act)?;
    let known = table::of_day(tx, currency, (on, 0))?.ok_or(OrderError::Missing)?;
    table::remove(tx, currency, on)?;
    changed(tx, act, "rate.removed", &known)
}

fn changed(tx: &mut Tx<'_>, act: &Act, verb: &'static str, rate: &Rate) -> Result<usize, OrderError> {
    let next = table::next_day(tx, rate.currency, rate.from_on)?;
    let until = (rate.from_on + KEPT_DAYS + 1).min(next.unwrap_or(i64::MAX));
    let numbers = orders::of_currency(tx, rate.currency, (rate.from_on, until))?;
    let mut ledger = Ledger::open(tx, act)?;
    for no in &numbers {
        placing::count_anew(tx, &mut ledger, *no)?;
    }
    ledger.close(tx, act)?;
    let told = json!({
        "currency": rate.currency.code(), "from_on": rate.from_on, "rate": rate.rate.to_string(), "orders": numbers.len(),
    });
    tell(tx, act, verb, &told)?;
    Ok(numbers.len())
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, told: &serde_json::Value) -> Result<(), DbError> {
    let entry = Entry::now(&act.setting, verb, (SUBJECT, RawId::nil()), told);
    journal::append(tx, &act.setting, &act.actor, entry).map(drop)
}
