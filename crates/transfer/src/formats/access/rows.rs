//! The rows of one table, page by page.

use super::definition::{Column, DataPages, Definition};
use super::pages::{Generation, Pages, Slot, n_rows, slot_at, u16_at, u24_at, u32_at};
use super::values::{is_bool, push_value};
use crate::cells::Row;
use crate::formats::Rows;
use crate::formats::faults::{FileFault, RowFault};

/// Streams a table's rows in the order of its pages.
pub(crate) struct TableRows {
    pub(crate) pages: Pages,
    pub(crate) definition: Definition,
    /// Pages still to be read, the next one last.
    pub(crate) left: Vec<u32>,
    page: Vec<u8>,
    place: u16,
    number: u64,
    are_cut: bool,
}

impl TableRows {
    pub(crate) fn new(pages: Pages, definition: Definition, data: DataPages) -> TableRows {
        let DataPages { numbers: mut left, are_cut } = data;
        left.reverse();
        TableRows { pages, definition, left, page: Vec::new(), place: 0, number: 0, are_cut }
    }

    /// Whether the file ends before all the rows were met that the table says it has.
    fn breaks_off(&self) -> bool {
        self.are_cut && self.number < u64::from(self.definition.n_rows)
    }

    /// Goes to the next page of this table; `false` at the end.
    fn turn(&mut self) -> Result<bool, FileFault> {
        while let Some(number) = self.left.pop() {
            let page = self.pages.read(number)?;
            let is_own = page.first() == Some(&1) && u32_at(&page, 4) == Some(self.definition.page);
            if is_own {
                self.page = page;
                self.place = 0;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn give(&mut self, slot: Slot, row: &mut Row) {
        let bytes = if slot.is_pointer {
            let place = self.page.get(slot.start).copied();
            let page = u24_at(&self.page, slot.start + 1);
            place.zip(page).and_then(|(place, page)| self.pages.row(page, place).ok())
        } else {
            self.page.get(slot.start..slot.end).map(<[u8]>::to_vec)
        };
        let cracked = bytes
            .as_deref()
            .and_then(|bytes| Cracked::of(bytes, self.pages.generation, self.definition.has_var));
        match cracked {
            Some(cracked) => {
                for column in &self.definition.columns {
                    push_column(row, column, &cracked, &mut self.pages);
                }
            }
            None => row.reject(RowFault::Damaged, ""),
        }
    }
}

impl Rows for TableRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        row.clear();
        loop {
            if self.page.is_empty() || self.place >= n_rows(&self.page, self.pages.generation) {
                if !self.turn()? {
                    return if self.breaks_off() { Err(FileFault::Truncated) } else { Ok(false) };
                }
                continue;
            }
            let slot = slot_at(&self.page, self.pages.generation, self.place);
            self.place += 1;
            if slot.is_some_and(|slot| slot.is_deleted) {
                continue;
            }
            self.number += 1;
            row.number = self.number;
            match slot {
                Some(slot) => self.give(slot, row),
                None => row.reject(RowFault::Damaged, ""),
            }
            return Ok(true);
        }
    }
}

fn push_column(row: &mut Row, column: &Column, cracked: &Cracked<'_>, pages: &mut Pages) {
    let is_set = cracked.is_set(column.number);
    if is_bool(column.kind) {
        return row.push_bool(is_set);
    }
    match is_set.then(|| cracked.bytes_of(column)).flatten() {
        Some(bytes) => push_value(row, column, bytes, pages),
        None => row.push_empty(),
    }
}

/// A row taken apart into its null mask and the ends of its varying columns.
struct Cracked<'a> {
    bytes: &'a [u8],
    n_columns: u16,
    mask: &'a [u8],
    var_offsets: Vec<usize>,
    fixed_start: usize,
}

impl<'a> Cracked<'a> {
    fn of(bytes: &'a [u8], generation: Generation, has_var: bool) -> Option<Cracked<'a>> {
        let (n_columns, fixed_start) = match generation {
            Generation::Jet3 => (u16::from(*bytes.first()?), 1),
            Generation::Jet4 => (u16_at(bytes, 0)?, 2),
        };
        let mask_at = bytes.len().checked_sub(usize::from(n_columns).div_ceil(8))?;
        let mask = bytes.get(mask_at..)?;
        let var_offsets = match generation {
            _ if !has_var => Vec::new(),
            Generation::Jet3 => var_offsets_short(bytes, mask_at)?,
            Generation::Jet4 => var_offsets_long(bytes, mask_at)?,
        };
        Some(Cracked { bytes, n_columns, mask, var_offsets, fixed_start })
    }

    fn is_set(&self, number: u16) -> bool {
        number < self.n_columns
            && self.mask.get(usize::from(number / 8)).is_some_and(|byte| byte >> (number % 8) & 1 == 1)
    }

    fn bytes_of(&self, column: &Column) -> Option<&'a [u8]> {
        if column.is_fixed {
            return self.bytes.get(self.fixed_start + usize::from(column.fixed_offset)..);
        }
        let place = usize::from(column.var_place);
        let (start, end) = (*self.var_offsets.get(place)?, *self.var_offsets.get(place + 1)?);
        self.bytes.get(start..end)
    }
}

/// Before the mask: the number of varying columns, then their offsets and the end, backwards.
fn var_offsets_long(bytes: &[u8], mask_at: usize) -> Option<Vec<usize>> {
    let n = usize::from(u16_at(bytes, mask_at.checked_sub(2)?)?);
    let offset = |at: usize| u16_at(bytes, mask_at.checked_sub(4 + 2 * at)?).map(usize::from);
    (0..=n).map(offset).collect()
}

/// The same with offsets of one byte and a table of the places where they pass 256.
fn var_offsets_short(bytes: &[u8], mask_at: usize) -> Option<Vec<usize>> {
    let at = mask_at.checked_sub(1)?;
    let n = usize::from(*bytes.get(at)?);
    let mut n_jumps = bytes.len().checked_sub(1)? / 256;
    let table = at.checked_sub(n_jumps + 1)?;
    if table.checked_sub(n)? / 256 < n_jumps {
        n_jumps -= 1;
    }
    let mut used = 0;
    (0..=n)
        .map(|place| {
            while used < n_jumps && bytes.get(at - used - 1).is_some_and(|jump| usize::from(*jump) == place)
            {
                used += 1;
            }
            bytes.get(table.checked_sub(place)?).map(|offset| usize::from(*offset) + 256 * used)
        })
        .collect()
}
