//! What tests of whole pages and operations stand on.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot be set up must stop and say why"
)]

mod answer;
mod app;
pub mod postgres;
mod visitor;

pub use answer::Answer;
pub use app::{NOON, PASSWORD, TestApp, run};
pub use visitor::Visitor;
