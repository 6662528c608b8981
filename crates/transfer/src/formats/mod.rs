//! The family of file formats that customers' data come in: each file here is one of them and knows all of it.
//!
//! [`detect`] finds out what a file is and how to read it; [`open`] gives its rows one by one, in flat memory.
//! Outside this folder nobody asks which format a file has.

pub mod access;
pub mod commerceml;
pub mod delimited;
pub mod exports;
pub mod faults;
pub mod header;
pub mod json;
pub mod limits;
pub mod ods;
pub mod out;
pub mod parquet;
pub mod settings;
mod sheets;
pub mod source;
mod sparse;
pub mod sql_dump;
pub mod vcard;
pub mod xls;
pub mod xlsx;
mod xml;
mod zipped;

pub use self::faults::{CellFault, Explained, FileFault, ReadError, RowFault, Warning};
pub use self::settings::{Detection, Settings, Table};
pub use self::source::{Meter, Source};
use crate::cells::Row;

/// Bytes of a file's beginning that are shown to every format.
const HEAD_BYTES: usize = 64 << 10;

/// One kind of file.
pub trait Format: Sync {
    /// Its name in settings, for ever.
    fn slug(&self) -> &'static str;
    /// Endings of file names, small letters, the usual first.
    fn endings(&self) -> &'static [&'static str];
    /// How sure the content is of this kind, 0 to 1; `head` is the beginning of the unpacked content.
    fn sniff(&self, head: &[u8], source: &Source) -> f64;
    /// Fills in the settings that are not yet chosen; gives how sure the encoding is, if one was guessed.
    ///
    /// # Errors
    /// Whatever makes the file unreadable.
    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault>;
    /// The tables in the file, in its order, never none.
    ///
    /// # Errors
    /// Whatever makes the file unreadable.
    fn tables(&self, _source: &Source) -> Result<Vec<Table>, FileFault> {
        Ok(vec![Table { name: String::new(), n_rows: None, is_hidden: false }])
    }
    /// Opens the table that the settings name, or the likeliest.
    ///
    /// # Errors
    /// Whatever makes the file unreadable.
    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault>;
}

/// A table about to be read.
pub struct Opened {
    /// Names of its columns, unique, from left to right.
    pub columns: Vec<String>,
    /// Its rows after the heading.
    pub rows: Box<dyn Rows>,
    /// What should be said to the person.
    pub warnings: Vec<Warning>,
}

/// A stream of rows.
pub trait Rows: Send {
    /// Reads the next row into `row`; `false` at the end. A row that cannot be read is given as rejected.
    ///
    /// # Errors
    /// Whatever makes the rest of the file unreadable; after it, the end.
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault>;
}

/// Every format; of two that are equally sure the earlier is taken.
pub const FORMATS: [&dyn Format; 11] = [
    &access::Access,
    &xlsx::Xlsx,
    &ods::Ods,
    &xls::Xls,
    &vcard::VCard,
    &commerceml::CommerceMl,
    &json::Json,
    &json::NdJson,
    &sql_dump::SqlDump,
    &parquet::Parquet,
    &delimited::Delimited,
];

/// The format with this slug.
pub fn format_named(slug: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.slug() == slug)
}

/// Finds out what a file is and how to read it.
///
/// # Errors
/// The reason why it cannot be read, with the file's name.
pub fn detect(source: &Source) -> Result<Detection, ReadError> {
    detect_with(source, &Settings::default())
}

/// Finds out what is left open in settings that a person has chosen in part.
///
/// # Errors
/// The reason why the file cannot be read so, with its name.
pub fn detect_with(source: &Source, chosen: &Settings) -> Result<Detection, ReadError> {
    look_into(source, chosen).map_err(|fault| source.error(fault))
}

fn look_into(source: &Source, chosen: &Settings) -> Result<Detection, FileFault> {
    let head = source.head(HEAD_BYTES)?;
    if head.is_empty() {
        return Err(FileFault::Empty);
    }
    let (format, confidence) = match chosen.format.as_str() {
        "" => likeliest(&head, source)?,
        slug => (format_named(slug).ok_or_else(|| FileFault::UnknownFormat(slug.to_owned()))?, 1.0),
    };
    let mut settings = chosen.clone();
    settings.format = format.slug().to_owned();
    let encoding_confidence = format.settle(source, &mut settings)?;
    let tables = format.tables(source)?;
    let opened = format.open(source, &settings, &Meter::default())?;
    let mut warnings = opened.warnings;
    warnings.extend(ending_warning(format, source));
    if let (Some(surety), Some(encoding)) = (encoding_confidence, &settings.encoding)
        && surety < 0.7
    {
        warnings.push(Warning::UnsureEncoding { encoding: encoding.clone() });
    }
    if settings.header_row == Some(0) {
        warnings.push(Warning::NoHeader);
    }
    let recognized = exports::recognize(&opened.columns, &settings);
    let columns = opened.columns;
    Ok(Detection { settings, confidence, encoding_confidence, tables, columns, recognized, warnings })
}

fn likeliest(head: &[u8], source: &Source) -> Result<(&'static dyn Format, f64), FileFault> {
    let mut best: Option<(&'static dyn Format, f64)> = None;
    for format in FORMATS {
        let surety = format.sniff(head, source);
        if surety > best.map_or(0.0, |(_, other)| other) {
            best = Some((format, surety));
        }
    }
    best.ok_or_else(|| unknown(head))
}

/// Names the kind of a file that holds no table.
fn unknown(head: &[u8]) -> FileFault {
    let text = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head).trim_ascii_start();
    let starts =
        |mark: &str| text.get(..mark.len()).is_some_and(|t| t.eq_ignore_ascii_case(mark.as_bytes()));
    if starts("<!doctype html") || starts("<html") || starts("<table") {
        return FileFault::OtherKind("HTML".to_owned());
    }
    match infer::get(head) {
        Some(kind) if kind.matcher_type() == infer::MatcherType::Archive && kind.extension() != "pdf" => {
            FileFault::Archive
        }
        Some(kind) => FileFault::OtherKind(kind.extension().to_uppercase()),
        None if starts("<?xml") => FileFault::OtherKind("XML".to_owned()),
        None => FileFault::Unknown,
    }
}

fn ending_warning(format: &dyn Format, source: &Source) -> Option<Warning> {
    let ending = source.ending();
    let is_other = FORMATS.iter().any(|other| other.endings().contains(&ending.as_str()));
    let is_wrong = is_other && !format.endings().contains(&ending.as_str());
    is_wrong.then(|| Warning::WrongEnding { ending, format: format.slug().to_owned() })
}

/// The tables of a file, in its order.
///
/// # Errors
/// The reason why it cannot be read, with the file's name.
pub fn tables(source: &Source, settings: &Settings) -> Result<Vec<Table>, ReadError> {
    let found = || -> Result<Vec<Table>, FileFault> {
        let format = match settings.format.as_str() {
            "" => likeliest(&source.head(HEAD_BYTES)?, source)?.0,
            slug => format_named(slug).ok_or_else(|| FileFault::UnknownFormat(slug.to_owned()))?,
        };
        format.tables(source)
    };
    found().map_err(|fault| source.error(fault))
}

/// Opens a file as the settings say; what they leave open is found out.
///
/// # Errors
/// The reason why it cannot be read, with the file's name.
pub fn open(source: &Source, settings: &Settings) -> Result<Reading, ReadError> {
    open_inside(source, settings).map_err(|fault| source.error(fault))
}

fn open_inside(source: &Source, settings: &Settings) -> Result<Reading, FileFault> {
    let mut settings = settings.clone();
    let format = match settings.format.as_str() {
        "" => likeliest(&source.head(HEAD_BYTES)?, source)?.0,
        slug => format_named(slug).ok_or_else(|| FileFault::UnknownFormat(slug.to_owned()))?,
    };
    settings.format = format.slug().to_owned();
    format.settle(source, &mut settings)?;
    let meter = Meter::default();
    let opened = format.open(source, &settings, &meter)?;
    let file = source.name().to_owned();
    let n_bytes = source.length();
    Ok(Reading { file, n_bytes, meter, columns: opened.columns, rows: Some(opened.rows), last: None })
}

/// A file being read row by row.
pub struct Reading {
    file: String,
    n_bytes: u64,
    meter: Meter,
    columns: Vec<String>,
    rows: Option<Box<dyn Rows>>,
    last: Option<u64>,
}

impl Reading {
    /// Names of the columns, unique, from left to right; a row may have fewer cells or more.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Reads the next row; `false` at the end. Rows come in the file's order, rejected ones among them.
    ///
    /// # Errors
    /// What makes the rest of the file unreadable, with the last row that was read; after it, the end.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        let Some(rows) = &mut self.rows else { return Ok(false) };
        match rows.next(row) {
            Ok(true) => {
                self.last = Some(row.number);
                Ok(true)
            }
            Ok(false) => {
                self.rows = None;
                Ok(false)
            }
            Err(fault) => {
                self.rows = None;
                Err(ReadError { file: self.file.clone(), row: self.last, fault })
            }
        }
    }

    /// How far the file has been read, 0 to 1.
    pub fn ratio(&self) -> f64 {
        (self.meter.bytes() as f64 / self.n_bytes.max(1) as f64).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_kept_for_ever() {
        let slugs: Vec<_> = FORMATS.iter().map(|format| format.slug()).collect();
        let kept = [
            "access",
            "xlsx",
            "ods",
            "xls",
            "vcard",
            "commerceml",
            "json",
            "ndjson",
            "sql_dump",
            "parquet",
            "delimited",
        ];
        assert_eq!(slugs, kept);
    }

    #[test]
    fn every_ending_belongs_to_one_format() {
        let mut endings: Vec<_> = FORMATS.iter().flat_map(|format| format.endings()).collect();
        let n = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), n);
    }

    fn check(name: &str, bytes: &[u8], expected: FileFault) {
        let fault = match Source::bytes(name, bytes).and_then(|source| detect(&source)) {
            Ok(detection) => panic!("{name} was taken for {}", detection.settings.format),
            Err(error) => error.fault,
        };
        assert_eq!(fault, expected, "{name}");
    }

    #[test]
    fn what_is_no_table_is_called_by_its_name() {
        check("empty.csv", b"", FileFault::Empty);
        check("photo.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileFault::OtherKind("PNG".into()));
        check("scan.csv", b"%PDF-1.4\n%\xe2\xe3", FileFault::OtherKind("PDF".into()));
        check("junk.csv", &[0, 1, 2, 3, 0, 7, 8, 9, 0, 200, 0, 0, 1, 0, 5, 5], FileFault::Unknown);
    }
}
