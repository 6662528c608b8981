//! Rows of an answer as text: CSV or JSON, with ids as UUIDs and times as RFC 3339.

use db::{Cell, Db, DbError, QueryLimits, QueryRows, Trouble};
use jiff::Timestamp;
use kernel::RawId;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 with a line of titles; NULL is empty.
    Csv,
    /// One array with an object per row.
    Json,
}

/// Asks a question that may only read, and writes its rows one by one as they come.
///
/// # Errors
/// [`Trouble::Denied`] when it would write, [`Trouble::TooLong`] past the time; an output that is closed early, as by
/// `head`, is no error.
pub fn write_answer(
    db: &Db,
    question: &str,
    limits: QueryLimits,
    format: Format,
    out: &mut dyn Write,
) -> Result<QueryRows, DbError> {
    let mut writer = Writer { out, format, titles: Vec::new(), n_rows: 0, is_closed: false };
    let asked = db.question(question, limits, |columns, cells| writer.row(columns, &cells));
    if writer.is_closed {
        return Ok(QueryRows { columns: writer.titles, n_rows: writer.n_rows, is_cut: false });
    }
    let rows = asked?;
    match writer.end(&rows.columns) {
        Err(_) if writer.is_closed => Ok(rows),
        ended => ended.map(|()| rows),
    }
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    format: Format,
    titles: Vec<String>,
    n_rows: usize,
    is_closed: bool,
}

impl Writer<'_> {
    fn begin(&mut self, columns: &[String]) -> Result<(), DbError> {
        self.titles = told_apart(columns);
        match self.format {
            Format::Csv => {
                let line = self.titles.iter().map(|title| quoted(title)).collect::<Vec<_>>().join(",");
                self.put(&format!("{line}\r\n"))
            }
            Format::Json => self.put("["),
        }
    }

    fn row(&mut self, columns: &[String], cells: &[Cell]) -> Result<(), DbError> {
        if self.n_rows == 0 {
            self.begin(columns)?;
        }
        let named = columns.iter().zip(cells);
        let text = match self.format {
            Format::Csv => {
                let line: Vec<_> = named.map(|(column, cell)| csv(&shown(column, cell))).collect();
                format!("{}\r\n", line.join(","))
            }
            Format::Json => {
                let titles = self.titles.iter().zip(named);
                let members: Vec<_> = titles
                    .map(|(title, (column, cell))| {
                        format!("{}:{}", serde_json::json!(title), shown(column, cell))
                    })
                    .collect();
                format!("{}\n{{{}}}", if self.n_rows > 0 { "," } else { "" }, members.join(","))
            }
        };
        self.n_rows += 1;
        self.put(&text)
    }

    fn end(&mut self, columns: &[String]) -> Result<(), DbError> {
        if self.n_rows == 0 {
            self.begin(columns)?;
        }
        if self.format == Format::Json { self.put("\n]\n") } else { Ok(()) }
    }

    fn put(&mut self, text: &str) -> Result<(), DbError> {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.is_closed = error.kind() == ErrorKind::BrokenPipe;
            DbError { trouble: Trouble::Other, detail: error.to_string() }
        })
    }
}

/// Titles that occur again get a number, so that no member of an object hides another.
fn told_apart(columns: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let titled = columns.iter().map(|column| {
        let n = seen.entry(column).and_modify(|n| *n += 1).or_insert(1);
        if *n == 1 { column.clone() } else { format!("{column}_{n}") }
    });
    titled.collect()
}

/// A value as JSON: ids as UUIDs, times as RFC 3339 in UTC, other bytes as hexadecimal digits.
fn shown(column: &str, cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Null => serde_json::Value::Null,
        Cell::Int(ms) if is_moment(column) => Timestamp::from_millisecond(*ms)
            .map_or_else(|_| (*ms).into(), |moment| moment.to_string().into()),
        Cell::Int(n) => (*n).into(),
        Cell::Real(n) => (*n).into(),
        Cell::Text(text) => text.as_str().into(),
        Cell::Bool(is) => (*is).into(),
        Cell::Id(id) => id.to_string().into(),
        Cell::Bytes(bytes) => match RawId::from_slice(bytes) {
            Ok(id) if is_id(column, id) => id.to_string().into(),
            _ => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
        },
    }
}

fn is_moment(column: &str) -> bool {
    column == "at" || column.ends_with("_at")
}

/// SQLite keeps ids as 16 bytes: told by the column's name, or by being a UUIDv7 of our time.
fn is_id(column: &str, id: RawId) -> bool {
    let (years, _) = id.as_u64_pair();
    let is_of_our_time = (1_000_000_000_000..4_000_000_000_000).contains(&(years >> 16));
    column == "id" || column.ends_with("_id") || (id.get_version_num() == 7 && is_of_our_time)
}

fn csv(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A text as a cell of CSV; an empty one is told from NULL by its quotes.
fn quoted(text: &str) -> String {
    if text.is_empty() || text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::{DatabaseUrl, Options, params};

    fn fill(db: &Db) {
        let setting = kernel::Setting::real();
        db::migrate(db, setting.now()).unwrap();
        db.write(|tx| {
            let id: RawId = "0197a3c0-0000-7000-8000-000000000001".parse().unwrap();
            tx.execute(
                "INSERT INTO jobs (id, kind, payload, state, run_at, n_attempts, max_attempts, n_done,
                                   is_stop_requested, created_at, message)
                 VALUES ($1, 'a,b', '', 'done', 1767225600123, 2, 3, 0, $2, 0, $3)",
                params![id, false, "say \"so\""],
            )
        })
        .unwrap();
    }

    fn answer(db: &Db, question: &str, format: Format) -> String {
        let mut out = Vec::new();
        write_answer(db, question, QueryLimits::default(), format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn story(db: &Db) {
        fill(db);
        let question = "SELECT id, kind, payload, run_at, n_attempts AS n, n_total AS n, message FROM jobs";
        assert_eq!(
            answer(db, question, Format::Csv),
            "id,kind,payload,run_at,n,n_2,message\r\n\
             0197a3c0-0000-7000-8000-000000000001,\"a,b\",\"\",2026-01-01T00:00:00.123Z,2,,\"say \"\"so\"\"\"\r\n"
        );
        let json: serde_json::Value = serde_json::from_str(&answer(db, question, Format::Json)).unwrap();
        assert_eq!(
            json,
            serde_json::json!([{ "id": "0197a3c0-0000-7000-8000-000000000001", "kind": "a,b", "payload": "",
                "run_at": "2026-01-01T00:00:00.123Z", "n": 2, "n_2": null, "message": "say \"so\"" }])
        );
        assert_eq!(answer(db, "SELECT id FROM jobs WHERE n_attempts = 9", Format::Json), "[\n]\n");
        assert_eq!(answer(db, "SELECT id FROM jobs WHERE n_attempts = 9", Format::Csv), "id\r\n");
        let mut out = Vec::new();
        let refused = write_answer(db, "DELETE FROM jobs", QueryLimits::default(), Format::Csv, &mut out);
        assert_eq!(refused.unwrap_err().trouble, Trouble::Denied);
    }

    #[test]
    fn answers_read_the_same_on_both_databases() {
        let folder = tempfile::tempdir().unwrap();
        story(&Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap());
        match testbase::url_for_test("answers") {
            Ok(database) => {
                story(&Db::open(&DatabaseUrl::Postgres(database.url.clone()), Options::default()).unwrap());
            }
            Err(why) => eprintln!("skipped on PostgreSQL: {why}"),
        }
    }

    /// A reader that has seen enough.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_has_seen_enough_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        fill(&db);
        let limits = QueryLimits::default();
        assert!(write_answer(&db, "SELECT id FROM jobs", limits, Format::Csv, &mut Closed).is_ok());
    }
}
