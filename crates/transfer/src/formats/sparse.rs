//! Records that each have their own fields (cards, JSON objects, XML elements) laid out as rows of a table.
//!
//! The file is read twice: once to learn all columns, once to give the rows, so that memory stays flat.

use std::collections::{HashMap, HashSet};

use super::faults::{FileFault, RowFault};
use super::header::unique;
use super::limits::COLUMNS;
use super::{Opened, Rows, Warning};
use crate::cells::{Row, Value};

/// One record: names of fields with their meaning and words, in the file's order.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub fields: Vec<Field>,
    /// Why it cannot be read, with the record as it stands in the file.
    pub fault: Option<(RowFault, String)>,
    /// Its number in the file, from 1.
    pub number: u64,
    times: HashMap<String, u32>,
}

/// One field of a record.
#[derive(Debug)]
pub(crate) struct Field {
    pub name: String,
    pub value: Value,
    pub text: String,
}

impl Record {
    pub(crate) fn clear(&mut self) {
        self.fields.clear();
        self.times.clear();
        self.fault = None;
    }

    /// Adds words under a name; a name that occurs again in the record gets its number.
    pub(crate) fn add(&mut self, name: &str, value: Value, text: &str) {
        let mut unique = name.to_owned();
        while let Some(n) = self.times.get_mut(&unique) {
            *n += 1;
            unique = format!("{name} {n}");
        }
        self.times.insert(unique.clone(), 1);
        self.fields.push(Field { name: unique, value, text: text.to_owned() });
    }

    pub(crate) fn add_text(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() && self.fields.len() < COLUMNS {
            self.add(name, Value::Text, text);
        }
    }
}

/// A stream of records.
pub(crate) trait Records: Send {
    /// Reads the next record; `false` at the end.
    fn next(&mut self, record: &mut Record) -> Result<bool, FileFault>;
}

/// Lays out the records that `again` gives as rows, after learning their columns from those that `first`
/// gives; columns in `before` come first if they occur.
pub(crate) fn lay_out(
    mut first: Box<dyn Records>,
    again: Box<dyn Records>,
    before: &[&str],
) -> Result<Opened, FileFault> {
    let mut names: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut record = Record::default();
    loop {
        record.clear();
        // What breaks the file half-way is told when the rows before it have been given.
        match first.next(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(FileFault::Truncated | FileFault::Damaged(_)) if !names.is_empty() => break,
            Err(fault) => return Err(fault),
        }
        for field in &record.fields {
            if names.len() < COLUMNS && !known.contains(&field.name) {
                known.insert(field.name.clone());
                names.push(field.name.clone());
            }
        }
    }
    let names = in_order(names, before);
    let places = names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
    let mut taken = HashSet::new();
    let columns = names.iter().map(|name| unique(name.trim().to_owned(), &mut taken)).collect();
    let n = names.len();
    let rows = LaidOut { records: again, record: Record::default(), places, slots: vec![None; n] };
    Ok(Opened { columns, rows: Box::new(rows), warnings: Vec::<Warning>::new() })
}

/// Names that belong to one of `before` come first, in that order; a numbered or qualified name (`TEL home 2`)
/// stands with its own.
fn in_order(mut names: Vec<String>, before: &[&str]) -> Vec<String> {
    let rank = |name: &String| {
        let head = |base: &&str| {
            name.strip_prefix(*base).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.']))
        };
        let exact = before.iter().position(|base| name == base);
        exact.or_else(|| before.iter().position(head)).unwrap_or(usize::MAX)
    };
    names.sort_by_key(rank);
    names
}

struct LaidOut {
    records: Box<dyn Records>,
    record: Record,
    places: HashMap<String, usize>,
    slots: Vec<Option<usize>>,
}

impl Rows for LaidOut {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        row.clear();
        self.record.clear();
        if !self.records.next(&mut self.record)? {
            return Ok(false);
        }
        row.number = self.record.number;
        if let Some((fault, raw)) = self.record.fault.take() {
            row.reject(fault, &raw);
            return Ok(true);
        }
        self.slots.fill(None);
        let mut has_lost = false;
        for (at, field) in self.record.fields.iter().enumerate() {
            match self.places.get(&field.name).and_then(|place| self.slots.get_mut(*place)) {
                Some(slot) => *slot = Some(at),
                None => has_lost = true,
            }
        }
        if has_lost {
            let raw: Vec<String> =
                self.record.fields.iter().map(|field| format!("{}: {}", field.name, field.text)).collect();
            row.reject(RowFault::TooManyColumns, &raw.join("\n"));
            return Ok(true);
        }
        for slot in &self.slots {
            match slot.and_then(|at| self.record.fields.get(at)) {
                Some(field) => row.push(field.value, &field.text),
                None => row.push_empty(),
            }
        }
        row.trim_right();
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_their_usual_order() {
        let names = ["X", "TEL 2", "FN", "TEL home", "TELEX", "TEL"].map(str::to_owned).to_vec();
        assert_eq!(in_order(names, &["FN", "TEL"]), ["FN", "TEL 2", "TEL home", "TEL", "X", "TELEX"]);
    }
}
