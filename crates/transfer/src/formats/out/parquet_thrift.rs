//! Writes the few structures of Thrift's compact protocol that a Parquet file is described with.
//!
//! Source: Apache Thrift, "Thrift compact protocol"; field numbers from parquet-format's `parquet.thrift`.

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A structure being written; fields must come in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Struct {
    bytes: Vec<u8>,
    last: u8,
}

impl Struct {
    fn field(&mut self, number: u8, kind: u8) {
        self.bytes.push(number.saturating_sub(self.last) << 4 | kind);
        self.last = number;
    }

    pub(super) fn i32(mut self, number: u8, value: i32) -> Struct {
        self.field(number, I32);
        zigzag(i64::from(value), &mut self.bytes);
        self
    }

    pub(super) fn flag(mut self, number: u8, value: bool) -> Struct {
        self.field(number, if value { TRUE } else { FALSE });
        self
    }

    pub(super) fn i64(mut self, number: u8, value: i64) -> Struct {
        self.field(number, I64);
        zigzag(value, &mut self.bytes);
        self
    }

    pub(super) fn text(mut self, number: u8, value: &str) -> Struct {
        self.field(number, BINARY);
        put_text(value, &mut self.bytes);
        self
    }

    pub(super) fn nested(mut self, number: u8, value: Struct) -> Struct {
        self.field(number, STRUCT);
        self.bytes.extend(value.done());
        self
    }

    pub(super) fn numbers(mut self, number: u8, values: &[i32]) -> Struct {
        self.list(number, I32, values.len());
        values.iter().for_each(|value| zigzag(i64::from(*value), &mut self.bytes));
        self
    }

    pub(super) fn texts(mut self, number: u8, values: &[&str]) -> Struct {
        self.list(number, BINARY, values.len());
        values.iter().for_each(|value| put_text(value, &mut self.bytes));
        self
    }

    pub(super) fn structs(mut self, number: u8, values: Vec<Struct>) -> Struct {
        self.list(number, STRUCT, values.len());
        values.into_iter().for_each(|value| self.bytes.extend(value.done()));
        self
    }

    fn list(&mut self, number: u8, kind: u8, n: usize) {
        self.field(number, LIST);
        match u8::try_from(n) {
            Ok(small) if small < 15 => self.bytes.push(small << 4 | kind),
            _ => {
                self.bytes.push(0xF0 | kind);
                varint(n as u64, &mut self.bytes);
            }
        }
    }

    /// The structure's bytes.
    pub(super) fn done(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

/// A number in as few groups of seven bits as it needs, the lowest first.
pub(super) fn varint(mut value: u64, into: &mut Vec<u8>) {
    while value >= 0x80 {
        into.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    into.push(value as u8);
}

fn zigzag(value: i64, into: &mut Vec<u8>) {
    varint((value << 1 ^ value >> 63) as u64, into);
}

fn put_text(text: &str, into: &mut Vec<u8>) {
    varint(text.len() as u64, into);
    into.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_have_the_bytes_of_the_protocol() {
        assert_eq!(
            Struct::default().i32(1, 1).i64(3, -1).text(4, "ab").done(),
            [0x15, 2, 0x26, 1, 0x18, 2, b'a', b'b', 0]
        );
        assert_eq!(Struct::default().numbers(2, &[0, 3]).done(), [0x29, 0x25, 0, 6, 0]);
        let mut bytes = Vec::new();
        varint(300, &mut bytes);
        assert_eq!(bytes, [0xAC, 2]);
    }
}
