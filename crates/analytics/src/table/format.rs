//! How a file is written: its encoding, the sign between its fields, its header.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::fields::Cutter;
use super::numbers::Decimal;

/// What is known of a file from its beginning.
#[derive(Debug, Clone)]
pub(super) struct Format {
    pub separator: u8,
    pub encoding: &'static Encoding,
    pub decimal: Decimal,
}

/// The 16-bit encoding that a text must be brought out of first, told by its mark.
pub(super) fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    match sample {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The format of a text by its first part: text that is not UTF-8 is taken for Windows-1251; of the signs
/// comma, semicolon, tab and bar the one most frequent in the header sets fields apart.
pub(super) fn detect(sample: &[u8]) -> Format {
    // A character cut in two by the end of the sample is no error.
    let is_utf8 = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let header = header_bytes(sample);
    let mut best = (0, b',');
    for sign in *b",;\t|" {
        let count = outside_quotes(header, sign);
        if count > best.0 {
            best = (count, sign);
        }
    }
    let decimal = if best.1 == b',' { Decimal::Point } else { Decimal::Comma };
    Format { separator: best.1, encoding: if is_utf8 { UTF_8 } else { WINDOWS_1251 }, decimal }
}

fn outside_quotes(header: &[u8], sign: u8) -> usize {
    let mut within = false;
    let mut count = 0;
    for byte in header {
        within ^= *byte == b'"';
        count += usize::from(!within && *byte == sign);
    }
    count
}

/// The first record of a text, quotes respected.
fn header_bytes(sample: &[u8]) -> &[u8] {
    let mut within = false;
    let end = sample.iter().position(|byte| {
        within ^= *byte == b'"';
        *byte == b'\n' && !within
    });
    sample.get(..end.unwrap_or(sample.len())).unwrap_or(&[])
}

/// The names in the first record of a text, and where the second one begins.
pub(super) fn header(sample: &[u8], format: &Format) -> (Vec<String>, usize) {
    let count = outside_quotes(header_bytes(sample), format.separator) + 1;
    let cutter = Cutter { separator: format.separator, fields: count };
    let end = cutter.record_end(sample, 0).unwrap_or(sample.len());
    let mut record = sample.get(..end).unwrap_or(&[]).to_vec();
    let mut names = Vec::new();
    cutter.cut(&mut record, |record, spans| {
        for (start, end) in spans {
            let bytes = record.get(*start as usize..*end as usize).unwrap_or(&[]);
            names.push(format.encoding.decode_without_bom_handling(bytes).0.trim().to_string());
        }
    });
    (names, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_sign_between_fields() {
        let check = |text: &str, separator, names: &[&str]| {
            let format = detect(text.as_bytes());
            assert_eq!(format.separator, separator, "{text}");
            assert_eq!(header(text.as_bytes(), &format).0, names);
        };
        check("a,b;c,d\n1,2", b',', &["a", "b;c", "d"]);
        check("\"a,b,c\";d\n1;2", b';', &["a,b,c", "d"]);
        check("a\tb\r\n", b'\t', &["a", "b"]);
        check("only\n1\n", b',', &["only"]);
    }

    #[test]
    fn text_that_is_not_utf8_is_windows_1251() {
        let (bytes, ..) = WINDOWS_1251.encode("клиент;дата\n");
        let format = detect(&bytes);
        assert_eq!(header(&bytes, &format).0, ["клиент", "дата"]);
    }
}
