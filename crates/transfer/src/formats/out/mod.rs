//! The family of formats that lists go out in; each file here is one of them and knows all of it.
//!
//! Rows are written as they come, in flat memory; what is written here reads back the same through `formats`.

mod csv;
mod ndjson;
mod ods;
mod parquet;
mod parquet_thrift;
mod vcard;
mod xlsx;

use std::io::Write;

use super::exports::Meaning;
use super::faults::Explained;
use crate::cells::Row;

/// One column of a list that goes out.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading, unique in the list.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// What it means, for formats with places of their own for names, phones and the like.
    pub meaning: Option<Meaning>,
}

impl Column {
    /// A column of text without a known meaning.
    pub fn text(name: &str) -> Column {
        Column { name: name.to_owned(), kind: ColumnKind::Text, meaning: None }
    }
}

/// What the cells of a column are; an empty one may stand anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Sums with two digits behind the point.
    Money,
    /// Days.
    Date,
    /// Days with times.
    DateTime,
    /// Yes or no.
    Bool,
}

/// How a list is to be written.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// Language of the reader: `ru`, `kk` or `en`; it decides separators in text for spreadsheets.
    pub language: String,
    /// Name of the sheet, where there is one.
    pub title: String,
    /// Who took the list and when, in words; where the format has a place for it that is no row.
    pub mark: String,
    /// Folder for temporary files, where the format needs them; the system's if none.
    pub scratch: Option<std::path::PathBuf>,
}

/// Why a list cannot be written.
#[derive(Debug)]
pub enum WriteError {
    /// There is no room left.
    DiskFull,
    /// The system refuses; with what it says.
    Io(String),
    /// More columns than the format has room for.
    TooManyColumns(usize),
}

impl Explained for WriteError {
    fn key(&self) -> &'static str {
        match self {
            WriteError::DiskFull => "transfer-write-disk-full",
            WriteError::Io(_) => "transfer-write-io",
            WriteError::TooManyColumns(_) => "transfer-write-too-many-columns",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            WriteError::DiskFull => Vec::new(),
            WriteError::Io(detail) => vec![("detail", detail.clone())],
            WriteError::TooManyColumns(limit) => vec![("limit", limit.to_string())],
        }
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for WriteError {}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> WriteError {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => WriteError::DiskFull,
            _ => WriteError::Io(error.to_string()),
        }
    }
}

/// Takes rows and writes them.
pub trait RowSink: Send {
    /// Writes one row, whose cells stand in the order of the columns.
    ///
    /// # Errors
    /// What keeps it from being written; nothing more can be written after it.
    fn row(&mut self, row: &Row) -> Result<(), WriteError>;
    /// Writes what is left and ends the file.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn finish(self: Box<Self>) -> Result<Written, WriteError>;
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows without the heading.
    pub n_rows: u64,
    /// Cells cut because the format has no room for so long a text.
    pub n_cut: u64,
}

/// Where a list is written to.
pub type Output = Box<dyn Write + Send>;

/// Stands for what a contact point is for where nobody said.
pub const UNSAID: &str = "other";

/// One format that lists go out in.
pub trait Target: Sync {
    /// Its name in settings, for ever; also the usual ending of a file's name.
    fn slug(&self) -> &'static str;
    /// Media type for the answer of a server.
    fn media_type(&self) -> &'static str;
    /// Whether programs read it rather than people: then columns are called by their slugs.
    fn is_for_programs(&self) -> bool {
        false
    }
    /// Whether it has room for what each contact point is for: then a column of [`Meaning::PointType`] stands behind each
    /// column of contact points, with as many parts, [`UNSAID`] where it is not said.
    fn tells_purposes(&self) -> bool {
        false
    }
    /// Begins a file with its heading.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        writing: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError>;
}

/// Every target, in the order offered.
pub const TARGETS: [&dyn Target; 6] =
    [&csv::Csv, &xlsx::Xlsx, &ods::Ods, &vcard::VCard, &ndjson::NdJson, &parquet::Parquet];

/// The target with this slug.
pub fn target_named(slug: &str) -> Option<&'static dyn Target> {
    TARGETS.into_iter().find(|target| target.slug() == slug)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::cells::Value;
    use crate::formats::{Settings, Source, detect, open};

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

    fn columns() -> Vec<Column> {
        let column = |name: &str, kind, meaning| Column { name: name.to_owned(), kind, meaning };
        vec![
            column("ФИО", ColumnKind::Text, Some(Meaning::FullName)),
            column("Телефон", ColumnKind::Text, Some(Meaning::Phone)),
            column("Заметка", ColumnKind::Text, Some(Meaning::Note)),
            column("Сумма", ColumnKind::Money, None),
            column("День рождения", ColumnKind::Date, Some(Meaning::Birthday)),
            column("Создан", ColumnKind::DateTime, None),
            column("VIP", ColumnKind::Bool, None),
            column("Код", ColumnKind::Text, None),
        ]
    }

    fn sample() -> Vec<Row> {
        let lines = [
            ("Әлия О'Нил", "+7 701 123-45-67", "=1+1", 1234.5, "007"),
            ("ТОО \"Ромашка\"; юг, север", "'+7 702", "две\nстроки", -5.0, "-3"),
            ("Иванов, Иван", "", "' кавычка \t таб", 0.0, "@x"),
        ];
        let row = |(name, phone, note, sum, code): (&str, &str, &str, f64, &str)| {
            let mut row = Row::new();
            row.push_text(name);
            row.push_text(phone);
            row.push_text(note);
            row.push_number(sum);
            row.push_date(jiff::civil::date(1990, 2, 28));
            row.push_datetime(jiff::civil::date(2025, 1, 2).at(3, 4, 5, 0));
            row.push_bool(true);
            row.push_text(code);
            row
        };
        lines.into_iter().map(row).collect()
    }

    fn written(target: &dyn Target, language: &str) -> Vec<u8> {
        let memory = Memory::default();
        let writing =
            Writing {
                language: language.to_owned(), title: "Клиенты".to_owned(), ..Writing::default()
            };
        let mut sink = target.begin(Box::new(memory.clone()), &columns(), &writing).unwrap();
        for row in sample() {
            sink.row(&row).unwrap();
        }
        assert_eq!(sink.finish().unwrap().n_rows, 3);
        memory.0.lock().unwrap().clone()
    }

    fn says(value: Value, text: &str) -> String {
        match value {
            Value::Bool(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            _ => crate::cells_numbers::number_in(text)
                .map_or_else(|| text.to_owned(), |number| number.to_string()),
        }
    }

    #[test]
    fn what_goes_out_comes_back_the_same() {
        for (slug, language) in
            [("csv", "ru"), ("csv", "en"), ("xlsx", "ru"), ("ods", "kk"), ("ndjson", "en")]
        {
            let bytes = written(target_named(slug).unwrap(), language);
            let source = Source::bytes(&format!("list.{slug}"), &bytes).unwrap();
            let mut reading = open(&source, &Settings::default()).unwrap();
            let names: Vec<_> = columns().into_iter().map(|column| column.name).collect();
            assert_eq!(reading.columns(), names, "{slug}");
            let mut row = Row::new();
            for expected in sample() {
                assert!(reading.next(&mut row).unwrap());
                let found: Vec<_> =
                    (0..names.len()).map(|at| says(row.cell(at).value, row.cell(at).text)).collect();
                let wanted: Vec<_> = expected.cells().map(|cell| says(cell.value, cell.text)).collect();
                assert_eq!(found, wanted, "{slug} {language}");
            }
            assert!(!reading.next(&mut row).unwrap());
        }
    }

    #[test]
    fn cards_come_back_with_every_field() {
        let bytes = written(target_named("vcf").unwrap(), "ru");
        let source = Source::bytes("list.vcf", &bytes).unwrap();
        let detection = detect(&source).unwrap();
        for name in ["FN", "TEL", "NOTE", "BDAY", "Сумма", "Создан", "VIP", "Код"] {
            assert!(
                detection.columns.iter().any(|column| column == name),
                "{name} {:?}",
                detection.columns
            );
        }
    }

    #[test]
    fn cells_that_look_like_formulas_are_made_safe_for_spreadsheets() {
        let text = String::from_utf8(written(target_named("csv").unwrap(), "ru")).unwrap();
        for safe in ["'=1+1", "'+7 701 123-45-67", "''+7 702", "'-3", "'@x"] {
            assert!(text.contains(&format!(";{safe}")), "{safe} in {text}");
        }
        assert!(text.contains(";-5;"), "a true number stays one: {text}");
    }

    #[test]
    fn slugs_are_kept_for_ever() {
        let slugs: Vec<_> = TARGETS.iter().map(|target| target.slug()).collect();
        assert_eq!(slugs, ["csv", "xlsx", "ods", "vcf", "ndjson", "parquet"]);
    }

    #[test]
    fn a_full_disk_is_called_so() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        for target in TARGETS {
            let ended =
                target.begin(Box::new(Full), &columns(), &Writing::default()).and_then(|mut sink| {
                    sink.row(&sample()[0])?;
                    sink.finish()
                });
            assert!(matches!(ended, Err(WriteError::DiskFull)), "{} {ended:?}", target.slug());
        }
    }
}
