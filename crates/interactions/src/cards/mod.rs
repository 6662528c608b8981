//! Contact cards: forms of the firm's own, filled after an interaction or before a gate.
//!
//! A [`form::CardForm`] asks [`form::Question`]s; each is tied to a field of the customer or an answer of its own. Every
//! change of what is asked makes a new version, so that a card that was filled before still reads right.
//! [`filling`] a card writes the answers down, turns those of tied questions into facts on the customer with the
//! interaction (or the form) as their source, and opens the gates that the form stands before ([`gate`]).

pub mod arranging;
pub mod asking;
pub mod filling;
pub mod form;
pub mod gate;

#[cfg(test)]
mod tests;

pub use form::{CardForm, CardId, FilledCard, FormId, Guess, Question, Subject};
pub use gate::{FormGates, KindPlaces};
