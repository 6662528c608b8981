//! Linkage on real sets with known truth: read from the folder in KARTOTEKA_TEST_DATA, else `../shared/data` beside the
//! workspace, and skipped visibly when that is missing.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as loudly as tests"
)]

mod behaviour;
mod few_doubles;
mod quality;
mod sets;
