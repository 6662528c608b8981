//! A small code for each record, in as few bytes as the greatest of them needs, and sweeps over them.
#![expect(clippy::indexing_slicing, reason = "tables are made as long as the codes that look into them")]

use crate::bits::Bits;

/// Codes by record number, each in one, two or four bytes.
#[derive(Debug, Clone)]
pub(crate) enum Codes {
    Narrow(Vec<u8>),
    Middle(Vec<u16>),
    Wide(Vec<u32>),
}

/// One of the widths.
trait Code: Copy + Default + Into<u32> {
    /// The code in this width; 0 where it does not fit, which callers exclude.
    fn of(code: u32) -> Self;
}

impl Code for u8 {
    fn of(code: u32) -> Self {
        Self::try_from(code).unwrap_or(0)
    }
}

impl Code for u16 {
    fn of(code: u32) -> Self {
        Self::try_from(code).unwrap_or(0)
    }
}

impl Code for u32 {
    fn of(code: u32) -> Self {
        code
    }
}

macro_rules! each_width {
    ($codes:expr, $list:ident => $body:expr) => {
        match $codes {
            Codes::Narrow($list) => $body,
            Codes::Middle($list) => $body,
            Codes::Wide($list) => $body,
        }
    };
}

impl Codes {
    /// Code 0 for every record below `end`.
    pub(crate) fn new(end: u32) -> Self {
        Self::Narrow(vec![0; end as usize])
    }

    pub(crate) fn len(&self) -> usize {
        each_width!(self, list => list.len())
    }

    /// The code of a record; 0 beyond the end.
    pub(crate) fn get(&self, number: u32) -> u32 {
        each_width!(self, list => get(list, number))
    }

    /// Gives a record its code, growing and widening as needed.
    pub(crate) fn put(&mut self, number: u32, code: u32) {
        self.widen(code);
        each_width!(self, list => put(list, number, code));
    }

    fn widen(&mut self, code: u32) {
        match self {
            Self::Narrow(list) if code > u32::from(u8::MAX) => {
                *self = Self::Middle(list.iter().map(|code| u16::from(*code)).collect());
                self.widen(code);
            }
            Self::Middle(list) if code > u32::from(u16::MAX) => {
                *self = Self::Wide(list.iter().map(|code| u32::from(*code)).collect());
            }
            _ => {}
        }
    }

    /// The records whose code has `true` in `wanted`; codes beyond its end are not wanted.
    pub(crate) fn sweep(&self, wanted: &[bool]) -> Bits {
        let runs = runs(wanted);
        match (self, runs.as_slice()) {
            (_, []) => Bits::default(),
            // Comparing to two bounds is done for many codes in one step of the processor, a look into a table is not.
            (Self::Narrow(list), [(from, to)]) => {
                let (from, span) = (u8::of(*from), u8::of(to - from));
                pack(list, |code| code.wrapping_sub(from) <= span)
            }
            (Self::Middle(list), [(from, to)]) => {
                let (from, span) = (u16::of(*from), u16::of(to - from));
                pack(list, |code| code.wrapping_sub(from) <= span)
            }
            (Self::Wide(list), [(from, to)]) => {
                let span = to - from;
                pack(list, |code| code.wrapping_sub(*from) <= span)
            }
            (Self::Narrow(list), _) => {
                let mut table = [false; 256];
                table.iter_mut().zip(wanted).for_each(|(place, is_wanted)| *place = *is_wanted);
                pack(list, |code| table[usize::from(code)])
            }
            (Self::Middle(list), _) => {
                pack(list, |code| wanted.get(usize::from(code)).is_some_and(|is_wanted| *is_wanted))
            }
            (Self::Wide(list), _) => {
                pack(list, |code| wanted.get(code as usize).is_some_and(|is_wanted| *is_wanted))
            }
        }
    }

    /// How many of these records have each code, by code, for codes below `n_codes`.
    pub(crate) fn counts(&self, among: &Bits, n_codes: usize) -> Vec<u64> {
        let mut counts = vec![0; n_codes];
        for number in among.iter() {
            if let Some(count) = counts.get_mut(self.get(number) as usize) {
                *count += 1;
            }
        }
        counts
    }

    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Narrow(list) => list.capacity(),
            Self::Middle(list) => list.capacity() * 2,
            Self::Wide(list) => list.capacity() * 4,
        }
    }
}

fn get<C: Code>(list: &[C], number: u32) -> u32 {
    list.get(number as usize).map_or(0, |code| (*code).into())
}

fn put<C: Code>(list: &mut Vec<C>, number: u32, code: u32) {
    let at = number as usize;
    if at >= list.len() {
        list.resize(at + 1, C::default());
    }
    list[at] = C::of(code);
}

/// The runs of `true`, first and last index of each.
fn runs(wanted: &[bool]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (at, _) in (0_u32..).zip(wanted).filter(|(_, is_wanted)| **is_wanted) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}

/// One bit per value: whether the test passes.
pub(crate) fn pack<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Bits {
    Bits::from_words(sweep(values, test))
}

/// Whether each value passes a test: 64 of them to a word, the first in the lowest bit.
pub fn sweep<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Vec<u64> {
    let word = |chunk: &[T]| {
        let mut flags = [0_u8; 64];
        flags.iter_mut().zip(chunk).for_each(|(flag, value)| *flag = u8::from(test(*value)));
        packed(&flags)
    };
    values.chunks(64).map(word).collect()
}

/// The lowest bits of 64 bytes as one word: eight bytes at a time, gathered into the top byte by one multiplication
/// whose partial products do not overlap.
fn packed(flags: &[u8; 64]) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = flags.as_chunks::<8>();
    let bytes = eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    bytes.enumerate().fold(0, |word, (at, byte)| word | byte << (8 * at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sweep_finds_the_records_of_the_wanted_codes_in_every_width(
            codes in proptest::collection::vec(0_u32..9, 1..300),
            wanted in proptest::collection::vec(any::<bool>(), 0..9),
            shift in prop_oneof![Just(0_u32), Just(300), Just(70_000)],
        ) {
            let mut kept = Codes::new(5);
            for (number, code) in (0_u32..).zip(&codes) {
                kept.put(number, code + shift);
            }
            let mut shifted = vec![false; shift as usize];
            shifted.extend(&wanted);
            let found: Vec<u32> = kept.sweep(&shifted).iter().filter(|n| (*n as usize) < codes.len()).collect();
            let is_wanted = |code: u32| wanted.get(code as usize).copied().unwrap_or(false);
            let meant: Vec<u32> =
                (0_u32..).zip(&codes).filter(|(_, code)| is_wanted(**code)).map(|(n, _)| n).collect();
            prop_assert_eq!(found, meant);
        }

        #[test]
        fn flags_are_packed_in_their_order(word: u64) {
            let mut flags = [0_u8; 64];
            for (at, flag) in flags.iter_mut().enumerate() {
                *flag = u8::from(word >> at & 1 == 1);
            }
            prop_assert_eq!(packed(&flags), word);
        }
    }
}
