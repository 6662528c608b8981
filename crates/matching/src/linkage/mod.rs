//! Record linkage: which records speak of one client.
//!
//! The way, each step a module:
//! 1. `guessing` says what each column holds; `kinds` turns cells into fields (a whole name into three, an address into
//!    four, a cell with several phones into several values); `records` keeps every distinct value once.
//! 2. `blocking` chooses the pairs worth comparing, so that they stay linear in records.
//! 3. `comparators` give each field of a pair a level of agreement; `compare` looks at whole records: swapped names,
//!    many phones, e-mails made of names.
//! 4. `model` turns levels into log-odds (Fellegi and Sunter 1969). Its parameters are learned without labels by EM in a
//!    mixture of three classes, one client, kin and strangers (three classes after Larsen and Rubin, "Iterative Automated
//!    Record Linkage Using Mixture Models", JASA 96, 2001): people of one home share their address, family name and
//!    phone, and a model of two classes takes them for one client.
//! 5. `threshold` draws the line where the expected F1 is best; `judging` holds to what people said.
//! 6. `clustering` joins pairs into groups; `explaining` says what each field brought; `index` checks one record
//!    against a prepared base.
//!
//! Limits: fields are taken as independent given the class, which overstates the agreement of fields that follow one
//! from the other; a base of fewer than some ten doubles is linked by expected parameters rather than learned ones.

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
pub use linking::{Linkage, Options, Pair, learn, link};
pub use model::{FieldParameters, LevelParameters};
pub use records::{Column, Records, Schema};
pub use threshold::Estimate;
