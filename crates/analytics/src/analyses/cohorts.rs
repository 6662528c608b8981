//! Cohorts on orders: who stays after the first purchase.

use serde_json::{Value, json};
use statistics::cohorts::{self, Orders};

use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, note};
use crate::AnalyzeError;
use crate::calendar::{month_of, week_of, written, written_month, written_week};
use crate::table::{Kind, Table};

/// Cohorts by month or by week (from Monday, named after ISO 8601) of the first purchase.
///
/// Column k holds what happened k periods later; periods that lie after the data are null. A row below zero
/// is a return: it takes money off and is no purchase. Cohorts nobody belongs to are left out.
pub struct Cohorts;

/// Fifty years of weeks: dates further apart are slips of the pen, and the triangle grows with their
/// square.
const MOST_PERIODS: usize = 2_600;

impl Analysis for Cohorts {
    fn slug(&self) -> &'static str {
        "cohorts"
    }

    fn about(&self) -> &'static str {
        "Follows customers from the period of their first purchase: who still buys, how much and how often."
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[
            ColumnNeed { name: "customer", kind: Kind::Text, is_optional: false, about: "who bought" },
            ColumnNeed { name: "date", kind: Kind::Day, is_optional: false, about: "when" },
            ColumnNeed {
                name: "amount",
                kind: Kind::Number,
                is_optional: true,
                about: "for how much; needed for revenue",
            },
        ]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        &[
            ParameterNeed { name: "by", default: "month", about: "month or week" },
            ParameterNeed {
                name: "measure",
                default: "customers",
                about: "what `values` holds: customers, revenue or orders",
            },
        ]
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let by = parameters.choice("by", &["month", "week"])?;
        let measure = parameters.choice("measure", &["customers", "revenue", "orders"])?;
        let amount = table.numbers("amount");
        if measure == "revenue" && amount.is_none() {
            return Err(super::parameters::bad(
                "measure",
                measure,
                "the file has no column of amounts: name it with column.amount=NAME",
            ));
        }
        let (codes, words) = table.text("customer");
        let days = table.days("date");
        let (first, period, n_periods) = periods(days, by);
        if n_periods > MOST_PERIODS {
            return Err(too_long(days, n_periods));
        }
        let made = cohorts::cohorts(&Orders {
            customer: codes,
            period: &period,
            amount,
            n_customers: words.len(),
            n_periods,
        });
        let result = shown(&made, (by, measure), first, amount.is_some());
        let unmatched = made.unmatched_returns;
        let text = format!("{unmatched} returns belong to no purchase before them and are not counted");
        let notes = (unmatched > 0).then(|| note("unmatched_returns", &text));
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }
}

fn shown(made: &cohorts::Cohorts, (by, measure): (&str, &str), first: i32, has_money: bool) -> Value {
    let label = |row: &usize| match by {
        "week" => written_week(first + *row as i32),
        _ => written_month(first + *row as i32),
    };
    let sizes: Vec<u64> = made.customers.iter().map(|row| row.first().copied().unwrap_or(0)).collect();
    let kept: Vec<usize> = (0..sizes.len()).filter(|row| sizes.get(*row) > Some(&0)).collect();
    let customers = padded(&made.customers, &kept);
    let orders = padded(&made.orders, &kept);
    let revenue = has_money.then(|| padded(&made.revenue, &kept));
    json!({
        "by": by,
        "measure": measure,
        "cohorts": kept.iter().map(label).collect::<Vec<_>>(),
        "sizes": sizes.iter().filter(|size| **size > 0).collect::<Vec<_>>(),
        "values": match measure {
            "revenue" => revenue.clone().unwrap_or_default(),
            "orders" => orders.clone(),
            _ => customers.clone(),
        },
        "retention": padded(&made.retention(), &kept),
        "weighted_retention": made.weighted_retention(),
        "cumulative_revenue_per_customer": has_money.then(|| padded(&cumulated(made), &kept)),
        "customers": customers,
        "orders": orders,
        "revenue": revenue,
    })
}

/// The first period, the place of each row's period after it, and how many there are.
fn periods(days: &[i32], by: &str) -> (i32, Vec<u32>, usize) {
    let (Some(first), Some(last)) = (days.iter().copied().min(), days.iter().copied().max()) else {
        return (0, Vec::new(), 0);
    };
    let of = |day: i32| if by == "week" { week_of(day) } else { month_of(day) };
    let start = of(first);
    // Years are at most 9999: a table of all days between is small and spares reckoning for each row.
    let places: Vec<u32> = (first..=last).map(|day| (of(day) - start) as u32).collect();
    let place = |day: &i32| places.get((day - first) as usize).copied().unwrap_or(0);
    (start, days.iter().map(place).collect(), (of(last) - start) as usize + 1)
}

fn too_long(days: &[i32], n_periods: usize) -> AnalyzeError {
    let ends = [days.iter().copied().min(), days.iter().copied().max()]
        .map(|day| day.map(written).unwrap_or_default());
    let [from, to] = ends;
    AnalyzeError::Impossible(format!(
        "date runs from {from} to {to}: {n_periods} periods are too many; correct the dates at the ends",
    ))
}

/// The kept rows of a triangle, filled up with nulls to the length of the first.
fn padded<T: Clone + Into<Value>>(triangle: &[Vec<T>], kept: &[usize]) -> Value {
    let width = triangle.len();
    let row = |row: &usize| {
        let cells = triangle.get(*row).map(Vec::as_slice).unwrap_or(&[]);
        let filled = cells.iter().cloned().map(Into::into);
        filled.chain(std::iter::repeat(Value::Null)).take(width).collect::<Value>()
    };
    kept.iter().map(row).collect()
}

/// Money brought so far by a customer of each cohort, on average.
fn cumulated(made: &cohorts::Cohorts) -> Vec<Vec<f64>> {
    let rows = made.revenue.iter().zip(&made.customers);
    rows.map(|(revenue, customers)| {
        let size = customers.first().copied().unwrap_or(0).max(1) as f64;
        let mut sum = 0.0;
        let add = |cell: &f64| {
            sum += cell;
            sum / size
        };
        revenue.iter().map(add).collect()
    })
    .collect()
}
