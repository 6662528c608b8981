//! Parquet: flat tables whose columns lie apart, group of rows by group, as analysts and our own exports write them.
//!
//! Read are plain values and dictionaries, not packed or packed by gzip; what is packed otherwise is told by its name.

mod footer;
mod pages;
mod thrift;

use std::io::{Read as _, Seek as _, SeekFrom};

use super::faults::FileFault;
use super::header::unique;
use super::limits::{COLUMNS, WHOLE_BYTES};
use super::settings::{Settings, Table};
use super::source::{Meter, ReadSeek, Source};
use super::{Format, Opened, Rows};
use crate::cells::Row;
use footer::{Footer, MARK, read_footer};
use pages::Cells;

/// The columnar format of Apache Parquet.
pub struct Parquet;

/// Cells of one group of rows that are held in memory; other programs put a million rows into one.
const GROUP_CELLS: u64 = 16 << 20;

fn damaged(part: &str) -> FileFault {
    FileFault::Damaged(part.to_owned())
}

fn packed(way: &str) -> FileFault {
    FileFault::Packed(way.to_owned())
}

impl Format for Parquet {
    fn slug(&self) -> &'static str {
        "parquet"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["parquet"]
    }

    fn sniff(&self, head: &[u8], _: &Source) -> f64 {
        if head.starts_with(MARK) { 1.0 } else { 0.0 }
    }

    fn settle(&self, _: &Source, _: &mut Settings) -> Result<Option<f64>, FileFault> {
        Ok(None)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        let n_rows = read_footer(source)?.groups.iter().map(|group| group.n_rows).sum();
        Ok(vec![Table { name: String::new(), n_rows: Some(n_rows), is_hidden: false }])
    }

    fn open(&self, source: &Source, _: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        let footer = read_footer(source)?;
        if footer.columns.len() > COLUMNS {
            return Err(damaged("columns"));
        }
        let mut taken = std::collections::HashSet::new();
        let columns = footer.columns.iter().map(|column| unique(column.name.clone(), &mut taken)).collect();
        let rows = GroupRows {
            file: source.open_raw()?,
            length: source.length(),
            footer,
            meter: meter.clone(),
            n_groups: 0,
            group: Vec::new(),
            place: 0,
            n_rows: 0,
            number: 0,
        };
        Ok(Opened { columns, rows: Box::new(rows), warnings: Vec::new() })
    }
}

/// Streams rows, one group of them in memory.
struct GroupRows {
    file: Box<dyn ReadSeek>,
    length: u64,
    footer: Footer,
    meter: Meter,
    /// Groups read so far.
    n_groups: usize,
    group: Vec<Cells>,
    place: usize,
    n_rows: usize,
    number: u64,
}

impl GroupRows {
    /// Goes to the next group; `false` at the end.
    fn turn(&mut self) -> Result<bool, FileFault> {
        let Some(group) = self.footer.groups.get(self.n_groups) else { return Ok(false) };
        self.group.clear();
        if group.n_rows.saturating_mul(group.chunks.len() as u64) > GROUP_CELLS {
            return Err(packed("row group"));
        }
        for (column, chunk) in self.footer.columns.iter().zip(&group.chunks) {
            if chunk.at.checked_add(chunk.length).is_none_or(|end| end > self.length) {
                return Err(FileFault::Truncated);
            }
            if chunk.length > WHOLE_BYTES {
                return Err(FileFault::Bomb);
            }
            self.file.seek(SeekFrom::Start(chunk.at))?;
            let mut bytes = Vec::new();
            (&mut self.file).take(chunk.length).read_to_end(&mut bytes)?;
            self.group.push(pages::cells(column, chunk, group.n_rows, &bytes)?);
            self.meter.set(chunk.at + chunk.length);
        }
        (self.place, self.n_rows) = (0, usize::try_from(group.n_rows).unwrap_or(usize::MAX));
        self.n_groups += 1;
        Ok(true)
    }
}

impl Rows for GroupRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        row.clear();
        while self.place >= self.n_rows {
            if !self.turn()? {
                return Ok(false);
            }
        }
        for cells in &self.group {
            let (value, text) = cells.at(self.place);
            row.push(value, text);
        }
        self.place += 1;
        self.number += 1;
        row.number = self.number;
        Ok(true)
    }
}
