//! Single values as people and programs write them: amounts, dates, short texts.

use crate::order::Day;
use crate::{counting, rates};
use customers::Act;
use fields::Settings;
use jiff::civil::{Date, DateTime};
use kernel::{Currency, Millis, Money, MoneyError};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use web::FieldError;

/// A number as it is written: in JSON a string such as `"1500.50"` or `"1500.50 KZT"`, or a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(value_type = String, example = "1500.50")]
pub struct Amount(pub String);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Text(String),
            Number(serde_json::Number),
        }
        Ok(Self(match Either::deserialize(deserializer)? {
            Either::Text(text) => text,
            Either::Number(number) => number.to_string(),
        }))
    }
}

impl From<&str> for Amount {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The longest short text, in letters.
const LONGEST: usize = 200;

/// An amount of a currency, in its smallest units; not below 0. Another currency than this one is refused.
pub(crate) fn amount(act: &Act, typed: &Amount, wanted: Currency) -> Result<i64, FieldError> {
    let minor = any_amount(act, typed, wanted)?;
    if minor < 0 { Err(FieldError::new("", "orders-amount-negative")) } else { Ok(minor) }
}

/// The same, below 0 too.
pub(crate) fn any_amount(act: &Act, typed: &Amount, wanted: Currency) -> Result<i64, FieldError> {
    let text = typed.0.trim();
    let money = match text.parse::<Decimal>() {
        Ok(number) => Money::from_decimal(number, wanted).map_err(|error| match error {
            MoneyError::TooFine(_) => FieldError {
                args: vec![("currency", wanted.code().to_owned().into())],
                ..FieldError::new("", "fields-money-fine")
            },
            _ => FieldError::new("", "fields-number-large"),
        })?,
        Err(_) => read_money(act, text, wanted)?,
    };
    if money.currency == wanted {
        return Ok(money.minor);
    }
    let args = vec![("wanted", wanted.code().to_owned().into())];
    Err(FieldError { args, ..FieldError::new("", "orders-amount-currency") })
}

/// What is taken off.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Discount {
    /// So many smallest units.
    Amount(i64),
    /// So many hundredths of what it is taken off, 0 to 100.
    Percent(Decimal),
}

impl Discount {
    /// How much of a sum it is, in its smallest units; a share is rounded half away from zero. `None` when it does not
    /// fit.
    pub(crate) fn of(self, whole: i64) -> Option<i64> {
        match self {
            Discount::Amount(minor) => Some(minor),
            Discount::Percent(percent) => {
                let part = Decimal::from(whole).checked_mul(percent / Decimal::ONE_HUNDRED)?;
                i64::try_from(part.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)).ok()
            }
        }
    }
}

/// What is taken off: an amount of a currency, or a share of the whole such as `10%`.
pub(crate) fn discount(act: &Act, typed: &Amount, wanted: Currency) -> Result<Discount, FieldError> {
    let Some(percent) = typed.0.trim().strip_suffix('%') else {
        return amount(act, typed, wanted).map(Discount::Amount);
    };
    let wrong = || FieldError::new("", "orders-percent-wrong");
    let percent = number(act, &Amount(percent.trim().to_owned())).map_err(|_| wrong())?;
    let is_share = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent);
    if is_share { Ok(Discount::Percent(percent)) } else { Err(wrong()) }
}

fn read_money(act: &Act, text: &str, wanted: Currency) -> Result<Money, FieldError> {
    let Some(kind) = fields::kinds::find("money") else {
        return Err(FieldError::new("", "orders-amount-wrong"));
    };
    let settings = Settings { currency: Some(wanted.code().to_owned()), ..Settings::default() };
    let read = kind.read(text, &settings, &act.manner);
    let value =
        read.map_err(|why| FieldError { field: String::new(), key: why.key.into(), args: why.args })?;
    value.value.parse().map_err(|_| FieldError::new("", "orders-amount-wrong"))
}

/// A number of any kind, such as a quantity or a rate.
pub(crate) fn number(act: &Act, typed: &Amount) -> Result<Decimal, FieldError> {
    let text = typed.0.trim();
    if let Ok(number) = text.parse() {
        return Ok(number);
    }
    let wrong = || FieldError::new("", "orders-number-wrong");
    let kind = fields::kinds::find("decimal").ok_or_else(wrong)?;
    let read = kind.read(text, &Settings::NONE, &act.manner).map_err(|_| wrong())?;
    read.value.parse().map_err(|_| wrong())
}

/// Three letters of a currency, also the words that 1C writes for the rouble and the tenge.
pub(crate) fn currency(text: &str) -> Result<Currency, FieldError> {
    let word = text.trim().to_lowercase();
    let known = match word.trim_end_matches('.') {
        "руб" | "рубль" | "рублей" | "₽" | "rur" => Some(Currency::RUB),
        "тг" | "тенге" | "теңге" | "₸" => Some(Currency::KZT),
        _ => Currency::from_code(&word),
    };
    known.ok_or_else(|| FieldError::new("", "orders-currency-wrong"))
}

/// A moment: a day (its beginning in the firm's zone), a day with a time there, or RFC 3339.
pub(crate) fn moment(act: &Act, text: &str) -> Result<Millis, FieldError> {
    let text = text.trim();
    let wrong = || FieldError::new("", "orders-date-wrong");
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Ok(at.as_millisecond());
    }
    let local = |at: DateTime| -> Option<Millis> {
        let at = at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond();
        Some(at - i64::from(act.manner.utc_offset_secs) * 1000)
    };
    // Shops write the zone after a space: 2025-01-15 17:41:00 -0500.
    if let Ok(at) = jiff::Timestamp::strptime("%Y-%m-%d %H:%M:%S %z", text) {
        return Ok(at.as_millisecond());
    }
    if let Ok(at) = text.replacen(' ', "T", 1).parse::<DateTime>() {
        return local(at).ok_or_else(wrong);
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let date = Date::strptime("%Y%m%d", text).map_err(|_| wrong())?;
        return Ok(rates::start_of(act, counting::day(date)));
    }
    for form in ["%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"] {
        if let Ok(at) = DateTime::strptime(form, text) {
            return local(at).ok_or_else(wrong);
        }
    }
    Ok(rates::start_of(act, date_of(act, text)?))
}

/// A day, as people or programs write it.
pub(crate) fn date_of(act: &Act, text: &str) -> Result<Day, FieldError> {
    let wrong = || FieldError::new("", "orders-date-wrong");
    if let Ok(date) = text.trim().parse::<Date>() {
        return Ok(counting::day(date));
    }
    let kind = fields::kinds::find("date").ok_or_else(wrong)?;
    let read = kind.read(text.trim(), &Settings::NONE, &act.manner).map_err(|_| wrong())?;
    read.value.parse::<Date>().map(counting::day).map_err(|_| wrong())
}

/// A short text that must not be blank; `missing` is the sentence when it is.
pub(crate) fn short(typed: &str, missing: &str) -> Result<String, FieldError> {
    let text = word(typed)?;
    if text.is_empty() { Err(FieldError::new("", missing)) } else { Ok(text) }
}

/// A short text, its spaces made single.
pub(crate) fn word(typed: &str) -> Result<String, FieldError> {
    text(&typed.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST)
}

/// A text of at most so many letters, without signs that cannot be kept.
pub(crate) fn text(typed: &str, longest: usize) -> Result<String, FieldError> {
    let text: String = typed.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.chars().count() > longest { Err(FieldError::new("", "orders-text-long")) } else { Ok(text) }
}

/// An amount of a currency in its smallest units; `None` for what is blank or cannot be understood.
pub fn minor(act: &Act, typed: &Amount, wanted: Currency) -> Option<i64> {
    amount(act, typed, wanted).ok().filter(|_| !typed.0.trim().is_empty())
}
