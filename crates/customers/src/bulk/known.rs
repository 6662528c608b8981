//! Which of the records are of customers that are there already, by exact keys.

use super::held::Held;
use super::lines::Exact;
use crate::builtin::{EMAIL, EXACT_KEYS, GIVEN, PHONE};
use crate::customer::{Customer, CustomerNo, Kind};
use crate::fuller::can_be_one;
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

/// The cards that have a key of the records that are not later, in the base or held back from its index: at most three for
/// each key. `keys` are in the order of the index and are looked up so; of those that may be there only, unless `is_again`:
/// in a second round for records of one batch they are.
pub(super) fn holders(
    tx: &mut Tx<'_>,
    (keys, is_later): (&[Exact<'_>], &[bool]),
    (held, is_again): (&mut Held, bool),
) -> Result<Holders, DbError> {
    let is_now = |key: &&Exact<'_>| !is_later.get(key.of).copied().unwrap_or(false);
    let may_be_there = |key: &&Exact<'_>| is_again || held.seen.may_have(key);
    let now: Vec<&Exact<'_>> = keys.iter().filter(is_now).filter(may_be_there).collect();
    let (mut holders, mut n_found) = (Holders::new(), vec![0_usize; now.len()]);
    let mut found = |at: usize, no: CustomerNo| {
        let (Some(key), Some(n)) = (now.get(at), n_found.get_mut(at)) else { return };
        if *n < MOST {
            *n += 1;
            holders.entry(key.of).or_default().push((key.field, no));
        }
    };
    let mut begins = 0;
    for chunk in
        now.chunk_by(|one, next| one.field == next.field).flat_map(|of_field| of_field.chunks(CHUNK))
    {
        let Some(field) = chunk.first().map(|key| key.field) else { continue };
        let texts: Vec<&str> = chunk.iter().map(|key| key.key).collect();
        for (key, no) in cards::with_any_key(tx, field, &texts)? {
            if let Ok(at) = chunk.binary_search_by(|known| known.key.cmp(&key)) {
                found(begins + at, no);
            }
        }
        begins += chunk.len();
    }
    held.each_with(&now, &mut found);
    held.seen.count(now.len());
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
        (Some(own), Some(known)) if matches!(shared, PHONE | EMAIL) => can_be_one(own, known),
        _ => true,
    }
}
