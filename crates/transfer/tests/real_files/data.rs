//! Where the real files lie, and how they are read whole in tests.

use std::path::PathBuf;

use serde_json::Value as Json;
use transfer::cells::Row;
use transfer::formats::{Detection, ReadError, Settings, Source, detect, open};

/// The folder of a set, or `None` (told on standard error) where the data are missing.
pub fn set(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KARTOTEKA_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no test data at {}", folder.display());
    None
}

/// The set's `expected.json`.
pub fn expected(name: &str) -> Option<(PathBuf, Json)> {
    let folder = set(name)?;
    let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    Some((folder, serde_json::from_str(&text).unwrap()))
}

/// What a file turned out to be, and all its rows.
pub struct Whole {
    pub detection: Detection,
    pub rows: Vec<Row>,
}

/// Reads a file with settings found by itself.
pub fn read(path: &std::path::Path) -> Result<Whole, ReadError> {
    let source = Source::file(path)?;
    let detection = detect(&source)?;
    let rows = rows_of(&source, &detection.settings)?;
    Ok(Whole { detection, rows })
}

/// All rows of a file under given settings.
pub fn rows_of(source: &Source, settings: &Settings) -> Result<Vec<Row>, ReadError> {
    let mut reading = open(source, settings)?;
    let (mut row, mut rows) = (Row::new(), Vec::new());
    while reading.next(&mut row)? {
        rows.push(row.clone());
    }
    Ok(rows)
}

/// All rows of one table, without a heading.
pub fn table_rows(source: &Source, settings: &Settings, table: &str) -> Result<Vec<Row>, ReadError> {
    let settings = Settings { table: Some(table.to_owned()), header_row: Some(0), ..settings.clone() };
    rows_of(source, &settings)
}

/// The text of a row's cell under a column's name.
pub fn cell<'a>(whole: &'a Whole, row: usize, column: &str) -> &'a str {
    let at = whole.detection.columns.iter().position(|name| name == column);
    whole.rows[row].cell(at.unwrap_or_else(|| panic!("no {column}: {:?}", whole.detection.columns))).text
}
