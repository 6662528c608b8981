//! The JSON of what conditions ask beyond a record's own fields.

use super::beyond::{Beyond, Compare, Happened, Measure, Within};
use super::json::Reader;
use super::{Condition, ConditionError, n_days};
use crate::kind::Unreadable;
use serde_json::{Map, Value, json};

/// The keys that tell such a question from groups and comparisons.
pub(super) const KEYS: [&str; 3] = ["happened", "segment", "related"];

impl Beyond {
    /// The question as JSON.
    pub(super) fn to_json(&self) -> Value {
        match self {
            Beyond::Segment(id) => json!({"segment": id}),
            Beyond::Related { kind, whom } if *whom == Condition::everything() => json!({"related": kind}),
            Beyond::Related { kind, whom } => json!({"related": kind, "whom": whom.to_json()}),
            Beyond::Happened(happened) => happened.to_json(),
        }
    }
}

impl Happened {
    fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("happened".into(), json!(self.table));
        if let Some(rows) = &self.rows {
            object.insert("where".into(), rows.to_json());
        }
        match &self.within {
            Within::Ever => {}
            Within::LastDays(n) => drop(object.insert("within".into(), json!({"last_days": n}))),
            Within::Dates { from, to } => {
                let ends = [("from", from), ("to", to)];
                let ends =
                    ends.into_iter().filter_map(|(name, end)| Some((name.into(), json!(end.as_ref()?))));
                object.insert("within".into(), Value::Object(ends.collect()));
            }
        }
        if self.measure != Measure::Count {
            object.insert("measure".into(), json!(self.measure.slug()));
        }
        if !self.of.is_empty() {
            object.insert("of".into(), json!(self.of));
        }
        let is_number = self.measure == Measure::Count || self.compare.is_days();
        let operand = |text: &String| match text.parse::<i64>() {
            Ok(n) if is_number => json!(n),
            _ => json!(text),
        };
        let value = match (self.compare, self.operands.as_slice()) {
            (Compare::Between, many) => Value::Array(many.iter().map(operand).collect()),
            (_, many) => many.first().map_or(Value::Null, operand),
        };
        object.insert(self.compare.slug().into(), value);
        Value::Object(object)
    }
}

impl Reader {
    /// Reads a question beyond the record, one of whose [`KEYS`] the object has.
    pub(super) fn beyond(
        &mut self,
        object: &Map<String, Value>,
        depth: usize,
    ) -> Result<Beyond, ConditionError> {
        if self.is_within_rows {
            return Err(self.plain("fields-condition-where"));
        }
        if let Some(id) = object.get("segment") {
            self.only(object, &["segment"])?;
            return self.at("segment", |reader| reader.name(id)).map(Beyond::Segment);
        }
        if let Some(kind) = object.get("related") {
            self.only(object, &["related", "whom"])?;
            let kind = match kind {
                Value::String(text) if text.trim().is_empty() => String::new(),
                kind => self.at("related", |reader| reader.name(kind))?,
            };
            let whom = match object.get("whom") {
                Some(whom) => self.at("whom", |reader| reader.condition(whom, depth + 1))?,
                None => Condition::everything(),
            };
            return Ok(Beyond::Related { kind, whom });
        }
        self.happened(object, depth).map(Beyond::Happened)
    }

    fn happened(&mut self, object: &Map<String, Value>, depth: usize) -> Result<Happened, ConditionError> {
        let mut known = vec!["happened", "where", "within", "measure", "of", "never"];
        known.extend(Compare::ALL.map(Compare::slug));
        self.only(object, &known)?;
        let table = object.get("happened").unwrap_or(&Value::Null);
        let mut happened = Happened::once(self.at("happened", |reader| reader.name(table))?);
        if let Some(rows) = object.get("where") {
            self.is_within_rows = true;
            let rows = self.at("where", |reader| reader.condition(rows, depth + 1));
            self.is_within_rows = false;
            happened.rows = Some(rows?);
        }
        if let Some(within) = object.get("within") {
            happened.within = self.at("within", |reader| reader.within(within))?;
        }
        if let Some(measure) = object.get("measure") {
            let known = measure.as_str().and_then(Measure::from_slug);
            happened.measure = match known {
                Some(measure) => measure,
                None => return self.at("measure", |reader| Err(reader.plain("fields-condition-measure"))),
            };
        }
        if let Some(of) = object.get("of") {
            happened.of = self.at("of", |reader| reader.name(of))?;
        }
        if happened.measure.needs_column() && happened.of.is_empty() {
            return Err(self.plain("fields-condition-of"));
        }
        self.compared(object, &mut happened)?;
        Ok(happened)
    }

    fn compared(
        &mut self,
        object: &Map<String, Value>,
        happened: &mut Happened,
    ) -> Result<(), ConditionError> {
        let is_never = object.get("never");
        let mut said = Compare::ALL.into_iter().filter(|compare| object.contains_key(compare.slug()));
        match (said.next(), said.next(), is_never) {
            (None, None, Some(Value::Bool(true))) => {
                (happened.compare, happened.operands) = (Compare::AtMost, vec!["0".to_owned()]);
                Ok(())
            }
            (None, None, None) if happened.measure == Measure::Count => Ok(()),
            (Some(compare), None, None) if compare.is_for(happened.measure.is_date()) => {
                let value = object.get(compare.slug()).unwrap_or(&Value::Null);
                happened.operands =
                    self.at(compare.slug(), |reader| reader.compared_with(compare, value))?;
                happened.compare = compare;
                Ok(())
            }
            _ => Err(self.plain("fields-condition-one-comparison")),
        }
    }

    fn compared_with(&mut self, compare: Compare, value: &Value) -> Result<Vec<String>, ConditionError> {
        let operands = match (compare, value) {
            (Compare::Between, Value::Array(two)) if two.len() == 2 => {
                two.iter().map(|one| self.operand(one)).collect::<Result<Vec<_>, _>>()?
            }
            (Compare::Between, _) => return Err(self.plain("fields-condition-two")),
            (_, one) => vec![self.operand(one)?],
        };
        if compare.is_days() {
            for days in &operands {
                n_days(days).map_err(|why| self.wrong(why))?;
            }
        }
        Ok(operands)
    }

    fn within(&mut self, value: &Value) -> Result<Within, ConditionError> {
        let Some(object) = value.as_object() else { return Err(self.plain("fields-condition-within")) };
        self.only(object, &["last_days", "since", "from", "to"])?;
        if let Some(days) = object.get("last_days") {
            if object.len() > 1 {
                return Err(self.plain("fields-condition-within"));
            }
            let read = |reader: &mut Self| {
                let days = reader.operand(days)?;
                n_days(&days).map_err(|why| reader.wrong(why))
            };
            return Ok(Within::LastDays(self.at("last_days", read)?.unsigned_abs()));
        }
        let mut end = |names: &[&str]| -> Result<Option<String>, ConditionError> {
            let said = names.iter().find_map(|name| Some((*name, object.get(*name)?)));
            said.map(|(name, value)| self.at(name, |reader| reader.operand(value))).transpose()
        };
        match (end(&["from", "since"])?, end(&["to"])?) {
            (None, None) => Err(self.plain("fields-condition-within")),
            (from, to) => Ok(Within::Dates { from, to }),
        }
    }

    fn name(&mut self, value: &Value) -> Result<String, ConditionError> {
        let name = value.as_str().map(str::trim).filter(|name| !name.is_empty() && name.len() <= 200);
        name.map(str::to_owned).ok_or_else(|| self.plain("fields-condition-field"))
    }

    /// Refuses keys that mean nothing here.
    fn only(&mut self, object: &Map<String, Value>, known: &[&str]) -> Result<(), ConditionError> {
        match object.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let why = Unreadable::plain("fields-condition-key").arg("known", known.join(", "));
                self.at(key, |reader| Err(reader.wrong(why)))
            }
        }
    }
}
