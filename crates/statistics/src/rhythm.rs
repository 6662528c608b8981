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

/// When to expect the next purchase and by when to act if it does not come, as day numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// The last purchase plus the median gap.
    pub next_on: i32,
    /// The last purchase plus the 90 % gap: later than nine of ten gaps so far.
    pub act_by: i32,
}

/// The outlook of one customer from own gaps (ascending, days); with fewer than four of them those of the
/// whole base (`base_median`, `base_ninth_decile`, days) stand in.
pub fn outlook(last_day: i32, own_gaps: &[f64], base_median: f64, base_ninth_decile: f64) -> Outlook {
    let own = |at: f64| quantile(own_gaps, at).filter(|_| own_gaps.len() >= 4);
    let day = |gap: f64| last_day.saturating_add(gap.round() as i32);
    Outlook {
        next_on: day(own(0.5).unwrap_or(base_median)),
        act_by: day(own(0.9).unwrap_or(base_ninth_decile)),
    }
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
    fn few_gaps_of_ones_own_give_way_to_those_of_the_base() {
        assert_eq!(outlook(100, &[1.0, 2.0], 30.0, 90.0), Outlook { next_on: 130, act_by: 190 });
        assert_eq!(outlook(100, &[7.0, 7.0, 7.0, 7.0], 30.0, 90.0), Outlook { next_on: 107, act_by: 107 });
    }

    #[test]
    fn classes_begin_where_they_say() {
        let classes: Vec<_> = (0..5).map(|n| FrequencyClass::of(n, 4)).collect();
        use FrequencyClass::{OneOff, Rare, Regular};
        assert_eq!(classes, vec![None, Some(OneOff), Some(Rare), Some(Rare), Some(Regular)]);
    }
}
