//! Everything that is known of one person, from every capability, for the person themselves.

mod own;

use crate::act::Act;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::merging::Side;
use crate::sight;
use db::Tx;
use kernel::Level;
use serde_json::{Map, Value};
use std::sync::Arc;
use words::Say;

/// One thing that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name for programs; unique within the record.
    pub key: &'static str,
    /// What people call it; empty for what only programs are told.
    pub label: String,
    /// As people read it.
    pub value: String,
}

impl Item {
    /// A thing with its label from the catalogues.
    pub fn new(key: &'static str, label: String, value: impl Into<String>) -> Self {
        Self { key, label, value: value.into() }
    }

    /// A thing that only programs are told.
    pub fn for_programs(key: &'static str, value: impl Into<String>) -> Self {
        Self::new(key, String::new(), value)
    }
}

/// Records of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name for programs.
    pub slug: &'static str,
    /// Its title.
    pub title: String,
    /// The records; empty things in them are left out.
    pub records: Vec<Vec<Item>>,
}

/// What a capability knows of a person.
pub trait Discloses: Send + Sync {
    /// All of it, as people read it; nothing is masked or left out.
    ///
    /// # Errors
    /// Any [`CustomerError`]; then nothing is disclosed.
    fn disclose(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        side: Side,
        say: &Say,
    ) -> Result<Vec<Section>, CustomerError>;
}

/// All who know something, joined by the binary; cheap to clone.
#[derive(Clone, Default)]
pub struct Disclosers(Arc<[Arc<dyn Discloses>]>);

impl Disclosers {
    /// Those of the capabilities above, in the order of screens.
    pub fn new(all: Vec<Arc<dyn Discloses>>) -> Self {
        Self(all.into())
    }
}

/// Everything that is known of a person, sections without a record left out.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange, or when fields are masked for whoever acts;
/// [`CustomerError::Missing`].
pub fn disclose(
    tx: &mut Tx<'_>,
    act: &Act,
    disclosers: &Disclosers,
    (id, say): (CustomerId, &Say),
) -> Result<Vec<Section>, CustomerError> {
    if !act.may(Level::Arrange) || act.actor.sight.has_masks() {
        return Err(CustomerError::Forbidden);
    }
    let card = sight::card(tx, act, id)?;
    let mut all = own::sections(tx, act, &card, say)?;
    let side = Side { no: card.no, id: card.id };
    for one in disclosers.0.iter() {
        all.extend(one.disclose(tx, act, side, say)?);
    }
    for section in &mut all {
        section.records.iter_mut().for_each(|record| record.retain(|item| !item.value.is_empty()));
        section.records.retain(|record| !record.is_empty());
    }
    all.retain(|section| !section.records.is_empty());
    Ok(all)
}

/// The same for programs: a list of records by the name of each section.
pub fn to_json(sections: &[Section]) -> Value {
    let record = |items: &Vec<Item>| -> Value {
        let members = items.iter().map(|item| (item.key.to_owned(), Value::String(item.value.clone())));
        Value::Object(members.collect::<Map<_, _>>())
    };
    let member = |section: &Section| {
        (section.slug.to_owned(), Value::Array(section.records.iter().map(record).collect()))
    };
    Value::Object(sections.iter().map(member).collect())
}
