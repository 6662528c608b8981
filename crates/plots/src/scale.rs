//! From values to places on the sheet, and round numbers to mark them by.

/// Round numbers along an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// Ascending, at least two, the first not above the least value, the last not below the greatest.
    pub values: Vec<f64>,
}

impl Ticks {
    /// The first mark.
    pub fn low(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// The last mark.
    pub fn high(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }

    /// The place of a value between `from` (the first mark) and `to` (the last one), never outside.
    pub fn place(&self, value: f64, (from, to): (f64, f64)) -> f64 {
        let ratio = ((value - self.low()) / (self.high() - self.low())).clamp(0.0, 1.0);
        from + ratio * (to - from)
    }
}

/// About `n` round steps of 1, 2, 2.5 or 5 times a power of ten around `least` to `most`; what is not finite counts as 0.
pub fn ticks(least: f64, most: f64, n: usize) -> Ticks {
    let sound = |value: f64| if value.is_finite() { value.clamp(-1e300, 1e300) } else { 0.0 };
    let (least, mut most) = (sound(least.min(most)), sound(least.max(most)));
    if most - least < f64::MIN_POSITIVE.max(least.abs() * 1e-9) {
        most = least + if least == 0.0 { 1.0 } else { least.abs() };
    }
    let rough = (most - least) / n.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|nice| nice * power);
    let step = step.into_iter().find(|step| *step >= rough * 0.999_999).unwrap_or(rough);
    let (first, last) = ((least / step).floor(), (most / step - 1e-9).ceil());
    let count = (last - first).clamp(1.0, 50.0) as usize;
    Ticks { values: (0..=count).map(|place| (first + place as f64) * step).collect() }
}

/// The least and greatest of the finite values; `None` without any.
pub(crate) fn span(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|value| value.is_finite()).fold(None, |found, value| {
        Some(found.map_or((value, value), |(least, most): (f64, f64)| (least.min(value), most.max(value))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_all_values() {
        let check = |least, most, expected: &[f64]| assert_eq!(ticks(least, most, 4).values, expected);
        check(0.0, 87.0, &[0.0, 25.0, 50.0, 75.0, 100.0]);
        check(0.0, 0.0, &[0.0, 0.25, 0.5, 0.75, 1.0]);
        check(-3.0, 5.0, &[-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        check(0.0, 1_000_000.0, &[0.0, 250_000.0, 500_000.0, 750_000.0, 1_000_000.0]);
    }
}
