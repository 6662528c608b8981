//! Record linkage.
mod blocking;
mod clustering;
mod comparators;
mod compare;
mod explaining;
mod guessing;
mod index;
mod judging;
mod kinds;
mod linking;
mod model;
mod records;
mod strings;
mod threads;
mod threshold;
mod values;

pub use explaining::{Explanation, Part};
pub use guessing::{Guess, guess_columns};
pub use index::{Index, Likely};
pub use judging::Judgement;
pub use kinds::ColumnKind;
pub use linking::{Linkage, Options, Pair, link};
pub use model::{FieldParameters, LevelParameters};
pub use records::{Column, Records, Schema};
pub use threshold::Estimate;
