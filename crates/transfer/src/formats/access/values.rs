//! The bytes of a column as a cell: texts, numbers, money, dates, GUIDs and memos.

use super::definition::Column;
use super::pages::{Generation, Pages, u24_at, u32_at};
use crate::cells::{Row, Value};
use crate::formats::faults::CellFault;
use crate::formats::limits::ROW_BYTES;
use crate::formats::xlsx::serial::moment;

const BOOL: u8 = 1;
const BYTE: u8 = 2;
const INT: u8 = 3;
const LONG: u8 = 4;
const MONEY: u8 = 5;
const FLOAT: u8 = 6;
const DOUBLE: u8 = 7;
const DATE: u8 = 8;
const BINARY: u8 = 9;
const TEXT: u8 = 10;
const OLE: u8 = 11;
const MEMO: u8 = 12;
const GUID: u8 = 15;
const NUMERIC: u8 = 16;
const COMPLEX: u8 = 18;
const BIGINT: u8 = 19;
const EXACT_DATE: u8 = 20;

/// Whether a column holds pictures, files and the like, which are not brought in.
pub(crate) fn is_attachment(kind: u8) -> bool {
    matches!(kind, BINARY | OLE | COMPLEX)
}

/// Whether the column's value is the bit of the null mask itself.
pub(crate) fn is_bool(kind: u8) -> bool {
    kind == BOOL
}

/// Adds the cell of a column from its bytes.
pub(crate) fn push_value(row: &mut Row, column: &Column, bytes: &[u8], pages: &mut Pages) {
    let (generation, code_page) = (pages.generation, pages.code_page);
    let is_read = match column.kind {
        TEXT => push_words(row, bytes, generation, code_page),
        MEMO => memo(bytes, pages).and_then(|text| push_words(row, &text, generation, code_page)),
        EXACT_DATE => exact_date(row, bytes),
        NUMERIC => numeric(bytes, column.scale).map(|text| push_exact(row, &text)),
        kind if is_attachment(kind) => {
            row.push(Value::Error(CellFault::Attachment), "");
            Some(())
        }
        kind => push_fixed(row, kind, bytes),
    };
    if is_read.is_none() {
        row.push(Value::Error(CellFault::Damaged), "");
    }
}

fn push_words(row: &mut Row, bytes: &[u8], generation: Generation, code_page: u16) -> Option<()> {
    row.push_text(&decode_text(bytes, generation, code_page));
    Some(())
}

fn push_fixed(row: &mut Row, kind: u8, bytes: &[u8]) -> Option<()> {
    match kind {
        BYTE => row.push_number(f64::from(*bytes.first()?)),
        INT => row.push_number(f64::from(i16::from_le_bytes(*bytes.first_chunk()?))),
        LONG => row.push_number(f64::from(i32::from_le_bytes(*bytes.first_chunk()?))),
        BIGINT => push_exact(row, &i64::from_le_bytes(*bytes.first_chunk()?).to_string()),
        MONEY => push_exact(row, &scaled(i128::from(i64::from_le_bytes(*bytes.first_chunk()?)), 4)),
        FLOAT => {
            let number = f32::from_le_bytes(*bytes.first_chunk()?);
            row.push_number(number.to_string().parse().unwrap_or(f64::from(number)));
        }
        DOUBLE => row.push_number(f64::from_le_bytes(*bytes.first_chunk()?)),
        DATE => push_date(row, f64::from_le_bytes(*bytes.first_chunk()?)),
        GUID => row.push_text(&guid(bytes.first_chunk()?)),
        _ => return None,
    }
    Some(())
}

fn push_exact(row: &mut Row, text: &str) {
    match text.parse() {
        Ok(number) => row.push(Value::Number(number), text),
        Err(_) => row.push_text(text),
    }
}

/// Days from 30 December 1899; the fraction is the time, counted forwards also before that day.
fn push_date(row: &mut Row, days: f64) {
    let (whole, part) = (days.trunc(), days.fract().abs());
    let day = i64::from(whole as i32);
    let start = jiff::civil::date(1899, 12, 30);
    let date = start.checked_add(jiff::Span::new().try_days(day).unwrap_or_default()).ok();
    let time = moment(part, true).map(|at| at.time());
    match (date.filter(|_| days.is_finite() && whole.abs() < 3e6), time) {
        (Some(_), Some(time)) if day == 0 && part > 0.0 => row.push(Value::Time(time), &time.to_string()),
        (Some(date), Some(time)) if time == jiff::civil::Time::midnight() => row.push_date(date),
        (Some(date), Some(time)) => row.push_datetime(date.to_datetime(time)),
        _ => row.push(Value::Error(CellFault::BadDate), &days.to_string()),
    }
}

/// `0000000000000733773:0000000000000000000000000:7`: days from 1 January of year 1, then 100 ns.
fn exact_date(row: &mut Row, bytes: &[u8]) -> Option<()> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut parts = text.split(':');
    let days: i64 = parts.next()?.trim().parse().ok()?;
    let ticks: i64 = parts.next()?.trim().parse().ok()?;
    let date = jiff::civil::date(1, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let span = jiff::Span::new().try_nanoseconds(ticks.checked_mul(100)?).ok()?;
    let time = jiff::civil::Time::midnight().checked_add(span).ok()?;
    row.push_datetime(date.to_datetime(time));
    Some(())
}

/// A number of up to 28 digits: sign, then four groups of four bytes, the highest group first.
fn numeric(bytes: &[u8], scale: u8) -> Option<String> {
    let (sign, digits) = bytes.split_first()?;
    let mut number: i128 = 0;
    for group in digits.first_chunk::<16>()?.chunks_exact(4) {
        number = number.checked_mul(1 << 32)?.checked_add(i128::from(u32_at(group, 0)?))?;
    }
    Some(scaled(if sign & 0x80 != 0 { -number } else { number }, scale))
}

/// A whole number with its last `scale` digits behind the point, without needless zeros.
fn scaled(number: i128, scale: u8) -> String {
    let scale = usize::from(scale.min(28));
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let part = part.trim_end_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

fn guid(bytes: &[u8; 16]) -> String {
    let [a, b, c, d, e, f, g, h, rest @ ..] = bytes;
    let head = format!("{d:02X}{c:02X}{b:02X}{a:02X}-{f:02X}{e:02X}-{h:02X}{g:02X}");
    let hex: Vec<String> = rest.iter().map(|byte| format!("{byte:02X}")).collect();
    let (clock, node) = hex.split_at(2);
    format!("{{{head}-{}-{}}}", clock.concat(), node.concat())
}

/// Letters: one byte each in Access 97; later UTF-16, or packed where `FF FE` stands in front.
pub(crate) fn decode_text(bytes: &[u8], generation: Generation, code_page: u16) -> String {
    if generation == Generation::Jet3 {
        return code_page_of(code_page).decode_without_bom_handling(bytes).0.into_owned();
    }
    match bytes.strip_prefix(&[0xFF, 0xFE]) {
        Some(packed) => unpack(packed),
        None => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Letters below 256 take one byte, others two; a zero byte changes from the one to the other.
fn unpack(packed: &[u8]) -> String {
    let mut units = Vec::with_capacity(packed.len());
    let mut is_packed = true;
    let mut bytes = packed.iter().copied();
    while let Some(low) = bytes.next() {
        if low == 0 {
            is_packed = !is_packed;
        } else if is_packed {
            units.push(u16::from(low));
        } else if let Some(high) = bytes.next() {
            units.push(u16::from_le_bytes([low, high]));
        }
    }
    String::from_utf16_lossy(&units)
}

fn code_page_of(code_page: u16) -> &'static encoding_rs::Encoding {
    let label = format!("windows-{code_page}");
    encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The bytes of a memo: beside its head, in one row elsewhere, or in a chain of rows.
fn memo(bytes: &[u8], pages: &mut Pages) -> Option<Vec<u8>> {
    let told = u32_at(bytes, 0)?;
    let n = usize::try_from(told & 0x3FFF_FFFF).ok()?.min(ROW_BYTES);
    if told & 0x8000_0000 != 0 {
        return bytes.get(12..).map(|text| text.get(..n).unwrap_or(text).to_vec());
    }
    let (mut place, mut page) = (*bytes.get(4)?, u24_at(bytes, 5)?);
    if told & 0x4000_0000 != 0 {
        let mut text = pages.row(page, place).ok()?;
        text.truncate(n);
        return Some(text);
    }
    let mut text = Vec::new();
    while page != 0 && text.len() < n {
        let part = pages.row(page, place).ok()?;
        place = *part.first()?;
        page = u24_at(&part, 1)?;
        let more = part.get(4..).filter(|more| !more.is_empty())?;
        text.extend_from_slice(more);
    }
    text.truncate(n);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_letters_are_read() {
        assert_eq!(unpack(b"Ab\0\x10\x04\x11\x04\0c"), "AbАБc");
        assert_eq!(unpack(b""), "");
    }

    #[test]
    fn money_and_long_numbers_are_exact() {
        for (number, scale, text) in
            [(12_345_000, 4, "1234.5"), (-5, 2, "-0.05"), (0, 4, "0"), (70_000, 4, "7")]
        {
            assert_eq!(scaled(number, scale), text);
        }
        let mut bytes = [0_u8; 17];
        bytes[13..17].copy_from_slice(&1234_u32.to_le_bytes());
        bytes[0] = 0x80;
        assert_eq!(numeric(&bytes, 3).as_deref(), Some("-1.234"));
    }

    #[test]
    fn dates_before_the_first_day_count_their_time_forwards() {
        let check = |days: f64, expected: &str| {
            let mut row = Row::new();
            push_date(&mut row, days);
            assert_eq!(row.cell(0).text, expected);
        };
        check(-1.25, "1899-12-29T06:00:00");
        check(36526.0, "2000-01-01");
        check(0.5, "12:00:00");
        check(f64::NAN, "NaN");
    }
}
