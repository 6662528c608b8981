//! Which of the records are of customers that are there already, by exact keys.

use super::batch::Exact;
use crate::builtin::{EMAIL, EXACT_KEYS, GIVEN, PHONE};
use crate::customer::{Customer, CustomerNo, Kind};
use crate::sheet::Sheet;
use crate::store::cards;
use db::{DbError, Tx};
use std::collections::HashMap;

/// Keys looked up at once.
const CHUNK: usize = 250;

/// Cards looked at for one key.
const MOST: usize = 3;

/// For each record by its place: the field of a key it shares and the card that has it; the strongest key first, then
/// by number.
pub(super) type Holders = HashMap<usize, Vec<(i64, CustomerNo)>>;

/// The cards that have a key of the records that are not later: at most three for each key. `keys` are in the order of
/// the index and are looked up so.
pub(super) fn holders(tx: &mut Tx<'_>, keys: &[Exact<'_>], is_later: &[bool]) -> Result<Holders, DbError> {
    let now: Vec<&Exact<'_>> =
        keys.iter().filter(|key| !is_later.get(key.of).copied().unwrap_or(false)).collect();
    let mut holders = Holders::new();
    for chunk in
        now.chunk_by(|one, next| one.field == next.field).flat_map(|of_field| of_field.chunks(CHUNK))
    {
        let Some(field) = chunk.first().map(|key| key.field) else { continue };
        let texts: Vec<&str> = chunk.iter().map(|key| key.key).collect();
        let mut last = (usize::MAX, 0);
        for (key, no) in cards::with_any_key(tx, field, &texts)? {
            let Ok(at) = chunk.binary_search_by(|known| known.key.cmp(&key)) else { continue };
            last = if last.0 == at { (at, last.1 + 1) } else { (at, 1) };
            if let Some(known) = chunk.get(at).filter(|_| last.1 <= MOST) {
                holders.entry(known.of).or_default().push((field, no));
            }
        }
    }
    for known in holders.values_mut() {
        known.sort_by_key(|(field, _)| std::cmp::Reverse(EXACT_KEYS.iter().position(|key| key == field)));
    }
    Ok(holders)
}

/// Whether a shared key means the same customer. A legal number does; a phone or an e-mail does unless the given names
/// are known and differ, since families and offices share them.
pub(super) fn is_same((kind, record): (Kind, &Sheet), card: &Customer, shared: i64) -> bool {
    if kind != card.kind {
        return false;
    }
    match (record.text(GIVEN), card.sheet.text(GIVEN)) {
        (Some(own), Some(known)) if matches!(shared, PHONE | EMAIL) => agrees(own, known),
        _ => true,
    }
}

/// Whether two given names can be one: equal in the folded form, or one the beginning of the other, as with initials.
fn agrees(one: &str, other: &str) -> bool {
    let (one, other) = (matching::fold::fold(one), matching::fold::fold(other));
    one.starts_with(&other) || other.starts_with(&one)
}
