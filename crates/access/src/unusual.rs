//! What is far beyond usual: robust statistics over days, so that one wild day in the past does not make the next usual.
//!
//! The middle of past days is their median, their spread the median of the distances from it (MAD), which for normally
//! spread counts times 1.4826 estimates the standard deviation (Rousseeuw and Croux 1993, "Alternatives to the median
//! absolute deviation", JASA 88). A day counts as unusual when it lies six such deviations above the middle, is three
//! times the middle, and is not small as such.

/// The factor that makes the MAD of normal values their standard deviation.
const TO_SIGMA: f64 = 1.482_602_218_505_602;
/// Deviations above the middle that nobody reaches by chance.
const N_SIGMA: f64 = 6.0;
/// How many times the middle.
const N_TIMES: f64 = 3.0;
/// Fewer days than this say nothing of what is usual.
const ENOUGH_DAYS: usize = 5;

/// The usual of some days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The median, in readings a day.
    pub middle: f64,
    /// The median distance from it.
    pub spread: f64,
}

impl Usual {
    /// The usual of days; `None` when there are too few of them.
    pub fn of(days: &[i64]) -> Option<Self> {
        if days.len() < ENOUGH_DAYS {
            return None;
        }
        let middle = median(days.iter().map(|n| *n as f64).collect());
        let spread = median(days.iter().map(|n| (*n as f64 - middle).abs()).collect());
        Some(Self { middle, spread })
    }

    fn bound(self) -> f64 {
        (self.middle + N_SIGMA * TO_SIGMA * self.spread).max(N_TIMES * self.middle)
    }
}

/// From how many readings on a day is unusual: the greatest of what one's own days, those of colleagues, and `least`
/// bear; without enough days of either only `least` counts.
pub fn bound(own: Option<Usual>, colleagues: Option<Usual>, least: i64) -> f64 {
    // Who has days of their own is measured by them: a quiet person must not hide behind busy colleagues.
    let usual = own.or(colleagues).map_or(0.0, Usual::bound);
    usual.max(least as f64)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = values.get(half).copied().unwrap_or(0.0);
    if values.len().is_multiple_of(2) {
        let lower = half.checked_sub(1).and_then(|at| values.get(at)).copied().unwrap_or(upper);
        (lower + upper) / 2.0
    } else {
        upper
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wild_day_does_not_make_the_next_usual() {
        let usual = Usual::of(&[28, 31, 30, 900, 29, 33, 30]).unwrap();
        assert_eq!((usual.middle, usual.spread), (30.0, 1.0));
        assert_eq!(usual.bound(), 90.0);
        let steady = Usual::of(&[100, 140, 80, 120, 160, 60]).unwrap();
        assert_eq!((steady.middle, steady.spread), (110.0, 30.0));
        assert!((steady.bound() - 376.868).abs() < 0.001, "{}", steady.bound());
    }

    #[test]
    fn small_days_are_never_unusual_and_few_days_say_nothing() {
        assert_eq!(Usual::of(&[1, 2, 3, 4]), None);
        assert_eq!(bound(Usual::of(&[1, 1, 1, 1, 1]), None, 100), 100.0);
        let colleagues = Usual::of(&[50, 50, 50, 50, 50]);
        assert_eq!(bound(None, colleagues, 100), 150.0);
        assert_eq!(bound(Usual::of(&[200; 5]), colleagues, 100), 600.0);
    }
}
