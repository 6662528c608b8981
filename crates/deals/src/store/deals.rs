//! The table of deals.

use crate::deal::{Closure, Deal, DealId};
use crate::pipeline::{PipelineId, StageId};
use customers::{CustomerId, CustomerNo};
use db::{DbError, Row, Tx, Value, params};
use kernel::{Currency, RawId};

/// Every column, in the order of [`deal`].
pub(crate) const COLUMNS: &str = "d.no, d.id, d.customer_no, d.title, d.pipeline_id, d.stage_id, d.rank, \
    d.entered_at, d.amount, d.currency, d.closes_on, d.responsible, d.team_id, d.source, d.note, d.revision, \
    d.created_by, d.created_at, d.updated_at, d.closed_at, d.closed_by, d.is_won, d.reason_id, d.closed_note";

/// The names of the columns to be written, in the order of [`values`].
const NAMES: [&str; 25] = [
    "no",
    "id",
    "customer_no",
    "title",
    "title_key",
    "pipeline_id",
    "stage_id",
    "rank",
    "entered_at",
    "amount",
    "currency",
    "closes_on",
    "responsible",
    "team_id",
    "source",
    "note",
    "revision",
    "created_by",
    "created_at",
    "updated_at",
    "closed_at",
    "closed_by",
    "is_won",
    "reason_id",
    "closed_note",
];

/// A row of [`COLUMNS`].
pub(crate) fn deal(row: &Row<'_>) -> Result<Deal, DbError> {
    let closure = match row.get::<Option<i64>>(19)? {
        Some(at) => Some(Closure {
            at,
            by: row.get(20)?,
            is_won: row.get(21)?,
            reason: row.opt_id(22)?,
            note: row.get(23)?,
        }),
        None => None,
    };
    Ok(Deal {
        no: row.get(0)?,
        id: row.id(1)?,
        customer_no: row.get(2)?,
        title: row.get(3)?,
        pipeline: row.id(4)?,
        stage: row.id(5)?,
        rank: row.get(6)?,
        entered_at: row.get(7)?,
        amount: row.get(8)?,
        currency: row.with_text(9, Currency::from_code)?.unwrap_or(Currency::KZT),
        closes_on: row.get(10)?,
        responsible: row.get(11)?,
        team: row.get(12)?,
        source: row.get(13)?,
        note: row.get(14)?,
        revision: row.get(15)?,
        created_by: row.get(16)?,
        created_at: row.get(17)?,
        updated_at: row.get(18)?,
        closure,
    })
}

fn values<'v>(deal: &'v Deal, key: &'v str) -> [Value<'v>; 25] {
    let closure = deal.closure.as_ref();
    [
        Value::Int(deal.no),
        Value::Id(deal.id.0),
        Value::Int(deal.customer_no),
        Value::Text(&deal.title),
        Value::Text(key),
        Value::Id(deal.pipeline.0),
        Value::Id(deal.stage.0),
        Value::Int(deal.rank),
        Value::Int(deal.entered_at),
        Value::Int(deal.amount),
        Value::Text(deal.currency.code()),
        Value::from(deal.closes_on),
        Value::from(deal.responsible),
        Value::from(deal.team),
        Value::Text(&deal.source),
        Value::Text(&deal.note),
        Value::Int(deal.revision),
        Value::from(deal.created_by),
        Value::Int(deal.created_at),
        Value::Int(deal.updated_at),
        Value::from(closure.map(|closure| closure.at)),
        Value::from(closure.and_then(|closure| closure.by)),
        Value::Bool(closure.is_some_and(|closure| closure.is_won)),
        Value::from(closure.and_then(|closure| closure.reason).map(|reason| reason.0)),
        Value::Text(closure.map_or("", |closure| closure.note.as_str())),
    ]
}

/// By what a title is found.
pub(crate) fn key_of(title: &str) -> String {
    customers::listing::words_of(title).join(" ")
}

/// The number of the next deal.
pub(crate) fn next_no(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    Ok(tx.number("SELECT max(no) FROM deals", &[])? + 1)
}

/// The deal of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: DealId) -> Result<Option<Deal>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM deals d WHERE d.id = $1"), params![id.0], deal)
}

/// Adds a deal.
pub(crate) fn insert(tx: &mut Tx<'_>, deal: &Deal) -> Result<(), DbError> {
    let key = key_of(&deal.title);
    tx.insert_many("deals", NAMES, std::iter::once(values(deal, &key))).map(drop)
}

/// Writes a deal that changed.
pub(crate) fn update(tx: &mut Tx<'_>, deal: &Deal) -> Result<(), DbError> {
    let key = key_of(&deal.title);
    let set: Vec<String> =
        NAMES.iter().enumerate().skip(2).map(|(at, name)| format!("{name} = ${}", at + 1)).collect();
    let sql = format!("UPDATE deals SET {} WHERE no = $1 AND id = $2", set.join(", "));
    tx.execute(&sql, &values(deal, &key)).map(drop)
}

/// How many open deals a pipeline has, seen or not.
pub(crate) fn n_open_in(tx: &mut Tx<'_>, id: PipelineId) -> Result<i64, DbError> {
    tx.number("SELECT count(*) FROM deals WHERE pipeline_id = $1 AND closed_at IS NULL", params![id.0])
}

/// The open deals on a stage, seen or not, in their order.
pub(crate) fn open_on(tx: &mut Tx<'_>, stage: StageId) -> Result<Vec<Deal>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM deals d WHERE d.stage_id = $1 AND d.closed_at IS NULL ORDER BY d.rank DESC"
    );
    tx.rows(&sql, params![stage.0], deal)
}

/// The id of the card of a number.
pub(crate) fn card_id(tx: &mut Tx<'_>, no: CustomerNo) -> Result<Option<CustomerId>, DbError> {
    tx.first("SELECT id FROM customers WHERE no = $1", params![no], |row| row.id(0))
}

/// The teams in whose stages the open deals of a customer stand.
pub(crate) fn teams_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<RawId>, DbError> {
    let sql = "SELECT DISTINCT team_id FROM deals WHERE customer_no = $1 AND closed_at IS NULL
               AND team_id IS NOT NULL ORDER BY team_id";
    tx.rows(sql, params![customer], |row| row.get(0))
}

/// The open deals that somebody answers for, seen or not.
pub(crate) fn open_of(tx: &mut Tx<'_>, person: RawId) -> Result<Vec<Deal>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM deals d WHERE d.responsible = $1 AND d.closed_at IS NULL ORDER BY d.no"
    );
    tx.rows(&sql, params![person], deal)
}

/// How many open deals somebody answers for, seen or not.
pub(crate) fn n_open_of(tx: &mut Tx<'_>, person: RawId) -> Result<i64, DbError> {
    tx.number("SELECT count(*) FROM deals WHERE responsible = $1 AND closed_at IS NULL", params![person])
}

/// How many open deals wait in a team's queue.
pub(crate) fn n_queued(tx: &mut Tx<'_>, team: RawId) -> Result<i64, DbError> {
    let sql = "SELECT count(*) FROM deals WHERE team_id = $1 AND responsible IS NULL AND closed_at IS NULL";
    tx.number(sql, params![team])
}

/// The deals of a customer by their numbers, closed ones too.
pub(crate) fn numbers_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<i64>, DbError> {
    tx.rows("SELECT no FROM deals WHERE customer_no = $1 ORDER BY no", params![customer], |row| row.get(0))
}

/// Makes deals those of another customer; those that are gone are passed over.
pub(crate) fn move_to(tx: &mut Tx<'_>, deals: &[i64], customer: CustomerNo) -> Result<(), DbError> {
    for no in deals {
        tx.execute("UPDATE deals SET customer_no = $2 WHERE no = $1", params![*no, customer])?;
    }
    Ok(())
}

/// Removes the deals of a customer with all that hangs on them.
pub(crate) fn remove_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    for table in ["deal_lines", "deal_steps"] {
        let sql =
            format!("DELETE FROM {table} WHERE deal_no IN (SELECT no FROM deals WHERE customer_no = $1)");
        tx.execute(&sql, params![customer])?;
    }
    tx.execute("DELETE FROM deals WHERE customer_no = $1", params![customer]).map(drop)
}

/// Empties what people wrote on the deals of a customer; each is called by its number from then on.
pub(crate) fn forget_words(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    for sql in [
        "UPDATE deal_steps SET note = '' WHERE deal_no IN (SELECT no FROM deals WHERE customer_no = $1)",
        "UPDATE deal_lines SET name = '—' WHERE product_id IS NULL
         AND deal_no IN (SELECT no FROM deals WHERE customer_no = $1)",
        "UPDATE deals SET title = '№' || no, title_key = '№' || no, note = '', closed_note = '' WHERE customer_no = $1",
    ] {
        tx.execute(sql, params![customer])?;
    }
    Ok(())
}

/// When the deals of a customer were made, what they are called, what was noted; in the order of their making.
pub(crate) fn words_of(
    tx: &mut Tx<'_>,
    customer: CustomerNo,
) -> Result<Vec<(i64, String, String)>, DbError> {
    tx.rows(
        "SELECT created_at, title, note FROM deals WHERE customer_no = $1 ORDER BY no",
        params![customer],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
