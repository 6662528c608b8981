//! What may be put into a text.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use kernel::Money;
use rust_decimal::Decimal;

use crate::Say;

/// A value for a variable of a text; numbers choose plural forms and are written as people of the language do.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// A whole number; exact up to 2^53.
    Int(i64),
    /// An exact number.
    Decimal(Decimal),
    /// An amount of money.
    Money(Money),
    /// A text, put in as it is.
    Text(Cow<'a, str>),
}

impl<'a> Arg<'a> {
    pub(crate) fn value<'b>(&'b self, say: &Say) -> FluentValue<'b>
    where
        'a: 'b,
    {
        match self {
            Arg::Int(n) => FluentValue::from(*n),
            Arg::Decimal(n) => FluentValue::from(say.decimal(n)),
            Arg::Money(money) => FluentValue::from(say.money(money)),
            Arg::Text(text) => FluentValue::from(text.as_ref()),
        }
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg<'_> {
            fn from(n: $kind) -> Self {
                Arg::Int(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
    )*};
}
whole_numbers!(i64, i32, i16, u64, u32, u16, u8, usize);

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl From<Decimal> for Arg<'_> {
    fn from(n: Decimal) -> Self {
        Arg::Decimal(n)
    }
}

impl From<Money> for Arg<'_> {
    fn from(money: Money) -> Self {
        Arg::Money(money)
    }
}
