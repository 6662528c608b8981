//! How records are read out of the real data, and how numbers are compared with those expected.

use serde_json::Value;

pub use crate::files::{expected, text};

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
