//! Dumps of a shop's database (mysqldump, OpenCart, phpMyAdmin): the rows of its INSERT statements as tables.

mod scan;

use super::delimited::{is_text, settle_encoding};
use super::faults::FileFault;
use super::settings::{Settings, Table};
use super::source::{Meter, Source};
use super::sparse::{Record, Records, lay_out};
use super::{Format, Opened};
use crate::cells::Value;
use crate::text::encoding_named;
use crate::text_decoding::Utf8Reader;
use scan::{Literal, Scanner};

/// The format of SQL dumps.
pub struct SqlDump;

type Input = Utf8Reader<Box<dyn std::io::Read + Send>>;

fn scanner(source: &Source, settings: &Settings, meter: &Meter) -> Result<Scanner<Input>, FileFault> {
    let name = settings.encoding.as_deref().unwrap_or("UTF-8");
    let encoding = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?;
    Ok(Scanner::new(Utf8Reader::new(source.open(meter)?, encoding)))
}

struct Inserted {
    scanner: Scanner<Input>,
    table: String,
    row: Vec<Literal>,
    number: u64,
}

impl Records for Inserted {
    fn next(&mut self, record: &mut Record) -> Result<bool, FileFault> {
        while self.scanner.next(&mut self.row)? {
            if self.scanner.table != self.table {
                continue;
            }
            self.number += 1;
            record.number = self.number;
            for (at, literal) in self.row.iter().enumerate() {
                let fallback = || format!("Column {}", at + 1);
                let name = self.scanner.columns.get(at).cloned().unwrap_or_else(fallback);
                let value = if literal.text.is_empty() { Value::Empty } else { literal.value };
                record.add(&name, value, &literal.text);
            }
            return Ok(true);
        }
        Ok(false)
    }
}

/// Tables with the number of rows inserted, in the order of the dump.
fn count(source: &Source) -> Result<Vec<Table>, FileFault> {
    let mut settings = Settings::default();
    settle_encoding(source, &mut settings)?;
    let mut scanner = scanner(source, &settings, &Meter::default())?;
    let (mut row, mut tables) = (Vec::new(), Vec::<Table>::new());
    loop {
        match scanner.next(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) if !tables.is_empty() => break,
            Err(fault) => return Err(fault),
        }
        let n_tables = tables.len();
        match tables.iter_mut().rev().find(|table| table.name == scanner.table) {
            Some(table) => table.n_rows = table.n_rows.map(|n| n + 1),
            None if n_tables > 10_000 => return Err(FileFault::Damaged("INSERT".to_owned())),
            None => tables.push(Table { name: scanner.table.clone(), n_rows: Some(1), is_hidden: false }),
        }
    }
    if tables.is_empty() { Err(FileFault::NoTables) } else { Ok(tables) }
}

/// How likely a table is what a person wants, by the end of its name; higher is likelier.
fn worth(name: &str) -> usize {
    let wanted = [
        "product_description",
        "order_product",
        "product",
        "order",
        "user",
        "users",
        "contact",
        "customer",
    ];
    wanted.iter().position(|end| name == *end || name.ends_with(&format!("_{end}"))).map_or(0, |at| at + 1)
}

impl Format for SqlDump {
    fn slug(&self) -> &'static str {
        "sql_dump"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["sql"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        if !is_text(head) {
            return 0.0;
        }
        let text = String::from_utf8_lossy(head).to_uppercase();
        let starts =
            ["--", "/*", "SET", "INSERT INTO", "CREATE TABLE", "DROP TABLE", "BEGIN", "START", "USE "];
        let begins =
            starts.iter().any(|start| text.trim_start_matches('\u{feff}').trim_start().starts_with(start));
        let has_rows = text.contains("INSERT INTO") || text.contains("CREATE TABLE");
        match (begins && has_rows, source.ending() == "sql") {
            (true, true) => 1.0,
            (true, false) => 0.8,
            (false, true) => 0.35,
            (false, false) => 0.0,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        let surety = settle_encoding(source, settings)?;
        if settings.table.is_none() {
            let tables = count(source)?;
            let best = tables.iter().max_by_key(|table| (worth(&table.name), table.n_rows));
            settings.table = best.map(|table| table.name.clone());
        }
        Ok(surety)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        count(source)
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        let table = settings.table.clone().unwrap_or_default();
        if !count(source)?.iter().any(|known| known.name == table) {
            return Err(FileFault::NoSuchTable(table));
        }
        let inserted = |meter: &Meter| -> Result<Inserted, FileFault> {
            let scanner = scanner(source, settings, meter)?;
            Ok(Inserted { scanner, table: table.clone(), row: Vec::new(), number: 0 })
        };
        lay_out(Box::new(inserted(&Meter::default())?), Box::new(inserted(meter)?), &[])
    }
}
