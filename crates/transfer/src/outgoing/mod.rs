//! Exports that take long: made by a job, kept for a while, fetched in as many pieces as the line needs.
//!
//! Whoever asks needs the same leave as for a list that goes out at once. The job writes with the rights that they have while
//! it runs, straight into the store of files: the file is there whole or not at all. A job that was cut off, by a person or
//! by a power cut, writes the file anew from its first row. The file belongs to whoever asked, for [`KEPT`], and only as
//! long as they see as far as they did when it was written.

mod erasing;
mod job;
mod pages;
mod piping;
mod record;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

pub use erasing::{forget, names};
pub(crate) use job::declared;
pub use job::{jobs, recurring};
pub(crate) use pages::{drop_file, fetch, fetched, list, resume, show, stop};
pub(crate) use record::KeptMark;
pub use record::{Kept, KeptCustomers, OutState, Outgoing, OutgoingId};
pub(crate) use verbs::{all_own, ask, content, own, throw_away};

use kernel::{HOUR_MS, Millis};

/// How long a file can be fetched.
pub const KEPT: Millis = 72 * HOUR_MS;
/// Lists of more rows than this do not go out at once in a page, since a line that breaks would lose them.
pub const LARGE: i64 = 20_000;
