//! How an analysis is run on the real data, and how numbers are compared.

use std::collections::BTreeMap;
use std::io::Write;

use analytics::{AnalyzeError, run_file};
use serde_json::Value;
use tempfile::NamedTempFile;

pub use crate::files::{expected, text};

/// Writes a text to a file that lives as long as the answer.
pub fn file(text: &str) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

/// Runs an analysis on a text with parameters written as "a=b".
pub fn analyze(name: &str, text: &str, parameters: &[&str]) -> Result<Value, AnalyzeError> {
    let pairs = parameters.iter().map(|pair| pair.split_once('=').unwrap());
    let parameters: BTreeMap<String, String> =
        pairs.map(|(key, value)| (key.into(), value.into())).collect();
    run_file(name, file(text).path(), &parameters)
}

/// Asserts that two numbers agree to a relative tolerance.
pub fn near(what: &str, ours: &Value, expected: &Value, tolerance: f64) {
    let number =
        |value: &Value| value.as_f64().unwrap_or_else(|| panic!("{what}: {value} is not a number"));
    let (ours, expected) = (number(ours), number(expected));
    assert!((ours - expected).abs() <= tolerance * expected.abs(), "{what}: {ours} is not {expected}");
}
