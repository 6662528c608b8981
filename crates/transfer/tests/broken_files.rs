//! Bad input of every kind: each gives its own words, and nothing is lost in silence.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests say what is wrong by failing")]

use std::io::{Cursor, Write};

use transfer::cells::{Row, Value};
use transfer::formats::{CellFault, FileFault, RowFault, Settings, Source, detect, open};

const TYPES: &str = "<Types/>";
const BOOK: &str = r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &str = concat!(
    r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>"#,
    r#"<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
);

fn workbook(sheet: &[u8], shared: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn fault(name: &str, bytes: &[u8]) -> FileFault {
    match Source::bytes(name, bytes).and_then(|source| detect(&source)) {
        Ok(detection) => panic!("{name} was read as {:?}", detection.settings),
        Err(error) => error.fault,
    }
}

fn rows(name: &str, bytes: &[u8], settings: &Settings) -> (Vec<Row>, Option<FileFault>) {
    let source = Source::bytes(name, bytes).unwrap();
    let mut reading = open(&source, settings).unwrap();
    let (mut row, mut found) = (Row::new(), Vec::new());
    loop {
        match reading.next(&mut row) {
            Ok(true) => found.push(row.clone()),
            Ok(false) => return (found, None),
            Err(error) => return (found, Some(error.fault)),
        }
    }
}

#[test]
fn a_zip_bomb_is_stopped() {
    let mut shared = b"<sst><si><t>".to_vec();
    shared.resize(200 << 20, b' ');
    assert_eq!(fault("bomb.xlsx", &workbook(b"<worksheet/>", &shared)), FileFault::Bomb);
}

#[test]
fn a_sheet_longer_than_any_program_makes_is_stopped() {
    let mut sheet = "<worksheet><sheetData><row><c t=\"str\"><v>Имя</v></c></row>".to_owned();
    sheet.push_str(&"<row/>".repeat(1_050_000));
    sheet.push_str("</sheetData></worksheet>");
    let settings = Settings { table: Some("S".into()), header_row: Some(1), ..Settings::default() };
    let (found, fault) = rows("long.xlsx", &workbook(sheet.as_bytes(), b"<sst/>"), &settings);
    assert_eq!((found.len(), fault), (0, Some(FileFault::Bomb)));
}

#[test]
fn a_sheet_cut_in_its_middle_gives_its_rows_and_then_the_fault() {
    let sheet =
        r#"<worksheet><sheetData><row r="1"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row><row"#;
    let (found, fault) = rows(
        "cut.xlsx",
        &workbook(sheet.as_bytes(), b"<sst/>"),
        &Settings { table: Some("S".into()), header_row: Some(1), ..Settings::default() },
    );
    assert_eq!(found.len(), 1);
    assert_eq!(fault, Some(FileFault::Truncated));
}

#[test]
fn a_formula_that_failed_is_flagged_in_its_cell() {
    let sheet = concat!(
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Сумма</t></is></c></row>"#,
        r#"<row r="2"><c r="A2" t="e"><v>#DIV/0!</v></c></row></sheetData></worksheet>"#
    );
    let (found, _) = rows("f.xlsx", &workbook(sheet.as_bytes(), b"<sst/>"), &Settings::default());
    assert_eq!(found[0].cell(0).value, Value::Error(CellFault::Formula));
    assert_eq!(found[0].cell(0).text, "#DIV/0!");
}

#[test]
fn files_of_other_kinds_are_called_by_their_names() {
    assert_eq!(fault("clients.xlsx", b""), FileFault::Empty);
    assert_eq!(
        fault("clients.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        FileFault::OtherKind("PDF".into())
    );
    assert_eq!(
        fault("clients.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        FileFault::OtherKind("PNG".into())
    );
    assert_eq!(
        fault("report.xls", b"<html><body><table><tr><td>1</td></tr></table>"),
        FileFault::OtherKind("HTML".into())
    );
    assert_eq!(fault("a.xml", b"<?xml version=\"1.0\"?><a><b/></a>"), FileFault::OtherKind("XML".into()));
    assert_eq!(fault("clients.zip", &workbook(b"", b"")[..200]), FileFault::Archive);
    let junk: Vec<u8> = (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(fault("clients.csv", &junk), FileFault::Unknown);
    assert_eq!(fault("a.mdb", b"\0\x01\0\0Standard Jet DB\0\x01\0\0\0"), FileFault::Truncated);
    assert_eq!(fault("a.accdb", b"\0\x01\0\0Standard ACE DB\0\x02\0\0\0"), FileFault::Truncated);
}

#[test]
fn a_table_under_another_ending_is_read_and_told() {
    for (name, text, format) in [
        ("a.xlsx", "Имя;Город\nИван;Алматы\n", "delimited"),
        ("a.csv", "BEGIN:VCARD\nFN:Иван\nEND:VCARD\n", "vcard"),
        ("a.txt", "[{\"name\":\"Иван\"}]", "json"),
        ("a.xls", "BMW;Город\nX5;Алматы\n", "delimited"),
    ] {
        let detection = detect(&Source::bytes(name, text.as_bytes()).unwrap()).unwrap();
        assert_eq!(detection.settings.format, format);
        assert_eq!(detection.warnings.len(), 1, "{name}");
    }
}

#[test]
fn a_row_of_hundreds_of_megabytes_is_passed_over_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all("Имя,Город\nИван,Алматы\n".as_bytes()).unwrap();
    let block = vec![b'x'; 1 << 20];
    (0..200).for_each(|_| file.write_all(&block).unwrap());
    file.write_all("\nАнна,Тараз\n".as_bytes()).unwrap();
    drop(file);
    let mut reading = open(&Source::file(&path).unwrap(), &Settings::default()).unwrap();
    let (mut row, mut found) = (Row::new(), Vec::new());
    while reading.next(&mut row).unwrap() {
        found.push((row.number, row.fault().cloned(), row.cell(0).text.len()));
    }
    assert_eq!(found, [(2, None, 8), (3, Some(RowFault::TooLong), 64 << 10), (4, None, 8)]);
}

#[test]
fn broken_records_are_rejected_and_the_others_read() {
    let settings = Settings::default();
    let (found, _) = rows("a.ndjson", b"{\"a\":1}\n{\"a\":\n{\"a\":3}\n", &settings);
    assert_eq!(found.iter().map(|row| row.fault().is_some()).collect::<Vec<_>>(), [false, true, false]);
    let (found, _) =
        rows("a.csv", "Имя;Город\nИван;Алматы\n\"Анна;Тараз\nОлег;Актау\n".as_bytes(), &settings);
    let faults: Vec<_> = found.iter().map(|row| row.fault().cloned()).collect();
    assert_eq!(faults, [None, Some(RowFault::UnclosedQuote), None]);
    assert_eq!(found[1].cell(0).text, "\"Анна;Тараз");
    let (found, _) = rows("a.vcf", b"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\n", &settings);
    assert_eq!(found[1].fault(), Some(&RowFault::BrokenCard));
}

#[test]
fn a_packed_file_cut_short_gives_what_it_has() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all("Имя;Город\n".as_bytes()).unwrap();
    for at in 0..200_000_u64 {
        writeln!(packer, "Клиент {};Алматы", at.wrapping_mul(0x9E37_79B9_7F4A_7C15)).unwrap();
    }
    let bytes = packer.finish().unwrap();
    let (found, fault) = rows("a.csv.gz", &bytes[..bytes.len() / 2], &Settings::default());
    assert!(found.len() > 10_000, "{}", found.len());
    assert_eq!(fault, Some(FileFault::Truncated));
}
