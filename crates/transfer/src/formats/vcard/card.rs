//! A card's properties as fields of a record, with the words that people use for kinds of contact.

use super::property::{Property, components, unescaped};
use crate::cells::Value;
use crate::formats::faults::CellFault;
use crate::formats::sparse::Record;
use crate::several;

/// Properties that say nothing about the person.
const PASSED_OVER: [&str; 8] =
    ["VERSION", "PRODID", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "SOURCE", "MAILER", "X-ABUID"];

/// Columns in their usual order.
pub(crate) const USUAL: [&str; 24] = [
    "FN",
    "N.family",
    "N.given",
    "N.additional",
    "N.prefix",
    "N.suffix",
    "NICKNAME",
    "BDAY",
    "ANNIVERSARY",
    "GENDER",
    "ORG",
    "ORG.unit",
    "TITLE",
    "ROLE",
    "TEL",
    "EMAIL",
    "ADR",
    "URL",
    "IMPP",
    "CATEGORIES",
    "NOTE",
    "TZ",
    "GEO",
    "UID",
];

const N_PARTS: [&str; 5] = ["family", "given", "additional", "prefix", "suffix"];
const ADR_PARTS: [&str; 7] = ["box", "extended", "street", "city", "region", "code", "country"];

/// Adds all properties of one card to the record.
pub(crate) fn lay_out_card(properties: &[Property], record: &mut Record) {
    for property in properties {
        if PASSED_OVER.contains(&property.name.as_str()) {
            continue;
        }
        let label = label_of(property, properties);
        match property.name.as_str() {
            _ if property.is_binary || is_attachment(property) => {
                record.add(&property.name, Value::Error(CellFault::Attachment), "");
            }
            "N" => add_parts(record, "N", &N_PARTS, &property.value),
            "ADR" => add_parts(record, &qualified("ADR", label), &ADR_PARTS, &property.value),
            "ORG" => add_organization(record, &property.value),
            "TEL" | "EMAIL" | "URL" | "IMPP" => {
                let value = unescaped(&property.value);
                let value = value.strip_prefix("tel:").or(value.strip_prefix("mailto:")).unwrap_or(&value);
                record.add_text(&qualified(&property.name, label), value.trim());
            }
            "X-FIELD" => {
                let name = property.label.clone().unwrap_or_else(|| "X-FIELD".to_owned());
                record.add_text(&name, &unescaped(&property.value));
            }
            "CATEGORIES" | "NICKNAME" => {
                let parts = components(&property.value, ',');
                record.add_text(&property.name, &several::join(parts.iter().map(|part| part.trim())));
            }
            name => record.add_text(name, &unescaped(&property.value)),
        }
    }
}

fn is_attachment(property: &Property) -> bool {
    matches!(property.name.as_str(), "PHOTO" | "LOGO" | "SOUND" | "KEY")
        && property.value.starts_with("data:")
}

/// The column's name with what the contact is for.
fn qualified(name: &str, label: Option<String>) -> String {
    label.map_or_else(|| name.to_owned(), |label| format!("{name} {label}"))
}

/// What a contact is for: a label of one's own, else the first type that says it.
fn label_of(property: &Property, all: &[Property]) -> Option<String> {
    let of_group = |other: &&Property| other.name == "X-ABLABEL" && other.group == property.group;
    let own = if property.group.is_empty() { None } else { all.iter().find(of_group) };
    if let Some(label) = own {
        let words = unescaped(&label.value);
        let own = words.strip_prefix("_$!<").and_then(|word| word.strip_suffix(">!$_"));
        let words = own.map_or_else(|| words.trim().to_owned(), |word| word.trim().to_lowercase());
        return (!words.is_empty()).then_some(words);
    }
    let known = ["home", "work", "cell", "mobile", "fax", "pager", "other", "car", "main", "school"];
    let has = |word: &str| {
        let is_it = |given: &String| given == word || given.strip_suffix("-number") == Some(word);
        property.types.iter().any(is_it)
    };
    let place = known.into_iter().find(|word| has(word))?;
    Some(match place {
        "mobile" => "cell".to_owned(),
        "home" | "work" if has("fax") => format!("{place} fax"),
        "home" | "work" if has("cell") => "cell".to_owned(),
        place => place.to_owned(),
    })
}

fn add_parts(record: &mut Record, name: &str, parts: &[&str], value: &str) {
    for (part, text) in parts.iter().zip(components(value, ';')) {
        record.add_text(&format!("{name}.{part}"), text.trim());
    }
}

fn add_organization(record: &mut Record, value: &str) {
    let parts = components(value, ';');
    if let Some((name, units)) = parts.split_first() {
        record.add_text("ORG", name.trim());
        let units: Vec<&str> =
            units.iter().map(|unit| unit.trim()).filter(|unit| !unit.is_empty()).collect();
        record.add_text("ORG.unit", &units.join(", "));
    }
}
