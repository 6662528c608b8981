//! Conditions over orders as SQL: keys of the kinds of fields become days, amounts and ids again.

use super::Owned;
use crate::counting;
use crate::order::Day;
use db::Value;
use fields::{KeyTest, Tested};
use jiff::civil::Date;

/// A statement that grows.
pub(super) struct Sql {
    pub(super) words: String,
    values: Vec<Owned>,
}

impl Sql {
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), values: Vec::new() }
    }

    pub(super) fn push(&mut self, words: &str) -> &mut Self {
        self.words.push_str(words);
        self
    }

    pub(super) fn int(&mut self, n: i64) -> &mut Self {
        self.bind(Owned::Int(n))
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.bind(Owned::Text(text.to_owned()))
    }

    pub(super) fn ints(&mut self, numbers: &[i64]) -> &mut Self {
        for (at, n) in numbers.iter().enumerate() {
            self.push(if at > 0 { ", " } else { "" }).int(*n);
        }
        self
    }

    pub(super) fn texts(&mut self, texts: &[String]) -> &mut Self {
        if texts.is_empty() {
            return self.push("NULL");
        }
        for (at, text) in texts.iter().enumerate() {
            self.push(if at > 0 { ", " } else { "" }).text(text);
        }
        self
    }

    fn bind(&mut self, value: Owned) -> &mut Self {
        self.values.push(value);
        self.words.push_str(&format!("${}", self.values.len()));
        self
    }

    pub(super) fn values(&self) -> Vec<Value<'_>> {
        self.values.iter().map(Owned::value).collect()
    }

    /// A whole condition over order `o`.
    pub(super) fn tested(&mut self, tested: &Tested, today: Day) -> &mut Self {
        match tested {
            Tested::All(inner) => self.joined(inner, (" AND ", "1 = 1"), today),
            Tested::Any(inner) => self.joined(inner, (" OR ", "1 = 0"), today),
            Tested::Not(inner) => self.push("(").tested(inner, today).push(") IS NOT TRUE"),
            Tested::Field { field, test } => self.push("(").test(field, test, today).push(")"),
        }
    }

    fn joined(&mut self, inner: &[Tested], (glue, empty): (&str, &str), today: Day) -> &mut Self {
        self.push("(");
        for (at, one) in inner.iter().enumerate() {
            self.push(if at > 0 { glue } else { "" }).tested(one, today);
        }
        self.push(if inner.is_empty() { empty } else { "" }).push(")")
    }

    fn test(&mut self, field: &str, test: &KeyTest, today: Day) -> &mut Self {
        match test {
            KeyTest::AnyOf(keys) => {
                self.push("1 = 0");
                for key in keys {
                    self.push(" OR ").equals(field, key, today);
                }
                self
            }
            KeyTest::Range { from, to } => {
                self.push(column(field)).push(" IS NOT NULL");
                for (bound, sign) in [(from, " >= "), (to, " < ")] {
                    if let Some(n) = bound.as_deref().and_then(|key| number(field, key)) {
                        self.push(" AND ").push(column(field)).push(sign).int(n);
                    }
                }
                self
            }
            KeyTest::Known => self.push(column(field)).push(" IS NOT NULL"),
            KeyTest::Not(inner) => self.push("(").test(field, inner, today).push(") IS NOT TRUE"),
            KeyTest::Either(tests) => {
                self.push("1 = 0");
                for test in tests {
                    self.push(" OR (").test(field, test, today).push(")");
                }
                self
            }
            KeyTest::Contains(_) => self.push("1 = 0"),
        }
    }

    fn equals(&mut self, field: &str, key: &str, today: Day) -> &mut Self {
        match (field, key) {
            ("status", _) => self.push("o.status = ").text(key),
            ("payment", "overdue") => self.push("o.status <> 'cancelled' AND o.due_on < ").int(today),
            ("payment", "owed") => {
                self.push("o.status <> 'cancelled' AND o.total - o.refunded - o.paid > 0")
            }
            ("payment", _) => self.push("o.status <> 'cancelled' AND o.total - o.refunded - o.paid <= 0"),
            ("rate", "missing") => self.push("o.revenue IS NULL"),
            ("rate", _) => self.push("o.revenue IS NOT NULL"),
            ("responsible", _) => match key.parse() {
                Ok(id) => self.push("o.responsible = ").bind(Owned::Id(id)),
                Err(_) => self.push("1 = 0"),
            },
            _ => match number(field, key) {
                Some(n) => self.push(column(field)).push(" = ").int(n),
                None => self.push("1 = 0"),
            },
        }
    }
}

fn column(field: &str) -> &'static str {
    match field {
        "date" => "o.ordered_on",
        "sum" => "o.revenue",
        "margin" => "o.margin",
        "responsible" => "o.responsible",
        "payment" => "o.paid",
        "rate" => "o.revenue",
        _ => "o.status",
    }
}

/// The number that a key stands for; `None` where a bound leaves the kind's values, and so bounds nothing.
fn number(field: &str, key: &str) -> Option<i64> {
    match field {
        "date" => day(key),
        "sum" | "margin" => amount(key),
        _ => None,
    }
}

/// The day of a key such as `2026-03-01`; a key just after it is the next day.
pub(super) fn day(key: &str) -> Option<Day> {
    let date: Date = key.get(..10)?.parse().ok()?;
    Some(counting::day(date) + i64::from(key.len() > 10))
}

/// The amount of a key such as `KZT8000...`; a key just after it is the next amount.
fn amount(key: &str) -> Option<i64> {
    let bits = u64::from_str_radix(key.get(3..19)?, 16).ok()?;
    let minor = (bits ^ (1 << 63)).cast_signed();
    Some(minor.saturating_add(i64::from(key.len() > 19)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_days_and_amounts_again() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("1970-01-02\u{1}"), Some(2));
        let key = format!("KZT{}", fields::key::integer_key(-1500));
        assert_eq!(amount(&key), Some(-1500));
        assert_eq!(amount(&format!("{key}\u{1}")), Some(-1499));
        assert_eq!(amount("KZT\u{10ffff}"), None);
    }
}
