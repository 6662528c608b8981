//! Taking back from a card what one source brought, such as a file that should never have been imported.

use crate::act::Act;
use crate::changing::{Told, told_of, write};
use crate::customer::CustomerId;
use crate::editing::{Ending, promote_rival};
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::sheet::{Fact, SourceNo};
use crate::source;
use crate::store::past;
use db::Tx;
use kernel::Level;

/// Takes the facts of a source off a card and puts back those that they had replaced; whether anything changed.
///
/// What it said contact points are for goes with them. What somebody confirmed, changed or took away afterwards stays as they left it: only facts that still stand as the
/// source brought them go, and only the values that those facts had replaced come back, as old as they were.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`], or a database error.
pub fn take_back(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    source: SourceNo,
) -> Result<bool, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let card = crate::sight::card(tx, act, id)?;
    let mut sheet = card.sheet.clone();
    let gone = sheet.take(|fact| fact.source == source && fact.confirmed_at.is_none());
    sheet.unlabel(source);
    if sheet == card.sheet {
        return Ok(false);
    }
    for ended in past::of(tx, card.no, None)? {
        let is_ours = ended.ended_by == source && ended.ending == Ending::Replaced.slug();
        let is_free = sheet.first(ended.fact.field).is_none();
        let is_gone = gone.iter().any(|fact| fact.field == ended.fact.field && !fact.is_rival);
        if is_ours && is_free && is_gone && ended.fact.source != source {
            sheet.add(Fact { is_rival: false, ..ended.fact });
        }
    }
    let mut touched: Vec<FieldNo> = gone.iter().map(|fact| fact.field).collect();
    touched.dedup();
    touched.into_iter().for_each(|field| promote_rival(&mut sheet, field));
    let by = source::of_actor(tx, &act.setting, &act.actor)?;
    let told = Told { verb: "customer.changed", payload: told_of(&act.fields, &card.sheet, &sheet, by) };
    let ended: Vec<(Fact, Ending)> = gone.into_iter().map(|fact| (fact, Ending::Removed)).collect();
    write(tx, act, card, sheet, (told, &ended, by))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::FAMILY;
    use crate::editing::{Edit, NewValue, Rule};
    use crate::source::{SourceKind, named};
    use crate::testing::{base, deed, person_named};
    use crate::{Customer, changing, listing};

    const CITY: FieldNo = 29;

    fn brought_by_a_file(db: &db::Db, card: &Customer, values: &[(FieldNo, &str)]) -> SourceNo {
        let id = card.id;
        let edits: Vec<Edit> =
            values.iter().map(|(no, text)| Edit::Add(*no, NewValue::new(*text), Rule::Newest)).collect();
        deed(db, move |tx, act| -> Result<_, CustomerError> {
            let file = named(tx, &act.setting, (SourceKind::Import, "clients.csv", None))?;
            changing::change_from(tx, act, (id, None), &edits, file)?;
            Ok(file)
        })
        .unwrap()
    }

    fn after(db: &db::Db, card: &Customer, file: SourceNo) -> (bool, Customer) {
        let id = card.id;
        deed(db, move |tx, act| -> Result<_, CustomerError> {
            Ok((take_back(tx, act, id, file)?, listing::get(tx, act, id)?))
        })
        .unwrap()
    }

    #[test]
    fn what_a_file_replaced_comes_back_and_what_it_added_goes() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова");
        let file = brought_by_a_file(&db, &card, &[(FAMILY, "Омаров"), (CITY, "Алматы")]);
        let (is_changed, card) = after(&db, &card, file);
        assert!(is_changed);
        assert_eq!((card.sheet.text(FAMILY), card.sheet.text(CITY)), (Some("Омарова"), None));
        assert!(!after(&db, &card, file).0, "there is nothing left to take back");
    }

    #[test]
    fn what_people_changed_or_confirmed_afterwards_stays() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова");
        let file = brought_by_a_file(&db, &card, &[(FAMILY, "Омаров"), (CITY, "Алматы")]);
        let id = card.id;
        deed(&db, move |tx, act| -> Result<_, CustomerError> {
            changing::confirm(tx, act, id, (CITY, "Алматы"))?;
            changing::change(tx, act, (id, None), &[Edit::Set(FAMILY, vec![NewValue::new("Ахметова")])])
        })
        .unwrap();
        let (is_changed, card) = after(&db, &card, file);
        assert!(!is_changed);
        assert_eq!((card.sheet.text(FAMILY), card.sheet.text(CITY)), (Some("Ахметова"), Some("Алматы")));
    }
}
