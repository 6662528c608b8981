//! Runs: a file brought in from its first row to its last, stopped and gone on with, and taken back as a whole.
//!
//! Rows go through in batches. One thread reads the file, takes each row apart and works its card out; the writer puts a
//! batch into the base together with the counts and the number of rows read, in one transaction. So a run that was cut
//! off, by a person or by a power cut, goes on behind the last row that was written: nothing is lost, nothing doubled.
//! Every run is a source of its own, so that each fact names its file, and undoing finds what the run brought.

mod agreeing;
mod batch;
mod drafting;
mod dry_run;
mod employers;
mod ending;
mod erasing;
mod fetching;
mod job;
mod loading;
mod mending;
mod own_fields;
#[cfg(test)]
mod own_fields_tests;
mod previewing;
#[cfg(test)]
mod purposes_tests;
mod recognising;
mod record;
mod rejects;
#[cfg(test)]
mod rejects_tests;
mod returning;
mod store;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod tracing;
mod undoing;

pub use batch::{Batch, Loading, write_many};
pub(crate) use drafting::brings_something;
pub use drafting::{
    File, Found, SUBJECT, begin, change, draft, fingerprint, look_at, look_for, remembered, sample,
};
pub use dry_run::dry_run;
pub use ending::finish;
pub use erasing::ErasingRuns;
pub use fetching::{LARGEST, fetch, keep};
pub(crate) use job::declared;
pub use job::{IMPORT, UNDO, jobs, start_later, undo_later};
pub(crate) use loading::refusal;
pub use loading::{Batches, load};
pub use mending::{Decision, Mended, MendedCell};
pub use previewing::{LikelyCard, OrderWords, Preview, PreviewRow, preview};
pub use record::{Counts, ImportError, Run, RunId, RunNo, RunState, Said};
pub(crate) use rejects::reasons_of;
pub use rejects::write_rejects;
pub(crate) use store::{
    ChangedOrder, Refused, Touched, added_products, changed_orders, keep_batch, keep_changed, keep_orders,
    keep_products, made_orders, stands_again,
};
pub use store::{all, find, kept, unfinished_together};
pub use tracing::ImportTrace;
