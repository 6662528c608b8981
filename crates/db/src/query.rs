//! A question in SQL from a person: read-only, with a limit of rows and of time.

use crate::tx::{Engine, Tx};
use crate::{Cell, DatabaseUrl, Db, DbError, Options, Row, Trouble, postgres, sqlite};
use std::time::{Duration, Instant};

/// How much a question may cost.
#[derive(Debug, Clone, Copy)]
pub struct QueryLimits {
    /// Rows given at most; the rest is cut and said so.
    pub n_rows: usize,
    /// How long it may run.
    pub time: Duration,
}

impl Default for QueryLimits {
    fn default() -> Self {
        Self { n_rows: 100_000, time: Duration::from_secs(30) }
    }
}

/// What a question gave, besides the rows that were passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryRows {
    /// The names of the columns, in order; may repeat.
    pub columns: Vec<String>,
    /// How many rows were passed on.
    pub n_rows: usize,
    /// Whether there were more than allowed.
    pub is_cut: bool,
}

impl Db {
    /// Runs one question that may only read, on a connection of its own, and passes its rows on one by one.
    ///
    /// # Errors
    /// [`Trouble::Denied`] when it would write, [`Trouble::TooLong`] past the time, any other [`DbError`].
    pub fn question(
        &self,
        sql: &str,
        limits: QueryLimits,
        visit: impl FnMut(&[String], Vec<Cell>) -> Result<(), DbError>,
    ) -> Result<QueryRows, DbError> {
        match self.url() {
            DatabaseUrl::Sqlite(path) => {
                let mut connection = sqlite::open_reader(path, Options::default())?;
                ask_sqlite(&mut connection, sql, limits, visit)
            }
            DatabaseUrl::Postgres(url) => ask_postgres(&mut postgres::open(url)?, sql, limits, visit),
        }
    }
}

fn ask_sqlite(
    connection: &mut rusqlite::Connection,
    sql: &str,
    limits: QueryLimits,
    mut visit: impl FnMut(&[String], Vec<Cell>) -> Result<(), DbError>,
) -> Result<QueryRows, DbError> {
    let deadline = Instant::now() + limits.time;
    connection.progress_handler(10_000, Some(move || Instant::now() > deadline))?;
    let mut statement = connection.prepare(sql)?;
    if !statement.readonly() {
        return Err(DbError::new(Trouble::Denied, "only questions that read are allowed here"));
    }
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut n_rows = 0;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        if n_rows == limits.n_rows {
            return Ok(QueryRows { columns, n_rows, is_cut: true });
        }
        let row = Row::Sqlite(row);
        let cells = (0..columns.len()).map(|at| row.cell(at)).collect::<Result<_, _>>()?;
        visit(&columns, cells)?;
        n_rows += 1;
    }
    Ok(QueryRows { columns, n_rows, is_cut: false })
}

fn ask_postgres(
    pg: &mut postgres::PgTx,
    sql: &str,
    limits: QueryLimits,
    mut visit: impl FnMut(&[String], Vec<Cell>) -> Result<(), DbError>,
) -> Result<QueryRows, DbError> {
    pg.batch(&format!("BEGIN READ ONLY; SET LOCAL statement_timeout = {}", limits.time.as_millis()))?;
    let columns: Vec<String> =
        pg.client.prepare(sql)?.columns().iter().map(|c| c.name().to_owned()).collect();
    let (mut n_rows, mut is_cut) = (0, false);
    let mut tx = Tx::new(Engine::Postgres(pg));
    tx.each(sql, &[], |row| {
        if n_rows == limits.n_rows {
            is_cut = true;
            return Ok(false);
        }
        let cells = (0..columns.len()).map(|at| row.cell(at)).collect::<Result<_, _>>()?;
        visit(&columns, cells)?;
        n_rows += 1;
        Ok(true)
    })?;
    tx.batch("ROLLBACK")?;
    Ok(QueryRows { columns, n_rows, is_cut })
}
