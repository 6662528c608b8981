//! The tables of cards: the row with its sheet, the traits it is found by, and the search index.

use super::{many, searching};
use crate::builtin;
use crate::customer::{Customer, CustomerId, CustomerNo, Kind, Trait, expiry_key};
use crate::sheet::Sheet;
use db::{DbError, Row, Tx, Value, params};
use kernel::Millis;
use std::collections::HashSet;

pub(crate) const COLUMNS: &str =
    "c.no, c.id, c.kind, c.name, c.sheet, c.revision, c.created_at, c.updated_at, c.archived_at";

/// A row of [`COLUMNS`].
pub(crate) fn customer(row: &Row<'_>) -> Result<Customer, DbError> {
    Ok(Customer {
        no: row.get(0)?,
        id: row.id(1)?,
        kind: row.with_text(2, Kind::from_slug)?.unwrap_or_default(),
        name: row.get(3)?,
        sheet: row.with_text(4, |text| Sheet::from_text(text).unwrap_or_default())?,
        revision: row.get(5)?,
        created_at: row.get(6)?,
        updated_at: row.get(7)?,
        archived_at: row.get(8)?,
    })
}

/// The card of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Customer>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM customers c WHERE c.id = $1"), params![id.0], customer)
}

/// The card of a number.
pub(crate) fn numbered(tx: &mut Tx<'_>, no: CustomerNo) -> Result<Option<Customer>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM customers c WHERE c.no = $1"), params![no], customer)
}

/// The cards of these ids, in no special order; those that are gone are left out.
pub(crate) fn several(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<Vec<Customer>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|id| Value::Id(id.0)).collect();
        let sql = format!("SELECT {COLUMNS} FROM customers c WHERE c.id IN ({marks})");
        found.extend(tx.rows(&sql, &values, customer)?);
    }
    Ok(found)
}

/// Who a card is of, without what is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The card's number.
    pub no: CustomerNo,
    /// The id used outside.
    pub id: CustomerId,
    /// Person or organization.
    pub kind: Kind,
    /// The name to show; may be empty.
    pub name: String,
}

/// The cards of these numbers, in no special order; doubles among the numbers are given once.
pub(crate) fn briefs(tx: &mut Tx<'_>, numbers: &[CustomerNo]) -> Result<Vec<Brief>, DbError> {
    let mut briefs = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let sql = format!("SELECT no, id, kind, name FROM customers WHERE no IN ({marks})");
        let values: Vec<_> = chunk.iter().map(|no| Value::Int(*no)).collect();
        briefs.extend(tx.rows(&sql, &values, |row| {
            let kind = row.with_text(2, Kind::from_slug)?.unwrap_or_default();
            Ok(Brief { no: row.get(0)?, id: row.id(1)?, kind, name: row.get(3)? })
        })?);
    }
    Ok(briefs)
}

/// Writes what is counted of a card: its sheet and the traits that came and went; neither revision nor time of change.
pub(crate) fn recount(
    tx: &mut Tx<'_>,
    no: CustomerNo,
    sheet: &Sheet,
    (gone, new): (&[Trait], &[Trait]),
) -> Result<(), DbError> {
    tx.execute("UPDATE customers SET sheet = $2 WHERE no = $1", params![no, &sheet.to_text()])?;
    for (field, key) in gone {
        tx.execute(
            "DELETE FROM traits WHERE field_no = $1 AND key = $2 AND customer_no = $3",
            params![*field, key, no],
        )?;
    }
    for (field, key) in new {
        tx.execute(
            "INSERT INTO traits (field_no, key, customer_no) VALUES ($1, $2, $3)",
            params![*field, key, no],
        )?;
    }
    Ok(())
}

/// What is derived from a sheet and kept beside it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Derived {
    pub(crate) sheet: String,
    pub(crate) search: String,
    pub(crate) traits: Vec<Trait>,
}

impl Derived {
    /// What the card is sorted by under its name.
    fn name_key(&self) -> &str {
        self.traits.iter().find(|(field, _)| *field == builtin::NAME).map_or("", |(_, key)| key)
    }
}

/// Adds one card that is not there yet, as it stood when it went.
pub(crate) fn insert(tx: &mut Tx<'_>, card: &Customer, derived: &Derived) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customers (no, id, kind, name, name_key, sheet, search, revision, created_at, updated_at, archived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            card.no,
            card.id.0,
            card.kind.slug(),
            &card.name,
            derived.name_key(),
            &derived.sheet,
            &derived.search,
            card.revision,
            card.created_at,
            card.updated_at,
            card.archived_at
        ],
    )?;
    let lines = derived.traits.iter().map(|(field, key)| (*field, key.as_str(), card.no));
    many::insert_traits(tx, lines)?;
    searching::wait(tx, card.no)
}

/// Writes a changed card; only the traits and the search text that differ are touched.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    card: &Customer,
    before: &Derived,
    after: &Derived,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE customers SET name = $2, name_key = $8, sheet = $3, search = $4, revision = $5, updated_at = $6,
         archived_at = $7 WHERE no = $1",
        params![card.no, &card.name, &after.sheet, &after.search, card.revision, card.updated_at, card.archived_at, after.name_key()],
    )?;
    for (field, key) in before.traits.iter().filter(|line| !after.traits.contains(line)) {
        tx.execute(
            "DELETE FROM traits WHERE field_no = $1 AND key = $2 AND customer_no = $3",
            params![*field, key, card.no],
        )?;
    }
    for (field, key) in after.traits.iter().filter(|line| !before.traits.contains(line)) {
        tx.execute(
            "INSERT INTO traits (field_no, key, customer_no) VALUES ($1, $2, $3)",
            params![*field, key, card.no],
        )?;
    }
    if before.search != after.search {
        searching::wait(tx, card.no)?;
    }
    Ok(())
}

/// The cards with a key of a field, by number, at most `limit`.
pub(crate) fn with_trait(
    tx: &mut Tx<'_>,
    field: i64,
    key: &str,
    limit: usize,
) -> Result<Vec<CustomerNo>, DbError> {
    tx.rows(
        "SELECT customer_no FROM traits WHERE field_no = $1 AND key = $2 ORDER BY customer_no LIMIT $3",
        params![field, key, limit],
        |row| row.get(0),
    )
}

/// Whether any card has a field.
pub(crate) fn has_any(tx: &mut Tx<'_>, field: i64) -> Result<bool, DbError> {
    let sql = "SELECT customer_no FROM traits WHERE field_no = $1 LIMIT 1";
    Ok(!tx.rows(sql, params![field], |row| row.get::<CustomerNo>(0))?.is_empty())
}

/// The cards with a guess that expired by this moment, the longest overdue first, at most `limit`.
pub(crate) fn expired(tx: &mut Tx<'_>, now: Millis, limit: usize) -> Result<Vec<CustomerNo>, DbError> {
    tx.rows(
        "SELECT customer_no FROM traits WHERE field_no = $1 AND key <= $2 ORDER BY key LIMIT $3",
        params![builtin::EXPIRES, &expiry_key(now), limit],
        |row| row.get(0),
    )
}

/// The cards with any of these keys of a field, in the order of key and number; at most 20 for each key on average.
pub(crate) fn with_any_key(
    tx: &mut Tx<'_>,
    field: i64,
    keys: &[&str],
) -> Result<Vec<(String, CustomerNo)>, DbError> {
    let marks = tx.dialect().placeholders(3, keys.len());
    let mut values = vec![Value::Int(field), Value::from(keys.len() * 20)];
    values.extend(keys.iter().map(|key| Value::Text(key)));
    let sql = format!(
        "SELECT key, customer_no FROM traits WHERE field_no = $1 AND key IN ({marks}) ORDER BY key, customer_no LIMIT $2"
    );
    tx.rows(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Hears every key of a field.
pub(crate) fn each_key(tx: &mut Tx<'_>, field: i64, mut hear: impl FnMut(&str)) -> Result<(), DbError> {
    tx.each("SELECT key FROM traits WHERE field_no = $1", &[Value::Int(field)], |row| {
        hear(&row.get::<String>(0)?);
        Ok(true)
    })
}

/// Which of these cards have any of these keys of a field.
pub(crate) fn with_any_of(
    tx: &mut Tx<'_>,
    (field, keys): (i64, &[String]),
    numbers: &[CustomerNo],
) -> Result<HashSet<CustomerNo>, DbError> {
    let mut found = HashSet::with_capacity(numbers.len());
    for chunk in numbers.chunks(500).filter(|_| !keys.is_empty()) {
        let marks = tx.dialect().placeholders(2, keys.len());
        let cards = tx.dialect().placeholders(2 + keys.len(), chunk.len());
        let mut values = vec![Value::Int(field)];
        values.extend(keys.iter().map(|key| Value::Text(key)));
        values.extend(chunk.iter().map(|no| Value::Int(*no)));
        let sql = format!(
            "SELECT customer_no FROM traits WHERE field_no = $1 AND key IN ({marks}) AND customer_no IN ({cards})"
        );
        found.extend(tx.rows(&sql, &values, |row| row.get::<CustomerNo>(0))?);
    }
    Ok(found)
}

/// The numbers of the cards of these ids; those that are gone are left out.
pub(crate) fn numbers_of(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<Vec<CustomerNo>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|id| Value::Id(id.0)).collect();
        let sql = format!("SELECT no FROM customers WHERE id IN ({marks})");
        found.extend(tx.rows(&sql, &values, |row| row.get::<CustomerNo>(0))?);
    }
    Ok(found)
}

/// Removes a card and all that hangs on it.
pub(crate) fn remove(
    tx: &mut Tx<'_>,
    (no, id): (CustomerNo, CustomerId),
    traits: &[Trait],
) -> Result<(), DbError> {
    for (field, key) in traits {
        tx.execute(
            "DELETE FROM traits WHERE field_no = $1 AND key = $2 AND customer_no = $3",
            params![*field, key, no],
        )?;
    }
    searching::wait(tx, no)?;
    super::duplicates::forget(tx, (no, id))?;
    super::merges::forget(tx, id)?;
    super::consents::forget(tx, id)?;
    tx.execute("DELETE FROM past_facts WHERE customer_no = $1", params![no])?;
    tx.execute("DELETE FROM relations WHERE from_id = $1 OR to_id = $1", params![id.0])?;
    tx.execute("DELETE FROM customer_files WHERE customer_id = $1", params![id.0])?;
    tx.execute("DELETE FROM customers WHERE no = $1", params![no]).map(drop)
}
