//! Names for all that a condition may speak of, in a person's language.

use crate::error::SegmentError;
use crate::segment::Segment;
use crate::store::segments;
use customers::relations::RelationKind;
use customers::{Act, FieldSet, Happenings};
use db::Tx;
use fields::condition::{Beyond, Happened, Vocabulary};
use fields::{Condition, FieldName, Manner, Settings};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use words::Say;

static PLAIN: Settings = Settings::NONE;

/// Names of fields, tables, columns, segments and ties.
pub struct Glossary {
    say: Say,
    manner: Manner,
    fields: Arc<FieldSet>,
    happenings: Happenings,
    /// Settings of fields with their choices in the person's language.
    fields_said: HashMap<String, Settings>,
    columns_said: HashMap<(String, String), Settings>,
    pub(crate) segments: Vec<Segment>,
    pub(crate) relations: Vec<RelationKind>,
}

impl Glossary {
    /// As things are called now.
    ///
    /// # Errors
    /// Any [`SegmentError`] of reading.
    pub fn read(
        tx: &mut Tx<'_>,
        act: &Act,
        happenings: &Happenings,
        say: &Say,
    ) -> Result<Self, SegmentError> {
        let said = |field: &customers::Field| (field.slug.clone(), field.settings_in(say).into_owned());
        let columns_said = happenings.all().flat_map(|table| {
            let columns = table.columns().iter();
            columns
                .map(|column| ((table.slug().to_owned(), column.slug.to_owned()), column.settings_in(say)))
        });
        Ok(Self {
            say: say.clone(),
            manner: act.manner,
            fields_said: act.fields.all().map(said).collect(),
            columns_said: columns_said.collect(),
            fields: Arc::clone(&act.fields),
            happenings: happenings.clone(),
            segments: segments::all(tx)?,
            relations: customers::relations::kinds(tx, act)?,
        })
    }

    /// A condition as people would tell it.
    pub fn tell(&self, condition: &Condition) -> String {
        let names = |slug: &str| self.field(slug);
        self.written(condition).in_words_with(&self.say, &names, self)
    }

    /// The same condition with what was typed about happenings as it is kept, so that it is shown as people write it.
    fn written(&self, condition: &Condition) -> Condition {
        let all = |inner: &[Condition]| inner.iter().map(|one| self.written(one)).collect();
        match condition {
            Condition::All(inner) => Condition::All(all(inner)),
            Condition::Any(inner) => Condition::Any(all(inner)),
            Condition::Not(inner) => Condition::Not(Box::new(self.written(inner))),
            Condition::Field { .. } => condition.clone(),
            Condition::Beyond(beyond) => match beyond.as_ref() {
                Beyond::Happened(happened) => self.written_rows(happened.clone()).into(),
                Beyond::Related { kind, whom } => {
                    Beyond::Related { kind: kind.clone(), whom: self.written(whom) }.into()
                }
                Beyond::Segment(_) => condition.clone(),
            },
        }
    }

    fn written_rows(&self, mut happened: Happened) -> Happened {
        let name = self.column(&happened.table, &happened.of);
        if happened.measure.needs_column() {
            for operand in &mut happened.operands {
                *operand = self.read_by(&name, operand);
            }
        }
        happened.rows = happened.rows.take().map(|rows| self.written_columns(&happened.table, rows));
        happened
    }

    fn written_columns(&self, table: &str, rows: Condition) -> Condition {
        let all =
            |inner: Vec<Condition>| inner.into_iter().map(|one| self.written_columns(table, one)).collect();
        match rows {
            Condition::All(inner) => Condition::All(all(inner)),
            Condition::Any(inner) => Condition::Any(all(inner)),
            Condition::Not(inner) => Condition::Not(Box::new(self.written_columns(table, *inner))),
            Condition::Field { field, operator, operands } => {
                let name = self.column(table, &field);
                let operands = operands.iter().map(|operand| self.read_by(&name, operand)).collect();
                Condition::Field { field, operator, operands }
            }
            other => other,
        }
    }

    /// What a kind understands of what was typed; the same where it understands nothing.
    fn read_by(&self, name: &FieldName<'_>, typed: &str) -> String {
        let read = name.kind.filter(|_| !typed.trim().is_empty());
        let read = read.and_then(|kind| kind.read(typed, name.settings, &self.manner).ok());
        read.map_or_else(|| typed.to_owned(), |reading| reading.value)
    }

    /// What a field of the card is called.
    pub(crate) fn field(&self, slug: &str) -> FieldName<'_> {
        match self.fields.slug(slug) {
            Some(field) => FieldName {
                label: field.label(&self.say).into(),
                kind: Some(field.kind),
                settings: self.fields_said.get(slug).unwrap_or(&PLAIN),
            },
            None => FieldName { label: Cow::Owned(slug.to_owned()), kind: None, settings: &PLAIN },
        }
    }
}

impl Vocabulary for Glossary {
    fn table(&self, slug: &str) -> String {
        self.happenings.find(slug).map_or_else(|| slug.to_owned(), |table| self.say.t(table.title()))
    }

    fn column(&self, table: &str, slug: &str) -> FieldName<'_> {
        match self.happenings.column(table, slug) {
            Some(column) => FieldName {
                label: self.say.t(column.label).into(),
                kind: column.field_kind(),
                settings: self.columns_said.get(&(table.to_owned(), slug.to_owned())).unwrap_or(&PLAIN),
            },
            None => FieldName { label: Cow::Owned(slug.to_owned()), kind: None, settings: &PLAIN },
        }
    }

    fn segment(&self, id: &str) -> String {
        let known = self.segments.iter().find(|segment| segment.id.to_string() == id);
        known.map_or_else(|| self.say.t("segments-gone"), |segment| segment.name.clone())
    }

    fn relation(&self, kind: &str) -> String {
        let known = self.relations.iter().find(|known| known.slug == kind);
        known.map_or_else(|| kind.to_owned(), |known| known.words(true, &self.say))
    }

    fn is_one_each(&self, table: &str) -> bool {
        self.happenings.find(table).is_some_and(|table| table.is_one_each())
    }
}
