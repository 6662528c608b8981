//! Distinct values of a field, kept once each: comparing two records is comparing numbers first.
#![expect(
    clippy::indexing_slicing,
    reason = "offsets and places are made here and always inside their arrays"
)]

use super::strings::hash;

/// The number of a value in its pool; 0 stands for a missing value.
pub(crate) type ValueId = u32;

/// One prepared value as comparators see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    /// The prepared text; equal texts are equal values.
    pub text: &'a str,
    /// What the comparator packed for itself.
    pub number: u64,
}

/// A cell made ready by a comparator.
#[derive(Debug, Default, Clone)]
pub(crate) struct Prepared {
    pub text: String,
    pub number: u64,
}

impl Prepared {
    pub(crate) fn value(&self) -> Value<'_> {
        Value { text: &self.text, number: self.number }
    }
}

/// Where the text of a value lies, and its number: side by side, since both are looked at together.
#[derive(Debug, Clone, Copy)]
struct Kept {
    from: u32,
    to: u32,
    number: u64,
}

/// The distinct values of one or more fields.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    texts: String,
    values: Vec<Kept>,
    /// Open addressing: a place holds the hash of a value above its number, 0 when free. Other values are told by their
    /// hash, without a look at their text.
    places: Vec<u64>,
    pub tokens: TokenCounts,
}

impl Pool {
    /// Number of distinct values.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The value with this number, which must not be 0.
    pub(crate) fn get(&self, id: ValueId) -> Value<'_> {
        let kept = self.values[id as usize - 1];
        Value { text: &self.texts[kept.from as usize..kept.to as usize], number: kept.number }
    }

    /// Finds a value that is already there; 0 when it is not.
    pub(crate) fn find(&self, text: &str) -> ValueId {
        if self.places.is_empty() {
            return 0;
        }
        self.places[self.place(hash(&[text]), text)] as ValueId
    }

    /// Finds or adds a value.
    pub(crate) fn add(&mut self, prepared: &Prepared) -> ValueId {
        if (self.len() + 1) * 4 > self.places.len() * 3 {
            self.grow();
        }
        let hash = hash(&[&prepared.text]);
        let place = self.place(hash, &prepared.text);
        if self.places[place] == 0 {
            let from = self.texts.len() as u32;
            self.texts.push_str(&prepared.text);
            self.values.push(Kept { from, to: self.texts.len() as u32, number: prepared.number });
            self.places[place] = u64::from(hash) << 32 | self.len() as u64;
        }
        self.places[place] as ValueId
    }

    fn place(&self, hash: u32, text: &str) -> usize {
        self.place_where(hash, |id| self.get(id).text == text)
    }

    /// The place of the value with this hash that `is_it`, or the free place where it would stand.
    fn place_where(&self, hash: u32, is_it: impl Fn(ValueId) -> bool) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash as usize >> 1 & mask;
        loop {
            match self.places[place] {
                0 => return place,
                entry if entry >> 32 == u64::from(hash) && is_it(entry as ValueId) => return place,
                _ => place = (place + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let n = (self.places.len() * 2).max(64);
        let before = std::mem::replace(&mut self.places, vec![0; n]);
        for entry in before.into_iter().filter(|entry| *entry != 0) {
            let place = self.place_where((entry >> 32) as u32, |_| false);
            self.places[place] = entry;
        }
    }

    /// Gives back memory that growing left over.
    pub(crate) fn settle(&mut self) {
        self.texts.shrink_to_fit();
        self.values.shrink_to_fit();
    }
}

/// How many records hold a word, counted in hash buckets: a rare word says more than a frequent one.
#[derive(Debug, Default)]
pub(crate) struct TokenCounts {
    buckets: Vec<u32>,
    n_records: u32,
}

const N_BUCKETS: usize = 1 << 17;

impl TokenCounts {
    /// Counts the words of every value of a pool, each as often as `counts` says records bear it.
    pub(crate) fn of(pool: &Pool, counts_of_values: &[u32]) -> TokenCounts {
        let mut counts = TokenCounts { buckets: vec![0; N_BUCKETS], n_records: 0 };
        for (id, &n) in (1..).zip(counts_of_values) {
            counts.n_records += n;
            for token in pool.get(id).text.split(' ') {
                counts.buckets[hash(&[token]) as usize >> 1 & (N_BUCKETS - 1)] += n;
            }
        }
        counts
    }

    /// Inverse document frequency, natural logarithm, at least 0.1: ln(records / records with the word).
    pub(crate) fn weight(&self, token: &str) -> f64 {
        let Some(n) = self.buckets.get(hash(&[token]) as usize >> 1 & (N_BUCKETS - 1)) else { return 1.0 };
        (f64::from(self.n_records.max(1)) / f64::from((*n).max(1))).ln().max(0.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_kept_once() {
        let mut pool = Pool::default();
        let ids: Vec<ValueId> = (0..1000)
            .map(|n| pool.add(&Prepared { text: format!("v{}", n % 100), number: n % 100 }))
            .collect();
        assert_eq!(pool.len(), 100);
        assert_eq!((pool.get(ids[107]).text, pool.get(ids[107]).number), ("v7", 7));
        assert_eq!(pool.find("v99"), ids[99]);
        assert_eq!(pool.find("nobody"), 0);
    }

    #[test]
    fn rare_words_weigh_more() {
        let mut pool = Pool::default();
        for text in ["cafe roma", "cafe luna", "cafe sole"] {
            pool.add(&Prepared { text: text.into(), number: 0 });
        }
        let tokens = TokenCounts::of(&pool, &[1, 1, 1]);
        assert!(tokens.weight("roma") > tokens.weight("cafe"));
    }
}
