//! Groups of records that speak of one client, from pairs.
#![expect(clippy::indexing_slicing, reason = "groups are numbered by the records they hold")]

use std::collections::HashMap;

use super::linking::Pair;

/// A group does not grow above this many records unless more is asked for.
pub(crate) const LARGEST: usize = 40;

/// Joins pairs into groups, the likeliest first.
///
/// Two groups are joined when the evidence of all pairs between them, in bits without the prior, speaks for it: one likely
/// pair does not outweigh many that contradict it, while pairs that have nothing to compare stay silent. This is greedy
/// correlation clustering (Bansal, Blum and Chawla, "Correlation Clustering", Machine Learning 56, 2004), with a limit
/// on the size of a group. `pairs` are those above the threshold; groups and their members come in ascending order, only
/// groups of two and more.
pub(crate) fn cluster(pairs: &[Pair], largest: usize, evidence: impl Fn(u32, u32) -> f64) -> Vec<Vec<u32>> {
    let mut order: Vec<&Pair> = pairs.iter().collect();
    order.sort_by(|a, b| {
        b.probability.total_cmp(&a.probability).then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    let mut group_of: HashMap<u32, usize> = HashMap::new();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for pair in order {
        let (left, right) =
            (group(pair.left, &mut group_of, &mut groups), group(pair.right, &mut group_of, &mut groups));
        let (into, from) = (left.min(right), left.max(right));
        if into == from || groups[into].len() + groups[from].len() > largest {
            continue;
        }
        let is_first = groups[into].len() + groups[from].len() == 2;
        let between = groups[into].iter().flat_map(|a| groups[from].iter().map(move |b| (*a, *b)));
        if !is_first
            && between
                .map(|(a, b)| evidence(a.min(b), a.max(b)).min(MOST_BITS))
                .map(|bits| if bits.is_finite() { bits.max(-MOST_BITS) } else { bits })
                .sum::<f64>()
                <= 0.0
        {
            continue;
        }
        let moved = std::mem::take(&mut groups[from]);
        moved.iter().for_each(|record| {
            group_of.insert(*record, into);
        });
        groups[into].extend(moved);
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// Pairs inside groups, by left then right: scored ones keep their probability, others and weak ones take that of the
/// likeliest way over other members of the group (a is b and b is c make a and c one client); those that stay under the
/// threshold or are not wanted are left out.
pub(crate) fn complete(
    groups: &[Vec<u32>],
    scored: &[Pair],
    threshold: f64,
    is_wanted: impl Fn(u32, u32) -> bool,
) -> Vec<Pair> {
    let direct = |left: u32, right: u32| {
        let at = scored.binary_search_by_key(&(left, right), |pair| (pair.left, pair.right));
        at.map_or(0.0, |at| scored[at].probability)
    };
    let mut pairs = Vec::new();
    for group in groups {
        let ways = likeliest_ways(group, direct);
        for (i, left) in group.iter().enumerate() {
            for (j, right) in group.iter().enumerate().skip(i + 1) {
                let probability = ways[i * group.len() + j];
                if probability >= threshold && is_wanted(*left, *right) {
                    pairs.push(Pair { left: *left, right: *right, probability });
                }
            }
        }
    }
    pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
    pairs
}

/// The product of probabilities along the likeliest way between any two members (Floyd and Warshall).
fn likeliest_ways(group: &[u32], direct: impl Fn(u32, u32) -> f64) -> Vec<f64> {
    let n = group.len();
    let mut ways = vec![0.0; n * n];
    for i in 0..n {
        for j in i + 1..n {
            let p = direct(group[i], group[j]);
            (ways[i * n + j], ways[j * n + i]) = (p, p);
        }
    }
    for by in 0..n {
        for i in 0..n {
            for j in 0..n {
                ways[i * n + j] = f64::max(ways[i * n + j], ways[i * n + by] * ways[by * n + j]);
            }
        }
    }
    ways
}

/// No single pair counts for more than this.
const MOST_BITS: f64 = 20.0;

fn group(record: u32, group_of: &mut HashMap<u32, usize>, groups: &mut Vec<Vec<u32>>) -> usize {
    *group_of.entry(record).or_insert_with(|| {
        groups.push(vec![record]);
        groups.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: u32, right: u32, probability: f64) -> Pair {
        Pair { left, right, probability }
    }

    #[test]
    fn a_chain_becomes_a_group_when_nothing_contradicts() {
        let pairs = [pair(1, 2, 0.99), pair(2, 3, 0.9), pair(7, 8, 0.8)];
        assert_eq!(cluster(&pairs, 40, |_, _| 1.0), vec![vec![1, 2, 3], vec![7, 8]]);
    }

    #[test]
    fn a_weak_link_between_groups_that_contradict_is_cut() {
        let pairs = [pair(1, 2, 0.99), pair(3, 4, 0.99), pair(2, 3, 0.6)];
        let evidence = |a: u32, b: u32| if (a, b) == (2, 3) { 8.0 } else { -9.0 };
        assert_eq!(cluster(&pairs, 40, evidence), vec![vec![1, 2], vec![3, 4]]);
    }

    #[test]
    fn a_group_implies_its_pairs() {
        let scored = [pair(1, 2, 0.9), pair(1, 3, 0.1), pair(2, 3, 0.8)];
        let pairs = complete(&[vec![1, 2, 3]], &scored, 0.5, |_, _| true);
        assert_eq!(pairs, [pair(1, 2, 0.9), pair(1, 3, 0.9 * 0.8), pair(2, 3, 0.8)]);
        assert_eq!(complete(&[vec![1, 2, 3]], &scored, 0.75, |left, _| left != 1), [pair(2, 3, 0.8)]);
    }

    #[test]
    fn groups_stop_at_their_limit() {
        let pairs: Vec<Pair> = (0..10).map(|at| pair(at, at + 1, 0.9)).collect();
        assert!(cluster(&pairs, 3, |_, _| 1.0).iter().all(|group| group.len() <= 3));
    }
}
