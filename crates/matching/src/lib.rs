//! Normalising names, phones and addresses, and finding records that speak of one client.
//!
//! Two halves. **Normalising** reads what people typed: [`fold`] gives the one search form under which
//! Cyrillic, Kazakh and Latin spellings meet; [`phone`], [`email`], [`person`], [`organization`],
//! [`address`] and [`dates`] each read one kind of value and say why when they cannot; [`zone`] guesses the
//! time of day where somebody is.
//! **Linkage** finds records of one client in a base or between two of them.
//!
//! The crate does no input or output, asks no clock and no chance: the same records give the same
//! result on any number of threads.

pub mod address;
pub mod dates;
pub mod email;
pub mod fold;
pub mod linkage;
pub mod organization;
pub mod person;
pub mod phone;
pub mod zone;

mod country;

pub use country::Country;
