//! Files of orders and of products: from shops, from 1C, from a spreadsheet, brought in whole or taken back whole.
//!
//! Every format that [`crate::formats`] reads will do. [`columns`] says which column is what; rows of one order are
//! gathered by its number, wherever they stand in the file; what a row cannot be used for is said with the row. A 1C
//! exchange file gives the heads of its documents and their lines as two tables, which are gathered into the same orders.
//! A file with products and no orders fills the list of products.

mod bringing;
pub mod columns;
mod gathering;
mod goods;
pub(crate) mod page;

pub use bringing::{Brought, Options, bring, write_rejects};
pub use columns::{Target, guess};
pub use gathering::Reject;

#[cfg(test)]
mod tests;
