//! Which cards a record may be of: by the model when the base is prepared, and by exact keys always.

use super::likeness::{Hit, Likeness, threshold};
use super::{Reason, seen_card};
use crate::act::Act;
use crate::builtin::{EMAIL, EXACT_KEYS, PHONE};
use crate::customer::{Customer, CustomerId, Kind};
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::listing;
use crate::sheet::{Fact, Sheet};
use crate::store::duplicates;
use db::Tx;
use kernel::Level;

/// A record that is asked about.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Person or organization.
    pub kind: Kind,
    /// Its values in their canonical texts.
    pub values: Vec<(FieldNo, String)>,
    /// A card that is not meant, such as the one being edited.
    pub except: Option<CustomerId>,
}

/// A card that a record may be of.
#[derive(Debug, Clone)]
pub struct Likely {
    /// The card.
    pub card: Customer,
    /// How likely, 0..=1; `None` when only an exact key says so, since the base is not prepared for the model.
    pub probability: Option<f64>,
    /// Why, the strongest for first, those against last.
    pub reasons: Vec<Reason>,
}

impl Asked {
    /// The record as a sheet, to compare and to tell reasons with.
    pub fn sheet(&self) -> Sheet {
        Sheet::new(
            self.values.iter().map(|(field, value)| Fact::new(*field, value.clone(), 0, 0)).collect(),
        )
    }
}

/// Whether a card has a value of the record by which two are surely one.
fn shares_key(asked: &Asked, card: &Customer) -> bool {
    let is_there = |field: FieldNo, value: &str| card.sheet.of(field).any(|fact| fact.value == value);
    asked.values.iter().any(|(field, value)| EXACT_KEYS.contains(field) && is_there(*field, value))
}

/// The cards that a record may be of and that whoever asks may see, at most `most`: of those that the model finds the ones
/// with the very same number or address first, each part the likeliest first; then those with nothing but that.
///
/// # Errors
/// [`CustomerError::Forbidden`], or a database error.
pub fn likely(
    tx: &mut Tx<'_>,
    act: &Act,
    likeness: &Likeness,
    (asked, most): (&Asked, usize),
) -> Result<Vec<Likely>, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    let (sheet, at_least) = (asked.sheet(), threshold(&duplicates::state(tx)?));
    // Some of those found may be hidden from whoever asks.
    let found = likeness.check(tx, (asked.kind, &sheet), (at_least, most * 2), act.setting.now())?;
    let mut likely: Vec<Likely> = Vec::new();
    for Hit { no, probability, reasons } in found.unwrap_or_default() {
        if let Some(card) = seen_card(tx, act, no)?.filter(|card| Some(card.id) != asked.except) {
            likely.push(Likely { card, probability: Some(probability), reasons });
        }
    }
    likely.sort_by_key(|one| !shares_key(asked, &one.card));
    for (field, value) in asked.values.iter().filter(|(field, _)| EXACT_KEYS.contains(field)) {
        for card in listing::with_value(tx, act, (*field, value), most)? {
            let is_known = likely.iter().any(|one| one.card.id == card.id);
            if is_known
                || card.kind != asked.kind
                || card.archived_at.is_some()
                || Some(card.id) == asked.except
            {
                continue;
            }
            let kind = if *field == PHONE {
                "phone"
            } else if *field == EMAIL {
                "email"
            } else {
                "id"
            };
            let reason = Reason { kind: kind.into(), level: "same".into(), bits: 1.0 };
            likely.push(Likely { card, probability: None, reasons: vec![reason] });
        }
    }
    likely.truncate(most);
    Ok(likely)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::GIVEN;
    use crate::testing::card_of;

    #[test]
    fn the_very_same_number_is_told_from_one_like_it() {
        let values = vec![(PHONE, "+77025554433".to_owned()), (GIVEN, "Ерлан".to_owned())];
        let asked = Asked { values, ..Asked::default() };
        let card =
            |phone: &str| card_of(vec![Fact::new(PHONE, phone, 1, 0), Fact::new(GIVEN, "Ерлан", 1, 0)]);
        assert!(shares_key(&asked, &card("+77025554433")));
        assert!(!shares_key(&asked, &card("+77025554434")), "a name in common is no key");
    }
}
