//! Reads what a Parquet file is described with: Thrift's compact protocol, as a tree of plain values.
//!
//! Source: Apache Thrift, "Thrift compact protocol".

use super::damaged;
use crate::formats::faults::FileFault;

/// Structures inside structures beyond which it is an attack.
const DEEPEST: u8 = 16;

/// A value of the protocol.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Thrift {
    Flag(bool),
    Int(i64),
    Bytes(Vec<u8>),
    List(Vec<Thrift>),
    /// Fields by their numbers, in the order in which they stand.
    Struct(Vec<(i16, Thrift)>),
    /// Something that nothing here needs.
    Other,
}

impl Thrift {
    /// A field of a structure.
    pub(super) fn field(&self, number: i16) -> Option<&Thrift> {
        match self {
            Thrift::Struct(fields) => fields.iter().find(|(own, _)| *own == number).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A whole number of a structure.
    pub(super) fn int(&self, number: i16) -> Option<i64> {
        match self.field(number)? {
            Thrift::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The list of a structure, empty where there is none.
    pub(super) fn list(&self, number: i16) -> &[Thrift] {
        match self.field(number) {
            Some(Thrift::List(items)) => items,
            _ => &[],
        }
    }

    /// The words of a structure.
    pub(super) fn text(&self, number: i16) -> Option<String> {
        match self.field(number)? {
            Thrift::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            _ => None,
        }
    }
}

/// Takes bytes from the front of a slice.
pub(super) struct Taker<'a> {
    pub(super) bytes: &'a [u8],
}

impl<'a> Taker<'a> {
    pub(super) fn take(&mut self, n: usize) -> Result<&'a [u8], FileFault> {
        let (front, rest) = self.bytes.split_at_checked(n).ok_or_else(|| damaged("page"))?;
        self.bytes = rest;
        Ok(front)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], FileFault> {
        let front = self.take(N)?;
        front.try_into().map_err(|_| damaged("page"))
    }

    pub(super) fn byte(&mut self) -> Result<u8, FileFault> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn varint(&mut self) -> Result<u64, FileFault> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(damaged("number"))
    }

    fn zigzag(&mut self) -> Result<i64, FileFault> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    fn length(&mut self) -> Result<usize, FileFault> {
        // Each item is a byte at least, so that no list is longer than what is left.
        let length = usize::try_from(self.varint()?).ok().filter(|n| *n <= self.bytes.len());
        length.ok_or_else(|| damaged("length"))
    }

    /// A structure to its end.
    pub(super) fn structure(&mut self) -> Result<Thrift, FileFault> {
        self.fields(DEEPEST)
    }

    fn fields(&mut self, deep: u8) -> Result<Thrift, FileFault> {
        let deep = deep.checked_sub(1).ok_or_else(|| damaged("structure"))?;
        let (mut fields, mut last) = (Vec::new(), 0_i16);
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Ok(Thrift::Struct(fields));
            }
            let number = match head >> 4 {
                0 => i16::try_from(self.zigzag()?).map_err(|_| damaged("field"))?,
                step => last.checked_add(i16::from(step)).ok_or_else(|| damaged("field"))?,
            };
            last = number;
            let value = match head & 0x0F {
                1 => Thrift::Flag(true),
                2 => Thrift::Flag(false),
                kind => self.value(kind, deep)?,
            };
            fields.push((number, value));
        }
    }

    fn value(&mut self, kind: u8, deep: u8) -> Result<Thrift, FileFault> {
        Ok(match kind {
            1 | 2 => Thrift::Flag(self.byte()? == 1),
            3 => Thrift::Int(i64::from(self.byte()?.cast_signed())),
            4..=6 => Thrift::Int(self.zigzag()?),
            7 => self.take(8).map(|_| Thrift::Other)?,
            8 => {
                let length = self.length()?;
                Thrift::Bytes(self.take(length)?.to_vec())
            }
            9 | 10 => {
                let head = self.byte()?;
                let n = if head >> 4 == 15 { self.length()? } else { usize::from(head >> 4) };
                let items = (0..n).map(|_| self.value(head & 0x0F, deep));
                Thrift::List(items.collect::<Result<_, _>>()?)
            }
            12 => self.fields(deep)?,
            _ => return Err(damaged("kind")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_structure_is_read_with_what_it_holds_and_an_endless_one_is_refused() {
        // 1: i32 -2; 4: "ab"; 5: [7, 8]; 6: true
        let bytes = [0x15, 3, 0x38, 2, b'a', b'b', 0x19, 0x25, 14, 16, 0x11, 0];
        let read = Taker { bytes: &bytes }.structure().unwrap();
        assert_eq!((read.int(1), read.text(4)), (Some(-2), Some("ab".to_owned())));
        assert_eq!(read.list(5), [Thrift::Int(7), Thrift::Int(8)]);
        assert_eq!(read.field(6), Some(&Thrift::Flag(true)));
        assert!(Taker { bytes: &[0x1C; 64] }.structure().is_err());
        assert!(Taker { bytes: &[0x18, 0xFF, 0xFF, 3] }.structure().is_err());
    }
}
