//! The end of a Parquet file: its columns and where the groups of its rows lie.
//!
//! Source: parquet-format, `parquet.thrift`.

use super::thrift::{Taker, Thrift};
use super::{damaged, packed};
use crate::formats::faults::FileFault;
use crate::formats::source::Source;
use std::io::{Read as _, Seek as _, SeekFrom};

/// Bytes of a footer beyond which it is none.
const LONGEST: u64 = 16 << 20;
/// What a Parquet file begins and ends with.
pub(super) const MARK: &[u8; 4] = b"PAR1";

/// What the bytes of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Flag,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    Day,
    /// Moments, so many to a second.
    Moment(i64),
    /// Whole numbers with so many digits behind the point.
    Scaled(u32),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) is_optional: bool,
}

impl Column {
    /// Bytes of one value; `None` where each tells its own.
    pub(super) fn width(&self, physical: i64) -> Option<usize> {
        match physical {
            1 | 4 => Some(4),
            2 | 5 => Some(8),
            _ => None,
        }
    }
}

/// Where one column of a group lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub(super) at: u64,
    pub(super) length: u64,
    pub(super) physical: i64,
    pub(super) is_gzip: bool,
}

/// A group of rows.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) n_rows: u64,
    pub(super) chunks: Vec<Chunk>,
}

/// What a file says of itself.
#[derive(Debug, Clone)]
pub(super) struct Footer {
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group>,
}

/// Reads the end of a file.
pub(super) fn read_footer(source: &Source) -> Result<Footer, FileFault> {
    let mut file = source.open_raw()?;
    let end = source.length().checked_sub(8).ok_or(FileFault::Truncated)?;
    file.seek(SeekFrom::Start(end))?;
    let mut last = [0; 8];
    file.read_exact(&mut last)?;
    let (length, mark) = last.split_at(4);
    if mark != MARK {
        return Err(FileFault::Truncated);
    }
    let length = u64::from(u32::from_le_bytes(length.try_into().unwrap_or_default()));
    let start = end.checked_sub(length).filter(|_| length <= LONGEST).ok_or_else(|| damaged("footer"))?;
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    footer(&Taker { bytes: &bytes }.structure()?)
}

fn footer(file: &Thrift) -> Result<Footer, FileFault> {
    let schema = file.list(2);
    let columns = schema.get(1..).unwrap_or(&[]).iter().map(column).collect::<Result<Vec<_>, _>>()?;
    if columns.is_empty() {
        return Err(FileFault::NoTables);
    }
    let groups = file.list(4).iter().map(|group| group_of(group, &columns));
    Ok(Footer { groups: groups.collect::<Result<_, _>>()?, columns })
}

fn column(element: &Thrift) -> Result<Column, FileFault> {
    let repeated = element.int(3).unwrap_or(0);
    let is_nested = element.int(5).unwrap_or(0) > 0 || repeated == 2;
    let physical = element.int(1).filter(|_| !is_nested).ok_or_else(|| packed("nested"))?;
    let scale = u32::try_from(element.int(7).unwrap_or(0)).ok().filter(|scale| *scale <= 18);
    let scale = scale.ok_or_else(|| damaged("scale"))?;
    let kind = match (physical, element.int(6), unit(element)) {
        (0, ..) => Kind::Flag,
        (1, Some(6), _) => Kind::Day,
        (1 | 2, Some(5), _) => Kind::Scaled(scale),
        (2, _, Some(unit)) => Kind::Moment(unit),
        (2, Some(9), _) => Kind::Moment(1_000),
        (2, Some(10), _) => Kind::Moment(1_000_000),
        (1, ..) => Kind::Int,
        (2, ..) => Kind::Long,
        (4, ..) => Kind::Float,
        (5, ..) => Kind::Double,
        (6, ..) => Kind::Bytes,
        _ => return Err(packed("INT96")),
    };
    let name = element.text(4).unwrap_or_default();
    Ok(Column { name, kind, is_optional: repeated == 1 })
}

/// How many of a moment's unit make a second, as the logical type tells.
fn unit(element: &Thrift) -> Option<i64> {
    let unit = element.field(10)?.field(8)?.field(2)?;
    [(1, 1_000), (2, 1_000_000), (3, 1_000_000_000)]
        .into_iter()
        .find(|(number, _)| unit.field(*number).is_some())
        .map(|(_, unit)| unit)
}

fn group_of(group: &Thrift, columns: &[Column]) -> Result<Group, FileFault> {
    let chunks = group.list(1).iter().map(chunk).collect::<Result<Vec<_>, _>>()?;
    let n_rows = group.int(3).and_then(|n| u64::try_from(n).ok()).ok_or_else(|| damaged("rows"))?;
    if chunks.len() != columns.len() {
        return Err(damaged("columns"));
    }
    Ok(Group { n_rows, chunks })
}

fn chunk(chunk: &Thrift) -> Result<Chunk, FileFault> {
    let about = chunk.field(3).ok_or_else(|| packed("columns elsewhere"))?;
    let number = |field| about.int(field).and_then(|n| u64::try_from(n).ok());
    let is_gzip = match about.int(4) {
        Some(0) => false,
        Some(2) => true,
        Some(1) => return Err(packed("Snappy")),
        Some(6) => return Err(packed("Zstandard")),
        _ => return Err(packed("LZ4, Brotli")),
    };
    let first = number(9).ok_or_else(|| damaged("column"))?;
    // The dictionary, where there is one, lies before the first page.
    let at = number(11).filter(|dictionary| *dictionary > 0 && *dictionary < first).unwrap_or(first);
    let length = number(7).ok_or_else(|| damaged("column"))?;
    let physical = about.int(1).ok_or_else(|| damaged("column"))?;
    Ok(Chunk { at, length, physical, is_gzip })
}
