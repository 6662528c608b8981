//! Which of the records are of customers that are there already, by exact keys.

use super::Understood;
use crate::act::Act;
use crate::builtin::{EMAIL, EXACT_KEYS, GIVEN, PHONE};
use crate::customer::{Customer, CustomerNo};
use crate::store::cards;
use db::{DbError, Tx};
use std::collections::HashMap;

/// Keys looked up at once.
const CHUNK: usize = 250;

/// A field and a key of one of its values.
pub(super) type Mark = (i64, String);

/// The exact keys of a record, the strongest last.
pub(super) fn marks(act: &Act, record: &Understood) -> Vec<Mark> {
    let values = record.values.iter().filter(|(field, _)| EXACT_KEYS.contains(field));
    values.filter_map(|(no, new)| Some((*no, act.fields.no(*no)?.kind.keys(&new.value).pop()?))).collect()
}

/// The cards that have these keys: at most three for each, by number. Looked up in the order of the index.
pub(super) fn holders(
    tx: &mut Tx<'_>,
    marks: &[Vec<Mark>],
) -> Result<HashMap<Mark, Vec<CustomerNo>>, DbError> {
    let mut sorted: Vec<&Mark> = marks.iter().flatten().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut holders: HashMap<Mark, Vec<CustomerNo>> = HashMap::new();
    for chunk in sorted.chunk_by(|one, next| one.0 == next.0).flat_map(|of_field| of_field.chunks(CHUNK)) {
        let Some((field, _)) = chunk.first() else { continue };
        let keys: Vec<&str> = chunk.iter().map(|mark| mark.1.as_str()).collect();
        for (key, no) in cards::with_any_key(tx, *field, &keys)? {
            let known = holders.entry((*field, key)).or_default();
            if known.len() < 3 {
                known.push(no);
            }
        }
    }
    Ok(holders)
}

/// Whether a shared key means the same customer. A legal number does; a phone or an e-mail does unless the given names
/// are known and differ, since families and offices share them.
pub(super) fn is_same(record: &Understood, card: &Customer, shared: i64) -> bool {
    if record.kind != card.kind {
        return false;
    }
    let own = record.values.iter().find(|(field, _)| *field == GIVEN).map(|(_, new)| new.value.as_str());
    match (own, card.sheet.text(GIVEN)) {
        (Some(own), Some(known)) if matches!(shared, PHONE | EMAIL) => agrees(own, known),
        _ => true,
    }
}

/// Whether two given names can be one: equal in the folded form, or one the beginning of the other, as with initials.
fn agrees(one: &str, other: &str) -> bool {
    let (one, other) = (matching::fold::fold(one), matching::fold::fold(other));
    one.starts_with(&other) || other.starts_with(&one)
}
