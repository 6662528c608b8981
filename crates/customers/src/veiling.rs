//! What of a card is hidden from somebody: fields that their role sees masked.
//!
//! Cards leave the readings of this crate veiled: in the place of a hidden value stands its mask, and a name that is
//! made of hidden values is made of masks. So that nothing hidden can be found out by asking, a masked field cannot be
//! sorted by and only be asked whether it is known; a search finds a card only by what is seen of it; and a hidden
//! value cannot be replaced, taken away, confirmed or settled, only another be added beside it.

use crate::act::Act;
use crate::customer::{Customer, CustomerId, name_of, search_text_of};
use crate::editing::Edit;
use crate::error::CustomerError;
use crate::field::{Field, FieldNo, FieldSet};
use crate::listing::Order;
use crate::sheet::{Fact, Sheet, Usage};
use fields::condition::Beyond;
use fields::{Condition, Mask, Operator};
use kernel::Sight;
use serde_json::Value;
use web::FieldError;

/// Whether a field is hidden from whoever acts.
pub fn is_masked(act: &Act, field: &Field) -> bool {
    Veil::of(act).is_some_and(|veil| veil.hides(field))
}

/// A value as it is seen.
pub fn seen(act: &Act, field: &Field, value: &str) -> String {
    if is_masked(act, field) { field.kind.control().mask.of(value) } else { value.to_owned() }
}

/// A card as it is seen.
pub fn veiled(act: &Act, card: Customer) -> Customer {
    match Veil::of(act) {
        Some(veil) => veil.over(card, &act.fields),
        None => card,
    }
}

/// A fact as it is seen.
pub(crate) fn veiled_fact(act: &Act, fact: Fact) -> Fact {
    match Veil::of(act) {
        Some(veil) => veil.over_fact(fact, &act.fields),
        None => fact,
    }
}

/// What hides fields from somebody, apart from what they are about to do.
#[derive(Debug, Clone)]
pub(crate) struct Veil(Sight);

impl Veil {
    /// That of whoever acts; `None` when nothing is hidden from them.
    pub(crate) fn of(act: &Act) -> Option<Self> {
        act.actor.sight.has_masks().then(|| Self(act.actor.sight.clone()))
    }

    fn hides(&self, field: &Field) -> bool {
        self.0.is_masked(&field.slug) && field.kind.control().mask != Mask::Never
    }

    fn over_fact(&self, fact: Fact, fields: &FieldSet) -> Fact {
        match fields.no(fact.field).filter(|field| self.hides(field)) {
            Some(field) => {
                // What o'clock it is with somebody is told to whoever may call them without seeing the number.
                let usage = match matching::zone::of_phone(&fact.value).filter(|_| field.is_contact_point())
                {
                    Some(zone) => {
                        let usage = fact.usage.unwrap_or_default();
                        Some(Box::new(Usage { hidden_zone: Some(zone), ..*usage }))
                    }
                    None => fact.usage,
                };
                Fact { value: field.kind.control().mask.of(&fact.value), usage, ..fact }
            }
            None => fact,
        }
    }

    fn over(&self, card: Customer, fields: &FieldSet) -> Customer {
        let facts = card.sheet.facts().iter().cloned().map(|fact| self.over_fact(fact, fields)).collect();
        let sheet = Sheet::new(facts);
        Customer { name: name_of(card.kind, &sheet), sheet, ..card }
    }

    /// Whether every word of a search is found in what is seen of a card.
    pub(crate) fn finds(&self, card: &Customer, words: &[String], fields: &FieldSet) -> bool {
        let card = self.over(card.clone(), fields);
        let text = search_text_of(&card.name, &card.sheet, fields);
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Refuses a question whose answer would tell of hidden values.
///
/// # Errors
/// [`CustomerError::Invalid`] naming the field.
pub fn may_ask(act: &Act, condition: &Condition, order: Order) -> Result<(), CustomerError> {
    if !act.actor.sight.has_masks() {
        return Ok(());
    }
    if let Order::Field(no) = order
        && act.fields.no(no).is_some_and(|field| is_masked(act, field))
    {
        return Err(wrong("sort", "customers-masked-sort"));
    }
    match hidden_question(act, condition) {
        Some(slug) => {
            let named = act.fields.slug(slug).map(Field::naming);
            let args = vec![named.unwrap_or_else(|| ("field", slug.to_owned().into()))];
            let error = FieldError { args, ..FieldError::new("filter", "customers-masked-filter") };
            Err(CustomerError::Invalid(vec![error]))
        }
        None => Ok(()),
    }
}

/// The first comparison with a hidden value.
fn hidden_question<'c>(act: &Act, condition: &'c Condition) -> Option<&'c str> {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().find_map(|one| hidden_question(act, one))
        }
        Condition::Not(inner) => hidden_question(act, inner),
        Condition::Field { field, operator, operands } => {
            let is_harmless = matches!(operator, Operator::Known | Operator::Unknown);
            let is_hidden = act.fields.slug(field).is_some_and(|field| is_masked(act, field));
            // The name of somebody of whom nothing else is known is their phone or e-mail.
            let is_reach =
                |typed: &String| typed.contains(|sign: char| sign.is_ascii_digit() || sign == '@');
            let is_by_reach = field == "name" && operands.iter().any(is_reach);
            ((is_hidden || is_by_reach) && !is_harmless).then_some(field.as_str())
        }
        Condition::Beyond(beyond) => match beyond.as_ref() {
            Beyond::Related { whom, .. } => hidden_question(act, whom),
            Beyond::Happened(_) | Beyond::Segment(_) => None,
        },
    }
}

/// Refuses edits of hidden values that do more than add one beside them.
pub(crate) fn may_edit(act: &Act, edits: &[Edit]) -> Result<(), CustomerError> {
    let taken = edits.iter().filter(|edit| !matches!(edit, Edit::Add(..))).map(Edit::field);
    taken.into_iter().try_for_each(|field| may_touch(act, field))
}

/// Refuses to touch the values of a hidden field.
pub(crate) fn may_touch(act: &Act, field: FieldNo) -> Result<(), CustomerError> {
    match act.fields.no(field).filter(|field| is_masked(act, field)) {
        Some(field) => Err(wrong(&field.slug, "customers-masked-edit")),
        None => Ok(()),
    }
}

/// The particulars of a journal entry as they are seen.
pub(crate) fn veiled_payload(act: &Act, payload: &mut Value) {
    if !act.actor.sight.has_masks() {
        return;
    }
    let own = payload.get("field").and_then(Value::as_str).and_then(|slug| act.fields.slug(slug));
    if let Some(field) = own {
        for name in ["value", "lost", "from", "to"] {
            veil_texts(act, field, payload.get_mut(name));
        }
    }
    for one in payload.get_mut("fields").and_then(Value::as_array_mut).into_iter().flatten() {
        veiled_payload(act, one);
    }
    for pair in payload.get_mut("facts").and_then(Value::as_array_mut).into_iter().flatten() {
        let slug = pair.get(0).and_then(Value::as_str);
        if let Some(field) = slug.and_then(|slug| act.fields.slug(slug)) {
            veil_texts(act, field, pair.get_mut(1));
        }
    }
}

fn veil_texts(act: &Act, field: &Field, place: Option<&mut Value>) {
    match place {
        Some(Value::String(text)) => *text = seen(act, field, text),
        Some(Value::Array(list)) => list.iter_mut().for_each(|one| veil_texts(act, field, Some(one))),
        _ => {}
    }
}

fn wrong(field: &str, key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, key)])
}

/// Which fields can be masked, for whoever decides what roles see: all but made ones and those of kinds without a mask.
pub fn maskable(desk: crate::Desk) -> access::Maskable {
    access::Maskable(std::sync::Arc::new(move |tx, say| {
        let fields = desk.fields(tx)?;
        let can_be = |field: &&Field| {
            !field.is_made() && !field.is_archived && field.kind.control().mask != Mask::Never
        };
        Ok(fields.all().filter(can_be).map(|field| (field.slug.clone(), field.label(say))).collect())
    }))
}

/// What customers are called, for whoever watches over them: each name as the visitor sees it, an empty one in words.
pub fn naming(desk: crate::Desk) -> access::Naming {
    access::Naming(std::sync::Arc::new(move |tx, visit, ids| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let ids: Vec<CustomerId> = ids.iter().copied().map(CustomerId).collect();
        let cards = match crate::listing::several(tx, &act, &ids) {
            Ok(cards) => cards,
            Err(CustomerError::Db(error)) => return Err(error),
            Err(_) => Vec::new(),
        };
        let name = |card: Customer| match card.name.is_empty() {
            true => (card.id.0, visit.say.t("customers-nameless")),
            false => (card.id.0, card.name),
        };
        Ok(cards.into_iter().map(name).collect())
    }))
}

#[cfg(test)]
mod tests;
