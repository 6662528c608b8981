//! Double-double numbers: about 32 digits from pairs of doubles, for sums in which a plain double drowns.
//!
//! Source: Dekker (1971), "A floating-point technique for extending the available precision"; Knuth's
//! two-sum.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// An unevaluated sum of two doubles, the second at most half a unit in the last place of the first.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Double {
    high: f64,
    low: f64,
}

impl Double {
    /// Nothing.
    pub const ZERO: Self = Self { high: 0.0, low: 0.0 };

    /// The exact product of two plain doubles.
    pub fn product(a: f64, b: f64) -> Self {
        let high = a * b;
        let (a_high, a_low) = split(a);
        let (b_high, b_low) = split(b);
        let low = ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low;
        Self { high, low }
    }

    /// The nearest plain double.
    pub fn value(self) -> f64 {
        self.high
    }

    /// The square root of a number not below zero.
    pub fn sqrt(self) -> Self {
        if self.high <= 0.0 {
            return Self::ZERO;
        }
        let guess = self.high.sqrt();
        let rest = self - Self::product(guess, guess);
        Self::from(guess) + Self::from(rest.high / (2.0 * guess))
    }
}

/// Two halves of 26 bits, whose products are exact.
fn split(a: f64) -> (f64, f64) {
    let stretched = 134_217_729.0 * a;
    let high = stretched - (stretched - a);
    (high, a - high)
}

fn renormalised(high: f64, low: f64) -> Double {
    let sum = high + low;
    Double { high: sum, low: low - (sum - high) }
}

impl From<f64> for Double {
    fn from(value: f64) -> Self {
        Self { high: value, low: 0.0 }
    }
}

impl Add for Double {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let sum = self.high + other.high;
        let virtual_other = sum - self.high;
        let error = (self.high - (sum - virtual_other)) + (other.high - virtual_other);
        renormalised(sum, error + self.low + other.low)
    }
}

impl Neg for Double {
    type Output = Self;
    fn neg(self) -> Self {
        Self { high: -self.high, low: -self.low }
    }
}

impl Sub for Double {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Double {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let exact = Self::product(self.high, other.high);
        renormalised(exact.high, exact.low + self.high * other.low + self.low * other.high)
    }
}

impl Div for Double {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self - other * Self::from(first);
        let second = rest.high / other.high;
        let rest = rest - other * Self::from(second);
        renormalised(first, second) + Self::from(rest.high / other.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_plain_double_loses_is_kept() {
        let sum = Double::from(1e16) + Double::from(1.0) - Double::from(1e16);
        assert_eq!(sum.value(), 1.0);
        let third = Double::from(1.0) / Double::from(3.0);
        let rest = third * Double::from(3.0) - Double::from(1.0);
        assert!(rest.value().abs() < 1e-31);
        let root = Double::from(2.0).sqrt();
        assert!((root * root - Double::from(2.0)).value().abs() < 1e-30);
    }
}
