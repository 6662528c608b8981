//! Reading the card index whole, for columns in memory, and again what changed since; each by an index that holds all it
//! needs, so that no sheet is read.

use crate::builtin;
use crate::changing::SUBJECT;
use crate::customer::{Customer, CustomerNo};
use crate::field::FieldNo;
use crate::store::cards;
use crate::store::lists::Sql;
use columns::Bits;
use db::{DbError, Tx, Value, params};
use fields::KeyTest;
use kernel::{Millis, RawId};
use std::collections::{HashMap, HashSet};

/// About how many cards there are.
pub(crate) fn n_cards(tx: &mut Tx<'_>) -> Result<CustomerNo, DbError> {
    tx.number("SELECT max(no) FROM customers", &[])
}

/// Every card with its last change, in the order of changes.
pub(crate) fn changes(tx: &mut Tx<'_>, mut see: impl FnMut(CustomerNo, Millis)) -> Result<(), DbError> {
    tx.each("SELECT no, updated_at FROM customers ORDER BY updated_at, no", &[], |row| {
        see(row.get(0)?, row.get(1)?);
        Ok(true)
    })
}

/// The id of every card.
pub(crate) fn ids(tx: &mut Tx<'_>, mut see: impl FnMut(CustomerNo, RawId)) -> Result<(), DbError> {
    tx.each("SELECT no, id FROM customers ORDER BY id", &[], |row| {
        see(row.get(0)?, row.get(1)?);
        Ok(true)
    })
}

/// The numbers of the archived cards.
pub(crate) fn archived(tx: &mut Tx<'_>) -> Result<Vec<CustomerNo>, DbError> {
    tx.rows("SELECT no FROM customers WHERE archived_at IS NOT NULL ORDER BY archived_at", &[], |row| {
        row.get(0)
    })
}

/// The traits of a field in the order of keys and numbers, until `see` says `false`.
pub(crate) fn traits(
    tx: &mut Tx<'_>,
    field: FieldNo,
    mut see: impl FnMut(&str, CustomerNo) -> bool,
) -> Result<(), DbError> {
    tx.each(
        "SELECT key, customer_no FROM traits WHERE field_no = $1 ORDER BY key, customer_no",
        params![field],
        |row| {
            let no = row.get(1)?;
            row.with_text(0, |key| see(key, no))
        },
    )
}

/// What entries of the journal speak of.
pub(crate) struct Touched {
    /// The cards that are there.
    pub(crate) cards: Vec<Customer>,
    /// The ids of those that are not.
    pub(crate) gone: Vec<RawId>,
    /// Whether anything else is spoken of too.
    pub(crate) is_more: bool,
}

/// The cards that entries of the journal after a number and up to another speak of.
pub(crate) fn touched(tx: &mut Tx<'_>, (after, to): (i64, i64)) -> Result<Touched, DbError> {
    let (mut ids, mut is_more) = (Vec::new(), false);
    tx.each(
        "SELECT subject_kind, subject_id FROM journal WHERE seq > $1 AND seq <= $2",
        params![after, to],
        |row| {
            if row.with_text(0, |kind| kind == SUBJECT)? {
                ids.push(row.get::<RawId>(1)?);
            } else {
                is_more = true;
            }
            Ok(true)
        },
    )?;
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(200) {
        let marks = tx.dialect().placeholders(1, some.len());
        let sql = format!("SELECT {} FROM customers c WHERE c.id IN ({marks})", cards::COLUMNS);
        let values: Vec<Value<'_>> = some.iter().map(|id| Value::Id(*id)).collect();
        found.extend(tx.rows(&sql, &values, cards::customer)?);
    }
    let there: HashSet<RawId> = found.iter().map(|card| card.id.0).collect();
    ids.retain(|id| !there.contains(id));
    Ok(Touched { cards: found, gone: ids, is_more })
}

/// The cards of these numbers in the order given; numbers without a card are left out.
pub(crate) fn numbered(tx: &mut Tx<'_>, numbers: &[u32]) -> Result<Vec<Customer>, DbError> {
    let mut found = Vec::with_capacity(numbers.len());
    for some in numbers.chunks(200) {
        let marks = tx.dialect().placeholders(1, some.len());
        let sql = format!("SELECT {} FROM customers c WHERE c.no IN ({marks})", cards::COLUMNS);
        let values: Vec<Value<'_>> = some.iter().map(|no| Value::Int(i64::from(*no))).collect();
        found.extend(tx.rows(&sql, &values, cards::customer)?);
    }
    let place: HashMap<i64, usize> =
        numbers.iter().enumerate().map(|(at, no)| (i64::from(*no), at)).collect();
    found.sort_by_key(|card| place.get(&card.no).copied());
    Ok(found)
}

/// The cards that stand at a name's place and next after it with their keys, in the order of names, at most `limit`.
pub(crate) fn names_from(
    tx: &mut Tx<'_>,
    (key, no): (&str, CustomerNo),
    limit: usize,
) -> Result<Vec<(String, CustomerNo)>, DbError> {
    tx.rows(
        "SELECT key, customer_no FROM traits WHERE field_no = $1 AND (key, customer_no) >= ($2, $3)
         ORDER BY key, customer_no LIMIT $4",
        params![builtin::NAME, key, no, limit],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The cards with a key of a field that passes a test; `None` when there are more than `limit` of them.
pub(crate) fn passing(
    tx: &mut Tx<'_>,
    (field, test): (FieldNo, &KeyTest),
    limit: usize,
) -> Result<Option<Bits>, DbError> {
    let mut sql = Sql::new("SELECT x.customer_no FROM traits x WHERE x.field_no = ");
    sql.int(field)
        .push(" AND ")
        .key_test(test)
        .push(" LIMIT ")
        .int(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let numbers = tx.rows(&sql.text, &sql.values(), |row| row.get::<CustomerNo>(0))?;
    if numbers.len() > limit {
        return Ok(None);
    }
    Ok(Some(numbers.into_iter().filter_map(|no| u32::try_from(no).ok()).collect()))
}
