//! Every real file of the test data, read whole and compared with what trusted readers found in it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what is wrong by failing"
)]

mod access_files;
mod card_files;
mod commerce_files;
mod csv_files;
mod data;
mod sheet_files;
mod shop_files;
mod whole_runs;
