//! The whole house: the binary's command line, the list of capabilities, and how they are put together.
//!
//! A library beside a binary of ten lines, so that journeys and benches can put the house together themselves.

pub mod answers;
pub mod bench;
pub mod capabilities;
pub mod cli;
pub mod commands;
pub mod compose;
mod described;
pub mod doctor;
pub mod exit;
pub mod mover;
pub mod routes;
pub mod serving;
pub mod speaking;
