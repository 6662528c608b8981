//! PostgreSQL for tests: a temporary cluster from the machine's own programs and a fresh database per test.
//!
//! `cargo xtask ci` starts one cluster and names it in `KARTOTEKA_TEST_POSTGRES`. Where the variable is missing,
//! the first test that asks starts a cluster for all tests of the same run, and the cluster goes when the run ends.
//! [`letters`] are real mail servers in the same manner.
//! The crate stands on the standard library alone, so that every crate's tests may use it at no price.

mod cluster;
mod database;
pub mod letters;
mod programs;
mod watch;

pub use cluster::{Cluster, VARIABLE, is_here};
pub use database::{TestDatabase, url_for_test, url_from_template};
pub use programs::program;
