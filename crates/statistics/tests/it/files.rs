//! Where the real data lie, for the tests of this crate and of those that stand on it.

use std::io::Read;
use std::path::PathBuf;

use serde_json::Value;

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

/// A file of a set, unpacked if its name ends in gz.
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
