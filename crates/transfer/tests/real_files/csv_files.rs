//! CSV oddities.

use serde_json::Value as Json;
use transfer::formats::{Settings, Source};

use crate::data::{expected, read, rows_of};

#[test]
fn every_csv_has_its_rows_and_columns() {
    let Some((folder, json)) = expected("csv_oddities") else { return };
    for (name, facts) in json["files"].as_object().unwrap() {
        let whole = read(&folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let columns = whole.detection.columns.len() as u64;
        assert_eq!(columns, facts["columns"].as_u64().unwrap(), "{name} {:?}", whole.detection.settings);
        let header: Vec<_> =
            facts["header"].as_array().unwrap().iter().map(|h| h.as_str().unwrap()).collect();
        assert_eq!(&whole.detection.columns[..header.len()], header, "{name}");
        let counted = whole.rows.last().map_or(1, |row| row.number);
        // That reader counts a blank line at the end too.
        let n_blank_at_end = u64::from(name == "google_contacts.csv");
        assert_eq!(counted + n_blank_at_end, facts["records_incl_header"].as_u64().unwrap(), "{name}");
        assert!(whole.rows.iter().all(|row| row.fault().is_none()), "{name}");
        let encoding = match facts["encoding"].as_str().unwrap() {
            "utf-16" => ["UTF-16BE", "UTF-16LE"],
            _ => ["UTF-8", "UTF-8"],
        };
        assert!(encoding.contains(&whole.detection.settings.encoding.as_deref().unwrap()), "{name}");
    }
}

#[test]
fn cells_are_those_of_the_spectrum() {
    let Some((folder, json)) = expected("csv_oddities") else { return };
    for name in json["files"].as_object().unwrap().keys().filter(|name| name.starts_with("csv-spectrum")) {
        // Its JSON holds another phone than the file itself.
        if name.contains("location_coordinates") {
            continue;
        }
        let whole = read(&folder.join(name)).unwrap();
        let path = name.replace("/csvs/", "/json/").replace(".csv", ".json");
        let json = String::from_utf8_lossy(&std::fs::read(folder.join(path)).unwrap()).into_owned();
        let wanted: Json = serde_json::from_str(&json).unwrap();
        let wanted = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted.clone()]);
        assert_eq!(whole.rows.len(), wanted.len(), "{name}");
        for (row, object) in whole.rows.iter().zip(&wanted) {
            for (at, column) in whole.detection.columns.iter().enumerate() {
                let text = row.cell(at).text.replace("\r\n", "\n");
                let words = object[column].as_str().unwrap().replace("\r\n", "\n");
                assert_eq!(text, words, "{name} {column}");
            }
        }
    }
}

#[test]
fn packed_and_exported_files_are_recognized() {
    let Some((folder, _)) = expected("csv_oddities") else { return };
    let packed = read(&folder.join("openrefine/persons.csv.gz")).unwrap();
    assert!(packed.rows.len() >= 2, "{:?}", packed.detection);
    let google = read(&folder.join("google_contacts.csv")).unwrap();
    assert_eq!(google.detection.recognized.unwrap().program, "google");
}

#[test]
fn the_same_table_is_read_in_every_encoding_and_dialect() {
    let table =
        [["Фамилия", "Город", "Сумма"], ["Қожахметов", "Алматы; центр", "1,5"], ["Ёлкина", "Тараз", "2"]];
    let quoted = |cell: &str, separator: char| {
        if cell.contains(separator) { format!("\"{cell}\"") } else { cell.to_owned() }
    };
    for (name, folded) in
        [("UTF-8", false), ("windows-1251", true), ("KOI8-R", true), ("IBM866", true), ("UTF-16LE", false)]
    {
        for separator in [';', ',', '\t', '|'] {
            let text: String = table
                .iter()
                .map(|line| line.map(|cell| quoted(cell, separator)).join(&separator.to_string()) + "\r\n")
                .collect();
            let text = if folded { text.replace('Қ', "К") } else { text };
            let bytes = match name {
                "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                _ => {
                    encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().encode(&text).0.into_owned()
                }
            };
            let source = Source::bytes("клиенты.csv", &bytes).unwrap();
            let rows = rows_of(&source, &Settings::default()).unwrap();
            let city = rows[0].cell(1).text;
            assert_eq!((rows.len(), city, rows[0].len()), (2, "Алматы; центр", 3), "{name} {separator:?}");
        }
    }
}
