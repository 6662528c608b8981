//! Where the real data lie, how an analysis is run on them, and how numbers are compared.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;

use analytics::{AnalyzeError, run_file};
use serde_json::Value;
use tempfile::NamedTempFile;

/// The folder of one set, or `None` after saying that it is missing.
pub fn folder(set: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KARTOTEKA_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let folder = root.join(set);
    if !folder.join("expected.json").is_file() {
        eprintln!("skipped: no data in {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The expected answers of one set.
pub fn expected(set: &str) -> Option<Value> {
    let text = std::fs::read_to_string(folder(set)?.join("expected.json")).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// A file of a set as text, unpacked if its name ends in gz.
pub fn text(set: &str, file: &str) -> Option<String> {
    let bytes = std::fs::read(folder(set)?.join(file)).unwrap();
    let mut text = String::new();
    if file.ends_with(".gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    Some(text)
}

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
