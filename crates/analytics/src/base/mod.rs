//! The base as rows for analyses: what happened with customers, kept in columns and brought up to date by the journal.

pub(crate) mod gathering;
mod people;
mod purchases;
mod pushed;
mod rows;
mod sheets;
mod warehouse;

pub(crate) use purchases::{Purchaser, Purchases, last_quarter};
pub use pushed::Grain;
pub use rows::{Held, Rows};
pub(crate) use sheets::orders as sheet_of_orders;
pub(crate) use warehouse::reckoning;
pub use warehouse::{Adding, Warehouse};
