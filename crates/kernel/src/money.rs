//! Money: an exact number of the smallest units of one currency.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 code, such as `KZT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Kazakhstan's tenge.
    pub const KZT: Currency = Currency(*b"KZT");
    /// Russia's rouble.
    pub const RUB: Currency = Currency(*b"RUB");
    /// US dollar.
    pub const USD: Currency = Currency(*b"USD");
    /// Euro.
    pub const EUR: Currency = Currency(*b"EUR");

    /// Reads three Latin letters in either case.
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.trim().to_ascii_uppercase().into_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point: 0 for JPY and KRW, 3 for the Gulf dinars, else 2.
    pub fn n_decimals(&self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" => 0,
            b"KWD" | b"BHD" | b"OMR" | b"JOD" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// A text that is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a number and a currency code, as in `1500.00 KZT`.
    #[error("expected a number and a currency, as in 1500.00 KZT")]
    Unreadable,
    /// More digits after the point than the currency has.
    #[error("{0} has no such small units")]
    TooFine(Currency),
    /// Beyond 92 quadrillion smallest units.
    #[error("the amount is too large")]
    TooLarge,
}

/// An exact amount of one currency; sums of different currencies do not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// How many of the smallest units (tiyn, kopecks, cents), negative for a debt.
    pub minor: i64,
    /// Of which currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of smallest units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// From a decimal number of whole units; exact or an error.
    ///
    /// # Errors
    /// [`MoneyError::TooFine`] and [`MoneyError::TooLarge`].
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let scaled = amount
            .checked_mul(Decimal::from(10_i64.pow(currency.n_decimals())))
            .ok_or(MoneyError::TooLarge)?;
        if !scaled.fract().is_zero() {
            return Err(MoneyError::TooFine(currency));
        }
        let minor = i64::try_from(scaled.trunc()).map_err(|_| MoneyError::TooLarge)?;
        Ok(Self { minor, currency })
    }

    /// The amount in whole units, exact.
    pub fn decimal(&self) -> Decimal {
        Decimal::new(self.minor, self.currency.n_decimals())
    }

    /// The sum, if the currencies agree and it fits.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))
            .flatten()
            .map(|minor| Money { minor, ..self })
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

impl std::str::FromStr for Money {
    type Err = MoneyError;

    /// Reads `1500.00 KZT`, the form that [`Display`](std::fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (amount, code) = text.trim().rsplit_once(' ').ok_or(MoneyError::Unreadable)?;
        let amount: Decimal = amount.trim().parse().map_err(|_| MoneyError::Unreadable)?;
        Money::from_decimal(amount, Currency::from_code(code).ok_or(MoneyError::Unreadable)?)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: Result<&str, MoneyError>) {
        let read: Result<Money, _> = text.parse();
        assert_eq!(read.map(|m| m.to_string()), wanted.map(str::to_owned), "{text}");
    }

    #[test]
    fn amounts_are_exact_or_refused() {
        check("1500 kzt", Ok("1500.00 KZT"));
        check("-0.5 RUB", Ok("-0.50 RUB"));
        check("10 JPY", Ok("10 JPY"));
        check("0.001 USD", Err(MoneyError::TooFine(Currency::USD)));
        check("99999999999999999999 USD", Err(MoneyError::TooLarge));
        check("1500", Err(MoneyError::Unreadable));
        check("many KZT", Err(MoneyError::Unreadable));
    }
}
