//! Looks a compound file (the container of XLS) over before it is read whole: chains of sectors that run in
//! circles and sheets with one cell at the far end of nowhere would fill the memory.
//!
//! Layout after [MS-CFB] and, for the records of cells, [MS-XLS].

use crate::formats::faults::FileFault;

/// Cells of a sheet's rectangle that are held whatever is in them.
const FREE_CELLS: u64 = 4_000_000;
/// Cells of the rectangle for each cell written, beyond that.
const SPARSEST: u64 = 16;
/// The last sector number that names a sector.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn damaged() -> FileFault {
    FileFault::Damaged("OLE".to_owned())
}

/// Refuses a compound file that would fill the memory.
///
/// # Errors
/// `Damaged` if its chains run in circles, `Bomb` if a sheet is far larger than what is in it.
pub(super) fn look_over(bytes: &[u8]) -> Result<(), FileFault> {
    let size = match u16_at(bytes, 0x1E) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return Err(damaged()),
    };
    let file = Container { bytes, size };
    let table = file.allocation()?;
    let small_table = numbers(&file.chain(&table, u32_at(bytes, 0x3C).unwrap_or(LAST_SECTOR)));
    if has_circle(&table) || has_circle(&small_table) {
        return Err(damaged());
    }
    let directory = file.chain(&table, u32_at(bytes, 0x30).unwrap_or(LAST_SECTOR));
    let root = directory.get(116..120).and_then(|at| u32_at(at, 0)).unwrap_or(LAST_SECTOR);
    for entry in directory.chunks_exact(128) {
        let name: Vec<u8> = entry.iter().take(64).copied().filter(|byte| *byte != 0).collect();
        if !matches!(name.to_ascii_lowercase().as_slice(), b"workbook" | b"book") {
            continue;
        }
        let start = u32_at(entry, 116).unwrap_or(LAST_SECTOR);
        let n = u32_at(entry, 120).unwrap_or(0);
        let stream = if n < 4096 {
            let small = file.chain(&table, root);
            Container { bytes: &small, size: 64 }.chain_from(&small_table, start, 0)
        } else {
            file.chain(&table, start)
        };
        check_sheets(&stream)?;
    }
    Ok(())
}

struct Container<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Container<'_> {
    fn sector(&self, number: u32, head: usize) -> &[u8] {
        let start = (number as usize + head) * self.size;
        let end = (start + self.size).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// The table that names the sector after each sector.
    fn allocation(&self) -> Result<Vec<u32>, FileFault> {
        let mut places = numbers(self.bytes.get(0x4C..0x200).unwrap_or(&[]));
        let mut next = u32_at(self.bytes, 0x44).unwrap_or(LAST_SECTOR);
        let most = self.bytes.len() / self.size + 1;
        let mut n_read = 0;
        while next < LAST_SECTOR {
            let mut more = numbers(self.sector(next, 1));
            next = more.pop().unwrap_or(LAST_SECTOR);
            places.append(&mut more);
            n_read += 1;
            if n_read > most {
                return Err(damaged());
            }
        }
        places.retain(|place| *place < LAST_SECTOR);
        if places.len() > most {
            return Err(damaged());
        }
        Ok(places.into_iter().flat_map(|place| numbers(self.sector(place, 1))).collect())
    }

    fn chain(&self, table: &[u32], start: u32) -> Vec<u8> {
        self.chain_from(table, start, 1)
    }

    /// The sectors of a chain put together, never more of them than the file has.
    fn chain_from(&self, table: &[u32], start: u32, head: usize) -> Vec<u8> {
        let (mut found, mut sector) = (Vec::new(), start);
        for _ in 0..=self.bytes.len() / self.size {
            if sector >= LAST_SECTOR {
                break;
            }
            found.extend_from_slice(self.sector(sector, head));
            sector = table.get(sector as usize).copied().unwrap_or(LAST_SECTOR);
        }
        found
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|chunk| u32_at(chunk, 0)).collect()
}

/// Whether some chain of the table comes back to itself.
fn has_circle(table: &[u32]) -> bool {
    let mut walks = vec![0_u32; table.len()];
    for (walk, first) in (1_u32..).zip(0..table.len()) {
        let mut at = first;
        while let Some(seen) = walks.get_mut(at) {
            match *seen {
                0 => *seen = walk,
                same if same == walk => return true,
                _ => break,
            }
            at = table.get(at).map_or(usize::MAX, |next| *next as usize);
        }
    }
    false
}

/// The rectangle of a sheet's cells and how many of them are written.
#[derive(Default)]
struct Extent {
    n_cells: u64,
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Extent {
    fn add(&mut self, row: u16, column: u16) {
        let wider =
            |range: Option<(u16, u16)>, at: u16| range.map_or((at, at), |(a, b)| (a.min(at), b.max(at)));
        self.rows = Some(wider(self.rows, row));
        self.columns = Some(wider(self.columns, column));
        self.n_cells += 1;
    }

    fn check(&self) -> Result<(), FileFault> {
        let width = |range: Option<(u16, u16)>| range.map_or(0, |(a, b)| u64::from(b - a) + 1);
        let area = width(self.rows) * width(self.columns);
        if area > FREE_CELLS && area / SPARSEST > self.n_cells { Err(FileFault::Bomb) } else { Ok(()) }
    }
}

fn check_sheets(stream: &[u8]) -> Result<(), FileFault> {
    let (mut at, mut extent) = (0, Extent::default());
    while let (Some(kind), Some(n)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let record = stream.get(at + 4..at + 4 + usize::from(n)).unwrap_or(&[]);
        match kind {
            0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                extent.check()?;
                extent = Extent::default();
            }
            0x0001..=0x0006 | 0x00BD | 0x00BE | 0x00D6 | 0x00FD | 0x0201..=0x0206 | 0x027E | 0x0406 => {
                if let (Some(row), Some(column)) = (u16_at(record, 0), u16_at(record, 2)) {
                    extent.add(row, column);
                    if matches!(kind, 0x00BD | 0x00BE) {
                        extent.add(row, u16_at(record, record.len().saturating_sub(2)).unwrap_or(column));
                    }
                }
            }
            _ => {}
        }
        at += 4 + usize::from(n);
    }
    extent.check()
}

/// Refuses a rectangle of cells that is far larger than what is in it (of binary workbooks in zip archives).
///
/// # Errors
/// `Bomb` if it is.
pub(super) fn check_area(rows: u64, columns: u64, n_cells: u64) -> Result<(), FileFault> {
    let area = rows.saturating_mul(columns);
    if area > FREE_CELLS && area / SPARSEST > n_cells { Err(FileFault::Bomb) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_that_come_back_are_found() {
        assert!(!has_circle(&[1, 2, 0xFFFF_FFFE, 0xFFFF_FFFF]));
        assert!(!has_circle(&[2, 2, 0xFFFF_FFFE]));
        assert!(has_circle(&[1, 2, 0]));
        assert!(has_circle(&[0]));
    }

    #[test]
    fn a_cell_at_the_far_end_of_nowhere_is_refused() {
        let cell = |row: u16, column: u16| {
            let mut record = vec![0x03, 0x02, 4, 0];
            record.extend(row.to_le_bytes());
            record.extend(column.to_le_bytes());
            record
        };
        assert_eq!(check_sheets(&[cell(0, 0), cell(10, 10)].concat()), Ok(()));
        assert_eq!(check_sheets(&[cell(0, 0), cell(65_535, 65_535)].concat()), Err(FileFault::Bomb));
    }
}
