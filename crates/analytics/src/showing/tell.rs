//! Numbers, days and names in the words of the person who looks.

use std::collections::BTreeMap;

use customers::FieldSet;
use kernel::{Currency, Money};
use plots::Manner;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use serde_json::Value;
use words::{Arg, Lang, Say};

/// What stands for a number that there is none of.
const NOTHING: &str = "—";

/// Who is told, and about which analysis.
pub struct Tell<'a> {
    /// The person's language and zone.
    pub say: &'a Say,
    /// The money of the sums.
    pub currency: Currency,
    /// The slug of the analysis.
    pub slug: &'static str,
    /// The parameters given, by which the rows behind a figure are found again.
    pub given: &'a BTreeMap<String, String>,
    /// The fields of cards, whose names and answers are said as the firm says them; none for a file.
    pub fields: Option<&'a FieldSet>,
}

/// A number out of an answer; not a number where there is none.
pub fn number_of(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

impl Tell<'_> {
    /// A text of this capability, without its prefix.
    pub fn word(&self, key: &str) -> String {
        self.say.t(&key_of(key))
    }

    /// A text with its variables.
    pub fn filled(&self, key: &str, args: &[(&str, String)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, text)| (*name, Arg::from(text))).collect();
        self.say.with(&key_of(key), &args)
    }

    /// A counted text in the right plural form, besides the count with its other variables.
    pub fn counted(&self, key: &str, n: f64, args: &[(&str, String)]) -> String {
        let mut all = vec![("n", Arg::Int(whole(n)))];
        all.extend(args.iter().map(|(name, text)| (*name, Arg::from(text))));
        self.say.with(&key_of(key), &all)
    }

    /// A word of a closed list, such as the name of a group.
    pub fn option(&self, word: &str) -> String {
        self.word(&format!("option-{}", word.replace('_', "-")))
    }

    /// What people call a column of the base, a field of cards by its own name; a column of a file is called as it is.
    pub fn field(&self, slug: &str) -> String {
        const COUNTED: [&str; 11] = [
            "orders",
            "revenue",
            "margin",
            "returns",
            "average_order",
            "recency_days",
            "age_days",
            "contacts",
            "contact_costs",
            "frequency",
            "kind",
        ];
        if COUNTED.contains(&slug) {
            self.word(&format!("field-{}", slug.replace('_', "-")))
        } else {
            let known = self.fields.and_then(|fields| fields.slug(slug));
            known.map_or_else(|| slug.to_owned(), |field| field.label(self.say))
        }
    }

    /// What people call an answer that the base counts, or one of a field of cards; another one is said as it is.
    pub fn said(&self, answer: &str, field: &str) -> String {
        const COUNTED: [&str; 6] = ["one_off", "rare", "regular", "none", "person", "organization"];
        if ["frequency", "kind"].contains(&field) && COUNTED.contains(&answer) {
            return self.option(answer);
        }
        let known = self.fields.and_then(|fields| fields.slug(field));
        known.map_or_else(|| answer.to_owned(), |field| field.show(answer, self.say))
    }

    /// A count.
    pub fn count(&self, n: f64) -> String {
        if n.is_finite() { self.say.number(whole(n)) } else { NOTHING.into() }
    }

    /// An amount in whole units of the firm's currency.
    pub fn money(&self, amount: f64) -> String {
        let exact =
            Decimal::from_f64(amount).map(|amount| Money::from_decimal(amount.round_dp(0), self.currency));
        match exact {
            Some(Ok(money)) => self.say.money_whole(&money),
            _ => NOTHING.into(),
        }
    }

    /// A share as a percentage.
    pub fn ratio(&self, ratio: f64) -> String {
        let digits = usize::from(ratio.abs() < 0.0995 && ratio != 0.0);
        if ratio.is_finite() { self.say.percent(ratio, digits) } else { NOTHING.into() }
    }

    /// A number with up to `places` digits behind the point.
    pub fn number(&self, number: f64, places: u32) -> String {
        match Decimal::from_f64(number) {
            Some(exact) if number.is_finite() => self.say.decimal(&exact.round_dp(places).normalize()),
            _ if number.is_finite() => format!("{number:.3e}"),
            _ => NOTHING.into(),
        }
    }

    /// A number that was estimated: the greater it is, the fewer digits behind the point.
    pub fn estimate(&self, number: f64) -> String {
        self.number(
            number,
            match number.abs() {
                size if size >= 1_000.0 => 0,
                size if size >= 10.0 => 2,
                _ => 4,
            },
        )
    }

    /// A probability: below a thousandth only that it is.
    pub fn chance(&self, p: f64) -> String {
        if p < 0.001 { format!("< {}", self.number(0.001, 3)) } else { self.number(p, 3) }
    }

    /// A day, a month or a week as written in answers: `2026-01-31`, `2026-01`, `2026-W05`.
    pub fn period(&self, text: &str) -> String {
        let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
        if let Some(day) = day(text) {
            return self.say.day(day);
        }
        day(&format!("{text}-01")).map_or_else(|| text.to_owned(), |day| self.say.month(day))
    }

    /// The same, short enough to stand under a column.
    pub fn short_period(&self, text: &str) -> String {
        match text.split_once('-') {
            Some((year, month)) if month.len() == 2 => format!("{month}.{}", year.get(2..).unwrap_or(year)),
            _ => text.to_owned(),
        }
    }

    /// A parameter as it was given, else what it usually is.
    pub fn parameter<'t>(&'t self, name: &str, usual: &'t str) -> &'t str {
        self.given.get(name).map_or(usual, String::as_str)
    }

    /// Where the rows are in which these members have these values.
    pub fn rows(&self, wanted: &[(&str, &str)]) -> String {
        let given = self.given.iter().map(|(name, value)| (name.clone(), value.as_str()));
        let wanted = wanted.iter().map(|(name, value)| (format!("where.{name}"), *value));
        let pairs: Vec<String> = given
            .chain(wanted)
            .map(|(name, value)| format!("{}={}", encoded(&name), encoded(value)))
            .collect();
        format!("/analytics/{}/rows?{}", self.slug, pairs.join("&"))
    }

    /// Where the rows are that the same analysis has with another value of a parameter.
    pub fn rows_with(&self, name: &str, value: &str) -> String {
        let mut given = self.given.clone();
        given.insert(name.to_owned(), value.to_owned());
        Tell { given: &given, ..*self }.rows(&[])
    }

    /// How numbers on axes are written.
    pub fn manner(&self) -> Manner {
        let powers = ["thousand", "million", "milliard", "billion"]
            .map(|power| self.word(&format!("power-{power}")));
        match self.say.lang() {
            Lang::En => Manner { powers, ..Manner::default() },
            Lang::Ru | Lang::Kk => Manner {
                decimal: ",".into(),
                thousands: "\u{a0}".into(),
                powers: powers.map(|power| format!("\u{a0}{power}")),
                percent: "\u{a0}%".into(),
            },
        }
    }
}

fn key_of(key: &str) -> String {
    format!("analytics-{key}")
}

fn whole(n: f64) -> i64 {
    n.round().to_i64().unwrap_or(0)
}

/// A text as it may stand in a query.
pub(crate) fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
