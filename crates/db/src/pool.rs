//! Connections that read, kept for the next reader.

use crate::tx::{Engine, Tx};
use crate::{DatabaseUrl, DbError, Options, postgres, sqlite};
use std::sync::{Condvar, Mutex, PoisonError};

/// A handful of connections; a reader that finds none free waits for one.
pub(crate) struct Pool {
    url: DatabaseUrl,
    options: Options,
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    idle: Vec<Connection>,
    n_open: usize,
}

enum Connection {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::PgTx>),
}

impl Pool {
    pub(crate) fn new(url: DatabaseUrl, options: Options) -> Self {
        Self {
            url,
            options,
            state: Mutex::new(State { idle: Vec::new(), n_open: 0 }),
            freed: Condvar::new(),
        }
    }

    pub(crate) fn take(&self) -> Result<Reader<'_>, DbError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(Reader { pool: self, connection: Some(connection) });
            }
            if state.n_open < self.options.n_readers.max(1) {
                state.n_open += 1;
                break;
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        let mut reader = Reader { pool: self, connection: None };
        reader.connection = Some(self.open()?);
        Ok(reader)
    }

    fn open(&self) -> Result<Connection, DbError> {
        Ok(match &self.url {
            DatabaseUrl::Sqlite(path) => Connection::Sqlite(sqlite::open_reader(path, self.options)?),
            DatabaseUrl::Postgres(url) => Connection::Postgres(Box::new(postgres::open(url)?)),
        })
    }
}

/// A connection on loan; goes back to the pool when dropped, or is closed when it is broken.
pub(crate) struct Reader<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
}

impl Reader<'_> {
    /// Runs `work` in one consistent view of the base; a broken connection is not kept.
    pub(crate) fn in_view<R, E: From<DbError>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let Some(mut connection) = self.connection.take() else {
            return Err(DbError::writer_gone().into());
        };
        let mut tx = match &mut connection {
            Connection::Sqlite(connection) => Tx::new(Engine::Sqlite(connection)),
            Connection::Postgres(pg) => Tx::new(Engine::Postgres(pg)),
        };
        let begin = match tx.dialect() {
            crate::Dialect::Sqlite => "BEGIN",
            crate::Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        tx.control(begin)?;
        let answer = work(&mut tx);
        if tx.control("ROLLBACK").is_ok() {
            self.connection = Some(connection);
        }
        answer
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut state = self.pool.state.lock().unwrap_or_else(PoisonError::into_inner);
        match self.connection.take() {
            Some(connection) => state.idle.push(connection),
            None => state.n_open = state.n_open.saturating_sub(1),
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
