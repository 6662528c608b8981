//! The sheet of a card: every fact that stands on it now, packed into one text beside the customer's row.
//!
//! Reading a card or a page of fifty is one row each, and a change rewrites one row. Values that ended are kept in
//! `past_facts`; what a customer can be found by stands in `traits`.

use crate::field::FieldNo;
use kernel::Millis;
use serde::{Deserialize, Serialize};

/// A source's number inside the base.
pub type SourceNo = i64;

/// One value of one field, with where it came from, when, and how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Of which field.
    #[serde(rename = "f")]
    pub field: FieldNo,
    /// The canonical text of the field's kind.
    #[serde(rename = "v")]
    pub value: String,
    /// Where it came from.
    #[serde(rename = "s", default = "as_before")]
    pub source: SourceNo,
    /// When it came.
    #[serde(rename = "t", default = "as_before")]
    pub at: Millis,
    /// How sure it is, in percent.
    #[serde(rename = "p", default = "certain", skip_serializing_if = "is_certain")]
    pub sure: u8,
    /// When somebody last said that it is still so.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Millis>,
    /// When it stops being worth anything; for guesses.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Millis>,
    /// Why it can hardly be right, a catalogue key.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// How a contact point may be used.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Box<Usage>>,
    /// Who said what a contact point is for, where it was not the source of the value nor a person.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub label_source: Option<SourceNo>,
    /// Whether it disagrees with the value that stands, and waits to be settled.
    #[serde(rename = "r", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_rival: bool,
}

/// How a contact point may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Usage {
    /// What people call it: work, home, accountant. `work`, `home`, `mobile`, `fax` and `main` are shown in the reader's language.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The first hour of the day at which it may be used, 0..=23, in `zone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_hour: Option<u8>,
    /// The hour at which it may no longer be used, 1..=24.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_hour: Option<u8>,
    /// Whether it is the preferred way within these hours.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_preferred: bool,
    /// The IANA time zone in which the hours are meant; the firm's when empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// Whether the customer asked not to be reached by it any more; holds whatever the hours say.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_refused: bool,
    /// The zone that a value tells of which is hidden; never kept.
    #[serde(skip)]
    pub hidden_zone: Option<&'static str>,
}

/// Stands for the source and the time of the fact before, while a sheet is read.
fn as_before() -> i64 {
    i64::MIN
}

fn certain() -> u8 {
    100
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_certain(sure: &u8) -> bool {
    *sure == 100
}

impl Fact {
    /// A certain fact of this moment.
    pub fn new(field: FieldNo, value: impl Into<String>, source: SourceNo, at: Millis) -> Self {
        Self {
            field,
            value: value.into(),
            source,
            at,
            sure: 100,
            confirmed_at: None,
            until: None,
            doubt: None,
            usage: None,
            label_source: None,
            is_rival: false,
        }
    }

    /// What a contact point is for; empty where nobody said.
    pub fn label(&self) -> &str {
        self.usage.as_ref().map_or("", |usage| usage.label.as_str())
    }

    /// Says what a contact point is for, as a source has it; an empty label takes it away.
    pub(crate) fn relabel(&mut self, label: &str, source: Option<SourceNo>) {
        let usage = self.usage.take().map(|usage| *usage).unwrap_or_default();
        let usage = Usage { label: label.to_owned(), ..usage };
        self.usage = Some(Box::new(usage)).filter(|usage| **usage != Usage::default());
        self.label_source = source;
    }

    /// Whether the customer asked not to be reached by it any more.
    pub fn is_refused(&self) -> bool {
        self.usage.as_ref().is_some_and(|usage| usage.is_refused)
    }

    /// When it was last known to be so.
    pub fn fresh_at(&self) -> Millis {
        self.confirmed_at.unwrap_or(self.at).max(self.at)
    }
}

/// A fact as a sheet writes it: what is as with the fact before it, as most often after an import, is left out.
#[derive(Serialize)]
struct Line<'f> {
    f: FieldNo,
    v: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<SourceNo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    t: Option<Millis>,
    #[serde(skip_serializing_if = "is_certain")]
    p: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    c: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    h: Option<&'f Usage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<SourceNo>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    r: bool,
}

impl<'f> Line<'f> {
    fn of(fact: &'f Fact, before: Option<&Fact>) -> Self {
        Self {
            f: fact.field,
            v: &fact.value,
            s: Some(fact.source).filter(|source| before.is_none_or(|before| before.source != *source)),
            t: Some(fact.at).filter(|at| before.is_none_or(|before| before.at != *at)),
            p: fact.sure,
            c: fact.confirmed_at,
            u: fact.until,
            d: fact.doubt.as_deref(),
            h: fact.usage.as_deref(),
            l: fact.label_source,
            r: fact.is_rival,
        }
    }
}

/// All facts that stand on a card, in the order of fields and of coming.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Vec<Fact>")]
pub struct Sheet {
    facts: Vec<Fact>,
}

impl Serialize for Sheet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let before = std::iter::once(None).chain(self.facts.iter().map(Some));
        serializer.collect_seq(self.facts.iter().zip(before).map(|(fact, before)| Line::of(fact, before)))
    }
}

impl From<Vec<Fact>> for Sheet {
    /// From facts as they were written, what was left out filled in.
    fn from(mut facts: Vec<Fact>) -> Self {
        let (mut source, mut at) = (0, 0);
        for fact in &mut facts {
            if fact.source == as_before() {
                fact.source = source;
            }
            if fact.at == as_before() {
                fact.at = at;
            }
            (source, at) = (fact.source, fact.at);
        }
        Self { facts }
    }
}

impl Sheet {
    /// From facts in any order.
    pub fn new(mut facts: Vec<Fact>) -> Self {
        facts.sort_by_key(|fact| (fact.field, fact.is_rival));
        Self { facts }
    }

    /// Reads the text kept in the base.
    pub fn from_text(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The text kept in the base.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "[]".into())
    }

    /// Every fact, rivals too.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The values of a field that stand; rivals are left out.
    pub fn of(&self, field: FieldNo) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.field == field && !fact.is_rival)
    }

    /// The first value of a field that stands.
    pub fn first(&self, field: FieldNo) -> Option<&Fact> {
        self.of(field).next()
    }

    /// The text of the first value of a field.
    pub fn text(&self, field: FieldNo) -> Option<&str> {
        self.first(field).map(|fact| fact.value.as_str())
    }

    /// The values of a field that wait to be settled.
    pub fn rivals(&self, field: FieldNo) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.field == field && fact.is_rival)
    }

    /// Whether anything waits to be settled.
    pub fn has_conflict(&self) -> bool {
        self.facts.iter().any(|fact| fact.is_rival)
    }

    /// The fact of this field with this value, rival or not.
    pub fn find_mut(&mut self, field: FieldNo, value: &str) -> Option<&mut Fact> {
        self.facts.iter_mut().find(|fact| fact.field == field && fact.value == value)
    }

    /// Takes away what a source said contact points of others are for.
    pub(crate) fn unlabel(&mut self, source: SourceNo) {
        for fact in self.facts.iter_mut().filter(|fact| fact.label_source == Some(source)) {
            fact.relabel("", None);
        }
    }

    /// Puts a fact among those of its field.
    pub fn add(&mut self, fact: Fact) {
        let key = (fact.field, fact.is_rival);
        let at = self.facts.partition_point(|other| (other.field, other.is_rival) <= key);
        self.facts.insert(at, fact);
    }

    /// Takes out the facts that `is_out` names and gives them.
    pub fn take(&mut self, mut is_out: impl FnMut(&Fact) -> bool) -> Vec<Fact> {
        self.facts.extract_if(.., |fact| is_out(fact)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_short_for_plain_facts_and_comes_back_whole() {
        let mut sheet =
            Sheet::new(vec![Fact::new(20, "+77011234567", 3, 1), Fact::new(10, "Ахметова", 3, 1)]);
        assert_eq!(sheet.to_text(), r#"[{"f":10,"v":"Ахметова","s":3,"t":1},{"f":20,"v":"+77011234567"}]"#);
        let mut rival = Fact::new(10, "Ахметов", 4, 2);
        rival.is_rival = true;
        sheet.add(rival);
        assert!(sheet.has_conflict());
        assert_eq!(Sheet::from_text(&sheet.to_text()).unwrap(), sheet);
    }

    #[test]
    fn a_sheet_says_source_and_time_only_where_they_change() {
        let facts = [(10, 3, 1), (11, 3, 2), (12, 4, 2), (13, 4, 2)];
        let sheet = Sheet::new(
            facts.iter().map(|(field, source, at)| Fact::new(*field, "x", *source, *at)).collect(),
        );
        let text = sheet.to_text();
        assert_eq!((text.matches("\"s\":").count(), text.matches("\"t\":").count()), (2, 2));
        assert_eq!(Sheet::from_text(&text).unwrap(), sheet);
        let spelled_out = serde_json::to_string(sheet.facts()).unwrap();
        assert_eq!(Sheet::from_text(&spelled_out).unwrap(), sheet, "written before lines were shortened");
    }
}
