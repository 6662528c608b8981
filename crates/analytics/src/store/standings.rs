//! The table of standings, and the row that says up to when they are true.

use customers::CustomerNo;
use db::{DbError, Tx, Value, params};
use kernel::Millis;

use crate::standing::{COLUMNS, Cell, Standing};

/// Every standing as conditions read it.
pub(crate) const ROWS: &str = "SELECT customer_no AS no, customer_no, rfm_group, recency, frequency, monetary, abc, abc_margin, xyz, \
         rhythm, churn, act_by, next_on, alive, warmth, typage, ltv, predicted FROM standings";

/// Rows written by one statement.
const CHUNK: usize = 200;

/// When standings were worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The entry of the journal up to which they are true.
    pub(crate) seq: i64,
    /// When they were.
    pub(crate) at: Millis,
}

/// When they were last worked out.
pub(crate) fn mark(tx: &mut Tx<'_>) -> Result<Option<Mark>, DbError> {
    let sql = "SELECT seq, reckoned_at FROM standings_reckoned WHERE no = 1";
    tx.first(sql, &[], |row| Ok(Mark { seq: row.get(0)?, at: row.get(1)? }))
}

/// Notes when they were worked out.
pub(crate) fn set_mark(tx: &mut Tx<'_>, mark: Mark) -> Result<(), DbError> {
    let sql = "INSERT INTO standings_reckoned (no, seq, reckoned_at) VALUES (1, $1, $2)
               ON CONFLICT (no) DO UPDATE SET seq = excluded.seq, reckoned_at = excluded.reckoned_at";
    tx.execute(sql, params![mark.seq, mark.at]).map(drop)
}

/// Forgets it: from now on until they are all written down nobody knows up to when they are true.
pub(crate) fn forget_mark(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("DELETE FROM standings_reckoned WHERE no = 1", &[]).map(drop)
}

/// Every standing that is kept, ascending by customer.
pub(crate) fn all(tx: &mut Tx<'_>, mut take: impl FnMut(CustomerNo, Standing)) -> Result<(), DbError> {
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.slug).collect();
    let sql = format!("SELECT customer_no, {} FROM standings ORDER BY customer_no", names.join(", "));
    tx.each(&sql, &[], |row| {
        let mut standing = Standing::default();
        for (at, column) in (1..).zip(COLUMNS) {
            if Cell::is_word(column) {
                let word = row.get::<Option<String>>(at)?;
                standing.set_word(column.slug, word.as_deref().unwrap_or_default());
            } else if let Some(number) = row.get::<Option<i64>>(at)? {
                standing.set_number(column.slug, number);
            }
        }
        take(row.get(0)?, standing);
        Ok(true)
    })
}

/// Writes these standings over those there are.
pub(crate) fn put(tx: &mut Tx<'_>, all: &[(CustomerNo, Standing)]) -> Result<(), DbError> {
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.slug).collect();
    let set: Vec<String> = names.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    for chunk in all.chunks(CHUNK) {
        let width = COLUMNS.len() + 1;
        let rows =
            (0..chunk.len()).map(|n| format!("({})", tx.dialect().placeholders(n * width + 1, width)));
        let sql = format!(
            "INSERT INTO standings (customer_no, {}) VALUES {} ON CONFLICT (customer_no) DO UPDATE SET {}",
            names.join(", "),
            rows.collect::<Vec<_>>().join(", "),
            set.join(", "),
        );
        let mut values: Vec<Value<'_>> = Vec::with_capacity(chunk.len() * width);
        for (no, standing) in chunk {
            values.push(Value::Int(*no));
            values.extend(COLUMNS.iter().map(|column| match standing.cell(column) {
                Some(Cell::Word(word)) => Value::Text(word),
                Some(Cell::Number(number)) => Value::Int(number),
                None => Value::Null,
            }));
        }
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// Takes out the standings of these customers.
pub(crate) fn remove(tx: &mut Tx<'_>, customers: &[CustomerNo]) -> Result<(), DbError> {
    for chunk in customers.chunks(CHUNK) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let numbers: Vec<Value<'_>> = chunk.iter().map(|no| Value::Int(*no)).collect();
        tx.execute(&format!("DELETE FROM standings WHERE customer_no IN ({marks})"), &numbers)?;
    }
    Ok(())
}
