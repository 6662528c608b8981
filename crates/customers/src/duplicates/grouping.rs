//! Which pairs hang together. Pure.

use super::Pair;
use crate::customer::CustomerNo;
use std::collections::BTreeMap;

/// Parts pairs into those that hang together through their cards: the lowest card of each part and its pairs in the
/// order given, by that card.
pub(crate) fn parted(pairs: &[Pair]) -> BTreeMap<i64, Vec<&Pair>> {
    let mut above: BTreeMap<CustomerNo, CustomerNo> = BTreeMap::new();
    for pair in pairs {
        let (left, right) = (lowest(&above, pair.left), lowest(&above, pair.right));
        above.insert(left.max(right), left.min(right));
    }
    let mut parts: BTreeMap<i64, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        parts.entry(lowest(&above, pair.left)).or_default().push(pair);
    }
    parts
}

fn lowest(above: &BTreeMap<CustomerNo, CustomerNo>, card: CustomerNo) -> CustomerNo {
    let mut at = card;
    while let Some(next) = above.get(&at).copied().filter(|next| *next != at) {
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: i64, right: i64) -> Pair {
        Pair { left, right, probability: 0.9, reasons: Vec::new(), group: 0 }
    }

    #[test]
    fn a_chain_is_one_group_and_falls_apart_without_its_middle() {
        let chain = [pair(4, 9), pair(2, 4), pair(9, 11), pair(20, 21)];
        let parts: Vec<(i64, usize)> =
            parted(&chain).into_iter().map(|(no, all)| (no, all.len())).collect();
        assert_eq!(parts, [(2, 3), (20, 1)]);
        let rest = [pair(4, 2), pair(9, 11)];
        let parts: Vec<i64> = parted(&rest).into_keys().collect();
        assert_eq!(parts, [2, 9]);
    }
}
