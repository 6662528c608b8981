//! A transaction: what every verb is given to read and write with.

use crate::{DbError, Dialect, Row, Value, postgres::PgTx, sqlite};
use std::sync::atomic::{AtomicU64, Ordering};

/// Statements run so far.
static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// How many statements this process has run so far, those of rows inserted many at once left out: by it is compared what two
/// answers cost.
pub fn n_statements() -> u64 {
    STATEMENTS.load(Ordering::Relaxed)
}

/// An open transaction on one of the two databases.
pub struct Tx<'a> {
    pub(crate) engine: Engine<'a>,
}

pub(crate) enum Engine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut PgTx),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: Engine<'a>) -> Self {
        Self { engine }
    }
}

impl Tx<'_> {
    /// Which of the two databases this is.
    pub fn dialect(&self) -> Dialect {
        match &self.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement that changes rows; gives how many.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, DbError> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::execute(connection, sql, params),
            Engine::Postgres(pg) => pg.execute(sql, params),
        }
    }

    /// Every row of an answer, in the order of the statement.
    ///
    /// # Errors
    /// Any [`DbError`], those of `read` too.
    pub fn rows<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut all = Vec::new();
        self.each(sql, params, |row| {
            all.push(read(row)?);
            Ok(true)
        })?;
        Ok(all)
    }

    /// The first row of an answer, if there is one.
    ///
    /// # Errors
    /// Any [`DbError`], those of `read` too.
    pub fn first<T>(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let mut first = None;
        self.each(sql, params, |row| {
            first = Some(read(row)?);
            Ok(false)
        })?;
        Ok(first)
    }

    /// The whole number that a statement answers, such as a count; 0 when it answers nothing.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn number(&mut self, sql: &str, params: &[Value<'_>]) -> Result<i64, DbError> {
        Ok(self.first(sql, params, |row| row.get::<Option<i64>>(0))?.flatten().unwrap_or(0))
    }

    /// Walks an answer row by row in flat memory, until `visit` says `false`.
    ///
    /// # Errors
    /// Any [`DbError`], those of `visit` too.
    pub fn each(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        visit: impl FnMut(&Row<'_>) -> Result<bool, DbError>,
    ) -> Result<(), DbError> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::each(connection, sql, params, visit),
            Engine::Postgres(pg) => pg.each(sql, params, visit),
        }
    }

    /// Runs several statements without parameters, as migrations are written.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.engine {
            Engine::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Engine::Postgres(pg) => pg.batch(sql),
        }
    }

    /// Runs `work` so that its error undoes only what it wrote.
    ///
    /// # Errors
    /// Whatever `work` returns, or a [`DbError`] of the savepoint.
    pub fn attempt<R, E: From<DbError>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        self.control("SAVEPOINT attempt")?;
        match work(self) {
            Ok(done) => {
                self.control("RELEASE SAVEPOINT attempt")?;
                Ok(done)
            }
            Err(error) => {
                self.control("ROLLBACK TO SAVEPOINT attempt")?;
                self.control("RELEASE SAVEPOINT attempt")?;
                Err(error)
            }
        }
    }

    /// Runs one statement that steers the transaction; SQLite keeps it prepared.
    pub(crate) fn control(&mut self, sql: &str) -> Result<(), DbError> {
        match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::execute(connection, sql, &[]).map(drop),
            Engine::Postgres(pg) => pg.batch(sql),
        }
    }
}
