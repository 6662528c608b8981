//! Spreadsheet oddities.

use serde_json::Value as Json;
use transfer::cells::{Row, Value};
use transfer::formats::{FileFault, Source, detect};

use crate::data::{expected, table_rows};

#[test]
fn every_sheet_has_the_cells_that_calamine_finds() {
    let Some((folder, json)) = expected("spreadsheets") else { return };
    for (name, facts) in json["files"].as_object().unwrap() {
        let source = Source::file(&folder.join(name)).unwrap();
        let Some(sheets) = facts["sheets"].as_array() else {
            check_refused(name, &source);
            continue;
        };
        let detection = match detect(&source) {
            Ok(detection) => detection,
            Err(error) => panic!("{name}: {error}"),
        };
        for sheet in sheets.iter().filter(|sheet| sheet["name"] != "Chart") {
            let table = sheet["name"].as_str().unwrap();
            let rows = table_rows(&source, &detection.settings, table)
                .unwrap_or_else(|error| panic!("{name} {table}: {error}"));
            check_sheet(&format!("{name} {table}"), sheet, &rows);
        }
    }
}

fn check_refused(name: &str, source: &Source) {
    let fault = match detect(source) {
        Ok(detection) => panic!("{name} was read as {:?}", detection.settings),
        Err(error) => error.fault,
    };
    match name.contains("pass_protected") {
        true => assert_eq!(fault, FileFault::Password, "{name}"),
        false => assert_eq!(fault, FileFault::Truncated, "{name}"),
    }
}

/// That reader counts errors of formulas and blank texts as empty.
fn check_sheet(place: &str, sheet: &Json, rows: &[Row]) {
    let is_counted = |row: &Row| {
        row.cells()
            .filter(|cell| !matches!(cell.value, Value::Empty | Value::Error(_)) && !cell.text.is_empty())
            .count()
    };
    let n: usize = rows.iter().map(is_counted).sum();
    assert_eq!(n as u64, sheet["nonempty"].as_u64().unwrap(), "{place}");
    let first = sheet["first_cells"].as_array().unwrap();
    if first.iter().all(|cell| cell == "") || rows.is_empty() {
        return;
    }
    let skipped = (0..4).find(|skip| {
        first
            .iter()
            .enumerate()
            .all(|(at, cell)| is_same(rows[0].cell(at + skip).text, cell.as_str().unwrap()))
    });
    let found: Vec<_> = rows[0].cells().map(|cell| cell.text.to_owned()).collect();
    assert!(skipped.is_some(), "{place}: {found:?} {first:?}");
}

fn is_same(found: &str, wanted: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    found == wanted
        || found.trim() == wanted.trim()
        || (number(found).is_some() && number(found) == number(wanted))
}

#[test]
fn dates_of_both_calendars_are_the_same_days() {
    let Some((folder, _)) = expected("spreadsheets") else { return };
    for name in ["date.xls", "date.xlsb", "date_1904.xlsx"] {
        let source = Source::file(&folder.join("calamine").join(name)).unwrap();
        let detection = detect(&source).unwrap();
        let rows = table_rows(&source, &detection.settings, "Sheet1").unwrap();
        assert_eq!(rows[0].cell(0).value, Value::Date(jiff::civil::date(2021, 1, 1)), "{name}");
    }
}

#[test]
fn errors_of_formulas_are_flagged_with_their_words() {
    let Some((folder, _)) = expected("spreadsheets") else { return };
    let source = Source::file(&folder.join("calamine/errors.xlsx")).unwrap();
    let detection = detect(&source).unwrap();
    let rows = table_rows(&source, &detection.settings, "Feuil1").unwrap();
    let errors: Vec<_> = rows.iter().map(|row| row.cell(0)).collect();
    assert_eq!(errors.len(), 7);
    assert!(
        errors.iter().all(|cell| matches!(cell.value, Value::Error(_)) && cell.text.starts_with('#')),
        "{errors:?}"
    );
}

#[test]
fn a_workbook_under_another_name_is_read_and_told() {
    let Some((folder, _)) = expected("spreadsheets") else { return };
    let bytes = std::fs::read(folder.join("calamine/issue9.xlsx")).unwrap();
    let detection = detect(&Source::bytes("clients.csv", &bytes).unwrap()).unwrap();
    assert_eq!(detection.settings.format, "xlsx");
    assert_eq!(detection.warnings.len(), 1, "{:?}", detection.warnings);
    let cut = &bytes[..bytes.len() / 2];
    let error = detect(&Source::bytes("clients.xlsx", cut).unwrap()).unwrap_err();
    assert_eq!(error.fault, FileFault::Truncated);
}
