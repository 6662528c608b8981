//! Sums that the base makes itself, as rows of which each stands for many.

use std::sync::Arc;

use customers::{Act, Happenings};
use db::{DbError, Tx};

use super::rows::{Held, Rows};
use super::warehouse::today;
use super::{purchases, sheets};
use crate::store::payments::{self, Late};
use crate::store::sums::{self, Group, Sold};
use crate::table::Dictionary;

/// How finely orders are told apart for an analysis, so that all the rest is added up where they lie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// By customer.
    Customers,
    /// By customer and week, from Monday.
    Weeks,
    /// By customer and month.
    Months,
    /// By day, and by what was bought, the source or the team; without customers.
    Days {
        /// The column.
        of: Option<&'static str>,
        /// The first day of those whose buyers are counted.
        from: Option<i32>,
        /// The last one; that of the data when left out.
        until: Option<i32>,
    },
    /// By day and by what was bought, the source or the team: the column.
    Words(&'static str),
    /// By customer, with the purchase days up to a day and what lies between them.
    Rhythm(Option<i32>),
    /// By customer, with the purchase days up to a day and after it.
    Lives(Option<i32>),
    /// By customer, and by the two days at which they are looked at.
    Looks {
        /// The later day; the one after the last order or return when left out.
        as_of: Option<i32>,
        /// How many days the other lies before it.
        back: i32,
    },
    /// Payments by customer and by how late they were or are.
    Payments,
}

impl Grain {
    /// The column of words by which groups are told apart.
    pub(crate) fn word(&self) -> Option<&'static str> {
        match self {
            Self::Days { of, .. } => *of,
            Self::Words(of) => Some(of),
            _ => None,
        }
    }

    /// Whether groups tell customers apart, so that each can be left out for who may not see them.
    pub(crate) fn has_customers(&self) -> bool {
        matches!(self, Self::Customers | Self::Weeks | Self::Months | Self::Looks { .. } | Self::Payments)
    }
}

/// Days of the year whose buyers are counted when no first day is given.
const YEAR: i32 = 365;

/// The rows of a grain; `None` in a house without orders and returns.
pub(super) fn rows(
    tx: &mut Tx<'_>,
    (act, happenings): (&Act, &Happenings),
    grain: &Grain,
) -> Result<Option<Rows>, DbError> {
    let places = act.manner.currency.n_decimals();
    if *grain == Grain::Payments {
        let Some(table) = happenings.find("payments") else { return Ok(None) };
        let late = payments::late(tx, table.as_ref(), i64::from(today(act)))?;
        return Ok(Some(late_rows(&late, places)));
    }
    let [Some(orders), Some(returns), Some(lines)] =
        ["orders", "returns", "order_lines"].map(|slug| happenings.find(slug))
    else {
        return Ok(None);
    };
    let offset_ms = i64::from(act.manner.utc_offset_secs) * 1_000;
    let (orders, returns, lines) = (orders.as_ref(), returns.as_ref(), lines.as_ref());
    let sold = Sold { orders, returns, lines, offset_ms };
    match grain {
        Grain::Rhythm(until) => return purchases::rhythm(tx, (&sold, places), *until).map(Some),
        Grain::Lives(until) => return purchases::lives(tx, (&sold, places), *until).map(Some),
        _ => {}
    }
    let groups = sums::groups(tx, &sold, grain)?;
    let n_buyers = match grain {
        Grain::Days { from, until, .. } => {
            let last = groups.iter().map(|group| day(group.last)).max();
            let until = until.or(last).unwrap_or(0);
            let from = from.unwrap_or(until - YEAR + 1);
            let n = sums::n_buyers(tx, (&sold, grain.word()), (i64::from(from), i64::from(until)))?;
            Some(u64::try_from(n).unwrap_or(0))
        }
        _ => None,
    };
    Ok(Some(held(&groups, (grain, places)).weighted(weights(&groups), n_buyers)))
}

fn held(groups: &[Group], (grain, places): (&Grain, u32)) -> Rows {
    let unit = 10_f64.powi(i32::try_from(places).unwrap_or(2));
    let money = |minor: fn(&Group) -> i64| {
        Held::Numbers(Arc::new(groups.iter().map(|group| minor(group) as f64 / unit).collect()))
    };
    let days =
        |of: fn(&Group) -> i64| Held::Days(Arc::new(groups.iter().map(|group| day(of(group))).collect()));
    let mut columns = Vec::new();
    match grain.word() {
        Some(of) => {
            let mut words = Dictionary::new(encoding_rs::UTF_8);
            let codes =
                groups.iter().map(|group| words.code_of(group.word.as_deref().unwrap_or(sheets::NONE)));
            let codes = codes.collect();
            columns.push((of.to_owned(), Held::Words(Arc::new(codes), Arc::new(words))));
        }
        None if !grain.has_customers() => {}
        None => {
            let customers: Vec<i64> = groups.iter().map(|group| group.customer).collect();
            columns.push(("customer".to_owned(), sheets::people(&customers)));
        }
    }
    columns.push(("date".into(), days(|group| group.last)));
    columns.push(("first".into(), days(|group| group.first)));
    columns.push(("amount".into(), money(|group| group.amount)));
    columns.push(("margin".into(), money(|group| group.margin)));
    let known = groups.iter().map(|group| u32::try_from(group.known).unwrap_or(u32::MAX)).collect();
    Rows::of(columns, groups.len()).in_places(places).knowing(known)
}

/// Payments of one customer that were alike in time, as one row: its days are what they were late on the average.
fn late_rows(late: &[Late], places: u32) -> Rows {
    let unit = 10_f64.powi(i32::try_from(places).unwrap_or(2));
    let numbers =
        |of: &dyn Fn(&Late) -> f64| Held::Numbers(Arc::new(late.iter().map(of).collect::<Vec<f64>>()));
    let mut words = Dictionary::new(encoding_rs::UTF_8);
    let [open, paid] = ["open", "paid"].map(|word| words.code_of(word));
    let states = late.iter().map(|one| if one.is_open { open } else { paid }).collect();
    let customers: Vec<i64> = late.iter().map(|one| one.customer).collect();
    let columns = vec![
        ("customer".to_owned(), sheets::people(&customers)),
        ("amount".to_owned(), numbers(&|one| one.amount as f64 / unit)),
        ("days".to_owned(), numbers(&|one| one.days as f64 / one.n as f64)),
        ("state".to_owned(), Held::Words(Arc::new(states), Arc::new(words))),
    ];
    let weights = late.iter().map(|one| u32::try_from(one.n).unwrap_or(u32::MAX)).collect();
    Rows::of(columns, late.len()).in_places(places).weighted(weights, None)
}

fn weights(groups: &[Group]) -> Vec<u32> {
    groups.iter().map(|group| u32::try_from(group.n).unwrap_or(u32::MAX)).collect()
}

fn day(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(0)
}
