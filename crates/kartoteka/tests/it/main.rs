//! The whole product as people and programs meet it: the real binary, served over bases of its own.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what is wrong by failing"
)]

mod auditing;
mod calling;
mod client;
mod coverage;
mod crash;
mod descriptions;
mod earning;
mod erasing;
mod house;
mod letters;
mod long_exports;
mod repeating;
mod shops;
mod story;
mod transfers;
mod troubles;
