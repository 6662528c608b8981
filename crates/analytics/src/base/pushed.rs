//! Sums that the base makes itself, as rows of which each stands for many.

use std::sync::Arc;

use customers::{Act, Happenings};
use db::{DbError, Tx};

use super::rows::{Held, Rows};
use super::sheets;
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
    /// By day, and by the source or the team; without customers.
    Days {
        /// The column.
        of: Option<&'static str>,
        /// The first day of those whose buyers are counted.
        from: Option<i32>,
        /// The last one; that of the data when left out.
        until: Option<i32>,
    },
}

/// Days of the year whose buyers are counted when no first day is given.
const YEAR: i32 = 365;

/// The rows of a grain; `None` in a house without orders and returns.
pub(super) fn rows(
    tx: &mut Tx<'_>,
    (act, happenings): (&Act, &Happenings),
    grain: &Grain,
) -> Result<Option<Rows>, DbError> {
    let (Some(orders), Some(returns)) = (happenings.find("orders"), happenings.find("returns")) else {
        return Ok(None);
    };
    let offset_ms = i64::from(act.manner.utc_offset_secs) * 1_000;
    let sold = Sold { orders: orders.as_ref(), returns: returns.as_ref(), offset_ms };
    let groups = sums::groups(tx, &sold, grain)?;
    let n_buyers = match grain {
        Grain::Days { from, until, .. } => {
            let last = groups.iter().map(|group| day(group.last)).max();
            let until = until.or(last).unwrap_or(0);
            let from = from.unwrap_or(until - YEAR + 1);
            let n = sums::n_buyers(tx, &sold, (i64::from(from), i64::from(until)))?;
            Some(u64::try_from(n).unwrap_or(0))
        }
        _ => None,
    };
    let places = act.manner.currency.n_decimals();
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
    match grain {
        Grain::Days { of: Some(of), .. } => {
            let mut words = Dictionary::new(encoding_rs::UTF_8);
            let codes =
                groups.iter().map(|group| words.code_of(group.word.as_deref().unwrap_or(sheets::NONE)));
            let codes = codes.collect();
            columns.push(((*of).to_owned(), Held::Words(Arc::new(codes), Arc::new(words))));
        }
        Grain::Days { of: None, .. } => {}
        _ => {
            let customers: Vec<i64> = groups.iter().map(|group| group.customer).collect();
            columns.push(("customer".to_owned(), sheets::people(&customers)));
        }
    }
    columns.push(("date".into(), days(|group| group.last)));
    columns.push(("first".into(), days(|group| group.first)));
    columns.push(("amount".into(), money(|group| group.amount)));
    columns.push(("margin".into(), money(|group| group.margin)));
    Rows::of(columns, groups.len()).in_places(places)
}

fn weights(groups: &[Group]) -> Vec<u32> {
    groups.iter().map(|group| u32::try_from(group.n).unwrap_or(u32::MAX)).collect()
}

fn day(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(0)
}
