//! Record linkage.
mod blocking;
mod comparators;
mod compare;
mod guessing;
mod kinds;
mod linking;
mod model;
mod records;
mod strings;
mod values;

pub use guessing::{Guess, guess_columns};
pub use kinds::ColumnKind;
pub use linking::{Linkage, Options, Pair, link};
pub use model::{FieldParameters, LevelParameters};
pub use records::{Column, Records, Schema};
