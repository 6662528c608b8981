//! What orders add up to, for one customer and for one day.

use crate::RIGHT;
use crate::error::OrderError;
use crate::order::{Day, Order, Status};
use crate::store::counts;
use customers::builtin::{LAST_ORDER, ORDERS, REVENUE};
use customers::{Act, CustomerNo};
use db::{DbError, Tx};
use jiff::civil::Date;
use kernel::{Currency, Level, Money};

/// What the orders of one customer add up to; sums in smallest units of the firm's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CardCount {
    /// Whose.
    pub customer_no: CustomerNo,
    /// Orders that count: placed or done, and in a currency with a rate.
    pub n: i64,
    /// What they brought, returns taken off.
    pub revenue: i64,
    /// The margin of those whose margin is known, returns taken off.
    pub margin: i64,
    /// Of how many it is known.
    pub n_margin: i64,
    /// What was returned of them.
    pub returned: i64,
    /// How many of them something was returned of.
    pub n_returned: i64,
    /// Orders that were called off.
    pub n_cancelled: i64,
    /// Orders that would count if there were a rate.
    pub n_no_rate: i64,
    /// The day of the first that counts.
    pub first_on: Option<Day>,
    /// The day of the last that counts.
    pub last_on: Option<Day>,
}

/// What the orders of days and states add up to; sums in smallest units of the firm's currency, of orders with a rate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayCount {
    /// How many orders.
    pub n: i64,
    /// Of these, without a rate.
    pub n_no_rate: i64,
    /// Revenue less returns.
    pub revenue: i64,
    /// Margin, where it is known.
    pub margin: i64,
    /// What was returned.
    pub returned: i64,
}

impl DayCount {
    /// What one order adds.
    pub(crate) fn of(order: &Order) -> Self {
        let is_known = order.revenue.is_some();
        Self {
            n: 1,
            n_no_rate: i64::from(!is_known),
            revenue: order.revenue.map_or(0, |revenue| revenue - order.returned),
            margin: order.margin.unwrap_or(0),
            returned: if is_known { order.returned } else { 0 },
        }
    }

    /// This and another; `sign` is 1 or -1.
    pub(crate) fn add(&mut self, other: &Self, sign: i64) {
        self.n += sign * other.n;
        self.n_no_rate += sign * other.n_no_rate;
        self.revenue += sign * other.revenue;
        self.margin += sign * other.margin;
        self.returned += sign * other.returned;
    }
}

/// What was counted of a customer; zeros when they never ordered.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of_card(tx: &mut Tx<'_>, act: &Act, customer: CustomerNo) -> Result<CardCount, OrderError> {
    crate::readable(act)?;
    let count = counts::of_card(tx, customer)?;
    Ok(count.unwrap_or(CardCount { customer_no: customer, ..CardCount::default() }))
}

/// What orders of a status (all when `None`) on days from one to another, both included, add up to: `n` has all of them,
/// the sums those that count, placed or done.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of_days(
    tx: &mut Tx<'_>,
    act: &Act,
    status: Option<Status>,
    days: (Day, Day),
) -> Result<DayCount, OrderError> {
    crate::readable(act)?;
    Ok(counts::of_days(tx, status, days)?)
}

/// Counts customers anew from their orders, and puts what came out on their cards.
///
/// # Errors
/// Any [`DbError`].
pub(crate) fn recount(
    tx: &mut Tx<'_>,
    act: &Act,
    (customers, currency): (&[CustomerNo], Currency),
) -> Result<(), DbError> {
    let counted = counts::of_cards(tx, customers)?;
    counts::keep(tx, customers, &counted)?;
    let facts: Vec<_> = customers
        .iter()
        .map(|no| {
            let count = counted.iter().find(|count| count.customer_no == *no).filter(|count| count.n > 0);
            let revenue = count.map(|count| Money::new(count.revenue, currency).to_string());
            let last = count.and_then(|count| count.last_on).map(|on| date(on).to_string());
            (
                *no,
                vec![
                    (ORDERS, count.map(|count| count.n.to_string())),
                    (REVENUE, revenue),
                    (LAST_ORDER, last),
                ],
            )
        })
        .collect();
    customers::counting::put(tx, act, &facts)
}

/// The date of a day.
pub fn date(on: Day) -> Date {
    let days = i32::try_from(on).unwrap_or(0);
    let span = jiff::Span::new().try_days(days).unwrap_or_default();
    Date::constant(1970, 1, 1).checked_add(span).unwrap_or(Date::MAX)
}

/// The day of a date.
pub fn day(date: Date) -> Day {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}

/// Whether whoever acts sees what orders brought; asked by those who show it beside other things.
pub fn is_seen_by(act: &Act) -> bool {
    act.actor.may(RIGHT, Level::Read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_the_same_thing() {
        for text in ["1970-01-01", "2024-02-29", "1969-12-31", "2026-11-22"] {
            let wanted: Date = text.parse().unwrap();
            assert_eq!(date(day(wanted)), wanted);
        }
        assert_eq!(day("1970-01-02".parse().unwrap()), 1);
    }
}
