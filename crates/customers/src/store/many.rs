//! Many new cards at once, table by table.

use crate::customer::{CustomerId, CustomerNo, Kind};
use db::{DbError, Dialect, Tx, Value, params};
use kernel::Millis;

/// A card that is not there yet.
pub(crate) struct NewCard<'t> {
    pub(crate) no: CustomerNo,
    pub(crate) id: CustomerId,
    pub(crate) kind: Kind,
    pub(crate) name: &'t str,
    /// What it is sorted by under its name.
    pub(crate) name_key: &'t str,
    pub(crate) sheet: &'t str,
    pub(crate) search: &'t str,
    pub(crate) created_at: Millis,
}

/// The number of the next card.
pub(crate) fn next_no(tx: &mut Tx<'_>) -> Result<CustomerNo, DbError> {
    // The number of a card that went into another is kept for it: it may come back.
    let last = "SELECT max(n) FROM (SELECT max(no) AS n FROM customers
                UNION ALL SELECT max(loser_no) FROM merges) AS numbers";
    Ok(tx.number(last, &[])? + 1)
}

/// Adds the rows of cards, in the order of their numbers.
pub(crate) fn insert<'t>(tx: &mut Tx<'_>, cards: impl Iterator<Item = NewCard<'t>>) -> Result<(), DbError> {
    let columns =
        ["no", "id", "kind", "name", "name_key", "sheet", "search", "revision", "created_at", "updated_at"];
    let rows = cards.map(|card| {
        [
            Value::Int(card.no),
            Value::Id(card.id.0),
            Value::Text(card.kind.slug()),
            Value::Text(card.name),
            Value::Text(card.name_key),
            Value::Text(card.sheet),
            Value::Text(card.search),
            Value::Int(1),
            Value::Int(card.created_at),
            Value::Int(card.created_at),
        ]
    });
    tx.insert_many("customers", columns, rows).map(drop)
}

/// Adds lines of the card index; in its order they are written several times faster.
pub(crate) fn insert_traits(tx: &mut Tx<'_>, lines: &[(i64, &str, CustomerNo)]) -> Result<(), DbError> {
    let rows = lines.iter().map(|(field, key, no)| [Value::Int(*field), Value::Text(key), Value::Int(*no)]);
    tx.insert_many("traits", ["field_no", "key", "customer_no"], rows).map(drop)
}

/// Adds what new cards are searched by, after what other cards of this transaction left until its end.
pub(crate) fn insert_search<'t>(
    tx: &mut Tx<'_>,
    texts: impl Iterator<Item = (CustomerNo, &'t str)>,
) -> Result<(), DbError> {
    if tx.dialect() != Dialect::Sqlite {
        return Ok(());
    }
    if !tx.has_work_before_commit() {
        return insert_into_search(tx, texts);
    }
    let texts: Vec<(CustomerNo, String)> = texts.map(|(no, text)| (no, text.to_owned())).collect();
    tx.before_commit(move |tx| {
        texts.iter().try_for_each(|(no, text)| put_into_search(tx, *no, Some(text.as_str())))
    });
    Ok(())
}

fn insert_into_search<'t>(
    tx: &mut Tx<'_>,
    texts: impl Iterator<Item = (CustomerNo, &'t str)>,
) -> Result<(), DbError> {
    let rows = texts.map(|(no, text)| [Value::Int(no), Value::Text(text)]);
    tx.insert_many("search", ["rowid", "text"], rows).map(drop)
}

/// Leaves until the end of the transaction that a card is searched by another text, or not any more (`None`).
pub(crate) fn search_later(tx: &mut Tx<'_>, no: CustomerNo, text: Option<String>) {
    if tx.dialect() != Dialect::Sqlite {
        return;
    }
    tx.before_commit(move |tx| put_into_search(tx, no, text.as_deref()));
}

fn put_into_search(tx: &mut Tx<'_>, no: CustomerNo, text: Option<&str>) -> Result<(), DbError> {
    tx.execute("DELETE FROM search WHERE rowid = $1", params![no])?;
    insert_into_search(tx, text.map(|text| (no, text)).into_iter())
}
