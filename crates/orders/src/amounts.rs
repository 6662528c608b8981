//! Exact arithmetic of an order: quantities, sums of lines, shares of a discount, conversion by a rate.
//!
//! Amounts are whole smallest units of a currency. What must be rounded is rounded half away from zero, and parts are
//! cut off a running sum, so that the parts of a whole always add up to it.

use kernel::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Parts of one unit that a quantity counts in.
const PARTS: i64 = 1_000_000;

/// How much of something, exact to a millionth of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Quantity(pub i64);

impl Quantity {
    /// One unit.
    pub const ONE: Quantity = Quantity(PARTS);

    /// From a number of units; `None` when it is finer than a millionth or too large.
    pub fn from_decimal(units: Decimal) -> Option<Self> {
        let parts = units.checked_mul(Decimal::from(PARTS))?;
        parts.fract().is_zero().then(|| i64::try_from(parts.trunc()).ok()).flatten().map(Self)
    }

    /// The number of units, without needless zeros.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 6).normalize()
    }

    /// This much at a price of one unit; `None` when it does not fit.
    pub fn at(self, price: i64) -> Option<i64> {
        share(price, self.0, PARTS)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.decimal().fmt(f)
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let units: Decimal =
            String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)?;
        Self::from_decimal(units).ok_or_else(|| serde::de::Error::custom("finer than a millionth"))
    }
}

/// `amount * part / whole`, rounded half away from zero; 0 for a whole of 0; `None` when it does not fit.
pub(crate) fn share(amount: i64, part: i64, whole: i64) -> Option<i64> {
    if whole == 0 {
        return Some(0);
    }
    let (product, whole) = (i128::from(amount) * i128::from(part), i128::from(whole));
    let half = whole.abs() / 2;
    let signed = if (product < 0) == (whole < 0) { product.abs() + half } else { -(product.abs() + half) };
    i64::try_from(signed / whole.abs()).ok()
}

/// Cuts `total` into parts in proportion to `weights`; the parts add up to it exactly. Weights of 0 in all give the
/// whole to the first.
pub(crate) fn cut(total: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i64 = weights.iter().fold(0, |sum, weight| sum.saturating_add(*weight));
    if whole == 0 {
        return weights.iter().enumerate().map(|(at, _)| if at == 0 { total } else { 0 }).collect();
    }
    let (mut running, mut given) = (0_i64, 0_i64);
    weights
        .iter()
        .map(|weight| {
            running = running.saturating_add(*weight);
            let until = share(total, running, whole).unwrap_or(given);
            let part = until - given;
            given = until;
            part
        })
        .collect()
}

/// From one currency into another: how much of the firm's currency one unit of the order's is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchange {
    /// Units of the firm's currency for one unit of the order's, above 0.
    pub rate: Decimal,
    /// The order's currency.
    pub from: Currency,
    /// The firm's.
    pub to: Currency,
}

impl Exchange {
    /// Within the firm's own currency.
    pub fn none(currency: Currency) -> Self {
        Self { rate: Decimal::ONE, from: currency, to: currency }
    }

    /// An amount in the firm's currency; `None` when it does not fit.
    pub fn convert(&self, minor: i64) -> Option<i64> {
        if self.from == self.to {
            return Some(minor);
        }
        let units = Decimal::new(minor, self.from.n_decimals()).checked_mul(self.rate)?;
        let whole = units.checked_mul(Decimal::from(10_i64.pow(self.to.n_decimals())))?;
        i64::try_from(whole.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let check = |price, units: &str, wanted| {
            let quantity = Quantity::from_decimal(units.parse().unwrap()).unwrap();
            assert_eq!(quantity.at(price), Some(wanted), "{units} at {price}");
        };
        check(100, "3", 300);
        check(1, "0.5", 1);
        check(-1, "0.5", -1);
        check(333, "0.333", 111);
        check(19_990, "1.25", 24_988);
        assert_eq!(Quantity(i64::MAX).at(i64::MAX), None);
        assert_eq!(Quantity::from_decimal("0.0000001".parse().unwrap()), None);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let check = |total, weights: &[i64], wanted: &[i64]| {
            let parts = cut(total, weights);
            assert_eq!((parts.iter().sum::<i64>(), parts.as_slice()), (total, wanted));
        };
        check(100, &[1, 1, 1], &[33, 34, 33]);
        check(-7, &[2, 0, 5], &[-2, 0, -5]);
        check(5, &[0, 0], &[5, 0]);
    }

    #[test]
    fn a_rate_respects_the_small_units_of_both_currencies() {
        let yen = Currency::from_code("JPY").unwrap();
        let exchange = Exchange { rate: "3.3335".parse().unwrap(), from: yen, to: Currency::KZT };
        assert_eq!(exchange.convert(1000), Some(333_350));
        assert_eq!(Exchange::none(Currency::KZT).convert(15), Some(15));
    }
}
