//! The rows of segments and the members of fixed lists.

use crate::segment::{Members, Segment, SegmentId};
use columns::Bits;
use db::{DbError, Row, Tx, Value, params};
use fields::Condition;

const COLUMNS: &str = "id, name, note, condition, owner_id, created_at, updated_at, revision";

/// Members written by one statement.
const CHUNK: usize = 200;

fn segment(row: &Row<'_>) -> Result<Segment, DbError> {
    let condition: Option<String> = row.get(3)?;
    let members = match condition {
        // A condition was understood when it was saved; of one that no longer is, nobody is a member.
        Some(text) => Members::Live(Condition::parse(&text).unwrap_or(Condition::Any(Vec::new()))),
        None => Members::Fixed,
    };
    Ok(Segment {
        id: row.id(0)?,
        name: row.get(1)?,
        note: row.get(2)?,
        members,
        owner: row.get(4)?,
        created_at: row.get(5)?,
        updated_at: row.get(6)?,
        revision: row.get(7)?,
    })
}

/// All, by name.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Segment>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM segments ORDER BY name_key, id"), &[], segment)
}

pub(crate) fn find(tx: &mut Tx<'_>, id: SegmentId) -> Result<Option<Segment>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM segments WHERE id = $1"), params![id.0], segment)
}

/// The one of a name, whatever the case.
pub(crate) fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<Segment>, DbError> {
    let key = key(name);
    tx.first(&format!("SELECT {COLUMNS} FROM segments WHERE name_key = $1"), params![&key], segment)
}

/// Writes a segment, new or known.
pub(crate) fn put(tx: &mut Tx<'_>, segment: &Segment) -> Result<(), DbError> {
    let condition = segment.members.condition().map(|condition| condition.to_json().to_string());
    let name_key = key(&segment.name);
    tx.execute("DELETE FROM segments WHERE id = $1", params![segment.id.0])?;
    tx.execute(
        "INSERT INTO segments (id, name, name_key, note, condition, owner_id, created_at, updated_at, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            segment.id.0,
            &segment.name,
            &name_key,
            &segment.note,
            &condition,
            segment.owner,
            segment.created_at,
            segment.updated_at,
            segment.revision
        ],
    )?;
    Ok(())
}

/// Removes a segment with its members and its history.
pub(crate) fn delete(tx: &mut Tx<'_>, id: SegmentId) -> Result<(), DbError> {
    for table in ["segment_moves", "segment_days", "segment_tides", "segment_members"] {
        tx.execute(&format!("DELETE FROM {table} WHERE segment_id = $1"), params![id.0])?;
    }
    tx.execute("DELETE FROM segments WHERE id = $1", params![id.0])?;
    Ok(())
}

/// Who is on a fixed list.
pub(crate) fn listed(tx: &mut Tx<'_>, id: SegmentId) -> Result<Bits, DbError> {
    super::cards::set(tx, "SELECT customer_no FROM segment_members WHERE segment_id = $1", params![id.0])
}

/// Puts cards on a fixed list; they are not on it yet.
pub(crate) fn enlist(tx: &mut Tx<'_>, id: SegmentId, cards: &Bits) -> Result<(), DbError> {
    let numbers: Vec<i64> = cards.iter().map(i64::from).collect();
    for chunk in numbers.chunks(CHUNK) {
        let rows: Vec<String> = (0..chunk.len()).map(|at| format!("($1, ${})", at + 2)).collect();
        let sql =
            format!("INSERT INTO segment_members (segment_id, customer_no) VALUES {}", rows.join(", "));
        let mut values = vec![Value::Id(id.0)];
        values.extend(chunk.iter().map(|no| Value::Int(*no)));
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// Takes cards off a fixed list.
pub(crate) fn strike(tx: &mut Tx<'_>, id: SegmentId, cards: &Bits) -> Result<(), DbError> {
    let numbers: Vec<i64> = cards.iter().map(i64::from).collect();
    for chunk in numbers.chunks(CHUNK) {
        let marks = tx.dialect().placeholders(2, chunk.len());
        let sql = format!("DELETE FROM segment_members WHERE segment_id = $1 AND customer_no IN ({marks})");
        let mut values = vec![Value::Id(id.0)];
        values.extend(chunk.iter().map(|no| Value::Int(*no)));
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// The key by which names are told apart and sorted.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The fixed lists that a card is on.
pub(crate) fn lists_of(tx: &mut Tx<'_>, no: i64) -> Result<Vec<SegmentId>, DbError> {
    let sql = "SELECT segment_id FROM segment_members WHERE customer_no = $1 ORDER BY segment_id";
    tx.rows(sql, params![no], |row| row.id(0))
}

/// Puts one card on a fixed list on which it is not yet.
pub(crate) fn enlist_one(tx: &mut Tx<'_>, id: SegmentId, no: i64) -> Result<(), DbError> {
    let sql = "INSERT INTO segment_members (segment_id, customer_no) VALUES ($1, $2)";
    tx.execute(sql, params![id.0, no]).map(drop)
}

/// Takes one card off a fixed list.
pub(crate) fn strike_one(tx: &mut Tx<'_>, id: SegmentId, no: i64) -> Result<(), DbError> {
    let sql = "DELETE FROM segment_members WHERE segment_id = $1 AND customer_no = $2";
    tx.execute(sql, params![id.0, no]).map(drop)
}
