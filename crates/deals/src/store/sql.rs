//! A statement that grows, with its parameters.

use db::Value;
use kernel::RawId;

/// A parameter of its own.
enum Owned {
    Int(i64),
    Text(String),
    Id(RawId),
}

/// A statement that grows.
#[derive(Default)]
pub(crate) struct Sql {
    pub(crate) words: String,
    values: Vec<Owned>,
}

impl Sql {
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), values: Vec::new() }
    }

    pub(crate) fn push(&mut self, words: &str) -> &mut Self {
        self.words.push_str(words);
        self
    }

    pub(crate) fn int(&mut self, n: i64) -> &mut Self {
        self.bind(Owned::Int(n))
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.bind(Owned::Text(text.to_owned()))
    }

    pub(crate) fn id(&mut self, id: RawId) -> &mut Self {
        self.bind(Owned::Id(id))
    }

    /// A list for `IN (..)`; an empty one holds nothing.
    pub(crate) fn list<T>(&mut self, all: &[T], each: impl Fn(&mut Self, &T)) -> &mut Self {
        if all.is_empty() {
            return self.push("NULL");
        }
        for (at, one) in all.iter().enumerate() {
            self.push(if at > 0 { ", " } else { "" });
            each(self, one);
        }
        self
    }

    fn bind(&mut self, value: Owned) -> &mut Self {
        self.values.push(value);
        let place = self.values.len();
        self.words.push_str(&format!("${place}"));
        self
    }

    pub(crate) fn values(&self) -> Vec<Value<'_>> {
        let value = |owned| match owned {
            &Owned::Int(n) => Value::Int(n),
            Owned::Text(text) => Value::Text(text),
            &Owned::Id(id) => Value::Id(id),
        };
        self.values.iter().map(value).collect()
    }
}
