//! Who is behind a cell of the triangle: what each customer bought in each period, as rows and as a condition.

use fields::Condition;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde_json::{Value, json};

use super::named;
use crate::standing::asking;
use crate::table::{Dictionary, Table};

/// What one customer bought in one period, counted from the first there is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bought {
    code: u32,
    first: u32,
    period: u32,
    orders: u64,
    revenue: f64,
}

/// By customer and period; of periods without a purchase only where money is looked at, which returns take off.
pub(super) fn bought(table: &Table, periods: &[u32], of_money: bool) -> Vec<Bought> {
    let (codes, _) = table.text("customer");
    let amounts = table.numbers("amount");
    let amount = |row: usize| amounts.map_or(0.0, |amounts| amounts.get(row).copied().unwrap_or(0.0));
    let row =
        |(row, (code, period)): (usize, (&u32, &u32))| (*code, *period, amount(row), table.weight(row));
    let mut all: Vec<(u32, u32, f64, u32)> = codes.iter().zip(periods).enumerate().map(row).collect();
    all.sort_by_key(|(code, period, ..)| (*code, *period));
    let mut bought: Vec<Bought> = Vec::new();
    for own in all.chunk_by(|a, b| a.0 == b.0) {
        let Some((code, first, ..)) = own.iter().find(|row| row.2 >= 0.0).copied() else { continue };
        for rows in own.chunk_by(|a, b| a.1 == b.1) {
            let Some((_, period, ..)) = rows.first().copied().filter(|row| row.1 >= first) else {
                continue;
            };
            let orders = rows.iter().filter(|row| row.2 >= 0.0).map(|row| u64::from(row.3)).sum();
            if orders > 0 || of_money {
                let revenue = table.settled(rows.iter().map(|row| row.2).sum());
                bought.push(Bought { code, first, period, orders, revenue });
            }
        }
    }
    bought
}

/// The same as rows of the answer; `first` is the period from which all others count.
pub(super) fn rows<'a>(
    all: &'a [Bought],
    words: &'a Dictionary,
    (by, first): (&'a str, i32),
) -> impl Iterator<Item = Value> + 'a {
    all.iter().map(move |one| {
        json!({
            "customer": words.word(one.code),
            "cohort": named(by, first + one.first as i32),
            "after": one.period - one.first,
            "orders": one.orders,
            "revenue": one.revenue,
        })
    })
}

/// Whose first purchase lies in a period, and who bought so many periods later.
pub(super) fn condition(by: &str, cohort: &str, after: Option<&str>) -> Option<Condition> {
    let counted = json!({ "field": "sum", "known": true });
    let (from, to) = days(by, cohort, 0)?;
    let mut parts = vec![json!({
        "happened": "orders", "where": counted, "measure": "first", "between": [from.to_string(), to.to_string()],
    })];
    if let Some(after) = after {
        let after: i32 = after.parse().ok().filter(|after| (0..=2_600).contains(after))?;
        let (from, to) = days(by, cohort, after)?;
        parts.push(json!({
            "happened": "orders", "where": counted,
            "within": { "from": from.to_string(), "to": to.to_string() }, "at_least": 1,
        }));
    }
    asking::all(parts.iter().map(|part| Condition::from_json(part).ok()))
}

/// The first and the last day of the period so many after a cohort's own.
fn days(by: &str, cohort: &str, after: i32) -> Option<(Date, Date)> {
    if by == "week" {
        let (year, week) = cohort.split_once("-W")?;
        let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?.date();
        let from = monday.checked_add(jiff::Span::new().weeks(after)).ok()?;
        return Some((from, from.checked_add(jiff::Span::new().days(6)).ok()?));
    }
    let first: Date = format!("{cohort}-01").parse().ok()?;
    let from = first.checked_add(jiff::Span::new().months(after)).ok()?;
    Some((from, from.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_the_days_of_its_period() {
        let check = |by: &str, cohort: &str, after: i32, from: &str, to: &str| {
            let (first, last) = days(by, cohort, after).unwrap();
            assert_eq!((first.to_string().as_str(), last.to_string().as_str()), (from, to));
        };
        check("month", "2025-11", 0, "2025-11-01", "2025-11-30");
        check("month", "2025-11", 3, "2026-02-01", "2026-02-28");
        check("week", "2024-W52", 0, "2024-12-23", "2024-12-29");
        check("week", "2024-W52", 1, "2024-12-30", "2025-01-05");
        assert_eq!(days("month", "2025-13", 0), None);
    }
}
