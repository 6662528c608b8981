//! The tables of relations between customers and of their kinds.

use crate::customer::{CustomerId, Kind};
use crate::field::FieldNo;
use crate::relations::{ImportantDate, Relation, RelationKind, SeenRelation};
use db::{DbError, Row, Tx, Value, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "r.id, r.kind, r.from_id, r.to_id, r.role, r.dates, r.created_at, r.ended_at";

fn relation(row: &Row<'_>) -> Result<Relation, DbError> {
    Ok(Relation {
        id: row.id(0)?,
        kind: row.get(1)?,
        from: row.id(2)?,
        to: row.id(3)?,
        role: row.get(4)?,
        dates: row.with_text(5, |text| serde_json::from_str(text).unwrap_or_default())?,
        created_at: row.get(6)?,
        ended_at: row.get(7)?,
    })
}

/// Every kind, in order.
pub(crate) fn kinds(tx: &mut Tx<'_>) -> Result<Vec<RelationKind>, DbError> {
    tx.rows("SELECT slug, label, reverse FROM relation_kinds ORDER BY position, slug", &[], |row| {
        Ok(RelationKind { slug: row.get(0)?, label: row.get(1)?, reverse: row.get(2)? })
    })
}

/// Adds a kind after the others.
pub(crate) fn insert_kind(tx: &mut Tx<'_>, kind: &RelationKind) -> Result<(), DbError> {
    let position = tx.number("SELECT coalesce(max(position), 0) + 10 FROM relation_kinds", &[])?;
    tx.execute(
        "INSERT INTO relation_kinds (slug, label, reverse, position) VALUES ($1, $2, $3, $4)",
        params![&kind.slug, &kind.label, &kind.reverse, position],
    )
    .map(drop)
}

/// Adds a relation.
pub(crate) fn insert(tx: &mut Tx<'_>, new: &Relation) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO relations (id, kind, from_id, to_id, role, dates, created_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id.0,
            &new.kind,
            new.from.0,
            new.to.0,
            &new.role,
            &dates_text(&new.dates),
            new.created_at,
            new.ended_at
        ],
    )
    .map(drop)
}

/// Relations that go on and have dates, by id after one, at most `limit`.
pub(crate) fn dated(tx: &mut Tx<'_>, after: RawId, limit: usize) -> Result<Vec<Relation>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM relations r WHERE r.id > $1 AND r.dates <> '[]' AND r.ended_at IS NULL
         ORDER BY r.id LIMIT $2"
    );
    tx.rows(&sql, params![after, limit], relation)
}

fn dates_text(dates: &[ImportantDate]) -> String {
    serde_json::to_string(dates).unwrap_or_else(|_| "[]".into())
}

/// The relation of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: RawId) -> Result<Option<Relation>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM relations r WHERE r.id = $1"), params![id], relation)
}

/// Every relation of a card, over or not, by id.
pub(crate) fn touching(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<Relation>, DbError> {
    tx.rows(
        &format!("SELECT {COLUMNS} FROM relations r WHERE r.from_id = $1 OR r.to_id = $1 ORDER BY r.id"),
        params![card.0],
        relation,
    )
}

/// Whether such a relation goes on between two, in this direction.
pub(crate) fn is_there(
    tx: &mut Tx<'_>,
    kind: &str,
    (from, to): (CustomerId, CustomerId),
) -> Result<bool, DbError> {
    let n = tx.number(
        "SELECT count(*) FROM relations WHERE from_id = $1 AND to_id = $2 AND kind = $3 AND ended_at IS NULL",
        params![from.0, to.0, kind],
    )?;
    Ok(n > 0)
}

/// Takes a relation out.
pub(crate) fn delete(tx: &mut Tx<'_>, id: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM relations WHERE id = $1", params![id]).map(drop)
}

/// Notes when a relation ended, or that it goes on.
pub(crate) fn set_end(tx: &mut Tx<'_>, id: RawId, ended_at: Option<Millis>) -> Result<(), DbError> {
    tx.execute("UPDATE relations SET ended_at = $2 WHERE id = $1", params![id, ended_at]).map(drop)
}

/// The relations of a card with the other side: those that go on first, then by the name of the other.
/// With marks, only those whose other side has one of these keys of a field.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    card: CustomerId,
    (marks, limit): (Option<&(FieldNo, Vec<String>)>, usize),
) -> Result<Vec<SeenRelation>, DbError> {
    let within = match marks {
        None => String::new(),
        Some((_, keys)) if keys.is_empty() => return Ok(Vec::new()),
        Some((_, keys)) => {
            let marks = tx.dialect().placeholders(4, keys.len());
            format!(
                "WHERE EXISTS (SELECT 1 FROM traits x WHERE x.field_no = $3 AND x.key IN ({marks})
                 AND x.customer_no = c.no)"
            )
        }
    };
    let mut values = vec![Value::Id(card.0), Value::from(limit)];
    if let Some((field, keys)) = marks {
        values.push(Value::Int(*field));
        values.extend(keys.iter().map(|key| Value::Text(key)));
    }
    tx.rows(
        &format!(
            "SELECT {COLUMNS}, c.id, c.kind, c.name FROM (
               SELECT id AS relation_id, to_id AS other FROM relations WHERE from_id = $1
               UNION ALL SELECT id, from_id FROM relations WHERE to_id = $1) s
             JOIN relations r ON r.id = s.relation_id JOIN customers c ON c.id = s.other {within}
             ORDER BY (CASE WHEN r.ended_at IS NULL THEN 0 ELSE 1 END), r.kind, c.name_key, c.no LIMIT $2"
        ),
        &values,
        |row| {
            let relation = relation(row)?;
            Ok(SeenRelation {
                is_forward: relation.from == card,
                relation,
                other: row.id(8)?,
                other_kind: row.with_text(9, Kind::from_slug)?.unwrap_or_default(),
                other_name: row.get(10)?,
            })
        },
    )
}

/// How many relations of a card go on.
pub(crate) fn count(tx: &mut Tx<'_>, card: CustomerId) -> Result<i64, DbError> {
    tx.number(
        "SELECT (SELECT count(*) FROM relations WHERE from_id = $1 AND ended_at IS NULL)
              + (SELECT count(*) FROM relations WHERE to_id = $1 AND ended_at IS NULL)",
        params![card.0],
    )
}
