//! Access files.

use transfer::cells::Value;
use transfer::formats::{Settings, Source, detect, open};

use crate::data::{expected, read, rows_of, set};

#[test]
fn every_table_has_its_columns_and_rows() {
    let Some((folder, json)) = expected("access") else { return };
    for (name, facts) in json["files"].as_object().unwrap() {
        let source = Source::file(&folder.join(name)).unwrap();
        let tables = facts["tables"].as_object().filter(|tables| !tables.is_empty());
        let detection = match (detect(&source), tables) {
            (Ok(detection), _) => detection,
            (Err(error), None) => {
                assert_eq!(error.fault, transfer::formats::FileFault::NoTables, "{name}");
                continue;
            }
            (Err(error), Some(_)) => panic!("{name}: {error}"),
        };
        eprintln!("{name}: {:?}", detection.tables);
        for (table, facts) in tables.into_iter().flatten() {
            let settings = Settings { table: Some(table.clone()), ..detection.settings.clone() };
            let reading = open(&source, &settings).unwrap();
            let Some(columns) = facts["columns"].as_array() else { continue };
            let mut wanted: Vec<_> = columns.iter().map(|column| column.as_str().unwrap()).collect();
            let mut found: Vec<_> = reading.columns().iter().map(String::as_str).collect();
            wanted.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, wanted, "{name} {table}");
            let rows = rows_of(&source, &settings).unwrap();
            assert!(rows.iter().all(|row| row.fault().is_none()), "{name} {table}");
            let told = detection.tables.iter().find(|t| t.name == *table).and_then(|t| t.n_rows);
            assert_eq!(Some(rows.len() as u64), told, "{name} {table}");
            if !name.contains("V1997") {
                assert_eq!(rows.len() as u64, facts["rows"].as_u64().unwrap(), "{name} {table}");
            }
        }
    }
}

#[test]
fn northwind_has_its_first_customer_with_every_letter() {
    let Some(folder) = set("access") else { return };
    let whole = read(&folder.join("nwind.mdb")).unwrap();
    assert_eq!(whole.detection.settings.table.as_deref(), Some("Customers"));
    let words: Vec<_> = whole.rows[0].cells().map(|cell| cell.text.to_owned()).collect();
    let start =
        ["ALFKI", "Alfreds Futterkiste", "Maria Anders", "Sales Representative", "Obere Str. 57", "Berlin"];
    assert_eq!(&words[..6], start);
    assert!(whole.rows.iter().any(|row| row.cells().any(|cell| cell.text == "México D.F.")));
}

#[test]
fn dates_money_and_memos_come_with_their_meaning() {
    let Some(folder) = set("access") else { return };
    let source = Source::file(&folder.join("nwind.mdb")).unwrap();
    let table = |name: &str| {
        let settings =
            Settings { format: "access".into(), table: Some(name.into()), ..Settings::default() };
        let columns = open(&source, &settings).unwrap().columns().to_vec();
        (columns, rows_of(&source, &settings).unwrap())
    };
    let (columns, orders) = table("Orders");
    let place = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let first = orders.iter().find(|row| row.cell(place("OrderID")).text == "10248").unwrap();
    assert_eq!(first.cell(place("Freight")).value, Value::Number(32.38));
    assert!(
        matches!(first.cell(place("OrderDate")).value, Value::Date(_)),
        "{:?}",
        first.cell(place("OrderDate"))
    );
    let (columns, staff) = table("Employees");
    let notes = columns.iter().position(|column| column == "Notes").unwrap();
    assert!(staff.iter().all(|row| row.cell(notes).text.len() > 40));
    assert!(staff[0].cell(notes).text.starts_with("Education includes a BA in psychology"));
}

#[test]
fn locked_files_ask_to_take_the_password_off() {
    let Some(folder) = set("access") else { return };
    // The first page is hidden by a stream cipher, so turning a bit there turns it in the plain bytes too.
    for (name, place) in
        [("nwind.mdb", 0x42), ("ASampleDatabase.accdb", 0x3E), ("mdb-reader/V1997_test.mdb", 0x44)]
    {
        let mut bytes = std::fs::read(folder.join(name)).unwrap();
        bytes[place] ^= 0x41;
        let error = detect(&Source::bytes(name, &bytes).unwrap()).unwrap_err();
        assert_eq!(error.fault, transfer::formats::FileFault::Password, "{name}");
    }
}

#[test]
fn a_file_cut_in_its_middle_gives_rows_and_then_the_fault() {
    let Some(folder) = set("access") else { return };
    let bytes = std::fs::read(folder.join("nwind.mdb")).unwrap();
    let source = Source::bytes("nwind.mdb", &bytes[..bytes.len() * 3 / 5]).unwrap();
    let settings =
        Settings { format: "access".into(), table: Some("Order Details".into()), ..Settings::default() };
    let ended = rows_of(&source, &settings);
    assert!(ended.is_err() || ended.is_ok_and(|rows| rows.len() == 2155));
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused_or_gives_every_row_of_a_table_before_the_fault() {
    let Some((folder, json)) = expected("access") else { return };
    for name in ["nwind.mdb", "ASampleDatabase.accdb"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let tables = json["files"][name]["tables"].as_object().unwrap();
        for percent in [10, 30, 60, 90, 97] {
            let source = Source::bytes(name, &bytes[..bytes.len() * percent / 100]).unwrap();
            let Ok(detection) = detect(&source) else { continue };
            for (table, facts) in tables {
                let settings = Settings { table: Some(table.clone()), ..detection.settings.clone() };
                // What is refused is told of.
                let Ok(rows) = rows_of(&source, &settings) else { continue };
                let Some(n_rows) = facts["rows"].as_u64() else { continue };
                assert_eq!(rows.len() as u64, n_rows, "{name} {table} at {percent} %");
            }
        }
    }
}
