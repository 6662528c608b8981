//! The log of readings, its chain, and how much each person read by the day.

use crate::reading::{How, Read, Sought};
use db::{DbError, Row, Tx, Value, params};
use kernel::RawId;

const COLUMNS: &str = "seq, at, user_id, how, subject_id, n, what";

fn read(row: &Row<'_>) -> Result<(i64, Read), DbError> {
    let read = Read {
        at: row.get(1)?,
        user: row.get(2)?,
        how: row.with_text(3, How::from_slug)?.unwrap_or(How::Card),
        subject: row.get(4)?,
        n: row.get(5)?,
        what: row.get(6)?,
    };
    Ok((row.get(0)?, read))
}

/// The end of the chain: the last number and its digest; 0 and nothing for an empty log.
pub(crate) fn head(tx: &mut Tx<'_>) -> Result<(i64, Vec<u8>), DbError> {
    let sql = "SELECT last_seq, digest FROM read_batches ORDER BY last_seq DESC LIMIT 1";
    Ok(tx.first(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

/// Adds readings after a number.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    after: i64,
    (reads, seals): (&[Read], &[Seal]),
) -> Result<(), DbError> {
    tx.insert_many(
        "reads",
        ["seq", "at", "user_id", "how", "subject_id", "n", "what", "salt", "what_digest"],
        (after + 1..).zip(reads).zip(seals).map(|((seq, read), seal)| {
            [
                Value::Int(seq),
                Value::Int(read.at),
                Value::Id(read.user),
                Value::Text(read.how.slug()),
                Value::from(read.subject),
                Value::Int(read.n),
                Value::Text(&read.what),
                Value::Bytes(&seal.salt),
                Value::Bytes(&seal.digest),
            ]
        }),
    )
    .map(drop)
}

pub(crate) fn end_batch(tx: &mut Tx<'_>, last_seq: i64, digest: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT INTO read_batches (last_seq, digest) VALUES ($1, $2)";
    tx.execute(sql, &[Value::Int(last_seq), Value::Bytes(digest)]).map(drop)
}

/// The batches that end after a number, in order, at most `limit`.
pub(crate) fn batches_after(
    tx: &mut Tx<'_>,
    after: i64,
    limit: usize,
) -> Result<Vec<(i64, Vec<u8>)>, DbError> {
    let sql = "SELECT last_seq, digest FROM read_batches WHERE last_seq > $1 ORDER BY last_seq LIMIT $2";
    tx.rows(sql, params![after, limit], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The readings after one number and up to another, in order.
pub(crate) fn between(tx: &mut Tx<'_>, (after, last): (i64, i64)) -> Result<Vec<Sealed>, DbError> {
    let sql =
        format!("SELECT {COLUMNS}, salt, what_digest FROM reads WHERE seq > $1 AND seq <= $2 ORDER BY seq");
    tx.rows(&sql, params![after, last], |row| {
        let (seq, read) = read(row)?;
        Ok(Sealed { seq, read, salt: row.get(7)?, digest: row.get(8)? })
    })
}

/// A reading with what its words are chained by: nothing for one from before words were sealed.
pub(crate) struct Sealed {
    pub(crate) seq: i64,
    pub(crate) read: Read,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) digest: Option<Vec<u8>>,
}

/// What the words of a new reading are chained by.
pub(crate) struct Seal {
    pub(crate) salt: [u8; 16],
    pub(crate) digest: [u8; 32],
}

/// The searches, each with its number and words.
pub(crate) fn searches(tx: &mut Tx<'_>, mut see: impl FnMut(i64, &str)) -> Result<(), DbError> {
    tx.each("SELECT seq, what FROM reads WHERE how = 'search' AND what <> '' ORDER BY seq", &[], |row| {
        let seq = row.get(0)?;
        row.with_text(1, |words| see(seq, words))?;
        Ok(true)
    })
}

/// Empties the words of a sealed reading, with the salt under their digest.
pub(crate) fn forget_words(tx: &mut Tx<'_>, seq: i64) -> Result<(), DbError> {
    let sql = "UPDATE reads SET what = '', salt = NULL WHERE seq = $1 AND what_digest IS NOT NULL";
    tx.execute(sql, params![seq]).map(drop)
}

pub(crate) fn has_after(tx: &mut Tx<'_>, seq: i64) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM (SELECT 1 FROM reads WHERE seq > $1 LIMIT 1) more", params![seq])?
        > 0)
}

/// Newest first. A period is found by walking: numbers and moments grow together, so it ends at the first reading that
/// is too old.
pub(crate) fn sought(tx: &mut Tx<'_>, sought: &Sought) -> Result<Vec<(i64, Read)>, DbError> {
    let mut sql = format!("SELECT {COLUMNS} FROM reads WHERE seq < $1");
    let mut values = vec![Value::Int(match (sought.before, sought.until) {
        (None, Some(until)) => first_from(tx, until)?,
        (before, _) => before.unwrap_or(i64::MAX),
    })];
    for (column, value) in [("user_id", sought.user), ("subject_id", sought.subject)] {
        if let Some(id) = value {
            values.push(Value::Id(id));
            sql.push_str(&format!(" AND {column} = ${}", values.len()));
        }
    }
    if let Some(how) = sought.how {
        values.push(Value::Text(how.slug()));
        sql.push_str(&format!(" AND how = ${}", values.len()));
    }
    if let Some(from) = sought.from {
        values.push(Value::Int(first_from(tx, from)?));
        sql.push_str(&format!(" AND seq >= ${}", values.len()));
    }
    values.push(Value::from(sought.limit));
    sql.push_str(&format!(" ORDER BY seq DESC LIMIT ${}", values.len()));
    tx.rows(&sql, &values, read)
}

/// The number of the first reading at a moment or after it, by halving: readings are numbered as they come.
fn first_from(tx: &mut Tx<'_>, at: i64) -> Result<i64, DbError> {
    let (mut low, mut high) = (1, head(tx)?.0 + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let found =
            tx.first("SELECT at FROM reads WHERE seq = $1", params![middle], |row| row.get::<i64>(0))?;
        match found {
            Some(then) if then >= at => high = middle,
            _ => low = middle + 1,
        }
    }
    Ok(low)
}

/// Adds to how much a person read in one way on a day; gives how much that is now.
pub(crate) fn count(tx: &mut Tx<'_>, (user, day, how): (RawId, i64, &str), n: i64) -> Result<i64, DbError> {
    let sql = "INSERT INTO read_days (user_id, day, how, n) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id, day, how) DO UPDATE SET n = read_days.n + excluded.n RETURNING n";
    tx.number(sql, params![user, day, how, n])
}

/// How much a person read in one way on each day from one to before another, days without any left out.
pub(crate) fn days_of(
    tx: &mut Tx<'_>,
    (user, how): (RawId, &str),
    (from, until): (i64, i64),
) -> Result<Vec<i64>, DbError> {
    let sql =
        "SELECT n FROM read_days WHERE user_id = $1 AND day >= $2 AND day < $3 AND how = $4 ORDER BY day";
    tx.rows(sql, params![user, from, until, how], |row| row.get(0))
}

/// The same of everybody else of a role.
pub(crate) fn days_of_colleagues(
    tx: &mut Tx<'_>,
    (user, role, how): (RawId, &str, &str),
    (from, until): (i64, i64),
) -> Result<Vec<i64>, DbError> {
    let sql = "SELECT d.n FROM users u JOIN read_days d ON d.user_id = u.id
         WHERE u.role = $1 AND u.id <> $2 AND d.day >= $3 AND d.day < $4 AND d.how = $5";
    tx.rows(sql, params![role, user, from, until, how], |row| row.get(0))
}

/// How much a person read in each way from a day on.
pub(crate) fn sums_of(tx: &mut Tx<'_>, user: RawId, from: i64) -> Result<Vec<(String, i64)>, DbError> {
    let sql = "SELECT how, CAST(sum(n) AS BIGINT) FROM read_days WHERE user_id = $1 AND day >= $2 GROUP BY how ORDER BY how";
    tx.rows(sql, params![user, from], |row| Ok((row.get(0)?, row.get(1)?)))
}
