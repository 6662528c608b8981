//! Cohorts on orders: who stays after the first purchase.

use serde_json::{Value, json};
use statistics::cohorts::{self, Orders};

use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, note};
use crate::AnalyzeError;
use crate::calendar::{month_of, week_of, written_month, written_week};
use crate::table::{Kind, Table};

/// Cohorts by month or by week (from Monday, named after ISO 8601) of the first purchase.
///
/// Column k holds what happened k periods later; periods that lie after the data are null. A row below zero
/// is a return: it takes money off and is no purchase. Cohorts nobody belongs to are left out.
pub struct Cohorts;

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
        let (first, period, n_periods) = periods(table.days("date"), by);
        let made = cohorts::cohorts(&Orders {
            customer: codes,
            period: &period,
            amount,
            n_customers: words.len(),
            n_periods,
        });
        let label = |row: usize| match by {
            "week" => written_week(first + row as i32),
            _ => written_month(first + row as i32),
        };
        let kept: Vec<usize> = made
            .customers
            .iter()
            .enumerate()
            .filter(|(_, row)| row.first() > Some(&0))
            .map(|(row, _)| row)
            .collect();
        let customers = padded(&made.customers, &kept);
        let orders = padded(&made.orders, &kept);
        let revenue = amount.map(|_| padded(&made.revenue, &kept));
        let sizes: Vec<u64> =
            kept.iter().filter_map(|row| made.customers.get(*row)?.first().copied()).collect();
        let result = json!({
            "by": by,
            "measure": measure,
            "cohorts": kept.iter().map(|row| label(*row)).collect::<Vec<_>>(),
            "sizes": sizes,
            "values": match measure {
                "revenue" => revenue.clone().unwrap_or_default(),
                "orders" => orders.clone(),
                _ => customers.clone(),
            },
            "retention": padded(&made.retention(), &kept),
            "weighted_retention": made.weighted_retention(),
            "cumulative_revenue_per_customer": amount.map(|_| padded(&cumulated(&made), &kept)),
            "customers": customers,
            "orders": orders,
            "revenue": revenue,
        });
        let unmatched = made.unmatched_returns;
        let text = format!("{unmatched} returns belong to no purchase before them and are not counted");
        let notes = (unmatched > 0).then(|| note("unmatched_returns", &text));
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }
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
