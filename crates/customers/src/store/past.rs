//! The table of values that once stood on a card.

use crate::customer::CustomerNo;
use crate::editing::Ending;
use crate::field::FieldNo;
use crate::sheet::{Fact, SourceNo};
use db::{DbError, Tx, Value, params};
use kernel::Millis;

/// A value that ended.
#[derive(Debug, Clone, PartialEq)]
pub struct PastFact {
    /// As it stood.
    pub fact: Fact,
    /// When it ended.
    pub ended_at: Millis,
    /// The source that ended it.
    pub ended_by: SourceNo,
    /// `replaced`, `removed`, `settled`, `expired`.
    pub ending: String,
}

/// Keeps facts that ended now by the doing of a source.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    customer: CustomerNo,
    ended: &[(Fact, Ending)],
    (now, by): (Millis, SourceNo),
) -> Result<(), DbError> {
    if ended.is_empty() {
        return Ok(());
    }
    let first = tx.number("SELECT coalesce(max(no), 0) + 1 FROM past_facts", &[])?;
    let texts: Vec<_> =
        ended.iter().map(|(fact, _)| serde_json::to_string(fact).unwrap_or_default()).collect();
    tx.insert_many(
        "past_facts",
        ["no", "customer_no", "field_no", "fact", "ended_at", "ended_by", "ending"],
        (first..).zip(ended.iter().zip(&texts)).map(|(no, ((fact, ending), text))| {
            [
                Value::Int(no),
                Value::Int(customer),
                Value::Int(fact.field),
                Value::Text(text),
                Value::Int(now),
                Value::Int(by),
                Value::Text(ending.slug()),
            ]
        }),
    )
    .map(drop)
}

/// The earlier values of one field, or of all (`None`), newest first, at most 500.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    customer: CustomerNo,
    field: Option<FieldNo>,
) -> Result<Vec<PastFact>, DbError> {
    let rows = tx.rows(
        "SELECT fact, ended_at, ended_by, ending FROM past_facts
         WHERE customer_no = $1 AND ($2 = 0 OR field_no = $2) ORDER BY no DESC LIMIT 500",
        params![customer, field.unwrap_or(0)],
        |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?, row.get::<String>(3)?)),
    )?;
    let past = rows.into_iter().filter_map(|(text, ended_at, ended_by, ending)| {
        Some(PastFact { fact: serde_json::from_str(&text).ok()?, ended_at, ended_by, ending })
    });
    Ok(past.collect())
}
