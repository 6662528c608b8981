//! The values of one column in one group of rows: pages unpacked, empty places put back, dictionaries looked up.
//!
//! Source: parquet-format, "Data Pages" and "Encodings" (plain, dictionary, RLE with bit packing).

use super::footer::{Chunk, Column, Kind};
use super::thrift::Taker;
use super::{damaged, packed};
use crate::cells::Value;
use crate::formats::faults::FileFault;
use crate::formats::limits::{FREE_BYTES, RATIO, WHOLE_BYTES};
use flate2::read::GzDecoder;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use std::borrow::Cow;
use std::io::Read as _;

/// Cells of one column.
#[derive(Debug, Default)]
pub(super) struct Cells {
    text: String,
    /// What each is, and where its text ends.
    marks: Vec<(Value, usize)>,
}

impl Cells {
    /// Whether the texts are more than a dictionary of a table needs, as an attack makes them.
    fn is_bomb(&self) -> bool {
        self.text.len() as u64 > WHOLE_BYTES
    }

    fn push(&mut self, value: Value, text: &str) {
        self.text.push_str(text);
        self.marks.push((value, self.text.len()));
    }

    /// The value and the text of a cell; nothing behind the last.
    pub(super) fn at(&self, at: usize) -> (Value, &str) {
        let Some((value, end)) = self.marks.get(at) else { return (Value::Empty, "") };
        let start = at.checked_sub(1).and_then(|before| self.marks.get(before)).map_or(0, |(_, end)| *end);
        (*value, self.text.get(start..*end).unwrap_or_default())
    }

    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    fn copy(&mut self, from: &Cells, at: usize) -> Result<(), FileFault> {
        if at >= from.marks.len() {
            return Err(damaged("dictionary"));
        }
        let (value, text) = from.at(at);
        self.push(value, text);
        Ok(())
    }
}

/// Reads a column of a group from its bytes.
pub(super) fn cells(column: &Column, chunk: &Chunk, n_rows: u64, bytes: &[u8]) -> Result<Cells, FileFault> {
    let (mut taker, mut dictionary, mut found) = (Taker { bytes }, Cells::default(), Cells::default());
    while (found.len() as u64) < n_rows {
        let head = taker.structure()?;
        let size =
            |field| head.int(field).and_then(|n| usize::try_from(n).ok()).ok_or_else(|| damaged("page"));
        let (plain, stored) = (size(2)?, size(3)?);
        let page = unpacked(taker.take(stored)?, chunk.is_gzip, plain)?;
        let mut page = Taker { bytes: &page };
        match head.int(1) {
            Some(0) => {
                let about = head.field(5).ok_or_else(|| damaged("page"))?;
                let n = about.int(1).and_then(|n| u64::try_from(n).ok()).ok_or_else(|| damaged("page"))?;
                let n = usize::try_from(n.min(n_rows)).unwrap_or(0);
                let present = if column.is_optional { present(&mut page, n)? } else { vec![true; n] };
                let is_coded = match about.int(2) {
                    Some(0) => false,
                    Some(2 | 8) => true,
                    _ => return Err(packed("DELTA")),
                };
                let dictionary = is_coded.then_some(&dictionary);
                data(&mut page, (column, chunk.physical), (&present, dictionary), &mut found)?;
            }
            Some(2) => {
                let n = head.field(7).and_then(|about| about.int(1)).unwrap_or(0);
                let mut values = Plain { column, physical: chunk.physical, bits: None };
                for _ in 0..n {
                    values.next(&mut page, &mut dictionary)?;
                }
            }
            Some(3) => return Err(packed("DATA_PAGE_V2")),
            _ => {}
        }
    }
    Ok(found)
}

fn unpacked(stored: &[u8], is_gzip: bool, plain: usize) -> Result<Cow<'_, [u8]>, FileFault> {
    if !is_gzip {
        return Ok(Cow::Borrowed(stored));
    }
    let most = FREE_BYTES.max((stored.len() as u64).saturating_mul(RATIO));
    if plain as u64 > most {
        return Err(FileFault::Bomb);
    }
    let mut bytes = Vec::new();
    GzDecoder::new(stored).take(plain as u64).read_to_end(&mut bytes).map_err(|_| damaged("page"))?;
    Ok(Cow::Owned(bytes))
}

/// Which of `n` places have a value.
fn present(page: &mut Taker<'_>, n: usize) -> Result<Vec<bool>, FileFault> {
    let length = u32::from_le_bytes(page.array()?);
    let mut levels = Runs::new(page.take(usize::try_from(length).unwrap_or(usize::MAX))?, 1);
    (0..n).map(|_| levels.next().map(|level| level == 1)).collect()
}

/// The values of a data page, an empty cell where there is none.
fn data(
    page: &mut Taker<'_>,
    (column, physical): (&Column, i64),
    (present, dictionary): (&[bool], Option<&Cells>),
    found: &mut Cells,
) -> Result<(), FileFault> {
    match dictionary {
        Some(dictionary) => {
            let width = page.byte()?;
            let mut codes = Runs::new(page.bytes, width.min(32));
            for is_there in present {
                match is_there {
                    true if found.is_bomb() => return Err(FileFault::Bomb),
                    true => found.copy(dictionary, codes.next()? as usize)?,
                    false => found.push(Value::Empty, ""),
                }
            }
        }
        None => {
            let mut values = Plain { column, physical, bits: None };
            for is_there in present {
                match is_there {
                    true => values.next(page, found)?,
                    false => found.push(Value::Empty, ""),
                }
            }
        }
    }
    Ok(())
}

/// Runs of equal numbers and of numbers packed bit by bit.
struct Runs<'a> {
    taker: Taker<'a>,
    width: u8,
    /// Numbers that the run still has.
    left: u64,
    /// The number of a run of equal ones.
    same: Option<u32>,
    /// Bits of a packed run, the first one lowest, and how many of them are valid.
    bits: (u64, u8),
}

impl<'a> Runs<'a> {
    fn new(bytes: &'a [u8], width: u8) -> Self {
        Self { taker: Taker { bytes }, width, left: 0, same: None, bits: (0, 0) }
    }

    fn next(&mut self) -> Result<u32, FileFault> {
        while self.left == 0 {
            let head = self.taker.varint()?;
            self.bits = (0, 0);
            if head & 1 == 1 {
                self.left = (head >> 1).saturating_mul(8);
                self.same = None;
            } else {
                self.left = head >> 1;
                let bytes = self.taker.take(usize::from(self.width.div_ceil(8)))?;
                let number = bytes.iter().rev().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
                self.same = Some(number);
            }
        }
        self.left -= 1;
        if let Some(same) = self.same {
            return Ok(same);
        }
        while self.bits.1 < self.width {
            self.bits.0 |= u64::from(self.taker.byte()?) << self.bits.1;
            self.bits.1 += 8;
        }
        let number = self.bits.0 & ((1_u64 << self.width) - 1);
        self.bits = (self.bits.0 >> self.width, self.bits.1 - self.width);
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// Values one after the other.
struct Plain<'c> {
    column: &'c Column,
    physical: i64,
    /// Flags that are left of a byte, and how many.
    bits: Option<(u8, u8)>,
}

impl Plain<'_> {
    fn next(&mut self, page: &mut Taker<'_>, found: &mut Cells) -> Result<(), FileFault> {
        if self.column.kind == Kind::Flag {
            let (bits, n) = match self.bits.filter(|(_, n)| *n > 0) {
                Some(left) => left,
                None => (page.byte()?, 8),
            };
            self.bits = Some((bits >> 1, n - 1));
            let flag = bits & 1 == 1;
            found.push(Value::Bool(flag), if flag { "true" } else { "false" });
            return Ok(());
        }
        match self.column.width(self.physical) {
            Some(4) => put_small(self.column.kind, i32::from_le_bytes(page.array()?), found),
            Some(_) => put_large(self.column.kind, i64::from_le_bytes(page.array()?), found),
            None => {
                let length = u32::from_le_bytes(page.array()?);
                let bytes = page.take(usize::try_from(length).unwrap_or(usize::MAX))?;
                let text = String::from_utf8_lossy(bytes);
                found.push(if text.is_empty() { Value::Empty } else { Value::Text }, &text);
            }
        }
        Ok(())
    }
}

fn put_small(kind: Kind, raw: i32, found: &mut Cells) {
    match kind {
        Kind::Float => put_float(f64::from(f32::from_bits(raw.cast_unsigned())), found),
        Kind::Day => match day(i64::from(raw)) {
            Some(day) => found.push(Value::Date(day), &day.to_string()),
            None => found.push(Value::Empty, ""),
        },
        kind => put_large(kind, i64::from(raw), found),
    }
}

fn put_large(kind: Kind, raw: i64, found: &mut Cells) {
    match kind {
        Kind::Double => put_float(f64::from_bits(raw.cast_unsigned()), found),
        Kind::Scaled(scale) => {
            let exact = rust_decimal::Decimal::new(raw, scale).normalize().to_string();
            found.push(exact.parse().map_or(Value::Text, Value::Number), &exact);
        }
        Kind::Moment(unit) => put_moment(raw, unit, found),
        _ => found.push(Value::Number(raw as f64), &raw.to_string()),
    }
}

fn put_float(number: f64, found: &mut Cells) {
    found.push(Value::Number(number), &crate::cells_numbers::number_text(number));
}

fn put_moment(raw: i64, unit: i64, found: &mut Cells) {
    let (secs, rest) = (raw.div_euclid(unit), raw.rem_euclid(unit));
    let nanos = rest * (1_000_000_000 / unit);
    let moment = day(secs.div_euclid(86_400)).and_then(|day| {
        let within = secs.rem_euclid(86_400).seconds().nanoseconds(nanos);
        day.at(0, 0, 0, 0).checked_add(within).ok()
    });
    match moment {
        Some(moment) => found.push(Value::DateTime(moment), &moment.to_string()),
        None => found.push(Value::Empty, ""),
    }
}

/// The day so many days after 1970-01-01.
fn day(n: i64) -> Option<Date> {
    let n = i32::try_from(n).ok().filter(|n| n.abs() < 4_000_000)?;
    date(1970, 1, 1).checked_add(n.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_equal_and_of_packed_numbers_are_told_apart() {
        // Five times 3, then 0..=7 in three bits each.
        let mut runs = Runs::new(&[10, 3, 3, 0b1000_1000, 0b1100_0110, 0b1111_1010], 3);
        let found: Vec<u32> = (0..13).map(|_| runs.next().unwrap()).collect();
        assert_eq!(found, [3, 3, 3, 3, 3, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert!(runs.next().is_err());
    }

    #[test]
    fn moments_and_sums_are_what_they_were() {
        let mut found = Cells::default();
        put_moment(-1_000_000, 1_000_000, &mut found);
        put_large(Kind::Scaled(4), -1_234_500, &mut found);
        assert_eq!(found.at(0).1, "1969-12-31T23:59:59");
        assert_eq!(found.at(1), (Value::Number(-123.45), "-123.45"));
    }
}
