//! What is known of many records, kept column by column, so that a condition over all of them is a few quick sweeps.
//!
//! Records are small numbers: the place of a record in every column, and a bit in every set. A set of records is
//! [`Bits`]; texts with few different values are a [`KeyColumn`], which keeps a small code per record; amounts and times
//! are a [`NumberColumn`]. A sweep over a column gives [`Bits`], which are joined by `and`, `or` and `minus`, counted at
//! 64 records a step, and read out in the order of a column by [`smallest`].
//!
//! No files, no base, no clock, no threads. A number beyond the end of a column is a record without a value there.

mod bits;
mod codes;
mod keys;
mod numbers;
mod order;

pub use bits::Bits;
pub use codes::sweep;
pub use keys::{KeyColumn, TooWide};
pub use numbers::{NumberColumn, Value};
pub use order::smallest;
