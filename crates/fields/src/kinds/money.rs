//! An amount of money.

use crate::condition::usual_test;
use crate::key::{self, KeyTest};
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::numbers;
use crate::settings::{Manner, Setting, Settings};
use kernel::{Currency, Money, MoneyError};
use words::Say;

/// An exact amount of one currency, stored as `1500.00 KZT`.
///
/// Keys begin with the currency: sums of different currencies are sorted by currency first and never compared.
pub struct MoneyAmount;

/// What people write for a currency, in lower case, before or after the number.
const SIGNS: &[(&str, &str)] = &[
    ("₸", "KZT"),
    ("тенге", "KZT"),
    ("теңге", "KZT"),
    ("тг", "KZT"),
    ("тг.", "KZT"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
    ("рублей", "RUB"),
    ("рубля", "RUB"),
    ("рубль", "RUB"),
    ("р", "RUB"),
    ("р.", "RUB"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₴", "UAH"),
    ("сом", "KGS"),
    ("сум", "UZS"),
];

impl FieldKind for MoneyAmount {
    fn slug(&self) -> &'static str {
        "money"
    }

    fn read(&self, typed: &str, settings: &Settings, manner: &Manner) -> Result<Reading, Unreadable> {
        let (number, currency) = parts(typed)?;
        let usual =
            || settings.currency.as_deref().and_then(Currency::from_code).unwrap_or(manner.currency);
        let currency = currency.unwrap_or_else(usual);
        let amount = numbers::read(&number)?;
        numbers::within(&amount, settings)?;
        let money = Money::from_decimal(amount, currency).map_err(|error| match error {
            MoneyError::TooFine(_) => {
                Unreadable::plain("fields-money-fine").arg("currency", currency.code().to_owned())
            }
            MoneyError::Unreadable | MoneyError::TooLarge => Unreadable::plain("fields-number-large"),
        })?;
        Ok(Reading::sure(money.to_string()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-money").keyboard("decimal")
    }

    fn operators(&self) -> &'static [Operator] {
        numbers::OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("1 500,5", "1500.50 KZT"),
                Sample::good("1 500,5", "1500.50 RUB").with(r#"{"currency": "RUB"}"#),
                Sample::good("$20", "20.00 USD"),
                Sample::good("300 тг.", "300.00 KZT"),
                Sample::good("10 JPY", "10 JPY"),
                Sample::good("-5 руб.", "-5.00 RUB"),
                Sample::bad("0.001 USD"),
                Sample::bad("сто тенге"),
                Sample::bad("1e20"),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Currency, Setting::Bounds]
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        value.parse().map_or_else(|_| value.to_owned(), |money: Money| say.money(&money))
    }

    fn keys(&self, value: &str) -> Vec<String> {
        let key = |money: Money| format!("{}{}", money.currency, key::integer_key(money.minor));
        vec![value.parse().map_or_else(|_| value.to_owned(), key)]
    }

    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        let currency_of = |key: &str| key.get(..3).unwrap_or_default().to_owned();
        Ok(match usual_test(self, operator, operands, (settings, manner))? {
            KeyTest::Range { from: None, to: Some(to) } => {
                KeyTest::Range { from: Some(currency_of(&to)), to: Some(to) }
            }
            KeyTest::Range { from: Some(from), to: None } => {
                let to = key::beyond(&currency_of(&from));
                KeyTest::Range { from: Some(from), to: Some(to) }
            }
            KeyTest::Range { from: Some(from), to: Some(to) } if currency_of(&from) != currency_of(&to) => {
                return Err(Unreadable::plain("fields-money-currencies"));
            }
            other => other,
        })
    }
}

/// Divides what was typed into the number and the currency, if one was typed.
fn parts(typed: &str) -> Result<(String, Option<Currency>), Unreadable> {
    let typed = typed.trim();
    let is_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '−' | '+');
    let (Some(first), Some(last)) =
        (typed.find(is_number), typed.rfind(|sign: char| sign.is_ascii_digit()))
    else {
        return Err(Unreadable::plain("fields-number-unreadable"));
    };
    let (before, rest) = typed.split_at_checked(first).unwrap_or(("", typed));
    let (number, after) = rest.split_at_checked(last + 1 - first.min(last)).unwrap_or((rest, ""));
    let word = match (before.trim(), after.trim()) {
        ("", after) => after,
        (before, "") => before,
        _ => return Err(Unreadable::plain("fields-number-unreadable")),
    };
    if word.is_empty() {
        return Ok((number.to_owned(), None));
    }
    let known = SIGNS.iter().find(|(sign, _)| *sign == word.to_lowercase()).map_or(word, |(_, code)| code);
    let currency = Currency::from_code(known);
    let currency =
        currency.ok_or_else(|| Unreadable::plain("fields-money-currency").arg("typed", word.to_owned()))?;
    Ok((number.to_owned(), Some(currency)))
}
