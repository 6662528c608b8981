//! Properties that hold for any input: no reader panics, and what is written as CSV comes back unchanged.
#![expect(clippy::unwrap_used, reason = "tests say what is wrong by failing")]

use std::io::Write;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use transfer::cells::Row;
use transfer::formats::out::{Column, Writing, target_named};
use transfer::formats::{FORMATS, Settings, Source, detect_with, open};

fn read_all(slug: &str, bytes: &[u8]) {
    let Ok(source) = Source::bytes("any", bytes) else { return };
    let chosen = Settings { format: slug.to_owned(), ..Settings::default() };
    let Ok(detection) = detect_with(&source, &chosen) else { return };
    let Ok(mut reading) = open(&source, &detection.settings) else { return };
    let mut row = Row::new();
    while matches!(reading.next(&mut row), Ok(true)) {}
}

#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn written(slug: &str, language: &str, cells: &[Vec<String>]) -> Vec<u8> {
    let memory = Memory::default();
    let columns: Vec<Column> = ["один", "два", "три"].map(Column::text).to_vec();
    let writing = Writing { language: language.to_owned(), ..Writing::default() };
    let mut sink = target_named(slug).unwrap().begin(Box::new(memory.clone()), &columns, &writing).unwrap();
    for line in cells {
        let mut row = Row::new();
        line.iter().for_each(|text| row.push_text(text));
        sink.row(&row).unwrap();
    }
    sink.finish().unwrap();
    let bytes = memory.0.lock().unwrap();
    bytes.clone()
}

fn read_back(name: &str, bytes: &[u8]) -> Vec<Vec<String>> {
    let settings = Settings { header_row: Some(1), ..Settings::default() };
    let mut reading = open(&Source::bytes(name, bytes).unwrap(), &settings).unwrap();
    let (mut row, mut found) = (Row::new(), Vec::new());
    while reading.next(&mut row).unwrap() {
        found.push((0..3).map(|at| row.cell(at).text.to_owned()).collect());
    }
    found
}

/// The first cell is never blank, so that no row is blank as a whole.
fn table(letters: &'static str) -> impl Strategy<Value = Vec<Vec<String>>> {
    let line = ("[a-zа-я][a-z'\"=+-]{0,6}", letters, letters).prop_map(|(a, b, c)| vec![a, b, c]);
    proptest::collection::vec(line, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        for format in FORMATS {
            read_all(format.slug(), &bytes);
        }
        read_all("", &bytes);
    }

    #[test]
    fn no_reader_of_text_panics_on_its_own_letters(text in "[\\[\\]{}<>:;,\"'=\\\\/a-zА-Я0-9 \r\n\t()&#!?*@+-]{0,400}") {
        for format in FORMATS {
            read_all(format.slug(), text.as_bytes());
        }
        for start in ["BEGIN:VCARD\n", "[{", "<КоммерческаяИнформация><Документ>", "INSERT INTO t VALUES ("] {
            read_all("", format!("{start}{text}").as_bytes());
        }
    }

    #[test]
    fn csv_comes_back_as_it_went_out(cells in table("['\"=+@;,\\-\t\n a-zа-яқ0-9]{0,12}")) {
        for language in ["ru", "en"] {
            prop_assert_eq!(&read_back("a.csv", &written("csv", language, &cells)), &cells);
        }
    }

    #[test]
    fn workbooks_come_back_as_they_went_out(cells in table("['\"=+@;<&>_x\\-\n a-zа-яқ0-9]{0,12}")) {
        let trimmed: Vec<Vec<String>> =
            cells.iter().map(|line| line.iter().map(|text| text.trim_matches('\n').to_owned()).collect()).collect();
        prop_assert_eq!(&read_back("a.xlsx", &written("xlsx", "ru", &trimmed)), &trimmed);
        prop_assert_eq!(&read_back("a.ods", &written("ods", "ru", &trimmed)), &trimmed);
    }
}
