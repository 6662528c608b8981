//! What tests of whole pages and operations stand on.

pub mod postgres;
