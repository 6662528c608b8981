//! What a sent form of a card asks for: which fields were changed, what is wrong, where somebody else was quicker.

use super::asked_field::{self, image};
use super::card::Room;
use super::card_facts::shown;
use super::card_form::{Clash, Errors};
use super::file::stored;
use crate::act::Act;
use crate::attaching;
use crate::customer::CustomerId;
use crate::editing::{Edit, NewValue};
use crate::error::CustomerError;
use crate::field::Field;
use db::Tx;
use files::StoredFile;
use std::collections::HashMap;
use web::{Form, Problem, Visit};

/// Files that came with a form: the field, the name, where it is kept.
pub(super) type Taken = Vec<(String, String, StoredFile)>;

/// Puts the files of a form into the store.
pub(super) async fn take_files(visit: &Visit, form: &mut Form) -> Result<Taken, Problem> {
    let mut taken = Taken::new();
    for upload in std::mem::take(&mut form.uploads) {
        let (slug, name) = (upload.field.clone(), upload.name.clone());
        taken.push((slug, name, stored(visit, upload, attaching::MOST_BYTES).await?));
    }
    Ok(taken)
}

/// Attaches the files of a form to a card; gives the edits that name them.
pub(super) fn file_edits(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    taken: &Taken,
) -> Result<Vec<Edit>, CustomerError> {
    let mut edits = Vec::new();
    for (slug, name, stored) in taken {
        let Some(field) = act.fields.slug(slug).filter(|field| !field.is_made()) else { continue };
        let file = attaching::attach(tx, act, card, (name, stored))?;
        edits.push(Edit::Set(field.no, vec![NewValue::new(file.id.to_string())]));
    }
    Ok(edits)
}

/// The fields that a form changes, with what they shall hold.
pub(super) struct Typed {
    pub(super) changed: Vec<(i64, Vec<NewValue>, String)>,
    pub(super) errors: Errors,
}

/// Reads every field that the form showed; one left as it was is not among the changed.
pub(super) fn read(tx: &mut Tx<'_>, act: &Act, form: &mut Form) -> Result<Typed, CustomerError> {
    let shown: Vec<String> = form.all("shown").map(str::to_owned).collect();
    let mut typed = Typed { changed: Vec::new(), errors: Errors::new() };
    for slug in shown {
        let Some(field) = act.fields.slug(&slug).filter(|field| !field.is_made()) else { continue };
        if let Err(CustomerError::Invalid(errors)) = crate::pointing::resolve(tx, act, form, field) {
            typed.errors.push((slug, errors.into_iter().map(|error| (0, error)).collect()));
            continue;
        }
        match asked_field::read(field, form, &act.manner) {
            Err(errors) => typed.errors.push((slug, errors)),
            Ok(values) => {
                let was = form.text(&format!("was.{slug}")).to_owned();
                let now = image(values.iter().map(|v| (v.value.as_str(), v.usage.as_ref())));
                if now != was {
                    typed.changed.push((field.no, values, was));
                }
            }
        }
    }
    Ok(typed)
}

/// Which of the changed fields stand otherwise by now than when the form was drawn.
pub(super) fn clashes(room: &Room<'_>, changed: &[(i64, Vec<NewValue>, String)]) -> Vec<Clash> {
    let sheet = &room.card.sheet;
    let say = &room.visit.say;
    let words = |field: &Field, values: &mut dyn Iterator<Item = &str>| {
        let list: Vec<String> = values.map(|value| shown(room, field, value)).collect();
        if list.is_empty() { say.t("customers-clash-empty") } else { list.join(", ") }
    };
    let clash = |(no, values, was): &(i64, Vec<NewValue>, String)| {
        let field = room.act.fields.no(*no)?;
        let now = image(sheet.of(*no).map(|fact| (fact.value.as_str(), fact.usage.as_deref())));
        let mine = image(values.iter().map(|v| (v.value.as_str(), v.usage.as_ref())));
        (now != *was && now != mine).then(|| Clash {
            slug: field.slug.clone(),
            label: field.label(say),
            mine: words(field, &mut values.iter().map(|value| value.value.as_str())),
            theirs: words(field, &mut sheet.of(*no).map(|fact| fact.value.as_str())),
            was: now,
        })
    };
    changed.iter().filter_map(clash).collect()
}

/// The names that a room without facts to show needs.
pub(super) fn no_names() -> HashMap<String, String> {
    HashMap::new()
}
