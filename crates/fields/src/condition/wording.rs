//! Conditions in words for people: `город: Алматы · прогрев: не холодный`.

use super::Condition;
use super::wording_beyond::Slugs;
use crate::kind::{FieldKind, Operator};
use crate::settings::Settings;
use std::borrow::Cow;
use words::{Arg, Say};

/// How people call a field, and how its values are shown.
#[derive(Debug, Clone)]
pub struct FieldName<'a> {
    /// What people read.
    pub label: Cow<'a, str>,
    /// Its kind; `None` for a field that is gone, whose operands are then shown as typed.
    pub kind: Option<&'static dyn FieldKind>,
    /// Its settings.
    pub settings: &'a Settings,
}

/// Names a field by its slug.
pub type Names<'n, 's> = dyn Fn(&str) -> FieldName<'s> + 'n;

/// How people call what lies beyond a record's own fields; what is not known is called by its slug.
pub trait Vocabulary {
    /// A table of happenings, in the plural.
    fn table(&self, slug: &str) -> String;

    /// A column of a table.
    fn column(&self, table: &str, slug: &str) -> FieldName<'_>;

    /// The segment of an id.
    fn segment(&self, id: &str) -> String;

    /// A kind of relation.
    fn relation(&self, kind: &str) -> String;

    /// Whether a table holds values of each record rather than happenings.
    fn is_one_each(&self, _table: &str) -> bool {
        false
    }
}

impl Condition {
    /// The condition as people would tell it, on one line; for an empty group the words for everybody or nobody. What
    /// lies beyond the record's fields is called by its slug.
    pub fn in_words(&self, say: &Say, names: &Names<'_, '_>) -> String {
        self.in_words_with(say, names, &Slugs)
    }

    /// [`Condition::in_words`] with names for all that it may speak of.
    pub fn in_words_with(&self, say: &Say, names: &Names<'_, '_>, vocabulary: &dyn Vocabulary) -> String {
        Wording { say, names, vocabulary }.whole(self)
    }
}

pub(super) struct Wording<'w, 'n, 's> {
    pub(super) say: &'w Say,
    pub(super) names: &'w Names<'n, 's>,
    pub(super) vocabulary: &'w dyn Vocabulary,
}

impl Wording<'_, '_, '_> {
    pub(super) fn whole(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(inner) if inner.is_empty() => self.say.t("fields-says-everything"),
            Condition::Any(inner) if inner.is_empty() => self.say.t("fields-says-nothing"),
            Condition::All(inner) => self.joined(inner, " · "),
            Condition::Any(inner) => self.joined(inner, &format!(" {} ", self.say.t("fields-says-or"))),
            Condition::Not(inner) => self.not(inner),
            Condition::Field { field, operator, operands } => self.comparison(field, *operator, operands),
            Condition::Beyond(beyond) => self.beyond(beyond),
        }
    }

    /// The opposite in plain words where there are such, else "not" before the whole.
    fn not(&self, inner: &Condition) -> String {
        match inner {
            Condition::Field { field, operator: Operator::AnyOf, operands } => {
                self.none_of(field, operands)
            }
            Condition::Field { field, operator, operands } if opposite(*operator).is_some() => {
                self.comparison(field, opposite(*operator).unwrap_or(*operator), operands)
            }
            Condition::Beyond(beyond) => {
                self.not_beyond(beyond).unwrap_or_else(|| self.negated(self.beyond(beyond)))
            }
            _ => self.negated(self.whole(inner)),
        }
    }

    fn negated(&self, what: String) -> String {
        self.say.with("fields-says-not", &[("what", Arg::from(what))])
    }

    fn none_of(&self, field: &str, operands: &[String]) -> String {
        let name = (self.names)(field);
        let not = |operand: &String| {
            self.say.with("fields-says-not-value", &[("value", Arg::from(self.operand(&name, operand)))])
        };
        let value = operands.iter().map(not).collect::<Vec<_>>().join(", ");
        self.say.with(
            "fields-says-is",
            &[("field", Arg::from(name.label.as_ref())), ("value", Arg::from(value))],
        )
    }

    fn joined(&self, inner: &[Condition], between: &str) -> String {
        let part = |one: &Condition| match one {
            Condition::All(more) | Condition::Any(more) if more.len() > 1 && inner.len() > 1 => {
                format!("({})", self.whole(one))
            }
            _ => self.whole(one),
        };
        inner.iter().map(part).collect::<Vec<_>>().join(between)
    }

    fn comparison(&self, field: &str, operator: Operator, operands: &[String]) -> String {
        let name = (self.names)(field);
        let is_date = name.kind.is_some_and(|kind| kind.control().widget == "date");
        let key = wording_key(operator, is_date);
        let label = Arg::from(name.label.as_ref());
        if matches!(operator, Operator::LastDays | Operator::NextDays) {
            let n = operands.first().and_then(|n| n.trim().parse::<i64>().ok()).unwrap_or(0);
            return self.say.with(key, &[("field", label), ("n", Arg::Int(n))]);
        }
        let shown: Vec<String> = operands.iter().map(|operand| self.operand(&name, operand)).collect();
        let last = shown.last().cloned().unwrap_or_default();
        let value = match operator {
            Operator::AnyOf => shown.join(", "),
            _ => shown.into_iter().next().unwrap_or_default(),
        };
        self.say.with(key, &[("field", label), ("value", Arg::from(value)), ("last", Arg::from(last))])
    }

    fn operand(&self, name: &FieldName<'_>, operand: &str) -> String {
        match name.kind {
            Some(kind) => kind.show(operand, name.settings, self.say),
            None => operand.to_owned(),
        }
    }
}

/// The comparison that says the opposite in plainer words.
fn opposite(operator: Operator) -> Option<Operator> {
    match operator {
        Operator::Is => Some(Operator::IsNot),
        Operator::IsNot => Some(Operator::Is),
        Operator::Known => Some(Operator::Unknown),
        Operator::Unknown => Some(Operator::Known),
        _ => None,
    }
}

/// The sentence of a comparison; dates are earlier and later, numbers less and more.
fn wording_key(operator: Operator, is_date: bool) -> &'static str {
    match operator {
        Operator::Is => "fields-says-is",
        Operator::IsNot => "fields-says-is-not",
        Operator::AnyOf => "fields-says-any-of",
        Operator::Contains => "fields-says-contains",
        Operator::Starts => "fields-says-starts",
        Operator::Below if is_date => "fields-says-before",
        Operator::Above if is_date => "fields-says-later",
        Operator::Below => "fields-says-below",
        Operator::Above => "fields-says-above",
        Operator::Between => "fields-says-between",
        Operator::LastDays => "fields-says-last-days",
        Operator::NextDays => "fields-says-next-days",
        Operator::Known => "fields-says-known",
        Operator::Unknown => "fields-says-unknown",
    }
}
