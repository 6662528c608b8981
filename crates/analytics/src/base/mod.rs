//! The base as rows for analyses: what happened with customers, kept in columns and brought up to date by the journal.

pub(crate) mod gathering;
mod people;
mod rows;
mod sheets;
mod warehouse;

pub use rows::{Held, Rows};
pub use warehouse::Warehouse;
