//! Lays a nested JSON object out as fields with dotted names, in the order of the file.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::cells::Value;
use crate::formats::limits::COLUMNS;
use crate::formats::sparse::Record;

/// Reads one JSON value into the record: `{"a":{"b":1}}` gives `a.b`, lists of plain values are joined by
/// line breaks, lists of objects are numbered from the second (`phones.value`, `phones.2.value`).
///
/// # Errors
/// What the parser says about broken JSON.
pub(crate) fn flatten(json: &[u8], record: &mut Record) -> Result<(), String> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    Flattening { path: String::new(), record, is_top: true }
        .deserialize(&mut reader)
        .and_then(|()| reader.end())
        .map_err(|error| error.to_string())
}

struct Flattening<'a> {
    path: String,
    record: &'a mut Record,
    is_top: bool,
}

impl<'de> DeserializeSeed<'de> for Flattening<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Flattening<'_> {
    fn put<E: serde::de::Error>(self, value: Value, text: &str) -> Result<(), E> {
        if self.is_top {
            return Err(E::custom("an object was expected"));
        }
        if self.record.fields.len() >= COLUMNS {
            return Err(E::custom("too many fields"));
        }
        // A name written twice keeps both values.
        self.record.add(&self.path, value, text);
        Ok(())
    }
}

impl<'de> Visitor<'de> for Flattening<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<(), E> {
        self.put(Value::Bool(flag), if flag { "true" } else { "false" })
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.put(Value::Number(number as f64), &number.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.put(Value::Number(number as f64), &number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.put(Value::Number(number), &crate::cells_numbers::number_text(number))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.put(if text.is_empty() { Value::Empty } else { Value::Text }, text)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.put(Value::Empty, "")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let path = if self.is_top { key } else { format!("{}.{key}", self.path) };
            map.next_value_seed(Flattening { path, record: self.record, is_top: false })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.is_top {
            return Err(A::Error::custom("an object was expected"));
        }
        let (mut n, mut plain) = (0, Vec::new());
        let mut inner = Record::default();
        while list
            .next_element_seed(Flattening { path: String::new(), record: &mut inner, is_top: false })?
            .is_some()
        {
            n += 1;
            for field in std::mem::take(&mut inner).fields {
                match field.name.trim_start_matches('.') {
                    "" => plain.push(field.text),
                    _ if n == 1 => {
                        self.record.add(&format!("{}{}", self.path, field.name), field.value, &field.text)
                    }
                    _ => {
                        let name = format!("{}.{n}{}", self.path, field.name);
                        self.record.add(&name, field.value, &field.text);
                    }
                }
            }
            if self.record.fields.len() + plain.len() > COLUMNS {
                return Err(A::Error::custom("too many fields"));
            }
        }
        if !plain.is_empty() {
            self.record.add(&self.path, Value::Text, &plain.join("\n"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &[(&str, &str)]) {
        let mut record = Record::default();
        flatten(json.as_bytes(), &mut record).unwrap();
        let found: Vec<_> = record.fields.iter().map(|f| (f.name.as_str(), f.text.as_str())).collect();
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn nested_objects_become_dotted_names() {
        check(r#"{"b":1,"a":{"x":"да","y":[1,2]}}"#, &[("b", "1"), ("a.x", "да"), ("a.y", "1\n2")]);
        check(r#"{"p":[{"v":1},{"v":2}]}"#, &[("p.v", "1"), ("p.2.v", "2")]);
        check(
            r#"{"n":12345678901234567890,"z":null,"t":true}"#,
            &[("n", "12345678901234567890"), ("z", ""), ("t", "true")],
        );
        check("{}", &[]);
    }

    #[test]
    fn what_is_no_object_is_told() {
        for json in ["[1]", "1", "{\"a\":", "{} x", "\"s\""] {
            assert!(flatten(json.as_bytes(), &mut Record::default()).is_err(), "{json}");
        }
    }
}
