//! A table's definition: its columns and the pages that hold its rows.

use super::pages::{Generation, Pages, damaged, u16_at, u24_at, u32_at};
use super::values::decode_text;
use crate::formats::faults::FileFault;

/// One column as its definition tells.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub name: String,
    pub kind: u8,
    /// Number in the null mask.
    pub number: u16,
    /// Place among the columns of varying length.
    pub var_place: u16,
    /// Offset among the columns of fixed length.
    pub fixed_offset: u16,
    pub is_fixed: bool,
    pub scale: u8,
}

/// A table's definition.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub columns: Vec<Column>,
    pub n_rows: u32,
    pub has_var: bool,
    /// The page of the definition, which owns the data pages.
    pub page: u32,
    usage: (u32, u8),
}

/// Places that differ between the generations.
struct Layout {
    n_rows: usize,
    n_var: usize,
    n_columns: usize,
    n_indexes: usize,
    usage: usize,
    indexes: usize,
    index_size: usize,
    column_size: usize,
}

fn layout(generation: Generation) -> Layout {
    match generation {
        Generation::Jet3 => Layout {
            n_rows: 12,
            n_var: 23,
            n_columns: 25,
            n_indexes: 31,
            usage: 35,
            indexes: 43,
            index_size: 8,
            column_size: 18,
        },
        Generation::Jet4 => Layout {
            n_rows: 16,
            n_var: 43,
            n_columns: 45,
            n_indexes: 51,
            usage: 55,
            indexes: 63,
            index_size: 12,
            column_size: 25,
        },
    }
}

/// Reads the definition that begins on a page.
pub(crate) fn read_definition(pages: &mut Pages, page: u32) -> Result<Definition, FileFault> {
    let bytes = chained(pages, page)?;
    parse(&bytes, page, pages).ok_or_else(|| damaged("table"))
}

/// The definition's pages put together, each without its own head.
fn chained(pages: &mut Pages, page: u32) -> Result<Vec<u8>, FileFault> {
    let mut bytes = pages.read(page)?;
    if bytes.first() != Some(&2) {
        return Err(damaged("table"));
    }
    let mut next = u32_at(&bytes, 4).unwrap_or(0);
    for _ in 0..1000 {
        if next == 0 {
            break;
        }
        let more = pages.read(next)?;
        next = u32_at(&more, 4).unwrap_or(0);
        bytes.extend_from_slice(more.get(8..).unwrap_or(&[]));
    }
    Ok(bytes)
}

fn parse(bytes: &[u8], page: u32, pages: &Pages) -> Option<Definition> {
    let layout = layout(pages.generation);
    let n_columns = usize::from(u16_at(bytes, layout.n_columns)?);
    let n_indexes = usize::try_from(u32_at(bytes, layout.n_indexes)?).ok()?;
    let first = layout.indexes.checked_add(n_indexes.checked_mul(layout.index_size)?)?;
    let mut at = first.checked_add(n_columns * layout.column_size)?;
    if n_columns > 4096 || at > bytes.len() {
        return None;
    }
    let mut columns = Vec::new();
    for place in 0..n_columns {
        let entry = bytes.get(first + place * layout.column_size..)?;
        let (name, used) = column_name(bytes.get(at..)?, pages)?;
        at += used;
        columns.push(parse_column(entry, name, pages.generation)?);
    }
    columns.sort_by_key(|(order, _)| *order);
    Some(Definition {
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        n_rows: u32_at(bytes, layout.n_rows)?,
        has_var: u16_at(bytes, layout.n_var)? > 0,
        page,
        usage: (u24_at(bytes, layout.usage + 1)?, *bytes.get(layout.usage)?),
    })
}

fn column_name(bytes: &[u8], pages: &Pages) -> Option<(String, usize)> {
    let (n, head) = match pages.generation {
        Generation::Jet3 => (usize::from(*bytes.first()?), 1),
        Generation::Jet4 => (usize::from(u16_at(bytes, 0)?), 2),
    };
    Some((decode_text(bytes.get(head..head + n)?, pages.generation, pages.code_page), head + n))
}

fn parse_column(entry: &[u8], name: String, generation: Generation) -> Option<(u16, Column)> {
    let places = match generation {
        Generation::Jet3 => [1, 3, 5, 13, 14, 10],
        Generation::Jet4 => [5, 7, 9, 15, 21, 12],
    };
    let [number, var_place, order, flags, fixed_offset, scale] = places;
    let column = Column {
        name,
        kind: *entry.first()?,
        number: u16_at(entry, number)?,
        var_place: u16_at(entry, var_place)?,
        fixed_offset: u16_at(entry, fixed_offset)?,
        is_fixed: entry.get(flags)? & 1 != 0,
        scale: *entry.get(scale)?,
    };
    Some((u16_at(entry, order)?, column))
}

/// Pages that may hold rows of a table.
pub(crate) struct DataPages {
    /// In order: from the table's usage map, or every page if that is damaged.
    pub(crate) numbers: Vec<u32>,
    /// Whether some of them, or the map, lie behind the end of the file.
    pub(crate) are_cut: bool,
}

/// The pages of a table.
pub(crate) fn data_pages(pages: &mut Pages, definition: &Definition) -> DataPages {
    let (page, place) = definition.usage;
    let map = pages.row(page, place).ok();
    match map.and_then(|map| mapped_pages(pages, &map)) {
        Some(mut numbers) => {
            let n_mapped = numbers.len();
            numbers.retain(|page| *page > 0 && *page < pages.n_pages);
            DataPages { are_cut: numbers.len() < n_mapped, numbers }
        }
        None => DataPages { numbers: (1..pages.n_pages).collect(), are_cut: true },
    }
}

fn mapped_pages(pages: &mut Pages, map: &[u8]) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    match map.first()? {
        0 => add_bits(map.get(5..)?, u32_at(map, 1)?, &mut found),
        1 => {
            let bits_per_page = u32::try_from((pages.generation.page_size() - 4) * 8).ok()?;
            for (at, pointer) in map.get(1..)?.chunks_exact(4).enumerate() {
                let page = u32_at(pointer, 0)?;
                if page != 0 {
                    let bits = pages.read(page).ok()?;
                    let start = u32::try_from(at).ok()?.checked_mul(bits_per_page)?;
                    add_bits(bits.get(4..)?, start, &mut found);
                }
            }
        }
        _ => return None,
    }
    Some(found)
}

fn add_bits(bits: &[u8], start: u32, found: &mut Vec<u32>) {
    let mut page = start;
    for byte in bits {
        found.extend((0..8).filter(|bit| byte >> bit & 1 == 1).map(|bit| page.saturating_add(bit)));
        page = page.saturating_add(8);
    }
}
