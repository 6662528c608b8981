//! The rhythm of buying: gaps between purchases, classes by frequency, and the day by which to act.

use serde::Serialize;

use crate::quantile::quantile;

/// How often somebody buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FrequencyClass {
    /// Bought once.
    OneOff,
    /// Came back, but fewer times than it takes to be regular.
    Rare,
    /// Bought at least the stated number of times.
    Regular,
}

impl FrequencyClass {
    /// The class of a number of purchases; `None` for no purchase. Regular begins at `regular_from` (at
    /// least 2).
    pub fn of(purchases: u64, regular_from: u64) -> Option<Self> {
        match purchases {
            0 => None,
            1 => Some(Self::OneOff),
            n if n < regular_from => Some(Self::Rare),
            _ => Some(Self::Regular),
        }
    }
}

/// Gaps between purchases over all customers, in days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gaps {
    /// Number of gaps.
    pub n: u64,
    /// Their mean.
    pub mean_days: f64,
    /// Type-7 quantiles at 10, 25, 50, 75 and 90 %.
    pub quantiles: [f64; 5],
    /// Customers who bought on two days or more, as a share of all.
    pub repeat_ratio: f64,
}

/// Days between consecutive distinct purchase days of one customer, over all of them; `None` when nobody
/// came back. `visits` are (customer, day number), in any order, repeats allowed; they are sorted and freed
/// of repeats here.
pub fn gaps(visits: &mut Vec<(u32, i32)>) -> Option<Gaps> {
    visits.sort_unstable();
    visits.dedup();
    let (mut lengths, mut customers, mut repeating) = (Vec::new(), 0_u64, 0_u64);
    for days in visits.chunk_by(|a, b| a.0 == b.0) {
        customers += 1;
        repeating += u64::from(days.len() > 1);
        lengths.extend(days.iter().zip(days.iter().skip(1)).map(|(a, b)| f64::from(b.1 - a.1)));
    }
    lengths.sort_unstable_by(f64::total_cmp);
    let n = lengths.len() as u64;
    let mean_days = lengths.iter().sum::<f64>() / n as f64;
    let mut quantiles = [0.0; 5];
    for (slot, at) in quantiles.iter_mut().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
        *slot = quantile(&lengths, at)?;
    }
    Some(Gaps { n, mean_days, quantiles, repeat_ratio: repeating as f64 / customers as f64 })
}

/// The same from how often each number of days occurred, ascending by days, of so many customers, of whom so many came
/// back; `None` when nobody did.
pub fn gaps_counted(counts: &[(i64, u64)], (customers, repeating): (u64, u64)) -> Option<Gaps> {
    let n: u64 = counts.iter().map(|(_, n)| n).sum();
    let last = n.checked_sub(1)?;
    let sum: f64 = counts.iter().map(|(days, n)| *days as f64 * *n as f64).sum();
    let at_rank = |rank: u64| {
        let mut below = 0;
        counts.iter().find_map(|(days, n)| {
            below += n;
            (rank < below).then_some(*days as f64)
        })
    };
    let mut quantiles = [0.0; 5];
    for (slot, at) in quantiles.iter_mut().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
        let position = last as f64 * at;
        let below = position.floor();
        let (low, high) = (at_rank(below as u64)?, at_rank((below as u64 + 1).min(last))?);
        *slot = low + (high - low) * (position - below);
    }
    Some(Gaps {
        n,
        mean_days: sum / n as f64,
        quantiles,
        repeat_ratio: repeating as f64 / customers as f64,
    })
}

/// The median and the ninth decile of one customer's own gaps (ascending, days); `None` of fewer than four.
pub fn own_quantiles(own_gaps: &[f64]) -> Option<(f64, f64)> {
    quantile(own_gaps, 0.5).zip(quantile(own_gaps, 0.9)).filter(|_| own_gaps.len() >= 4)
}

/// When to expect the next purchase and by when to act if it does not come, as day numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// The last purchase plus the median gap.
    pub next_on: i32,
    /// The last purchase plus the 90 % gap: later than nine of ten gaps so far.
    pub act_by: i32,
}

/// The outlook of one customer from the median and the ninth decile of their own gaps (days), where there are any; else
/// from those of the whole base.
pub fn outlook(last_day: i32, own: Option<(f64, f64)>, of_all: (f64, f64)) -> Outlook {
    let day = |gap: f64| last_day.saturating_add(gap.round() as i32);
    let (median, ninth_decile) = own.unwrap_or(of_all);
    Outlook { next_on: day(median), act_by: day(ninth_decile) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_count_days_not_receipts() {
        let mut visits = vec![(1, 10), (1, 10), (1, 14), (2, 3), (1, 20)];
        let gaps = gaps(&mut visits).unwrap();
        assert_eq!((gaps.n, gaps.mean_days, gaps.repeat_ratio), (2, 5.0, 0.5));
        assert_eq!(gaps.quantiles[2], 5.0);
        assert_eq!(super::gaps(&mut vec![(1, 5), (2, 5)]), None);
    }

    #[test]
    fn counted_gaps_say_the_same() {
        let mut visits: Vec<(u32, i32)> = (0..40)
            .flat_map(|who| (0..who % 7).map(move |k| (who, (who * 13 + k * k * 3) as i32)))
            .collect();
        let wanted = gaps(&mut visits).unwrap();
        let (mut counts, mut people, mut repeating) = (std::collections::BTreeMap::new(), 0, 0);
        for own in visits.chunk_by(|a, b| a.0 == b.0) {
            people += 1;
            repeating += u64::from(own.len() > 1);
            for pair in own.windows(2) {
                *counts.entry(i64::from(pair[1].1 - pair[0].1)).or_insert(0) += 1;
            }
        }
        let counts: Vec<(i64, u64)> = counts.into_iter().collect();
        assert_eq!(gaps_counted(&counts, (people, repeating)), Some(wanted));
        assert_eq!(gaps_counted(&[], (3, 0)), None);
    }

    #[test]
    fn few_gaps_of_ones_own_give_way_to_those_of_the_base() {
        let of = |own: &[f64]| outlook(100, own_quantiles(own), (30.0, 90.0));
        assert_eq!(of(&[1.0, 2.0]), Outlook { next_on: 130, act_by: 190 });
        assert_eq!(of(&[7.0, 7.0, 7.0, 7.0]), Outlook { next_on: 107, act_by: 107 });
    }

    #[test]
    fn classes_begin_where_they_say() {
        let classes: Vec<_> = (0..5).map(|n| FrequencyClass::of(n, 4)).collect();
        use FrequencyClass::{OneOff, Rare, Regular};
        assert_eq!(classes, vec![None, Some(OneOff), Some(Rare), Some(Rare), Some(Regular)]);
    }
}
