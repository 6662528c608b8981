//! Who is who among the records of the search: how right the pairs found are, and the records with the truth as a CSV.

use crate::bench::people::OWN_FIELD;
use customers::{CustomerNo, FieldNo, Sheet, builtin};
use db::{Db, DbError, Tx};
use fields::kinds::AddressParts;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// Cards read at once.
const BATCH: usize = 5_000;

/// The columns of the CSV beside the number of the card and that of the person.
const COLUMNS: [(&str, FieldNo); 8] = [
    ("family", builtin::FAMILY),
    ("given", builtin::GIVEN),
    ("patronymic", builtin::PATRONYMIC),
    ("phone", builtin::PHONE),
    ("email", builtin::EMAIL),
    ("birthday", builtin::BIRTHDAY),
    ("city", builtin::CITY),
    ("address", builtin::ADDRESS),
];

/// Pairs of records, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Quality {
    /// Of one person.
    pub n_true: usize,
    /// Found.
    pub n_found: usize,
    /// Both.
    pub n_right: usize,
}

impl Quality {
    /// Percent of the found pairs that are of one person.
    pub(super) fn precision(self) -> f64 {
        percent(self.n_right, self.n_found)
    }

    /// Percent of the pairs of one person that were found.
    pub(super) fn recall(self) -> f64 {
        percent(self.n_right, self.n_true)
    }

    /// Their harmonic mean, in percent.
    pub(super) fn f1(self) -> f64 {
        percent(2 * self.n_right, self.n_found + self.n_true)
    }

    fn of(people: &HashMap<CustomerNo, usize>, found: &[(CustomerNo, CustomerNo)]) -> Self {
        let mut n_records: HashMap<usize, usize> = HashMap::new();
        for person in people.values() {
            *n_records.entry(*person).or_default() += 1;
        }
        let person = |no: &CustomerNo| people.get(no);
        let is_right = |(one, other): &&(CustomerNo, CustomerNo)| {
            person(one).is_some_and(|known| person(other) == Some(known))
        };
        Self {
            n_true: n_records.values().map(|n| n * (n - 1) / 2).sum(),
            n_found: found.len(),
            n_right: found.iter().filter(is_right).count(),
        }
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

/// The person of every card.
fn people(tx: &mut Tx<'_>) -> Result<HashMap<CustomerNo, usize>, DbError> {
    let sql = "SELECT customer_no, key FROM traits WHERE field_no = $1";
    let rows = tx.rows(sql, db::params![OWN_FIELD], |row| {
        Ok((row.get::<CustomerNo>(0)?, row.with_text(1, |text| text.parse().ok())?.unwrap_or(0)))
    })?;
    Ok(rows.into_iter().collect())
}

/// How right the pairs are that the search has left in the base.
pub(super) fn quality(tx: &mut Tx<'_>) -> Result<Quality, DbError> {
    let sql = "SELECT left_no, right_no FROM duplicate_pairs";
    let found = tx.rows(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Quality::of(&people(tx)?, &found))
}

/// Leaves every card as it stands in the base, with its person, in `records.csv`, and the pairs found in `pairs.csv`.
pub(super) fn keep(db: &Db, folder: &Path) -> std::io::Result<()> {
    let failed = |error: DbError| std::io::Error::other(error.to_string());
    let mut file = BufWriter::new(File::create(folder.join("records.csv"))?);
    writeln!(file, "id,person,{}", COLUMNS.map(|(name, _)| name).join(","))?;
    let mut after: CustomerNo = 0;
    loop {
        let batch = db.read(|tx| cards(tx, after)).map_err(failed)?;
        let Some((last, _)) = batch.last() else { break };
        after = *last;
        for (no, sheet) in &batch {
            let person = sheet.text(OWN_FIELD).unwrap_or_default();
            let cells = COLUMNS.map(|(_, field)| quoted(&cell(sheet, field)));
            writeln!(file, "{no},{person},{}", cells.join(","))?;
        }
    }
    file.flush()?;
    let mut file = BufWriter::new(File::create(folder.join("pairs.csv"))?);
    writeln!(file, "left,right,probability")?;
    let sql = "SELECT left_no, right_no, probability FROM duplicate_pairs ORDER BY left_no, right_no";
    let read = |row: &db::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let pairs: Vec<(CustomerNo, CustomerNo, f64)> =
        db.read(|tx| tx.rows(sql, &[], read)).map_err(failed)?;
    for (left, right, probability) in pairs {
        writeln!(file, "{left},{right},{probability}")?;
    }
    file.flush()
}

fn cards(tx: &mut Tx<'_>, after: CustomerNo) -> Result<Vec<(CustomerNo, Sheet)>, DbError> {
    let sql = "SELECT no, sheet FROM customers WHERE no > $1 ORDER BY no LIMIT $2";
    tx.rows(sql, db::params![after, BATCH], |row| {
        Ok((row.get(0)?, row.with_text(1, |text| Sheet::from_text(text).unwrap_or_default())?))
    })
}

/// A value as it stands on the card, an address as it was typed.
fn cell(sheet: &Sheet, field: FieldNo) -> String {
    let value = sheet.text(field).unwrap_or_default();
    if field == builtin::ADDRESS { AddressParts::of(value).typed } else { value.to_owned() }
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_right_when_both_cards_are_of_one_person() {
        let people = HashMap::from([(1, 10), (2, 10), (3, 10), (4, 11), (5, 11), (6, 12)]);
        let quality = Quality::of(&people, &[(1, 2), (4, 5), (3, 6)]);
        assert_eq!(quality, Quality { n_true: 4, n_found: 3, n_right: 2 });
        assert_eq!((quality.recall(), quality.f1().round()), (50.0, 57.0));
    }
}
