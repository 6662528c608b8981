//! Many new cards at once, table by table.

use crate::customer::{CustomerId, CustomerNo, Kind};
use db::{DbError, Dialect, Tx, Value};
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
    // The number of a card that went into another is kept for it: it may come back. That of a card that went for good
    // stays taken until the search has forgotten it.
    let last = "SELECT max(n) FROM (SELECT max(no) AS n FROM customers
                UNION ALL SELECT max(loser_no) FROM merges
                UNION ALL SELECT max(customer_no) FROM unsearched) AS numbers";
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
pub(crate) fn insert_traits<'t>(
    tx: &mut Tx<'_>,
    lines: impl Iterator<Item = (i64, &'t str, CustomerNo)>,
) -> Result<(), DbError> {
    let rows = lines.map(|(field, key, no)| [Value::Int(field), Value::Text(key), Value::Int(no)]);
    tx.insert_many("traits", ["field_no", "key", "customer_no"], rows).map(drop)
}

/// So many new cards at once are worth a flush of the search index of their own; fewer wait with the changed ones.
const STRAIGHT_AWAY: usize = 64;

/// Adds what new cards are searched by.
pub(crate) fn insert_search(tx: &mut Tx<'_>, texts: &[(CustomerNo, &str)]) -> Result<(), DbError> {
    if tx.dialect() != Dialect::Sqlite {
        return Ok(());
    }
    if texts.len() < STRAIGHT_AWAY {
        return texts.iter().try_for_each(|(no, _)| super::searching::wait(tx, *no));
    }
    let rows = texts.iter().map(|(no, text)| [Value::Int(*no), Value::Text(text)]);
    tx.insert_many("search", ["rowid", "text"], rows).map(drop)
}
