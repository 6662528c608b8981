//! The first records of a set in the order of some value, without sorting the rest.

use crate::bits::Bits;
use std::collections::BinaryHeap;

/// The records of `among` with the smallest values, at most `limit`, in the order of (value, number); those for which
/// `value` gives none are left out. One pass over the set; quick as long as `limit` is small beside it.
pub fn smallest<V: Ord + Copy>(among: &Bits, limit: usize, value: impl Fn(u32) -> Option<V>) -> Vec<u32> {
    let mut kept: BinaryHeap<(V, u32)> = BinaryHeap::with_capacity(limit + 1);
    for number in among.iter() {
        let Some(one) = value(number).map(|value| (value, number)) else { continue };
        if kept.len() < limit {
            kept.push(one);
        } else if let Some(mut last) = kept.peek_mut().filter(|last| one < **last) {
            *last = one;
        }
    }
    kept.into_sorted_vec().into_iter().map(|(_, number)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    proptest! {
        #[test]
        fn the_smallest_are_those_that_sorting_puts_first(
            values in proptest::collection::vec(proptest::option::of(0_u32..50), 0..200),
            limit in 0_usize..20,
        ) {
            let among = Bits::full(u32::try_from(values.len()).unwrap());
            let value = |n: u32| values[n as usize];
            let mut sorted: Vec<(u32, u32)> =
                (0_u32..).zip(&values).filter_map(|(n, value)| Some(((*value)?, n))).collect();
            sorted.sort_unstable();
            let meant: Vec<u32> = sorted.iter().take(limit).map(|(_, n)| *n).collect();
            prop_assert_eq!(smallest(&among, limit, value), meant);
            sorted.sort_unstable_by_key(|(value, n)| (Reverse(*value), *n));
            let meant: Vec<u32> = sorted.iter().take(limit).map(|(_, n)| *n).collect();
            prop_assert_eq!(smallest(&among, limit, |n| value(n).map(Reverse)), meant);
        }
    }
}
