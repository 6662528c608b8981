//! Reading entries: of one thing, newest first, or all that came after a number.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Millis, RawId};

/// An entry as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its number; later entries have greater ones.
    pub seq: i64,
    /// When it happened.
    pub at: Millis,
    /// `person`, `token`, `console` or `system`.
    pub actor_kind: String,
    /// Which person, if one was behind it.
    pub actor_id: Option<RawId>,
    /// What happened.
    pub verb: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which one.
    pub subject_id: RawId,
    /// The particulars; null once they were erased.
    pub payload: serde_json::Value,
}

/// Which entries of a thing are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Only those before this number; `None` starts at the newest.
    pub before: Option<i64>,
    /// Only these verbs; empty for all.
    pub verbs: &'a [&'a str],
    /// How many at most.
    pub limit: usize,
}

const COLUMNS: &str = "seq, at, actor_kind, actor_id, verb, subject_kind, subject_id, payload";

/// The verbs that most entries have; entries of the others stand in an index by verb.
const COMMON: [&str; 2] = ["customer.created", "customer.changed"];

/// The entries about one thing, newest first.
///
/// # Errors
/// Any [`DbError`].
pub fn of_subject(tx: &mut Tx<'_>, subject: RawId, filter: Filter<'_>) -> Result<Vec<Record>, DbError> {
    let is_rare = |verb: &&str| !COMMON.contains(verb);
    if !filter.verbs.is_empty() && filter.verbs.iter().all(is_rare) {
        return of_rare_verbs(tx, subject, filter);
    }
    let verbs = if filter.verbs.is_empty() {
        String::new()
    } else {
        format!(" AND verb IN ({})", tx.dialect().placeholders(4, filter.verbs.len()))
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE subject_id = $1 AND seq < $2{verbs} ORDER BY seq DESC LIMIT $3"
    );
    let mut values =
        vec![Value::Id(subject), Value::Int(filter.before.unwrap_or(i64::MAX)), Value::from(filter.limit)];
    values.extend(filter.verbs.iter().map(|verb| Value::Text(verb)));
    tx.rows(&sql, &values, record)
}

/// The same of verbs that are rare, each looked up by itself: however many other entries there are, no more are read than
/// are asked for.
fn of_rare_verbs(tx: &mut Tx<'_>, subject: RawId, filter: Filter<'_>) -> Result<Vec<Record>, DbError> {
    let before = filter.before.unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for verb in filter.verbs {
        // The last two comparisons are those of the index, by which both databases know that it will do.
        let sql = format!(
            "SELECT {COLUMNS} FROM journal WHERE subject_id = $1 AND verb = $2 AND seq < $3
             AND verb <> 'customer.created' AND verb <> 'customer.changed' ORDER BY seq DESC LIMIT $4"
        );
        found.extend(tx.rows(&sql, params![subject, *verb, before, filter.limit], record)?);
    }
    found.sort_unstable_by_key(|record| std::cmp::Reverse(record.seq));
    found.truncate(filter.limit);
    Ok(found)
}

/// Entries after a number, oldest first.
///
/// # Errors
/// Any [`DbError`].
pub fn since(tx: &mut Tx<'_>, seq: i64, limit: usize) -> Result<Vec<Record>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2");
    tx.rows(&sql, params![seq, limit], record)
}

/// Entries of some verbs after a number, oldest first, at most `limit`; of no verb none.
///
/// # Errors
/// Any [`DbError`].
pub fn since_of(tx: &mut Tx<'_>, seq: i64, verbs: &[&str], limit: usize) -> Result<Vec<Record>, DbError> {
    if verbs.is_empty() {
        return Ok(Vec::new());
    }
    let marks = tx.dialect().placeholders(3, verbs.len());
    let sql =
        format!("SELECT {COLUMNS} FROM journal WHERE seq > $1 AND verb IN ({marks}) ORDER BY seq LIMIT $2");
    let mut values = vec![Value::Int(seq), Value::from(limit)];
    values.extend(verbs.iter().map(|verb| Value::Text(verb)));
    tx.rows(&sql, &values, record)
}

/// The number of the newest entry; 0 for an empty journal.
///
/// # Errors
/// Any [`DbError`].
pub fn head(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT seq FROM journal_head", &[])
}

pub(crate) fn record(row: &Row<'_>) -> Result<Record, DbError> {
    let payload: Option<String> = row.get(7)?;
    Ok(Record {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor_kind: row.get(2)?,
        actor_id: row.get(3)?,
        verb: row.get(4)?,
        subject_kind: row.get(5)?,
        subject_id: row.get(6)?,
        payload: payload
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or(serde_json::Value::Null),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, append_many};
    use db::{DatabaseUrl, Db, Options};
    use kernel::{Actor, Setting};

    fn written(tx: &mut Tx<'_>, verbs: &[&'static str]) -> Result<(), DbError> {
        let setting = Setting::real();
        let about = |verb| Entry {
            at: 0,
            verb,
            subject_kind: "customer",
            subject_id: RawId::from_u128(7),
            payload: "{}".into(),
        };
        let entries = verbs.iter().copied().map(about).collect();
        append_many(tx, &setting, &Actor::console(), entries).map(drop)
    }

    #[test]
    fn rare_verbs_are_found_newest_first_and_by_their_index() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        db.write(|tx| {
            written(
                tx,
                &["customer.created", "note.written", "customer.changed", "file.attached", "note.written"],
            )
        })
        .unwrap();
        let numbers = |verbs: &'static [&'static str], before, limit| {
            let filter = Filter { before, verbs, limit };
            let found = db.read(|tx| of_subject(tx, RawId::from_u128(7), filter)).unwrap();
            found.into_iter().map(|record| record.seq).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&["note.written", "file.attached"], None, 10), [5, 4, 2]);
        assert_eq!(numbers(&["note.written", "file.attached"], Some(5), 1), [4]);
        assert_eq!(numbers(&["note.written", "customer.changed"], None, 10), [5, 3, 2]);
        assert_eq!(numbers(&[], None, 2), [5, 4]);
        let later = |seq, verbs: &'static [&'static str]| {
            let found = db.read(|tx| since_of(tx, seq, verbs, 2)).unwrap();
            found.into_iter().map(|record| record.seq).collect::<Vec<_>>()
        };
        assert_eq!(later(0, &["note.written", "customer.changed"]), [2, 3]);
        assert_eq!((later(3, &["note.written"]), later(0, &[])), (vec![5], vec![]));
        let plan = db.read(|tx| {
            let sql = "EXPLAIN QUERY PLAN SELECT payload FROM journal WHERE subject_id = $1 AND verb = $2 AND seq < $3
                       AND verb <> 'customer.created' AND verb <> 'customer.changed' ORDER BY seq DESC LIMIT $4";
            tx.rows(sql, params![RawId::nil(), "note.written", 9_i64, 9_i64], |row| row.get::<String>(3))
        });
        let plan = plan.unwrap().join(" ");
        assert!(plan.contains("journal_by_verb") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}
