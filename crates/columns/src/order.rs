//! The first records of a set in the order of some value, without sorting the rest.

use crate::bits::Bits;

/// Records kept beyond those asked for before the rest is let go of: the cost of each stays small in any order.
const SPARE: usize = 512;

/// The records of `among` with the smallest values, at most `limit`, in the order of (value, number); those for which
/// `value` gives none are left out. One pass over the set; quick as long as `limit` is small beside it.
pub fn smallest<V: Ord + Copy>(among: &Bits, limit: usize, value: impl Fn(u32) -> Option<V>) -> Vec<u32> {
    if limit == 0 {
        return Vec::new();
    }
    let mut kept: Vec<(V, u32)> = Vec::with_capacity(limit + SPARE);
    let mut last: Option<(V, u32)> = None;
    for number in among.iter() {
        let Some(one) = value(number).map(|value| (value, number)) else { continue };
        if last.is_some_and(|last| one > last) {
            continue;
        }
        kept.push(one);
        if kept.len() == limit + SPARE {
            let (_, middle, _) = kept.select_nth_unstable(limit - 1);
            last = Some(*middle);
            kept.truncate(limit);
        }
    }
    kept.sort_unstable();
    kept.truncate(limit);
    kept.into_iter().map(|(_, number)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    proptest! {
        #[test]
        fn the_smallest_are_those_that_sorting_puts_first(
            values in proptest::collection::vec(proptest::option::of(0_u32..50), 0..2_000),
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
