//! What happened between us and customers, as conditions and columnar snapshots read it: one table each, in one list.

mod each;
mod totals;

use crate::kinds;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use customers::{CustomerId, CustomerNo};
use db::{DbError, Tx, Value};
use fields::{ChoiceOption, Settings};
use journal::Record;
use std::sync::Arc;

/// Every table, in the order in which screens offer them.
pub fn tables() -> Vec<Arc<dyn HappeningTable>> {
    vec![Arc::new(each::Interactions), Arc::new(totals::CustomerInteractions)]
}

/// A column whose kind needs no settings.
const fn column(
    slug: &'static str,
    label: &'static str,
    kind: &'static str,
    holds: Holds,
) -> HappeningColumn {
    HappeningColumn { slug, label, kind, settings: Settings::default, holds }
}

/// Choices named in the catalogues.
fn choices<'s>(slugs: impl IntoIterator<Item = &'s str>) -> Settings {
    let option = |slug: &str| ChoiceOption { slug: slug.to_owned(), label: String::new() };
    Settings { options: slugs.into_iter().map(option).collect(), ..Settings::default() }
}

/// The built-in kinds, and `own` for those of the firm.
fn kind_choices() -> Settings {
    choices(kinds::KINDS.iter().map(|kind| kind.slug()).chain(["own"]))
}

/// Every built-in outcome once, in the order of the kinds.
fn outcome_choices() -> Settings {
    let mut slugs: Vec<&str> = Vec::new();
    for slug in kinds::KINDS.iter().flat_map(|kind| kind.outcomes()) {
        if !slugs.contains(slug) {
            slugs.push(slug);
        }
    }
    choices(slugs)
}

/// Whose interactions these entries are about.
fn touched(tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
    let mut customers: Vec<CustomerNo> = Vec::new();
    for entry in entries {
        match entry.verb.as_str() {
            "interaction_kind.changed" => return Ok(Touched::Everything),
            "customer.merged" | "customer.merged_into" | "customer.parted" | "customer.removed" => {
                customers.extend(numbers(tx, entry)?);
            }
            verb => {
                let no = entry.payload.get("customer_no").and_then(serde_json::Value::as_i64);
                customers.extend(no.filter(|_| verb.starts_with("interaction.")));
            }
        }
    }
    Ok(Touched::Customers(customers))
}

/// The numbers of the cards that an entry about cards speaks of; those that are gone by what the entry says.
fn numbers(tx: &mut Tx<'_>, entry: &Record) -> Result<Vec<CustomerNo>, DbError> {
    let other = entry.payload.get("other").and_then(|other| other.as_str()?.parse::<CustomerId>().ok());
    let ids = [Some(entry.subject_id), other.map(|id| id.0)];
    let values: Vec<Value<'_>> = ids.into_iter().flatten().map(Value::Id).collect();
    let marks = tx.dialect().placeholders(1, values.len());
    let sql = format!("SELECT no FROM customers WHERE id IN ({marks})");
    let mut found: Vec<CustomerNo> = tx.rows(&sql, &values, |row| row.get(0))?;
    found.extend(entry.payload.get("no").and_then(serde_json::Value::as_i64));
    Ok(found)
}
