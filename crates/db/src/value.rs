//! Values on their way into the database and out of it.

use kernel::RawId;

/// A parameter of a statement, borrowed where it can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// SQL's NULL.
    Null,
    /// A whole number; times are milliseconds.
    Int(i64),
    /// A floating number.
    Real(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// An id: 16 bytes in SQLite, `uuid` in PostgreSQL.
    Id(RawId),
    /// Yes or no: 1 or 0 in SQLite, `boolean` in PostgreSQL.
    Bool(bool),
}

macro_rules! from {
    ($($type:ty => $make:expr),* $(,)?) => {
        $(impl<'a> From<$type> for Value<'a> {
            fn from(value: $type) -> Self { $make(value) }
        })*
    };
}

from! {
    i64 => Value::Int,
    i32 => |v| Value::Int(i64::from(v)),
    u8 => |v| Value::Int(i64::from(v)),
    u32 => |v| Value::Int(i64::from(v)),
    usize => |v| Value::Int(i64::try_from(v).unwrap_or(i64::MAX)),
    f64 => Value::Real,
    bool => Value::Bool,
    RawId => Value::Id,
    &'a str => Value::Text,
    &'a String => |v: &'a String| Value::Text(v.as_str()),
    &'a [u8] => Value::Bytes,
    &'a Vec<u8> => |v: &'a Vec<u8>| Value::Bytes(v.as_slice()),
    &'a [u8; 32] => |v: &'a [u8; 32]| Value::Bytes(v.as_slice()),
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(value: &'a Option<String>) -> Self {
        value.as_deref().map_or(Value::Null, Value::Text)
    }
}

/// The parameters of a statement: `params![customer.0, &name, now]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] as &[$crate::Value<'_>] };
}

/// A value that came out of the database, owned.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// SQL's NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A floating number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes; ids too in SQLite.
    Bytes(Vec<u8>),
    /// An id in PostgreSQL.
    Id(RawId),
    /// Yes or no in PostgreSQL.
    Bool(bool),
}

impl Cell {
    /// The same value as a parameter.
    pub fn value(&self) -> Value<'_> {
        match self {
            Cell::Null => Value::Null,
            Cell::Int(v) => Value::Int(*v),
            Cell::Real(v) => Value::Real(*v),
            Cell::Text(v) => Value::Text(v),
            Cell::Bytes(v) => Value::Bytes(v),
            Cell::Id(v) => Value::Id(*v),
            Cell::Bool(v) => Value::Bool(*v),
        }
    }
}
