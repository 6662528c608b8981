//! From what happened with customers to the rows that analyses ask for.

use std::collections::HashMap;
use std::sync::Arc;

use customers::CustomerNo;

use super::gathering::Gathered;
use super::rows::{Held, NO_DAY, NO_WORD, Rows};
use crate::table::Dictionary;

/// What stands for a word that there is none of.
pub(super) const NONE: &str = "—";

/// Columns that grow together, one entry per row.
#[derive(Default)]
struct Growing {
    customers: Vec<CustomerNo>,
    days: Vec<i32>,
    numbers: Vec<(&'static str, Vec<f64>)>,
    words: Vec<(&'static str, Vec<u32>, Dictionary)>,
    /// Whether the margin is known, where rows have one.
    known: Vec<u32>,
}

impl Growing {
    fn new(numbers: &[&'static str], words: &[&'static str]) -> Self {
        Self {
            numbers: numbers.iter().map(|name| (*name, Vec::new())).collect(),
            words: words
                .iter()
                .map(|name| (*name, Vec::new(), Dictionary::new(encoding_rs::UTF_8)))
                .collect(),
            ..Self::default()
        }
    }

    fn word(&mut self, name: &str, word: &str) {
        if let Some((_, codes, words)) = self.words.iter_mut().find(|(own, ..)| *own == name) {
            codes.push(words.code_of(if word.is_empty() { NONE } else { word }));
        }
    }

    fn number(&mut self, name: &str, number: f64) {
        if let Some((_, numbers)) = self.numbers.iter_mut().find(|(own, _)| *own == name) {
            numbers.push(number);
        }
    }

    /// A margin; one that is not known counts as none, and is told apart.
    fn margin(&mut self, margin: f64) {
        self.number("margin", if margin.is_finite() { margin } else { 0.0 });
        self.known.push(u32::from(margin.is_finite()));
    }

    fn done(self) -> Rows {
        let n = self.customers.len();
        let mut columns = vec![("customer".to_owned(), people(&self.customers))];
        if !self.days.is_empty() || n == 0 {
            columns.push(("date".into(), Held::Days(Arc::new(self.days))));
        }
        columns.extend(
            self.numbers.into_iter().map(|(name, all)| (name.into(), Held::Numbers(Arc::new(all)))),
        );
        let words = self.words.into_iter();
        columns.extend(
            words.map(|(name, codes, words)| (name.into(), Held::Words(Arc::new(codes), Arc::new(words)))),
        );
        if self.known.is_empty() { Rows::of(columns, n) } else { Rows::of(columns, n).knowing(self.known) }
    }
}

/// Customers as a column of words: the numbers of their cards.
pub(super) fn people(customers: &[CustomerNo]) -> Held {
    let mut words = Dictionary::new(encoding_rs::UTF_8);
    let mut known: HashMap<CustomerNo, u32> = HashMap::new();
    let codes =
        customers.iter().map(|no| *known.entry(*no).or_insert_with(|| words.code_of(&no.to_string())));
    let codes: Vec<u32> = codes.collect();
    Held::Words(Arc::new(codes), Arc::new(words))
}

/// One table's column, looked into row by row.
struct Look(Option<Held>);

impl Look {
    fn at(table: &Gathered, slug: &str) -> Self {
        Self(table.column(slug))
    }

    fn number(&self, row: usize) -> f64 {
        match &self.0 {
            Some(Held::Numbers(all)) => all.get(row).copied().unwrap_or(f64::NAN),
            _ => f64::NAN,
        }
    }

    fn day(&self, row: usize) -> i32 {
        match &self.0 {
            Some(Held::Days(all)) => all.get(row).copied().unwrap_or(NO_DAY),
            _ => NO_DAY,
        }
    }

    fn word(&self, row: usize) -> String {
        match &self.0 {
            Some(Held::Words(codes, words)) => {
                let code = codes.get(row).copied().filter(|code| *code != NO_WORD);
                code.map_or_else(String::new, |code| words.word(code))
            }
            _ => String::new(),
        }
    }
}

/// A row for each order that counts, and one below zero for each return.
pub(crate) fn orders(orders: Option<&Gathered>, returns: Option<&Gathered>) -> Rows {
    let mut all = Growing::new(&["amount", "margin"], &["source", "team"]);
    if let Some(table) = orders {
        let (day, kept) = (Look::at(table, "at"), Look::at(table, "sum"));
        let (margin, returned) = (Look::at(table, "margin"), Look::at(table, "returned"));
        let (source, team) = (Look::at(table, "source"), Look::at(table, "team"));
        for (row, customer) in table.customers.iter().enumerate() {
            let (kept, on) = (kept.number(row), day.day(row));
            if !kept.is_finite() || on == NO_DAY {
                continue;
            }
            all.customers.push(*customer);
            all.days.push(on);
            // What came back stands in rows of its own, on the day on which it did.
            let back = returned.number(row);
            all.number("amount", kept + if back.is_finite() { back } else { 0.0 });
            all.margin(margin.number(row));
            all.word("source", &source.word(row));
            all.word("team", &team.word(row));
        }
    }
    if let Some(table) = returns {
        let (day, amount) = (Look::at(table, "returned_on"), Look::at(table, "sum"));
        for (row, customer) in table.customers.iter().enumerate() {
            let (back, on) = (amount.number(row), day.day(row));
            if back.is_finite() && on != NO_DAY && back != 0.0 {
                all.customers.push(*customer);
                all.days.push(on);
                all.number("amount", -back.abs());
                // The margin of the order has it taken off already.
                all.margin(0.0);
                all.word("source", "");
                all.word("team", "");
            }
        }
    }
    all.done()
}

/// A row for each line of an order that counts.
pub(super) fn lines(lines: Option<&Gathered>) -> Rows {
    let mut all = Growing::new(&["amount", "margin"], &["product", "category"]);
    let Some(table) = lines else { return all.done() };
    let day = Look::at(table, "bought_on");
    let (revenue, margin) = (Look::at(table, "sum"), Look::at(table, "margin"));
    let (product, category) = (Look::at(table, "product"), Look::at(table, "category"));
    for (row, customer) in table.customers.iter().enumerate() {
        let (amount, on) = (revenue.number(row), day.day(row));
        if !amount.is_finite() || on == NO_DAY {
            continue;
        }
        all.customers.push(*customer);
        all.days.push(on);
        all.number("amount", amount);
        all.margin(margin.number(row));
        all.word("product", &product.word(row));
        all.word("category", &category.word(row));
    }
    all.done()
}

/// A row for each payment with a day by which it was due.
pub(super) fn payments(payments: Option<&Gathered>, today: i32) -> Rows {
    let mut all = Growing::new(&["amount", "days"], &["state"]);
    let Some(table) = payments else { return all.done() };
    let (due, paid, amount) =
        (Look::at(table, "due_on"), Look::at(table, "paid_on"), Look::at(table, "sum"));
    for (row, customer) in table.customers.iter().enumerate() {
        let (due, paid, amount) = (due.day(row), paid.day(row), amount.number(row));
        if due == NO_DAY || !amount.is_finite() {
            continue;
        }
        let is_open = paid == NO_DAY;
        all.customers.push(*customer);
        all.days.push(due);
        all.number("amount", amount);
        all.number("days", f64::from(if is_open { today } else { paid } - due));
        all.word("state", if is_open { "open" } else { "paid" });
    }
    all.done()
}
