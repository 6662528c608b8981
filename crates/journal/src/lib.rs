//! The journal: what happened, to what, by whom and when; appended to, never changed.
//!
//! Every verb writes its entry in its own transaction, so that there is no change without an entry and no entry without
//! a change. The timeline of a card and the audit are readings of it. Entries are chained: the digest of each covers
//! the digest before it, so a row that was altered, slipped in or taken out is found by [`verify`].
//!
//! The chain covers the *digest* of a payload, made with a random salt, not the payload itself. Erasing a person
//! empties payload and salt of their entries; the chain still holds, and nothing can be guessed back from the digest.

mod append;
mod digest;
mod read;
mod seeking;
mod verify;

pub use append::{
    Entry, Line, Seal, append, append_lines, append_many, forget, forget_naming, forget_typed,
};
pub use read::{Filter, Record, head, of_subject, since, since_of};
pub use seeking::{Sought, sought};
pub use verify::{Flaw, Verdict, verify};

/// The kind of thing an entry is about, such as `customer`.
pub type SubjectKind = &'static str;
