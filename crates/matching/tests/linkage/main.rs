//! Linkage on real sets with known truth: read from the folder in KARTOTEKA_TEST_DATA, else `../shared/data` beside the
//! workspace, and skipped visibly when that is missing.

mod behaviour;
mod few_doubles;
mod quality;
mod sets;
