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

/// The distinct values of one or more fields.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    texts: String,
    ends: Vec<u32>,
    numbers: Vec<u64>,
    /// Open addressing: a place holds a value's number, 0 when free.
    places: Vec<ValueId>,
    pub tokens: TokenCounts,
}

impl Pool {
    /// Number of distinct values.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The value with this number, which must not be 0.
    pub(crate) fn get(&self, id: ValueId) -> Value<'_> {
        let at = id as usize - 1;
        let from = if at == 0 { 0 } else { self.ends[at - 1] };
        Value { text: &self.texts[from as usize..self.ends[at] as usize], number: self.numbers[at] }
    }

    /// Finds a value that is already there; 0 when it is not.
    pub(crate) fn find(&self, text: &str) -> ValueId {
        if self.places.is_empty() {
            return 0;
        }
        self.places[self.place(text)]
    }

    /// Finds or adds a value.
    pub(crate) fn add(&mut self, prepared: &Prepared) -> ValueId {
        if (self.len() + 1) * 4 > self.places.len() * 3 {
            self.grow();
        }
        let place = self.place(&prepared.text);
        if self.places[place] == 0 {
            self.texts.push_str(&prepared.text);
            self.ends.push(self.texts.len() as u32);
            self.numbers.push(prepared.number);
            self.places[place] = self.ends.len() as ValueId;
        }
        self.places[place]
    }

    fn place(&self, text: &str) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash(&[text]) as usize >> 1 & mask;
        while self.places[place] != 0 && self.get(self.places[place]).text != text {
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self) {
        let n = (self.places.len() * 2).max(64);
        self.places = vec![0; n];
        for id in 1..=self.len() as ValueId {
            let place = self.place_of_new(id);
            self.places[place] = id;
        }
    }

    fn place_of_new(&self, id: ValueId) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash(&[self.get(id).text]) as usize >> 1 & mask;
        while self.places[place] != 0 {
            place = (place + 1) & mask;
        }
        place
    }

    /// Gives back memory that growing left over.
    pub(crate) fn settle(&mut self) {
        self.texts.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.numbers.shrink_to_fit();
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
