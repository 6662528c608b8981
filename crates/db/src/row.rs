//! One row of an answer, read column by column, whichever database it came from.

use crate::{Cell, DbError};
use kernel::RawId;

/// A row; columns are counted from 0.
pub enum Row<'a> {
    /// Of SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// Of PostgreSQL.
    Postgres(&'a postgres::Row),
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// Reads column `at`.
    ///
    /// # Errors
    /// When the column is of another type or NULL where it must not be.
    fn read(row: &Row<'_>, at: usize) -> Result<Self, DbError>;
}

impl Row<'_> {
    /// Column `at` as `T`.
    ///
    /// # Errors
    /// When the column is of another type.
    pub fn get<T: Column>(&self, at: usize) -> Result<T, DbError> {
        T::read(self, at)
    }

    /// Column `at` as a typed id.
    ///
    /// # Errors
    /// When the column is not an id.
    pub fn id<I: From<RawId>>(&self, at: usize) -> Result<I, DbError> {
        self.get::<RawId>(at).map(I::from)
    }

    /// Column `at` as a typed id or nothing.
    ///
    /// # Errors
    /// When the column is not an id.
    pub fn opt_id<I: From<RawId>>(&self, at: usize) -> Result<Option<I>, DbError> {
        Ok(self.get::<Option<RawId>>(at)?.map(I::from))
    }

    /// Runs `use_text` on a text column without copying it.
    ///
    /// # Errors
    /// When the column is not a text.
    pub fn with_text<R>(&self, at: usize, use_text: impl FnOnce(&str) -> R) -> Result<R, DbError> {
        match self {
            Row::Sqlite(row) => {
                let text = row.get_ref(at)?.as_str().map_err(|e| DbError::column(at, &e.to_string()))?;
                Ok(use_text(text))
            }
            Row::Postgres(row) => Ok(use_text(row.try_get::<_, &str>(at)?)),
        }
    }

    /// Column `at` as whatever it is.
    ///
    /// # Errors
    /// When PostgreSQL gives a type that the house does not use.
    pub fn cell(&self, at: usize) -> Result<Cell, DbError> {
        match self {
            Row::Sqlite(row) => Ok(match row.get_ref(at)? {
                rusqlite::types::ValueRef::Null => Cell::Null,
                rusqlite::types::ValueRef::Integer(v) => Cell::Int(v),
                rusqlite::types::ValueRef::Real(v) => Cell::Real(v),
                rusqlite::types::ValueRef::Text(v) => Cell::Text(String::from_utf8_lossy(v).into_owned()),
                rusqlite::types::ValueRef::Blob(v) => Cell::Bytes(v.to_vec()),
            }),
            Row::Postgres(row) => crate::postgres::cell(row, at),
        }
    }
}

macro_rules! column {
    ($($type:ty),*) => {
        $(
            impl Column for $type {
                fn read(row: &Row<'_>, at: usize) -> Result<Self, DbError> {
                    match row {
                        Row::Sqlite(row) => Ok(row.get(at)?),
                        Row::Postgres(row) => Ok(row.try_get(at)?),
                    }
                }
            }
            impl Column for Option<$type> {
                fn read(row: &Row<'_>, at: usize) -> Result<Self, DbError> {
                    match row {
                        Row::Sqlite(row) => Ok(row.get(at)?),
                        Row::Postgres(row) => Ok(row.try_get(at)?),
                    }
                }
            }
        )*
    };
}

column!(i64, f64, bool, String, Vec<u8>);

impl Column for RawId {
    fn read(row: &Row<'_>, at: usize) -> Result<Self, DbError> {
        <Option<RawId>>::read(row, at)?.ok_or_else(|| DbError::column(at, "an id is missing"))
    }
}

impl Column for Option<RawId> {
    fn read(row: &Row<'_>, at: usize) -> Result<Self, DbError> {
        match row {
            Row::Sqlite(row) => match row.get_ref(at)? {
                rusqlite::types::ValueRef::Null => Ok(None),
                rusqlite::types::ValueRef::Blob(bytes) => {
                    RawId::from_slice(bytes).map(Some).map_err(|e| DbError::column(at, &e.to_string()))
                }
                other => {
                    Err(DbError::column(at, &format!("an id was expected, not {:?}", other.data_type())))
                }
            },
            Row::Postgres(row) => Ok(row.try_get(at)?),
        }
    }
}
