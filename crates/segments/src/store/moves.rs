//! Who came in and went out, day by day, and how many members there were.

use crate::segment::SegmentId;
use columns::Bits;
use db::{DbError, Tx, Value, params};
use kernel::Millis;

/// Rows written by one statement.
const CHUNK: usize = 150;

/// The members as they were last counted, and when; `None` before the first count.
pub(crate) fn last(tx: &mut Tx<'_>, id: SegmentId) -> Result<Option<(Bits, Millis)>, DbError> {
    let sql = "SELECT members, counted_at FROM segment_tides WHERE segment_id = $1";
    let row = tx.first(sql, params![id.0], |row| Ok((row.get::<Vec<u8>>(0)?, row.get::<i64>(1)?)))?;
    Ok(row.map(|(bytes, at)| (bits(&bytes), at)))
}

/// Keeps the members as they are now.
pub(crate) fn keep(tx: &mut Tx<'_>, id: SegmentId, members: &Bits, now: Millis) -> Result<(), DbError> {
    tx.execute("DELETE FROM segment_tides WHERE segment_id = $1", params![id.0])?;
    let bytes = bytes(members);
    tx.execute(
        "INSERT INTO segment_tides (segment_id, members, counted_at) VALUES ($1, $2, $3)",
        params![id.0, &bytes, now],
    )?;
    Ok(())
}

/// One day of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01 in the firm's calendar.
    pub day: i64,
    /// Members at the last count of that day.
    pub n: i64,
    /// How many came in.
    pub n_in: i64,
    /// How many went out.
    pub n_out: i64,
}

/// Adds what moved to a day.
pub(crate) fn add_day(tx: &mut Tx<'_>, id: SegmentId, day: Day) -> Result<(), DbError> {
    let n = tx.execute(
        "UPDATE segment_days SET n = $3, n_in = n_in + $4, n_out = n_out + $5 WHERE segment_id = $1 AND day = $2",
        params![id.0, day.day, day.n, day.n_in, day.n_out],
    )?;
    if n == 0 {
        tx.execute(
            "INSERT INTO segment_days (segment_id, day, n, n_in, n_out) VALUES ($1, $2, $3, $4, $5)",
            params![id.0, day.day, day.n, day.n_in, day.n_out],
        )?;
    }
    Ok(())
}

/// The days from a day on, the earliest first.
pub(crate) fn days(tx: &mut Tx<'_>, id: SegmentId, from: i64) -> Result<Vec<Day>, DbError> {
    tx.rows(
        "SELECT day, n, n_in, n_out FROM segment_days WHERE segment_id = $1 AND day >= $2 ORDER BY day",
        params![id.0, from],
        |row| Ok(Day { day: row.get(0)?, n: row.get(1)?, n_in: row.get(2)?, n_out: row.get(3)? }),
    )
}

/// Writes down who came in or went out.
pub(crate) fn add_moves(
    tx: &mut Tx<'_>,
    id: SegmentId,
    cards: &Bits,
    (day, at, is_in): (i64, Millis, bool),
) -> Result<(), DbError> {
    let last = tx.number("SELECT max(no) FROM segment_moves", &[])?;
    let numbers: Vec<(i64, i64)> = (last + 1..).zip(cards.iter().map(i64::from)).collect();
    for chunk in numbers.chunks(CHUNK) {
        let row = |place: usize| format!("($1, $2, $3, $4, ${}, ${})", 2 * place + 5, 2 * place + 6);
        let rows: Vec<String> = (0..chunk.len()).map(row).collect();
        let sql = format!(
            "INSERT INTO segment_moves (segment_id, day, at, is_in, no, customer_no) VALUES {}",
            rows.join(", ")
        );
        let mut values = vec![Value::Id(id.0), Value::Int(day), Value::Int(at), Value::Bool(is_in)];
        values.extend(chunk.iter().flat_map(|(no, customer)| [Value::Int(*no), Value::Int(*customer)]));
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// Somebody who came in or went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Its own number; later ones are greater.
    pub no: i64,
    /// Who.
    pub customer: i64,
    /// Whether they came in.
    pub is_in: bool,
    /// When it was noticed.
    pub at: Millis,
}

/// The movements before a number, the newest first, at most `limit`.
pub(crate) fn moves(
    tx: &mut Tx<'_>,
    id: SegmentId,
    (before, limit): (i64, usize),
) -> Result<Vec<Move>, DbError> {
    tx.rows(
        "SELECT no, customer_no, is_in, at FROM segment_moves WHERE segment_id = $1 AND no < $2
         ORDER BY no DESC LIMIT $3",
        params![id.0, before, limit],
        |row| Ok(Move { no: row.get(0)?, customer: row.get(1)?, is_in: row.get(2)?, at: row.get(3)? }),
    )
}

/// The movements from a day on: the day, who, whether they came in.
pub(crate) fn since(tx: &mut Tx<'_>, id: SegmentId, from: i64) -> Result<Vec<(i64, i64, bool)>, DbError> {
    tx.rows(
        "SELECT day, customer_no, is_in FROM segment_moves WHERE segment_id = $1 AND day >= $2",
        params![id.0, from],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

fn bytes(bits: &Bits) -> Vec<u8> {
    bits.words().iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn bits(bytes: &[u8]) -> Bits {
    let (words, _) = bytes.as_chunks::<8>();
    Bits::from_words(words.iter().map(|word| u64::from_le_bytes(*word)).collect())
}
