//! The database: one way to read and write SQLite and PostgreSQL.
//!
//! `db.read(|tx| ..)` and `db.write(|tx| ..)` run plain synchronous code on a thread that holds a connection, so that
//! verbs take `&mut Tx` and know nothing of async; `reading` and `writing` are the same for async callers. The SQL text
//! is one for both databases, with `$1..` for parameters; what differs is a named function of [`Dialect`].
//!
//! **One writer.** All writes of a process go through one thread, which runs those that wait, each in a savepoint, and
//! commits them together (group commit: one fsync for many changes). Several processes take turns. Verbs therefore
//! never see another verb's half-done work, on either database, and never need a retry.

mod bulk;
mod dialect;
mod error;
mod migrate;
mod moving;
mod pool;
mod postgres;
mod query;
mod reserve;
mod row;
mod schema;
mod snapshot;
mod soundness;
mod sqlite;
mod syncing;
mod tx;
mod url;
mod value;
mod writer;

pub use dialect::Dialect;
pub use error::{DbError, Trouble};
pub use migrate::{Migration, migrate, migrations, tables};
pub use moving::{MoveError, MovedTable, is_untouched, move_base};
pub use query::{QueryLimits, QueryRows};
pub use row::{Column, Row};
pub use schema::{Kind, Table, TableColumn, describe};
pub use soundness::{Steps, faults, steps};
pub use tx::{Tx, n_statements};
pub use url::{DatabaseUrl, UrlError};
pub use value::{Cell, Value};

use std::sync::Arc;

/// A base that is open; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    readers: pool::Pool,
    writer: writer::Writer,
}

/// How much memory and how many connections a base may use.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Connections that read, at most.
    pub n_readers: usize,
    /// Page cache of the writing connection, in KiB (SQLite).
    pub writer_cache_kib: i64,
    /// Page cache of each reading connection, in KiB (SQLite).
    pub reader_cache_kib: i64,
    /// Pages written before the log is folded back into the file (SQLite); more is faster for bulk work.
    pub checkpoint_pages: i64,
    /// When what is written must be on the disk (SQLite).
    pub lasting: Lasting,
}

/// When what is written must be on the disk itself. In the hands of the system it is after every commit, so that the death of the
/// process costs nothing either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// Before a commit is acknowledged.
    AtCommits,
    /// When the log is folded back, and at the end: after a power cut some of the last commits may be missing, never a part of
    /// one. For work that is acknowledged only as a whole and goes on from where the base says.
    AtCheckpoints,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            n_readers: 4,
            writer_cache_kib: 65_536,
            reader_cache_kib: 16_384,
            checkpoint_pages: 4_000,
            lasting: Lasting::AtCommits,
        }
    }
}

impl Db {
    /// Opens a base; a SQLite file that does not exist yet is made, with its folder.
    ///
    /// # Errors
    /// [`Trouble::Unreachable`] when there is no such server or folder, [`Trouble::Corrupt`] when the file is not a base.
    pub fn open(url: &DatabaseUrl, options: Options) -> Result<Self, DbError> {
        let writer = writer::Writer::start(url, options)?;
        let readers = pool::Pool::new(url.clone(), options);
        readers.take().map(drop)?;
        Ok(Self { inner: Arc::new(Inner { url: url.clone(), readers, writer }) })
    }

    /// Where this base lies.
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// Which of the two databases this is.
    pub fn dialect(&self) -> Dialect {
        self.inner.url.dialect()
    }

    /// Reads in one consistent view of the base.
    ///
    /// # Errors
    /// Whatever `work` returns, or a [`DbError`] of the connection.
    pub fn read<R, E: From<DbError>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let mut connection = self.inner.readers.take()?;
        connection.in_view(work)
    }

    /// Writes in one transaction; when this returns `Ok`, the change is on the disk. An `Err` leaves nothing behind.
    ///
    /// # Errors
    /// Whatever `work` returns, or a [`DbError`] of the connection.
    pub fn write<R, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.inner
            .writer
            .submit(work)
            .blocking_recv()
            .unwrap_or_else(|_| Err(DbError::writer_gone().into()))
    }

    /// Leaves nothing of what was overwritten or removed: folds the log of SQLite back into the file and empties it, has
    /// PostgreSQL take the dead rows out of every table.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn wipe_log(&self) -> Result<(), DbError> {
        match &self.inner.url {
            DatabaseUrl::Sqlite(path) => sqlite::truncate_log(path),
            DatabaseUrl::Postgres(address) => postgres::open(address)?.batch("VACUUM"),
        }
    }

    /// [`Db::read`] for async callers.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn reading<R, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let db = self.clone();
        match tokio::task::spawn_blocking(move || db.read(work)).await {
            Ok(answer) => answer,
            // Only a runtime that ends drops a piece of work; it drops whoever awaits the answer as well.
            Err(dropped) if dropped.is_cancelled() => std::future::pending().await,
            Err(panicked) => Err(DbError::panicked(&panicked.to_string()).into()),
        }
    }

    /// [`Db::write`] for async callers.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn writing<R, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.inner.writer.submit(work).await.unwrap_or_else(|_| Err(DbError::writer_gone().into()))
    }
}

#[cfg(test)]
mod tests;
