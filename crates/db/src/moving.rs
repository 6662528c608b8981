//! Moving a whole base into an empty one, on the same or on the other database, and proving that both are the same.

use crate::schema::{Table, describe};
use crate::soundness::steps;
use crate::{Cell, Db, DbError, Row, Tx, Value};
use sha2::{Digest as _, Sha256};

/// How many rows are written in one transaction, at most.
const BATCH_ROWS: usize = 20_000;
/// How many bytes of values are held before they are written, about.
const BATCH_BYTES: usize = 8 << 20;

/// Why a base was not moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The base to fill is in use already.
    #[error("the base {0} is not empty")]
    NotEmpty(String),
    /// The base to move lacks steps that this Kartoteka knows.
    #[error("the base {base} lacks the step {step}")]
    Behind {
        /// Which base.
        base: String,
        /// The first step that it lacks.
        step: String,
    },
    /// A table came out different.
    #[error("the table {table} differs: {n_there} rows there, {n_here} rows here, and their checksums")]
    Differs {
        /// Which table.
        table: String,
        /// Rows in the base that was moved.
        n_there: u64,
        /// Rows in the base that was filled.
        n_here: u64,
    },
    /// A table exists on one side only, or its columns have other names.
    #[error("the table {0} has another shape on the other side")]
    Shape(String),
    /// One of the databases failed.
    #[error("{0}")]
    Db(#[from] DbError),
}

/// A table that was moved and found equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedTable {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub n_rows: u64,
    /// The sum of its rows' digests, in hex; the same on both databases and in every order of rows.
    pub checksum: String,
}

/// Whether nothing was ever done in a base: it has no tables yet, or its journal is empty.
///
/// # Errors
/// Any [`DbError`].
pub fn is_untouched(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    if !crate::tables(tx)?.iter().any(|name| name == "journal") {
        return Ok(true);
    }
    Ok(tx.number("SELECT count(*) FROM journal_head", &[])? == 0)
}

/// Copies every row of every table of `from`, as it stands at one moment, into `to`, which must be migrated and
/// untouched; reads `to` back and compares counts and checksums. Search tables are not copied. `tell` is called with
/// the table and its rows so far. Tables come in the order in which they were moved.
///
/// # Errors
/// [`MoveError`]; after one, `to` is half full and of no use.
pub fn move_base(
    from: &Db,
    to: &Db,
    mut tell: impl FnMut(&str, u64),
) -> Result<Vec<MovedTable>, MoveError> {
    let targets = to.read(describe)?;
    if !to.read(is_untouched)? {
        return Err(MoveError::NotEmpty(to.url().to_string()));
    }
    empty(to, &targets)?;
    let sums = from.read(|tx| {
        let steps = steps(tx)?;
        if let Some(step) = steps.missing.first() {
            return Err(MoveError::Behind { base: from.url().to_string(), step: (*step).to_owned() });
        }
        let sources = describe(tx)?;
        if let Some(lost) = sources.iter().find(|s| !targets.iter().any(|t| t.name == s.name)) {
            return Err(MoveError::Shape(lost.name.clone()));
        }
        let mut sums = Vec::new();
        for target in &targets {
            let source = sources.iter().find(|source| source.name == target.name);
            let source = source.filter(|source| names(source) == names(target));
            let source = source.ok_or_else(|| MoveError::Shape(target.name.clone()))?;
            sums.push(copy(tx, source, target, to, &mut tell)?);
        }
        Ok(sums)
    })?;
    compare(to, &targets, sums)
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

/// Takes out the few rows that migrations put in: the base that is moved brings its own.
fn empty(to: &Db, targets: &[Table]) -> Result<(), DbError> {
    let names: Vec<_> = targets.iter().rev().map(|table| table.name.clone()).collect();
    to.write(move |tx| {
        for name in names {
            tx.execute(&format!("DELETE FROM {name}"), &[])?;
        }
        Ok(())
    })
}

/// All rows of a table in the order of its key.
fn question(table: &Table) -> String {
    let order =
        if table.key.is_empty() { String::new() } else { format!(" ORDER BY {}", table.key.join(", ")) };
    format!("SELECT {} FROM {}{order}", names(table).join(", "), table.name)
}

fn copy(
    tx: &mut Tx<'_>,
    source: &Table,
    target: &Table,
    to: &Db,
    tell: &mut impl FnMut(&str, u64),
) -> Result<Sum, DbError> {
    let mut sum = Sum::default();
    let mut batch = Batch::default();
    tx.each(&question(source), &[], |row| {
        let cells = cells(row, target)?;
        sum.add(&cells);
        batch.add(cells);
        if batch.is_full() {
            std::mem::take(&mut batch).write(to, target)?;
            tell(&target.name, sum.n_rows);
        }
        Ok(true)
    })?;
    batch.write(to, target)?;
    tell(&target.name, sum.n_rows);
    Ok(sum)
}

/// The values of a row as the table takes them.
fn cells(row: &Row<'_>, table: &Table) -> Result<Vec<Cell>, DbError> {
    table.columns.iter().enumerate().map(|(at, column)| Ok(column.kind.fit(row.cell(at)?))).collect()
}

fn compare(to: &Db, targets: &[Table], sums: Vec<Sum>) -> Result<Vec<MovedTable>, MoveError> {
    to.read(|tx| {
        let mut moved = Vec::new();
        for (table, there) in targets.iter().zip(sums) {
            let mut here = Sum::default();
            tx.each(&question(table), &[], |row| {
                here.add(&cells(row, table)?);
                Ok(true)
            })?;
            if here != there {
                let (table, n_there, n_here) = (table.name.clone(), there.n_rows, here.n_rows);
                return Err(MoveError::Differs { table, n_there, n_here });
            }
            let checksum = format!("{:032x}", here.digests);
            moved.push(MovedTable { name: table.name.clone(), n_rows: here.n_rows, checksum });
        }
        Ok(moved)
    })
}

#[derive(Default)]
struct Batch {
    rows: Vec<Vec<Cell>>,
    n_bytes: usize,
}

impl Batch {
    fn add(&mut self, cells: Vec<Cell>) {
        self.n_bytes += cells.iter().map(weight).sum::<usize>();
        self.rows.push(cells);
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= BATCH_ROWS || self.n_bytes >= BATCH_BYTES
    }

    fn write(self, to: &Db, target: &Table) -> Result<(), DbError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let target = target.clone();
        to.write(move |tx| {
            let rows = self.rows.iter().map(|row| row.iter().map(Cell::value).collect::<Vec<Value<'_>>>());
            let written = tx.insert_rows(&target.name, &names(&target), rows);
            written.map(drop).map_err(|e| DbError::new(e.trouble, format!("{}: {}", target.name, e.detail)))
        })
    }
}

fn weight(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => 32 + text.len(),
        Cell::Bytes(bytes) => 32 + bytes.len(),
        _ => 32,
    }
}

/// What a table adds up to: the number of rows, and the sum of the first 128 bits of each row's SHA-256.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    n_rows: u64,
    digests: u128,
}

impl Sum {
    fn add(&mut self, cells: &[Cell]) {
        let mut hash = Sha256::new();
        for cell in cells {
            // Ids and booleans are hashed as what they are on the database that has no such types.
            match cell {
                Cell::Null => hash.update([0]),
                Cell::Int(v) => tagged(&mut hash, 1, &v.to_be_bytes()),
                Cell::Bool(v) => tagged(&mut hash, 1, &i64::from(*v).to_be_bytes()),
                Cell::Real(v) => tagged(&mut hash, 2, &v.to_bits().to_be_bytes()),
                Cell::Text(v) => tagged(&mut hash, 3, v.as_bytes()),
                Cell::Bytes(v) => tagged(&mut hash, 4, v),
                Cell::Id(v) => tagged(&mut hash, 4, v.as_bytes()),
            }
        }
        let digest: [u8; 32] = hash.finalize().into();
        let (half, _) = digest.split_at(16);
        self.n_rows += 1;
        self.digests =
            self.digests.wrapping_add(half.iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte)));
    }
}

/// A value with its kind and its length, so that no two rows read the same.
fn tagged(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

#[cfg(test)]
mod tests;
