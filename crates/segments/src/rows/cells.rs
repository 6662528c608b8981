//! One column of rows, in as few bytes per row as its values need.

use std::collections::HashMap;

/// The values of a column, row by row.
pub(crate) enum Cells {
    /// Numbers of 16 bits.
    Short(Vec<i16>),
    /// Numbers of 32 bits.
    Middle(Vec<i32>),
    /// Numbers of 64 bits.
    Long(Vec<i64>),
    /// Texts by their places in a list, from 1; 0 where there is none.
    Words(Codes, Vec<Box<str>>),
}

/// Places in a list.
pub(crate) enum Codes {
    Narrow(Vec<u8>),
    Wide(Vec<u32>),
}

/// A number that a column holds; the least one stands for none.
pub(crate) trait Number: Copy + Ord + Send + Sync {
    const NONE: Self;
    /// The nearest number there is, never [`Number::NONE`].
    fn nearest(n: i64) -> Self;
    fn wide(self) -> i64;
}

macro_rules! number {
    ($($type:ty),*) => {
        $(impl Number for $type {
            const NONE: Self = <$type>::MIN;

            fn nearest(n: i64) -> Self {
                let n = n.clamp(i64::from(<$type>::MIN) + 1, i64::from(<$type>::MAX));
                <$type>::try_from(n).unwrap_or(<$type>::MAX)
            }

            fn wide(self) -> i64 {
                i64::from(self)
            }
        })*
    };
}
number!(i16, i32, i64);

impl Cells {
    /// The number of a row; `None` where there is none, and in columns of texts.
    pub(crate) fn number(&self, row: usize) -> Option<i64> {
        fn known<N: Number>(list: &[N], row: usize) -> Option<i64> {
            list.get(row).copied().filter(|n| *n != N::NONE).map(Number::wide)
        }
        match self {
            Cells::Short(list) => known(list, row),
            Cells::Middle(list) => known(list, row),
            Cells::Long(list) => known(list, row),
            Cells::Words(..) => None,
        }
    }

    /// The text of a row.
    #[cfg(test)]
    pub(crate) fn word(&self, row: usize) -> Option<&str> {
        let Cells::Words(codes, words) = self else { return None };
        let code = match codes {
            Codes::Narrow(list) => usize::from(*list.get(row)?),
            Codes::Wide(list) => *list.get(row)? as usize,
        };
        words.get(code.checked_sub(1)?).map(|word| &**word)
    }

    pub(crate) fn bytes(&self) -> usize {
        match self {
            Cells::Short(list) => list.capacity() * 2,
            Cells::Middle(list) => list.capacity() * 4,
            Cells::Long(list) => list.capacity() * 8,
            Cells::Words(codes, words) => {
                let codes = match codes {
                    Codes::Narrow(list) => list.capacity(),
                    Codes::Wide(list) => list.capacity() * 4,
                };
                codes + words.iter().map(|word| word.len() + 16).sum::<usize>()
            }
        }
    }
}

/// A column that is being read, in the order of reading.
pub(crate) enum Coming {
    Numbers(Vec<i64>),
    /// Numbers that all fit 32 bits so far.
    Middle(Vec<i32>),
    Words {
        codes: Vec<u32>,
        words: Vec<Box<str>>,
        places: HashMap<Box<str>, u32>,
    },
}

impl Coming {
    pub(crate) fn numbers() -> Self {
        Coming::Middle(Vec::new())
    }

    pub(crate) fn words() -> Self {
        Coming::Words { codes: Vec::new(), words: Vec::new(), places: HashMap::new() }
    }

    /// Adds the number of the next row.
    pub(crate) fn push_number(&mut self, n: Option<i64>) {
        let n = n.unwrap_or(i64::NONE);
        match self {
            Coming::Numbers(list) => list.push(n),
            Coming::Middle(list) if n == i64::NONE => list.push(i32::NONE),
            Coming::Middle(list) => match i32::try_from(n).ok().filter(|n| *n != i32::NONE) {
                Some(n) => list.push(n),
                None => {
                    let wide = |n: &i32| if *n == i32::NONE { i64::NONE } else { i64::from(*n) };
                    let mut wide: Vec<i64> = list.iter().map(wide).collect();
                    wide.push(n);
                    *self = Coming::Numbers(wide);
                }
            },
            Coming::Words { .. } => {}
        }
    }

    /// Adds the text of the next row.
    pub(crate) fn push_word(&mut self, word: Option<&str>) {
        let Coming::Words { codes, words, places } = self else { return };
        let code = match word {
            None => 0,
            Some(word) => match places.get(word) {
                Some(code) => *code,
                None => {
                    words.push(word.into());
                    let code = u32::try_from(words.len()).unwrap_or(u32::MAX);
                    places.insert(word.into(), code);
                    code
                }
            },
        };
        codes.push(code);
    }

    /// The same with another column's rows after these; both hold the same kind of values.
    pub(crate) fn join(&mut self, other: Coming) {
        match other {
            Coming::Numbers(list) => {
                list.into_iter().for_each(|n| self.push_number(Some(n).filter(|n| *n != i64::NONE)))
            }
            Coming::Middle(list) => match self {
                Coming::Middle(own) => own.extend(list),
                _ => {
                    let known = |n: i32| (n != i32::NONE).then(|| i64::from(n));
                    list.into_iter().for_each(|n| self.push_number(known(n)));
                }
            },
            Coming::Words { codes, words, .. } => {
                let mut moved: Vec<Option<&str>> = vec![None];
                moved.extend(words.iter().map(|word| Some(&**word)));
                // Each word is looked up once, each row only by its place.
                let Coming::Words { codes: own, .. } = self else { return };
                let kept = own.len();
                moved.iter().for_each(|word| self.push_word(*word));
                let Coming::Words { codes: own, .. } = self else { return };
                let places = own.split_off(kept);
                own.extend(codes.into_iter().map(|code| places.get(code as usize).copied().unwrap_or(0)));
            }
        }
    }

    /// The column with row `n` of it at `place(n)`.
    pub(crate) fn placed(self, places: &[u32]) -> Cells {
        match self {
            Coming::Numbers(list) => Cells::Long(put(&list, places, |n| n)),
            Coming::Middle(list) => {
                let fits = |n: &i32| *n == i32::NONE || i16::try_from(*n).is_ok_and(|n| n != i16::NONE);
                if list.iter().all(fits) {
                    Cells::Short(put(&list, places, |n| i16::try_from(n).unwrap_or(i16::NONE)))
                } else {
                    Cells::Middle(put(&list, places, |n| n))
                }
            }
            Coming::Words { codes, words, .. } if words.len() < 256 => Cells::Words(
                Codes::Narrow(put(&codes, places, |code| u8::try_from(code).unwrap_or(0))),
                words,
            ),
            Coming::Words { codes, words, .. } => {
                Cells::Words(Codes::Wide(put(&codes, places, |code| code)), words)
            }
        }
    }
}

fn put<A: Copy, B: Copy + Default>(list: &[A], places: &[u32], change: impl Fn(A) -> B) -> Vec<B> {
    let mut sorted = vec![B::default(); list.len()];
    for (value, place) in list.iter().zip(places) {
        if let Some(slot) = sorted.get_mut(*place as usize) {
            *slot = change(*value);
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_room_they_need_and_come_back() {
        let check = |numbers: &[Option<i64>], bytes: usize| {
            let mut coming = Coming::numbers();
            numbers.iter().for_each(|n| coming.push_number(*n));
            let places: Vec<u32> = (0..u32::try_from(numbers.len()).unwrap()).rev().collect();
            let cells = coming.placed(&places);
            let back: Vec<_> = (0..numbers.len()).rev().map(|row| cells.number(row)).collect();
            assert_eq!((back.as_slice(), cells.bytes()), (numbers, bytes));
        };
        check(&[Some(1), None, Some(-5)], 6);
        check(&[Some(40_000), None], 8);
        check(&[None, Some(1 << 40), Some(7)], 24);
        check(&[Some(i64::from(i32::MIN)), Some(1)], 16);
    }

    #[test]
    fn joined_columns_share_their_words() {
        let (mut one, mut two) = (Coming::words(), Coming::words());
        [Some("b"), None, Some("a")].into_iter().for_each(|word| one.push_word(word));
        [Some("a"), Some("c"), None].into_iter().for_each(|word| two.push_word(word));
        one.join(two);
        let cells = one.placed(&[0, 1, 2, 3, 4, 5]);
        let back: Vec<_> = (0..6).map(|row| cells.word(row)).collect();
        assert_eq!(back, [Some("b"), None, Some("a"), Some("a"), Some("c"), None]);
    }
}
