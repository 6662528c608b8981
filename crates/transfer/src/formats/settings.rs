//! How a file is to be read: found by itself, shown to a person, changed by them, and kept with a mapping.

use serde::{Deserialize, Serialize};

use super::exports::Export;
use super::faults::Warning;

/// The choices that decide how a file is read; what a format has no use for stays `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Slug of the format.
    pub format: String,
    /// Name of the text encoding.
    pub encoding: Option<String>,
    /// What stands between cells.
    pub separator: Option<char>,
    /// What stands around cells; an empty text for nothing.
    pub quote: Option<String>,
    /// What makes the next quotation mark part of a cell, beside doubling it.
    pub escape: Option<char>,
    /// Name of the sheet or table.
    pub table: Option<String>,
    /// Number of the row with the column names, from 1; 0 for none.
    pub header_row: Option<u64>,
}

/// One table of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name, unique in the file; empty in a file that holds only one.
    pub name: String,
    /// Number of rows, where the file tells.
    pub n_rows: Option<u64>,
    /// Whether the file hides it from people.
    pub is_hidden: bool,
}

/// What was found out about a file before reading it.
#[derive(Clone, Debug, Serialize)]
pub struct Detection {
    /// How to read it.
    pub settings: Settings,
    /// How sure the format is, 0 to 1.
    pub confidence: f64,
    /// How sure the encoding is, 0 to 1; `None` where there is none to guess.
    pub encoding_confidence: Option<f64>,
    /// All its tables, in the file's order.
    pub tables: Vec<Table>,
    /// Names of the columns of the chosen table, in order.
    pub columns: Vec<String>,
    /// The program that exported it, if the columns tell.
    pub recognized: Option<Export>,
    /// What should be said to the person.
    pub warnings: Vec<Warning>,
}
