//! Names for all that a condition may speak of, in a person's language.

use crate::error::SegmentError;
use crate::segment::Segment;
use crate::store::segments;
use customers::relations::RelationKind;
use customers::{Act, FieldSet, Happenings};
use db::Tx;
use fields::condition::Vocabulary;
use fields::{Condition, FieldName, Settings};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use words::Say;

static PLAIN: Settings = Settings::NONE;

/// Names of fields, tables, columns, segments and ties.
pub struct Glossary {
    say: Say,
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
        condition.in_words_with(&self.say, &names, self)
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
