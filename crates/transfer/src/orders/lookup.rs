//! What a shop's base keeps of orders in tables beside them: OpenCart's names of states, sums of delivery and discounts.

use super::gathering::{Gathered, decimal};
use crate::cells::Row;
use crate::formats::{self, ReadError, Settings, Source};
use orders::Status;
use orders::reading::Amount;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What was looked up; empty for files that have no such tables.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    states: HashMap<String, String>,
    sums: HashMap<String, Sums>,
    names: HashMap<String, String>,
    /// The shop's own currency, in which all its amounts are kept.
    currency: Option<String>,
}

/// What is paid besides the lines of an order.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    delivery: Decimal,
    discount: Decimal,
}

impl Lookup {
    /// Reads the tables beside those of orders.
    ///
    /// # Errors
    /// [`ReadError`] when they cannot be read.
    pub(crate) fn of(source: &Source, settings: &Settings) -> Result<Lookup, ReadError> {
        let mut lookup = Lookup::default();
        let tables = formats::tables(source, settings)?;
        let ending = |end: &str| tables.iter().find(|table| table.name.ends_with(end));
        if !tables.iter().any(|table| table.name.ends_with("_product") || table.name.ends_with("_order")) {
            return Ok(lookup);
        }
        let read = |end: &str, columns: [&str; 3], put: &mut dyn FnMut([&str; 3])| {
            let Some(table) = ending(end) else { return Ok(()) };
            let table = Settings { table: Some(table.name.clone()), header_row: None, ..settings.clone() };
            let mut reading = formats::open(source, &table)?;
            let at = columns.map(|name| reading.columns().iter().position(|column| column == name));
            let mut row = Row::new();
            while reading.next(&mut row)? {
                put(at.map(|at| at.map_or("", |at| row.cell(at).text.trim())));
            }
            Ok::<_, ReadError>(())
        };
        read("_order_status", ["order_status_id", "name", ""], &mut |[id, name, _]| {
            lookup.states.entry(id.to_owned()).or_insert_with(|| name.to_owned());
        })?;
        read("_order_total", ["order_id", "code", "value"], &mut |[id, code, value]| {
            let value = decimal(value).unwrap_or_default();
            let sums = lookup.sums.entry(id.to_owned()).or_default();
            match code {
                "sub_total" | "tax" | "total" => {}
                _ if value < Decimal::ZERO => sums.discount -= value,
                _ => sums.delivery += value,
            }
        })?;
        read("_product_description", ["product_id", "name", ""], &mut |[id, name, _]| {
            lookup.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
        })?;
        read("_currency", ["code", "value", ""], &mut |[code, value, _]| {
            if decimal(value) == Some(Decimal::ONE) {
                lookup.currency.get_or_insert_with(|| code.to_owned());
            }
        })?;
        Ok(lookup)
    }

    /// The state that a shop's own word or number means; what is not known is placed.
    pub(crate) fn status(&self, word: &str) -> Status {
        if word == "0" && !self.states.is_empty() {
            // OpenCart's orders that were begun and never sent.
            return Status::Draft;
        }
        status(self.states.get(word).map_or(word, String::as_str))
    }

    /// What a product is called.
    pub(crate) fn name_of(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// Adds what stands beside an order.
    pub(crate) fn complete(&self, order: &mut Gathered) {
        let body = &mut order.incoming.body;
        body.currency = body.currency.take().or_else(|| self.currency.clone());
        let Some(sums) = body.number.as_ref().and_then(|number| self.sums.get(number)) else { return };
        let amount = |sum: Decimal| (sum > Decimal::ZERO).then(|| Amount(sum.round_dp(2).to_string()));
        body.delivery = body.delivery.take().or_else(|| amount(sums.delivery));
        body.discount = body.discount.take().or_else(|| amount(sums.discount));
    }
}

fn status(word: &str) -> Status {
    let word = word.to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| word.contains(mark));
    let called_off = [
        "cancel",
        "void",
        "fail",
        "denied",
        "expire",
        "revers",
        "chargeback",
        "отмен",
        "отказ",
        "бас тарт",
        "тоқтат",
    ];
    let done = [
        "complete",
        "done",
        "deliver",
        "shipped",
        "paid",
        "refund",
        "выполн",
        "доставл",
        "заверш",
        "орындал",
        "жеткізілді",
    ];
    if has(&["unpaid"]) {
        Status::Placed
    } else if has(&called_off) {
        Status::Cancelled
    } else if has(&done) {
        Status::Done
    } else if has(&["draft", "checkout", "чернов", "жоба"]) {
        Status::Draft
    } else {
        Status::Placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, wanted: Status) {
        assert_eq!(Lookup::default().status(word), wanted, "{word}");
    }

    #[test]
    fn words_of_shops_are_understood() {
        check("wc-completed", Status::Done);
        check("wc-on-hold", Status::Placed);
        check("Canceled Reversal", Status::Cancelled);
        check("Отменён", Status::Cancelled);
        check("Выполнен", Status::Done);
        check("Тапсырыс орындалды", Status::Done);
        check("Черновик", Status::Draft);
        check("В работе", Status::Placed);
    }
}
