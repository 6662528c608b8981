//! Access databases (.mdb of Access 97 to 2003, .accdb), read from their pages without Access.

mod definition;
mod pages;
mod rows;
mod values;

use super::faults::FileFault;
use super::header::unique;
use super::settings::{Settings, Table};
use super::source::{Meter, Source};
use super::{Format, Opened, Rows, Warning};
use crate::cells::{Row, Value};
use definition::{Definition, data_pages, read_definition};
use pages::{Pages, is_access};
use rows::TableRows;
use values::is_attachment;

/// The format of Access files.
pub struct Access;

/// The page where the definition of the catalogue begins.
const CATALOGUE: u32 = 2;

/// Table names and the pages of their definitions, in the catalogue's order.
fn catalogue(source: &Source) -> Result<Vec<(String, u32)>, FileFault> {
    let mut pages = Pages::open(source, &Meter::default())?;
    let definition = read_definition(&mut pages, CATALOGUE)?;
    let place = |name: &str| definition.columns.iter().position(|column| column.name == name);
    let (Some(id), Some(name), Some(kind), Some(flags)) =
        (place("Id"), place("Name"), place("Type"), place("Flags"))
    else {
        return Err(pages::damaged("MSysObjects"));
    };
    let data = data_pages(&mut pages, &definition);
    let mut rows = TableRows::new(pages, definition, data);
    let (mut row, mut tables) = (Row::new(), Vec::new());
    while rows.next(&mut row)? {
        let bits = |at: usize| match row.cell(at).value {
            Value::Number(number) => number as i64 as u32,
            _ => 0,
        };
        let is_system = bits(flags) & 0x8000_0002 != 0;
        let called = row.cell(name).text;
        if bits(kind) & 0x7F == 1 && !is_system && !called.starts_with("MSys") && !called.starts_with("~") {
            tables.push((called.to_owned(), bits(id) & 0x00FF_FFFF));
        }
    }
    Ok(tables)
}

fn definitions(source: &Source) -> Result<Vec<(String, Definition)>, FileFault> {
    let mut pages = Pages::open(source, &Meter::default())?;
    let mut found = Vec::new();
    for (name, page) in catalogue(source)? {
        match read_definition(&mut pages, page) {
            Ok(definition) => found.push((name, definition)),
            Err(FileFault::Truncated) => return Err(FileFault::Truncated),
            // One table that cannot be understood leaves the others.
            Err(_) => {}
        }
    }
    if found.is_empty() { Err(FileFault::NoTables) } else { Ok(found) }
}

impl Format for Access {
    fn slug(&self) -> &'static str {
        "access"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mdb", "accdb"]
    }

    fn sniff(&self, head: &[u8], _source: &Source) -> f64 {
        if is_access(head) { 1.0 } else { 0.0 }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        if settings.table.is_none() {
            let tables = definitions(source)?;
            let worth = |definition: &Definition| {
                u64::from(definition.n_rows.min(1_000_000)) * definition.columns.len().min(100) as u64
            };
            let likely = |name: &str| {
                let name = name.to_lowercase();
                [
                    "client",
                    "customer",
                    "contact",
                    "клиент",
                    "контакт",
                    "контрагент",
                    "покупател",
                    "тұтынушы",
                ]
                .iter()
                .any(|word| name.contains(word))
            };
            let best = tables.iter().max_by_key(|(name, definition)| {
                (definition.n_rows > 0 && likely(name), worth(definition))
            });
            settings.table = best.map(|(name, _)| name.clone());
        }
        Ok(None)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        let table = |(name, definition): (String, Definition)| Table {
            name,
            n_rows: Some(u64::from(definition.n_rows)),
            is_hidden: false,
        };
        Ok(definitions(source)?.into_iter().map(table).collect())
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        let wanted = settings.table.as_deref().unwrap_or_default();
        let found = definitions(source)?.into_iter().find(|(name, _)| name == wanted);
        let (_, definition) = found.ok_or_else(|| FileFault::NoSuchTable(wanted.to_owned()))?;
        let mut pages = Pages::open(source, meter)?;
        let data = data_pages(&mut pages, &definition);
        let mut taken = std::collections::HashSet::new();
        let columns =
            definition.columns.iter().map(|c| unique(c.name.trim().to_owned(), &mut taken)).collect();
        let attached: Vec<&str> =
            definition.columns.iter().filter(|c| is_attachment(c.kind)).map(|c| c.name.as_str()).collect();
        let warnings = if attached.is_empty() {
            Vec::new()
        } else {
            vec![Warning::Attachments { columns: attached.join(", ") }]
        };
        Ok(Opened { columns, rows: Box::new(TableRows::new(pages, definition, data)), warnings })
    }
}
