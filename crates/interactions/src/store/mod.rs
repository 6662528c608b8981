//! All SQL of interactions and contact cards.

pub(crate) mod calling;
pub(crate) mod cards;
pub(crate) mod disclosed;
pub(crate) mod files;
pub(crate) mod forms;
pub(crate) mod happenings;
pub(crate) mod interactions;
pub(crate) mod kinds;
pub(crate) mod mail;
pub(crate) mod outgoing;
mod sql;
