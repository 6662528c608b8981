//! The queue of work that is done later, in the same database and the same transaction as the verb that asks for it.
//!
//! A verb puts work on the queue: [`enqueue`]`(tx, setting, New::of("customers.reindex", &payload))`. If the verb's
//! transaction fails, the work was never asked for. With [`New::key`] there is one of these at a time.
//!
//! A capability says how its kinds are done by implementing [`Job`]: `run` is plain blocking code on a thread of its
//! own, given a [`Work`] with the payload, the base and the place kept by an earlier attempt. It tells how far it is
//! with [`Work::progress`] (free to call for each row), asks [`Work::is_stopping`] now and then, and writes through
//! [`Work::write`], which refuses when the job is no longer ours; [`keep_place`] in the same transaction makes the next
//! attempt go on from there. It ends with [`Outcome`] or [`JobError`]: `Again` is tried again with back-off until
//! `max_attempts`, then the job is dead with its error kept; `Never` fails at once. An attempt that ended with its process
//! does not count, unless that happens many times in a row without the job getting any further.
//!
//! The binary starts one [`Runner`] with all kinds, [`Forgetting`] among them, and all [`Recurring`] ones. A job belongs to the runner that took
//! it until it ends or its lease does; on SQLite a lock on a file proves that a runner is alive or dead, so a job of a
//! killed process is taken again at the next start and never while its process lives. On PostgreSQL the lease decides.
//! [`run_due`] does what is due on the calling thread, for commands and tests.
//!
//! People see [`list`] and [`get`], and say [`stop`], [`resume`] and [`retry`].

mod backoff;
mod bell;
mod enqueue;
mod forgetting;
mod job;
mod keeper;
mod mark;
mod read;
mod record;
mod runner;
mod schedule;
mod store;
mod verbs;
mod work;

#[cfg(test)]
mod tests;

pub use enqueue::{New, enqueue};
pub use forgetting::Forgetting;
pub use job::{Job, JobError, Outcome};
pub use mark::is_served;
pub use read::{Filter, count, get, is_under_way, list};
pub use record::{JobId, Record, State};
pub use runner::{Plan, Runner, run_due};
pub use schedule::{Recurring, Schedule};
pub use store::keep_place;
pub use verbs::{VerbError, resume, retry, stop};
pub use work::Work;

/// The right over other people's jobs.
pub const RIGHT: kernel::Right = "jobs";
