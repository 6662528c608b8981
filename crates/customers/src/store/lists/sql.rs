//! SQL with its parameters while it is put together.

use crate::field::{FieldNo, FieldSet};
use db::Value;
use fields::{KeyTest, Tested};

/// A statement that grows.
pub(crate) struct Sql {
    pub(crate) text: String,
    values: Vec<Owned>,
    /// The column that holds a card's number, by which probes look it up.
    card: &'static str,
}

enum Owned {
    Int(i64),
    Text(String),
}

impl Sql {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), values: Vec::new(), card: "c.no" }
    }

    /// Probes look cards up by this column: one that is at hand before the card itself is read spares reading it.
    pub(super) fn probing(self, card: &'static str) -> Self {
        Self { card, ..self }
    }

    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    pub(crate) fn int(&mut self, n: i64) -> &mut Self {
        self.bind(Owned::Int(n))
    }

    pub(super) fn string(&mut self, text: impl Into<String>) -> &mut Self {
        self.bind(Owned::Text(text.into()))
    }

    fn bind(&mut self, value: Owned) -> &mut Self {
        self.values.push(value);
        self.text.push_str(&format!("${}", self.values.len()));
        self
    }

    pub(crate) fn values(&self) -> Vec<Value<'_>> {
        let value = |owned| match owned {
            &Owned::Int(n) => Value::Int(n),
            Owned::Text(text) => Value::Text(text),
        };
        self.values.iter().map(value).collect()
    }

    /// A list of whole numbers in brackets; never empty.
    pub(super) fn ints(&mut self, numbers: impl IntoIterator<Item = i64>) -> &mut Self {
        self.push("(");
        for (at, n) in numbers.into_iter().enumerate() {
            self.push(if at > 0 { ", " } else { "" }).int(n);
        }
        self.push(")")
    }

    /// A test of `x.key`.
    pub(crate) fn key_test(&mut self, test: &KeyTest) -> &mut Self {
        match test {
            KeyTest::AnyOf(keys) => {
                self.push("x.key IN (");
                for (at, key) in keys.iter().enumerate() {
                    self.push(if at > 0 { ", " } else { "" }).string(key);
                }
                self.push(")")
            }
            KeyTest::Range { from, to } => {
                self.push("x.key >= ").string(from.clone().unwrap_or_default());
                match to {
                    Some(to) => self.push(" AND x.key < ").string(to),
                    None => self,
                }
            }
            KeyTest::Contains(part) => self.push("x.key LIKE ").string(like(part)).push(" ESCAPE '\\'"),
            KeyTest::Known => self.push("1 = 1"),
            KeyTest::Not(inner) => self.push("NOT (").key_test(inner).push(")"),
            KeyTest::Either(tests) => {
                self.push("(1 = 0");
                for test in tests {
                    self.push(" OR ").key_test(test);
                }
                self.push(")")
            }
        }
    }

    /// A condition over card `c` of which [`is_probe`] holds.
    pub(super) fn probe(&mut self, tested: &Tested, fields: &FieldSet) -> &mut Self {
        match tested {
            Tested::All(inner) => self.joined(inner, fields, (" AND ", "1 = 1")),
            Tested::Any(inner) => self.joined(inner, fields, (" OR ", "1 = 0")),
            Tested::Not(inner) => self.push("NOT (").probe(inner, fields).push(")"),
            Tested::Field { field, test } => match fields.slug(field) {
                Some(field) => self.field_probe(field.no, test),
                None => self.push("1 = 0"),
            },
        }
    }

    /// The same with cards looked up by another column.
    pub(super) fn probe_by(&mut self, card: &'static str, tested: &Tested, fields: &FieldSet) -> &mut Self {
        let usual = std::mem::replace(&mut self.card, card);
        self.probe(tested, fields);
        self.card = usual;
        self
    }

    fn field_probe(&mut self, field: FieldNo, test: &KeyTest) -> &mut Self {
        if let KeyTest::Not(inner) = test {
            return self.push("NOT ").field_probe(field, inner);
        }
        self.push("EXISTS (SELECT 1 FROM traits x WHERE x.field_no = ").int(field).push(" AND ");
        let card = self.card;
        self.key_test(test).push(" AND x.customer_no = ").push(card).push(")")
    }

    fn joined(&mut self, inner: &[Tested], fields: &FieldSet, (glue, empty): (&str, &str)) -> &mut Self {
        self.push("(");
        for (at, one) in inner.iter().enumerate() {
            self.push(if at > 0 { glue } else { "" }).probe(one, fields);
        }
        self.push(if inner.is_empty() { empty } else { "" }).push(")")
    }
}

/// Keys that one look into the index is made for: enough for everybody of a team.
const MOST_KEYS: usize = 200;

/// Whether the index answers a condition by single looks: equal to one of a few keys, and what is made of such.
pub(super) fn is_probe(tested: &Tested) -> bool {
    fn is_equality(test: &KeyTest) -> bool {
        match test {
            KeyTest::AnyOf(keys) => keys.len() <= MOST_KEYS,
            KeyTest::Not(inner) => is_equality(inner),
            _ => false,
        }
    }
    match tested {
        Tested::All(inner) | Tested::Any(inner) => inner.iter().all(is_probe),
        Tested::Not(inner) => is_probe(inner),
        Tested::Field { test, .. } => is_equality(test),
    }
}

/// The pattern of a text inside another.
pub(super) fn like(part: &str) -> String {
    format!("%{}%", part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
