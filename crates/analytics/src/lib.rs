//! Analyses: who matters, who is leaving, what goes with what; over any table with the columns they need.
//!
//! - [`analyses`] is the family: each member knows its columns, parameters and how to make its answer
//! - [`table`] reads the columns of a CSV file, fast and row by row accounted for
//!
//! [`run_file`] puts them together: what `kartoteka analyze NAME --input FILE.csv` prints.

pub mod analyses;
mod calendar;
mod error;
pub mod table;

pub use analyses::{Analysis, list, run_file};
pub use error::AnalyzeError;
