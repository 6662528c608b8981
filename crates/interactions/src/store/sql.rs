//! A condition of a statement as it is put together.

use db::Value;
use kernel::RawId;

/// A condition with its parameters.
#[derive(Default)]
pub(super) struct Sql {
    pub(super) words: String,
    values: Vec<Owned>,
}

/// A parameter that is owned until the statement runs.
pub(super) enum Owned {
    Id(RawId),
    Int(i64),
    Text(String),
}

impl Sql {
    /// One condition more.
    pub(super) fn and(&mut self, words: &str) {
        self.words.push_str(if self.words.is_empty() { " WHERE " } else { " AND " });
        self.words.push_str(words);
    }

    /// The place of a parameter.
    pub(super) fn put(&mut self, value: Owned) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// One condition more: a column compared with a value.
    pub(super) fn is(&mut self, column: &str, value: Owned) {
        let place = self.put(value);
        self.and(&format!("{column} {place}"));
    }

    /// The places of many parameters, for `IN`; of none what nothing is in.
    pub(super) fn list(&mut self, values: impl Iterator<Item = Owned>) -> String {
        let places: Vec<String> = values.map(|value| self.put(value)).collect();
        if places.is_empty() { "NULL".to_owned() } else { places.join(", ") }
    }

    pub(super) fn values(&self) -> Vec<Value<'_>> {
        self.values.iter().map(Owned::value).collect()
    }
}

impl Owned {
    fn value(&self) -> Value<'_> {
        match self {
            Owned::Id(id) => Value::Id(*id),
            Owned::Int(n) => Value::Int(*n),
            Owned::Text(text) => Value::Text(text),
        }
    }
}
