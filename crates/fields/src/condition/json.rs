//! Conditions as JSON: reading with the exact place of a mistake, and writing the same back.

use super::json_beyond::KEYS;
use super::{Condition, ConditionError};
use crate::kind::{Operator, Unreadable};
use serde_json::{Map, Value, json};

/// How deep conditions may be nested; a lone comparison has depth 1.
pub const MAX_DEPTH: usize = 12;

/// How many groups, negations and comparisons a condition may have in all.
pub const MAX_NODES: usize = 200;

impl Condition {
    /// Reads a condition from JSON text.
    ///
    /// # Errors
    /// [`ConditionError`] with the place as a JSON pointer.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let why = Unreadable::plain("fields-condition-json");
            ConditionError::new(
                "",
                why.arg("line", error.line().to_string()).arg("column", error.column().to_string()),
            )
        })?;
        Self::from_json(&value)
    }

    /// Reads a condition from JSON.
    ///
    /// # Errors
    /// [`ConditionError`] with the place as a JSON pointer.
    pub fn from_json(value: &Value) -> Result<Self, ConditionError> {
        let mut reader = Reader { pointer: String::new(), n_nodes: 0, is_within_rows: false };
        reader.condition(value, 1)
    }

    /// The condition as JSON; [`Condition::from_json`] reads it back to the same.
    pub fn to_json(&self) -> Value {
        match self {
            Condition::All(inner) => {
                json!({"all": inner.iter().map(Condition::to_json).collect::<Vec<_>>()})
            }
            Condition::Any(inner) => {
                json!({"any": inner.iter().map(Condition::to_json).collect::<Vec<_>>()})
            }
            Condition::Not(inner) => json!({"not": inner.to_json()}),
            Condition::Field { field, operator, operands } => {
                json!({"field": field, operator.slug(): operand_json(*operator, operands)})
            }
            Condition::Beyond(beyond) => beyond.to_json(),
        }
    }
}

fn operand_json(operator: Operator, operands: &[String]) -> Value {
    match (operator, operands) {
        (Operator::Known | Operator::Unknown, _) => Value::Bool(true),
        (Operator::AnyOf | Operator::Between, many) => json!(many),
        (Operator::LastDays | Operator::NextDays, [one]) => {
            one.parse::<u32>().map_or_else(|_| json!(one), |n| json!(n))
        }
        (_, operands) => json!(operands.first()),
    }
}

pub(super) struct Reader {
    pointer: String,
    n_nodes: usize,
    /// Whether the rows of a table are spoken of, which have columns and nothing beyond.
    pub(super) is_within_rows: bool,
}

impl Reader {
    pub(super) fn condition(&mut self, value: &Value, depth: usize) -> Result<Condition, ConditionError> {
        self.n_nodes += 1;
        if self.n_nodes > MAX_NODES {
            return Err(self.wrong(limit("fields-condition-large", MAX_NODES)));
        }
        if depth > MAX_DEPTH {
            return Err(self.wrong(limit("fields-condition-deep", MAX_DEPTH)));
        }
        let Some(object) = value.as_object() else { return Err(self.plain("fields-condition-shape")) };
        if object.contains_key("field") {
            return self.comparison(object);
        }
        if KEYS.iter().any(|key| object.contains_key(*key)) {
            return Ok(Condition::Beyond(Box::new(self.beyond(object, depth)?)));
        }
        let mut members = object.iter();
        let (Some((name, inner)), None) = (members.next(), members.next()) else {
            return Err(self.plain("fields-condition-shape"));
        };
        match name.as_str() {
            "all" => Ok(Condition::All(self.at(name, |reader| reader.list(inner, depth))?)),
            "any" => Ok(Condition::Any(self.at(name, |reader| reader.list(inner, depth))?)),
            "not" => {
                Ok(Condition::Not(Box::new(self.at(name, |reader| reader.condition(inner, depth + 1))?)))
            }
            _ => self.at(name, |reader| Err(reader.plain("fields-condition-shape"))),
        }
    }

    fn list(&mut self, value: &Value, depth: usize) -> Result<Vec<Condition>, ConditionError> {
        let Some(items) = value.as_array() else { return Err(self.plain("fields-condition-list")) };
        let read = |(index, item): (usize, &Value)| {
            self.at(&index.to_string(), |reader| reader.condition(item, depth + 1))
        };
        items.iter().enumerate().map(read).collect()
    }

    fn comparison(&mut self, object: &Map<String, Value>) -> Result<Condition, ConditionError> {
        let field =
            object.get("field").and_then(Value::as_str).map(str::trim).filter(|slug| !slug.is_empty());
        let Some(field) = field.filter(|slug| slug.len() <= 200) else {
            return self.at("field", |reader| Err(reader.plain("fields-condition-field")));
        };
        let mut others = object.iter().filter(|(name, _)| *name != "field");
        let (Some((name, value)), None) = (others.next(), others.next()) else {
            return Err(self.plain("fields-condition-one-operator"));
        };
        let Some(operator) = Operator::from_slug(name) else {
            let known = Operator::ALL.map(Operator::slug).join(", ");
            let why = Unreadable::plain("fields-condition-operator-unknown").arg("known", known);
            return self.at(name, |reader| Err(reader.wrong(why)));
        };
        let (operator, operands) = self.at(name, |reader| reader.operands(operator, value))?;
        Ok(Condition::Field { field: field.to_owned(), operator, operands })
    }

    /// Reads what is compared with; `"known": false` is `unknown`, and the other way round.
    fn operands(
        &mut self,
        operator: Operator,
        value: &Value,
    ) -> Result<(Operator, Vec<String>), ConditionError> {
        match (operator, value) {
            (Operator::Known | Operator::Unknown, Value::Bool(is_so)) => {
                let is_known = (operator == Operator::Known) == *is_so;
                Ok((if is_known { Operator::Known } else { Operator::Unknown }, Vec::new()))
            }
            (Operator::Known | Operator::Unknown, _) => Err(self.plain("fields-condition-true")),
            (Operator::AnyOf | Operator::Between, Value::Array(items)) => {
                let counts = operator.n_operands();
                if !counts.contains(&items.len()) {
                    let why = Unreadable::plain("fields-condition-count");
                    let why =
                        why.arg("least", counts.start().to_string()).arg("most", counts.end().to_string());
                    return Err(self.wrong(why));
                }
                let read =
                    |(index, item): (usize, &Value)| self.at(&index.to_string(), |r| r.operand(item));
                Ok((operator, items.iter().enumerate().map(read).collect::<Result<_, _>>()?))
            }
            (Operator::AnyOf | Operator::Between, _) => Err(self.plain("fields-condition-list")),
            (_, one) => Ok((operator, vec![self.operand(one)?])),
        }
    }

    pub(super) fn operand(&mut self, value: &Value) -> Result<String, ConditionError> {
        match value {
            Value::String(text) if !text.trim().is_empty() => Ok(text.clone()),
            Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
            _ => Err(self.plain("fields-condition-value")),
        }
    }

    /// Runs `read` one step deeper; the pointer stays at the place of a mistake only inside the error.
    pub(super) fn at<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self) -> Result<T, ConditionError>,
    ) -> Result<T, ConditionError> {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        let result = read(self);
        self.pointer.truncate(length);
        result
    }

    pub(super) fn plain(&self, key: &'static str) -> ConditionError {
        self.wrong(Unreadable::plain(key))
    }

    pub(super) fn wrong(&self, why: Unreadable) -> ConditionError {
        ConditionError::new(&self.pointer, why)
    }
}

fn limit(key: &'static str, most: usize) -> Unreadable {
    Unreadable::plain(key).arg("most", most.to_string())
}

impl serde::Serialize for Condition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Condition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Condition::from_json(&value).map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Condition {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .description(Some(
                "A group {\"all\": [..]}, {\"any\": [..]} or {\"not\": {..}}; one comparison: \"field\" with one operator; what \
                 happened: \"happened\" with \"where\", \"within\", \"measure\", \"of\" and one of at_least, at_most, is, between, \
                 last_days, days_ago; \"segment\" with an id; \"related\" with \"whom\".",
            ))
            .examples([json!({"all": [
                {"field": "city", "is": "Алматы"},
                {"not": {"field": "warmth", "any_of": ["cold"]}},
                {"happened": "orders", "within": {"last_days": 90}, "at_least": 3},
            ]})])
            .build()
            .into()
    }
}

impl utoipa::ToSchema for Condition {}
