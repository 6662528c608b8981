//! From orders or summaries to the histories that the models take.

use statistics::clv::Summary;
use statistics::clv::gamma_gamma::Spending;

use crate::base::Purchases;
use crate::table::{Dropped, LISTED, Table};
use crate::{AnalyzeError, Remark};

/// Histories of customers, in columns of one length.
#[derive(Default)]
pub struct Histories {
    /// Their numbers among the words of the customers' column; empty when the file names none.
    pub customers: Vec<u32>,
    /// Their purchases.
    pub summaries: Vec<Summary>,
    /// Their money, if it is known.
    pub spending: Option<Vec<Spending>>,
    /// The end of observation, when orders were read.
    pub until: Option<i32>,
    /// What came after it.
    pub held_out: Option<HeldOut>,
    /// The first rows that cannot be used, at most [`LISTED`].
    pub refused: Vec<Dropped>,
    /// All of them.
    pub n_refused: u64,
    /// What the reader should know.
    pub notes: Vec<Remark>,
}

/// The time after the end of observation.
pub struct HeldOut {
    /// Its length.
    pub days: f64,
    /// Purchase days of each customer in it.
    pub purchases: Vec<f64>,
}

impl Histories {
    /// Histories from whichever columns were read; `unit` is in days.
    pub fn of(table: &Table, unit: f64, until: Option<i32>) -> Result<Self, AnalyzeError> {
        match (table.numbers("frequency"), table.numbers("recency"), table.numbers("t")) {
            (Some(frequency), Some(recency), Some(age)) => {
                if until.is_some() {
                    let day = until.map(crate::calendar::written).unwrap_or_default();
                    return Err(super::super::parameters::bad("until", &day, crate::Remedy::NoDates));
                }
                Ok(Self::of_summaries(table, (frequency, recency, age)))
            }
            _ => Ok(match &table.purchases {
                Some(purchases) => Self::of_purchases(purchases, unit, until),
                None => Self::of_orders(table, unit, until),
            }),
        }
    }

    /// From what the base counted of each customer, in the order of their codes.
    fn of_purchases(purchases: &Purchases, unit: f64, until: Option<i32>) -> Self {
        let mut histories = Self { n_refused: purchases.n_returns, ..Self::default() };
        let Some(last) = purchases.last else { return histories };
        let end = until.unwrap_or(last);
        let (mut held_out, mut too_late) = (Vec::new(), 0_u64);
        for (code, one) in (0..).zip(purchases.as_of(until)) {
            if one.days == 0 {
                too_late += u64::from(one.after > 0);
                continue;
            }
            let repeats = one.days - 1;
            histories.take(
                History {
                    code,
                    first: one.first,
                    last: one.last,
                    repeats,
                    repeat_money: one.repeat_money,
                    after: f64::from(one.after),
                },
                (end, unit),
                &mut held_out,
            );
        }
        histories.ended((end, last), held_out, too_late)
    }

    fn of_summaries(table: &Table, columns: (&[f64], &[f64], &[f64])) -> Self {
        let mut histories = Self::default();
        let monetary = table.numbers("monetary");
        let mut spending = Vec::new();
        let codes = table.text("customer").0;
        let rows = columns.0.iter().zip(columns.1).zip(columns.2).zip(table.row_numbers());
        for (place, (((frequency, recency), age), row)) in rows.enumerate() {
            if !(0.0..=1e9).contains(frequency) || frequency.fract() != 0.0 {
                histories.refuse(*row, "frequency is not a whole number of repeat purchases".to_string());
                continue;
            }
            let repeats = *frequency as u32;
            let summary = Summary { repeats, recency: *recency, age: *age };
            if let Err(error) = summary.check() {
                histories.refuse(*row, error.to_string());
                continue;
            }
            histories.summaries.push(summary);
            histories.customers.extend(codes.get(place));
            let mean = monetary.and_then(|monetary| monetary.get(place)).copied().unwrap_or(0.0);
            spending.push(Spending { repeats, mean });
        }
        histories.spending = monetary.map(|_| spending);
        histories
    }

    fn of_orders(table: &Table, unit: f64, until: Option<i32>) -> Self {
        let mut histories = Self::default();
        let amounts = table.numbers("amount").unwrap_or(&[]);
        let rows =
            table.text("customer").0.iter().zip(table.days("date")).zip(amounts).zip(table.row_numbers());
        let mut orders: Vec<(u32, i32, f64)> = Vec::with_capacity(amounts.len());
        for (((code, day), amount), row) in rows {
            if *amount < 0.0 {
                histories.refuse(*row, "amount is below zero: a return is no purchase".to_string());
            } else {
                orders.push((*code, *day, *amount));
            }
        }
        orders.sort_unstable_by_key(|order| (order.0, order.1));
        let Some(last) = orders.iter().map(|order| order.1).max() else { return histories };
        let end = until.unwrap_or(last);
        let mut held_out = Vec::new();
        let mut too_late = 0_u64;
        for own in orders.chunk_by(|a, b| a.0 == b.0) {
            match History::of(own, end) {
                Some(mut one) => {
                    one.repeat_money = table.settled(one.repeat_money);
                    histories.take(one, (end, unit), &mut held_out);
                }
                None => too_late += 1,
            }
        }
        histories.ended((end, last), held_out, too_late)
    }

    /// Takes one customer's purchases up to the end of observation in.
    fn take(&mut self, one: History, (end, unit): (i32, f64), held_out: &mut Vec<f64>) {
        let units = |days: i32| f64::from(days) / unit;
        let age = units(end - one.first);
        self.customers.push(one.code);
        self.summaries.push(Summary { repeats: one.repeats, recency: units(one.last - one.first), age });
        let mean = one.repeat_money / f64::from(one.repeats.max(1));
        self.spending.get_or_insert_default().push(Spending { repeats: one.repeats, mean });
        held_out.push(one.after);
    }

    /// With the end of observation, the last day there is, what was bought between them, and how many came after it.
    fn ended(mut self, (end, last): (i32, i32), held_out: Vec<f64>, too_late: u64) -> Self {
        if too_late > 0 {
            self.notes.push(Remark::counted("bought_later", too_late));
        }
        self.spending.get_or_insert_default();
        self.until = Some(end);
        self.held_out = (end < last).then(|| HeldOut { days: f64::from(last - end), purchases: held_out });
        self
    }

    fn refuse(&mut self, row: u32, why: String) {
        self.n_refused += 1;
        if self.refused.len() < LISTED {
            self.refused.push(Dropped { row: u64::from(row), why });
        }
    }
}

/// The purchase days of one customer.
struct History {
    code: u32,
    first: i32,
    last: i32,
    repeats: u32,
    repeat_money: f64,
    after: f64,
}

impl History {
    /// From the orders of one customer, ascending by day; `None` when all are after the end.
    fn of(orders: &[(u32, i32, f64)], end: i32) -> Option<Self> {
        let (code, first, _) = *orders.first().filter(|order| order.1 <= end)?;
        let mut one = Self { code, first, last: first, repeats: 0, repeat_money: 0.0, after: 0.0 };
        for day in orders.chunk_by(|a, b| a.1 == b.1).skip(1) {
            let Some((_, on, _)) = day.first() else { continue };
            if *on > end {
                one.after += 1.0;
            } else {
                one.last = *on;
                one.repeats += 1;
                one.repeat_money += day.iter().map(|order| order.2).sum::<f64>();
            }
        }
        Some(one)
    }
}
