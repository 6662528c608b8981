//! Cohorts on orders: who stays after the first purchase.

mod rows;
mod shown;

use fields::Condition;
use serde_json::{Value, json};
use statistics::cohorts::{self, Orders};

use super::{
    Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, column, items, parameter,
    written as written_value,
};
use crate::base::Grain;
use crate::calendar::{month_of, week_of, written_month, written_week};
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table};
use crate::{AnalyzeError, Remark};

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

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 3] = [
            column("customer", Kind::Text, false),
            column("date", Kind::Day, false),
            column("amount", Kind::Number, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const BY: Input = Input::Choice(&["month", "week"]);
        const MEASURES: Input = Input::Choice(&["customers", "revenue", "orders"]);
        const LIST: [ParameterNeed; 2] = [
            parameter("by", "month", BY, "analytics-param-by"),
            parameter("measure", "customers", MEASURES, "analytics-param-measure"),
        ];
        &LIST
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let by = parameters.choice("by", &["month", "week"])?;
        let measure = parameters.choice("measure", &["customers", "revenue", "orders"])?;
        let amount = table.numbers("amount");
        if measure == "revenue" && amount.is_none() {
            return Err(super::parameters::bad("measure", measure, crate::Remedy::NoAmounts));
        }
        let (codes, words) = table.text("customer");
        let days = table.days("date");
        let (first, period, n_periods) = periods(days, by);
        if n_periods > MOST_PERIODS {
            return Err(too_long(days, n_periods));
        }
        let mut made = cohorts::cohorts(&Orders {
            customer: codes,
            period: &period,
            amount,
            weight: table.weights.as_deref().map(Vec::as_slice),
            n_customers: words.len(),
            n_periods,
        });
        made.revenue.iter_mut().flatten().for_each(|sum| *sum = table.settled(*sum));
        let mut result = figures(&made, (by, measure), first, amount.is_some());
        if let Some(fields) = result.as_object_mut()
            && parameters.wants_rows()?
        {
            let bought = rows::bought(table, &period, measure == "revenue");
            fields.insert("rows".into(), parameters.gather(rows::rows(&bought, words, (by, first))));
        }
        let unmatched = made.unmatched_returns;
        let notes = (unmatched > 0).then(|| Remark::counted("unmatched_returns", unmatched));
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }

    fn table(&self, result: &Value) -> Vec<Vec<String>> {
        let all =
            items(&result["cohorts"]).iter().zip(items(&result["sizes"])).zip(items(&result["values"]));
        let n = items(&result["cohorts"]).len();
        let heads = ["cohort".into(), "size".into()].into_iter().chain((0..n).map(|k| k.to_string()));
        let row = |((name, size), cells): ((&Value, &Value), &Value)| {
            [name, size].into_iter().chain(items(cells)).map(written_value).collect()
        };
        std::iter::once(heads.collect()).chain(all.map(row)).collect()
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        Some(if parameters.text("by") == Some("week") { Grain::Weeks } else { Grain::Months })
    }

    fn condition(&self, parameters: &Parameters, wanted: &[(String, String)]) -> Option<Condition> {
        let of =
            |member: &str| wanted.iter().find(|(name, _)| name == member).map(|(_, value)| value.as_str());
        let is_known = wanted.iter().all(|(name, _)| ["cohort", "after"].contains(&name.as_str()));
        let by = parameters.text("by").unwrap_or_default();
        rows::condition(by, of("cohort")?, of("after")).filter(|_| is_known)
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

fn figures(made: &cohorts::Cohorts, (by, measure): (&str, &str), first: i32, has_money: bool) -> Value {
    let label = |row: &usize| named(by, first + *row as i32);
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

/// What a period is called.
fn named(by: &str, period: i32) -> String {
    if by == "week" { written_week(period) } else { written_month(period) }
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
    let [from, to] =
        [days.iter().copied().min(), days.iter().copied().max()].map(Option::unwrap_or_default);
    let remark = Remark::counted("too_many_periods", n_periods as u64);
    AnalyzeError::Impossible(Box::new(remark.with_day("from", from).with_day("to", to)))
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
