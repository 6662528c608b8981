//! The list of customers: what it asks for, what it shows, and what is done from it.

pub(crate) mod address;
mod around;
pub(crate) mod cell;
mod chips;
pub(crate) mod columns;
pub(crate) mod look;
mod page;
mod resolved;
mod rows;
mod shown;
mod tree;
pub(crate) mod values;

pub(crate) use page::{show, total_words};
pub(crate) use resolved::{ARCHIVED, Resolved};
pub use shown::{ShownList, offered_columns, shown_list};
