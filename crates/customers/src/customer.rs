//! A customer: a person or an organization, with the sheet of what is known.

use crate::builtin;
use crate::field::{Field, FieldSet, slugs};
use crate::sheet::Sheet;
use fields::kinds::AddressParts;
use kernel::{Millis, id_type};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

id_type!(
    /// A customer.
    CustomerId
);

/// A customer's number inside the base, also the number of the card that people may say aloud.
pub type CustomerNo = i64;

/// Person or organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, Default)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    #[default]
    Person,
    /// A firm, a shop, an office.
    Organization,
}

slugs!(Kind { Person => "person", Organization => "organization" });

/// A card as it stands.
#[derive(Debug, Clone)]
pub struct Customer {
    /// The card's number.
    pub no: CustomerNo,
    /// The id used outside.
    pub id: CustomerId,
    /// Person or organization.
    pub kind: Kind,
    /// The name to show, made from the facts.
    pub name: String,
    /// What is known.
    pub sheet: Sheet,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
    /// When the card was made.
    pub created_at: Millis,
    /// When it was last changed.
    pub updated_at: Millis,
    /// When it was put away, if it was.
    pub archived_at: Option<Millis>,
}

impl Customer {
    /// Where their page is.
    pub fn href(&self) -> String {
        format!("/customers/{}", self.id)
    }
}

/// The name that a sheet gives: of a person family, given, patronymic; of an organization the short, else the legal
/// name; failing these the first way to reach them; empty when nothing is known.
pub fn name_of(kind: Kind, sheet: &Sheet) -> String {
    let parts: &[_] = match kind {
        Kind::Person => &[builtin::FAMILY, builtin::GIVEN, builtin::PATRONYMIC],
        Kind::Organization => &[builtin::SHORT_NAME],
    };
    let mut name = String::with_capacity(48);
    for text in parts.iter().filter_map(|field| sheet.text(*field)) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(text);
    }
    if name.is_empty() && kind == Kind::Organization {
        name.push_str(sheet.text(builtin::LEGAL_NAME).unwrap_or_default());
    }
    if name.is_empty() {
        let reached = builtin::CONTACT_POINTS.iter().find_map(|field| Some((*field, sheet.text(*field)?)));
        match reached {
            Some((builtin::ADDRESS, address)) => name.push_str(&AddressParts::of(address).typed),
            Some((_, way)) => name.push_str(way),
            None => {}
        }
    }
    name
}

/// One line of the card index: the number of a field and a key of its value.
pub type Trait = (i64, String);

/// Every trait by which a card can be found, sorted and matched; without doubles, in no special order.
pub fn traits_of(kind: Kind, name: &str, sheet: &Sheet, fields: &FieldSet) -> Vec<Trait> {
    let mut traits = Vec::with_capacity(sheet.facts().len() + 3);
    traits.push((builtin::NAME, crate::name_order::key(name)));
    traits.push((builtin::KIND, kind.slug().to_owned()));
    if sheet.has_conflict() {
        traits.push((builtin::CONFLICT, "1".to_owned()));
    }
    if let Some(until) = sheet.facts().iter().filter_map(|fact| fact.until).min() {
        traits.push((builtin::EXPIRES, expiry_key(until)));
    }
    for fact in sheet.facts() {
        let Some(field) = fields.no(fact.field) else { continue };
        for key in field.kind.keys(&fact.value) {
            let line = (fact.field, key);
            if !traits.contains(&line) {
                traits.push(line);
            }
        }
    }
    for field in fields.lettered() {
        traits.extend(letters_of(sheet, field).map(|letters| (field.letters_no(), letters)));
    }
    traits
}

/// The key by which a card sorts in the order of the alphabet under a field of words; `None` without a value.
pub(crate) fn letters_of(sheet: &Sheet, field: &Field) -> Option<String> {
    let words = field.kind.words(sheet.text(field.no)?)?;
    Some(crate::name_order::key(&words))
}

/// The key under which a card waits for its first guess to expire; keys sort as moments do.
pub(crate) fn expiry_key(until: Millis) -> String {
    format!("{:020}", until.max(0))
}

/// The text in which a search looks: the name and whatever people search by, folded, words parted by single spaces.
pub fn search_text_of(name: &str, sheet: &Sheet, fields: &FieldSet) -> String {
    let mut text = matching::fold::fold(name);
    for fact in sheet.facts() {
        if matches!(fact.field, builtin::FAMILY | builtin::GIVEN | builtin::PATRONYMIC) {
            continue;
        }
        let Some(field) = fields.no(fact.field) else { continue };
        let part = field.kind.search_text(&fact.value);
        if !part.is_empty() {
            text.push(' ');
            // What is typed into a search is folded too, e-mail addresses not excepted.
            matching::fold::fold_into(&part, &mut text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Fact;

    #[track_caller]
    fn check(kind: Kind, facts: &[(i64, &str)], wanted: &str) {
        let facts = facts.iter().map(|(field, value)| Fact::new(*field, *value, 1, 0)).collect();
        assert_eq!(name_of(kind, &Sheet::new(facts)), wanted);
    }

    #[test]
    fn a_name_is_made_of_what_is_known() {
        let full =
            [(builtin::GIVEN, "Айгүл"), (builtin::FAMILY, "Ахметова"), (builtin::PHONE, "+77011234567")];
        check(Kind::Person, &full, "Ахметова Айгүл");
        check(Kind::Person, &[(builtin::PHONE, "+77011234567")], "+77011234567");
        check(Kind::Organization, &[(builtin::LEGAL_NAME, "ТОО «Ромашка»")], "ТОО «Ромашка»");
        check(
            Kind::Organization,
            &[(builtin::LEGAL_NAME, "ТОО «Ромашка»"), (builtin::SHORT_NAME, "Ромашка")],
            "Ромашка",
        );
        let address = r#"{"typed":"г. Алматы, ул. Абая, 10","city":"Алматы"}"#;
        check(Kind::Person, &[(builtin::ADDRESS, address)], "г. Алматы, ул. Абая, 10");
        check(Kind::Person, &[], "");
    }
}
