//! Analyses of real files against trusted implementations; skipped in sight without the data.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets something unforeseen should fail"
)]

mod bad_input;
mod base;
mod conditions;
mod data;
#[path = "../../../statistics/tests/it/files.rs"]
mod files;
mod letters;
mod models;
mod pages;
mod pushed;
mod shops;
mod standing;
mod tables;
