//! The discipline of payments: who pays on time, who late, and what is still owed.

mod shown;

use serde_json::{Value, json};

use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, ROWS, Sheet, column, ratio};
use crate::AnalyzeError;
use crate::base::Grain;
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table};

/// `days` counts from the day a payment was due to the day it was made, or to today while it is open; below zero is
/// early. `state` is `open` while it is not made, anything else once it is.
pub struct Payments;

/// What becomes of payments, from the best to the worst.
const BUCKETS: [&str; 6] = ["in_time", "late_week", "late_month", "late_more", "not_due", "unpaid_late"];

impl Analysis for Payments {
    fn slug(&self) -> &'static str {
        "payments"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 4] = [
            column("customer", Kind::Text, true),
            column("days", Kind::Number, false),
            column("state", Kind::Text, false),
            column("amount", Kind::Number, false),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const LIST: [ParameterNeed; 1] = [ROWS];
        &LIST
    }

    fn reads(&self, _: &Parameters) -> Sheet {
        Sheet::Payments
    }

    fn pushed(&self, _: &Parameters) -> Option<Grain> {
        Some(Grain::Payments)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let mut total = Sum::default();
        let (customers, people) = table.text("customer");
        let (states, words) = table.text("state");
        let is_open: Vec<bool> = (0..words.len() as u32).map(|code| words.bytes(code) == b"open").collect();
        let mut of_people = vec![Sum::default(); people.len()];
        let rows = table.numbers("days").unwrap_or(&[]).iter().zip(table.numbers("amount").unwrap_or(&[]));
        for (row, (days, amount)) in rows.enumerate() {
            let is_open = states.get(row).and_then(|code| is_open.get(*code as usize)) == Some(&true);
            let n = table.weight(row);
            total.add((*days, n), *amount, is_open);
            if let Some(sum) = customers.get(row).and_then(|code| of_people.get_mut(*code as usize)) {
                sum.add((*days, n), *amount, is_open);
            }
        }
        for sum in of_people.iter_mut().chain([&mut total]) {
            sum.amounts = sum.amounts.map(|amount| table.settled(amount));
        }
        let mut result = total.shown();
        if let Some(fields) = result.as_object_mut()
            && parameters.wants_rows()?
        {
            // Payments of one customer may be of several buckets, so that only who asks for one is told of it.
            let bucket = parameters.wanted_of("bucket");
            let own = of_people.iter().enumerate().filter(|(_, sum)| sum.n() > 0);
            let own = own.filter(|(_, sum)| bucket.is_none_or(|bucket| sum.has(bucket)));
            let all = own.map(|(code, sum)| {
                let mut row = sum.row(&people.word(code as u32));
                if let Some((bucket, fields)) = bucket.zip(row.as_object_mut()) {
                    fields.insert("bucket".into(), json!(bucket));
                }
                row
            });
            fields.insert("rows".into(), parameters.gather(all));
        }
        Ok(Outcome { result, ..Outcome::default() })
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// Payments counted by what became of them.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    counts: [u64; 6],
    amounts: [f64; 6],
    days_late: f64,
}

impl Sum {
    /// Adds a payment, or so many of them of one bucket with their mean of days.
    fn add(&mut self, (days, n): (f64, u32), amount: f64, is_open: bool) {
        let bucket = match (is_open, days) {
            (false, days) if days <= 0.0 => 0,
            (false, days) if days <= 7.0 => 1,
            (false, days) if days <= 30.0 => 2,
            (false, _) => 3,
            (true, days) if days <= 0.0 => 4,
            (true, _) => 5,
        };
        if let Some((count, sum)) = self.counts.get_mut(bucket).zip(self.amounts.get_mut(bucket)) {
            *count += u64::from(n);
            *sum += amount;
        }
        let late = if is_open { 0.0 } else { days.max(0.0) };
        // Many stand together only where days are whole: a mean times their number is whole again.
        self.days_late += if n == 1 { late } else { (late * f64::from(n)).round() };
    }

    fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Whether any payment is of a bucket.
    fn has(&self, bucket: &str) -> bool {
        BUCKETS.iter().zip(self.counts).any(|(own, n)| *own == bucket && n > 0)
    }

    /// Payments made.
    fn n_paid(&self) -> u64 {
        self.counts.iter().take(4).sum()
    }

    fn in_time_ratio(&self) -> Option<f64> {
        ratio(self.counts[0] as f64, self.n_paid() as f64)
    }

    fn shown(&self) -> Value {
        let n = self.n() as f64;
        let buckets = BUCKETS.iter().zip(self.counts).zip(self.amounts).map(|((slug, count), amount)| {
            json!({"bucket": slug, "payments": count, "amount": amount, "ratio": ratio(count as f64, n)})
        });
        json!({
            "payments": self.n(),
            "in_time_ratio": self.in_time_ratio(),
            "mean_days_late": ratio(self.days_late, self.n_paid() as f64),
            "owed": self.amounts[5],
            "buckets": buckets.collect::<Vec<_>>(),
        })
    }

    fn row(&self, customer: &str) -> Value {
        let n_late = self.n_paid() - self.counts[0];
        let manner = match (n_late, self.counts[5]) {
            (_, owed) if owed > 0 => "owes",
            (0, _) => "in_time",
            (late, _) if late * 2 > self.n_paid() => "mostly_late",
            _ => "sometimes_late",
        };
        json!({
            "customer": customer,
            "manner": manner,
            "payments": self.n(),
            "in_time_ratio": self.in_time_ratio(),
            "mean_days_late": ratio(self.days_late, self.n_paid() as f64),
            "owed": self.amounts[5],
        })
    }
}
