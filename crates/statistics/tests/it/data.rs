//! Where the real data lie, and how numbers are compared with those expected.

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

/// The records of a CSV text and the places of the named columns in them.
pub fn records<const N: usize>(text: &str, columns: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places = columns.map(|name| header.iter().position(|column| column == name).unwrap());
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            places.map(|place| record[place].to_string())
        })
        .collect()
}

/// Asserts that two numbers agree to a relative tolerance.
pub fn near(what: &str, ours: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: {expected} is not a number"));
    let scale = expected.abs().max(1e-300);
    assert!((ours - expected).abs() <= tolerance * scale, "{what}: {ours} is not {expected}");
}

/// Days since 1970-01-01 of a date that begins with YYYY-MM-DD or YYYYMMDD.
pub fn day(date: &str) -> i32 {
    let digits: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
    let number = |range: std::ops::Range<usize>| digits[range].parse::<i32>().unwrap();
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    let shifted = if month <= 2 { year - 1 } else { year };
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    shifted.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
