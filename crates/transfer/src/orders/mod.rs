//! Files of orders and of products: from shops, from 1C, from a spreadsheet, brought in whole or taken back whole.
//!
//! Every format that [`crate::formats`] reads will do. [`columns`] says which column is what; rows of one order are
//! gathered by its number, wherever they stand in the file, so the file is read through before the first order is written;
//! what a row cannot be used for is kept with the row. A 1C exchange file and OpenCart's base give the heads of orders and
//! their lines as two tables, which are gathered into the same orders. Runs of such files are runs like all others:
//! [`crate::run`].
//!
//! **Rules.** Rows with a quantity of zero or below and amounts below zero are refused: what came back is a return, which a
//! column of what was given back tells. An order of a client whom nobody knows makes a lead or is refused, as was chosen. A
//! day more than one ahead is refused. The same number of the same source is the same order, in this file or a later
//! one: it is changed by the difference and never counted twice. Rows of one number are lines of its order while they
//! leave the customer empty or repeat it; a row that names another one by id, phone or e-mail, or by name where nothing
//! else is told, is refused and says which row took the number. A currency without a rate is taken in and counted in
//! no sum until its rate is given.

pub mod columns;
mod drafting;
mod gathering;
mod goods;
mod loading;
mod lookup;
mod previewing;
mod tables;
pub(crate) mod undoing;
mod whose;
mod writing;

pub use columns::{Target, guess};
pub(crate) use drafting::{is_mendable, look_at, sample, told_rows, usable};
pub(crate) use loading::{Feeding, feed, stem};
pub(crate) use previewing::try_out;
pub(crate) use writing::Records;

#[cfg(test)]
mod tests;
