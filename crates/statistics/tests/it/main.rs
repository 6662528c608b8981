//! The sums against trusted implementations on real data, which lie outside the project; skipped in sight
//! without them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets something unforeseen should fail"
)]

mod cdnow;
mod data;
mod files;
mod nist;
mod regression;
mod shops;
mod survey;
