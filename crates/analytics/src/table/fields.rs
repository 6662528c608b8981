//! Cutting text into records and records into fields.
#![expect(clippy::indexing_slicing, reason = "places within a block that were found in it")]

/// Where a field begins and ends in its block.
pub(super) type Span = (u32, u32);

/// Cuts the first fields out of every record of a block.
pub(super) struct Cutter {
    /// The sign between fields.
    pub separator: u8,
    /// How many fields of a record matter, from the first; at least one.
    pub fields: usize,
}

impl Cutter {
    /// Hands every record that is not empty to `each`, as trimmed spans: fewer than wanted when the record
    /// is short. The block begins at a record. Tells the place of a record whose quote does not end,
    /// counted from 0.
    pub fn cut(&self, block: &mut [u8], mut each: impl FnMut(&[u8], &[Span])) -> Option<u64> {
        let mut spans: Vec<Span> = vec![(0, 0); self.fields];
        let quoted = block.contains(&b'"');
        let (mut at, mut records) = (0, 0);
        while at < block.len() {
            let (count, next) = if quoted {
                match self.quoted_record(block, at, &mut spans) {
                    Some(found) => found,
                    None => return Some(records),
                }
            } else {
                self.plain_record(block, at, &mut spans)
            };
            at = next;
            let found = &spans[..count];
            if count != 1 || found[0].0 != found[0].1 {
                each(block, found);
                records += 1;
            }
        }
        None
    }

    /// One record without quotes; gives the number of fields found and where the next record begins.
    fn plain_record(&self, block: &[u8], at: usize, spans: &mut [Span]) -> (usize, usize) {
        let (mut start, mut count) = (at, 0);
        let mut place = at;
        for byte in &block[at..] {
            if *byte == self.separator {
                spans[count] = trimmed(block, start, place);
                count += 1;
                start = place + 1;
                if count == spans.len() {
                    return (count, line_end(block, start));
                }
            } else if *byte == b'\n' {
                break;
            }
            place += 1;
        }
        spans[count] = trimmed(block, start, place);
        (count + 1, place + 1)
    }

    /// One record that may hold quotes, which are taken off in place; `None` when one of them does not end.
    fn quoted_record(&self, block: &mut [u8], at: usize, spans: &mut [Span]) -> Option<(usize, usize)> {
        let (mut start, mut count) = (at, 0);
        loop {
            let (span, end) = if block.get(start) == Some(&b'"') {
                let (text_end, after) = unquote(block, start)?;
                ((start as u32, text_end as u32), self.field_end(block, after))
            } else {
                let end = self.field_end(block, start);
                (trimmed(block, start, end), end)
            };
            if let Some(slot) = spans.get_mut(count) {
                *slot = span;
                count += 1;
            }
            if block.get(end) != Some(&self.separator) {
                return Some((count, end + 1));
            }
            start = end + 1;
        }
    }

    fn field_end(&self, block: &[u8], from: usize) -> usize {
        let rest = block.get(from..).unwrap_or(&[]);
        from + rest.iter().position(|byte| *byte == self.separator || *byte == b'\n').unwrap_or(rest.len())
    }

    /// The length of the part of a text that holds whole records only.
    pub fn whole_records(&self, text: &[u8]) -> usize {
        if !text.contains(&b'"') {
            return text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        }
        let mut whole = 0;
        while let Some(next) = self.record_end(text, whole) {
            whole = next;
        }
        whole
    }

    /// Where the record after the one at `at` begins; `None` when the text ends first.
    pub fn record_end(&self, text: &[u8], at: usize) -> Option<usize> {
        let mut start = at;
        loop {
            let mut end = start;
            if text.get(start) == Some(&b'"') {
                end = closing(text, start)?;
            }
            end = self.field_end(text, end);
            match text.get(end)? {
                b'\n' => return Some(end + 1),
                _ => start = end + 1,
            }
        }
    }
}

fn line_end(block: &[u8], from: usize) -> usize {
    let rest = &block[from..];
    from + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()) + 1
}

fn trimmed(block: &[u8], mut start: usize, mut end: usize) -> Span {
    while end > start && block[end - 1] <= b' ' {
        end -= 1;
    }
    while start < end && block[start] <= b' ' {
        start += 1;
    }
    (start as u32, end as u32)
}

/// The place after the quote that closes the one at `start`; doubled quotes do not close.
fn closing(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += text.get(at..)?.iter().position(|byte| *byte == b'"')? + 1;
        if text.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Moves the text of the quoted field at `start` onto its quote, doubled quotes made single; gives the end
/// of the text and the place after the closing quote.
fn unquote(block: &mut [u8], start: usize) -> Option<(usize, usize)> {
    let after = closing(block, start)?;
    let (mut read, mut write) = (start + 1, start);
    while read < after - 1 {
        block[write] = block[read];
        read += if block[read] == b'"' { 2 } else { 1 };
        write += 1;
    }
    Some((write, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, fields: usize, expected: &[&[&str]]) {
        let cutter = Cutter { separator: b',', fields };
        let mut block = text.as_bytes().to_vec();
        let mut found: Vec<Vec<String>> = Vec::new();
        let unclosed = cutter.cut(&mut block, |block, spans| {
            let cell = |(a, b): &Span| String::from_utf8(block[*a as usize..*b as usize].to_vec()).unwrap();
            found.push(spans.iter().map(cell).collect());
        });
        assert_eq!(
            (found, unclosed),
            (expected.iter().map(|r| r.iter().map(|c| c.to_string()).collect()).collect(), None)
        );
    }

    #[test]
    fn records_are_cut_with_and_without_quotes() {
        check("a,b,c\nd,e,f\n", 2, &[&["a", "b"], &["d", "e"]]);
        check("a, b ,c\r\n\r\nd\r\ne,", 3, &[&["a", "b", "c"], &["d"], &["e", ""]]);
        check(
            "\"a,1\",\"say \"\"hi\"\"\nthere\",x\nd,\"\",f",
            2,
            &[&["a,1", "say \"hi\"\nthere"], &["d", ""]],
        );
        check("5\" pipe,b\nc,d\n", 2, &[&["5\" pipe", "b"], &["c", "d"]]);
    }

    #[test]
    fn a_block_ends_after_its_last_whole_record() {
        let cutter = Cutter { separator: b',', fields: 1 };
        assert_eq!(cutter.whole_records(b"a,b\nc"), 4);
        assert_eq!(cutter.whole_records(b"a,\"b\nc\nd"), 0);
        assert_eq!(cutter.whole_records(b"a,\"b\nc\",d\ne"), 10);
        assert_eq!(cutter.cut(&mut b"a\nb,\"c".to_vec(), |_, _| ()), Some(1));
    }
}
