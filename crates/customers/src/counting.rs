//! Values that other capabilities count from what happened with a customer, put on the card as episodic facts.
//!
//! They follow from rows elsewhere, whose own verbs tell the journal: here nothing is told, the revision stays, and no
//! past value is kept, so that a thousand orders do not make a thousand entries about the card.

use crate::act::Act;
use crate::builtin::COUNTED;
use crate::customer::{CustomerId, CustomerNo, Trait};
use crate::field::{FieldNo, FieldSet};
use crate::sheet::{Fact, Sheet};
use crate::source::{self, SourceKind};
use crate::store::cards;
use db::{DbError, Tx};

/// The counted values of one card: each field with its canonical text, `None` for nothing.
pub type Counted = (CustomerNo, Vec<(FieldNo, Option<String>)>);

/// Puts counted values on cards; fields that are not [`COUNTED`] and cards that are not there are passed over. Part of
/// the deed of whoever counts, which has asked for its right.
///
/// # Errors
/// Any [`DbError`].
pub fn put(tx: &mut Tx<'_>, act: &Act, counted: &[Counted]) -> Result<(), DbError> {
    if counted.is_empty() {
        return Ok(());
    }
    let source = source::named(tx, &act.setting, (SourceKind::Derived, "", None))?;
    let now = act.setting.now();
    for (no, values) in counted {
        let Some(card) = cards::numbered(tx, *no)? else { continue };
        let mut sheet = card.sheet.clone();
        for (field, value) in values.iter().filter(|(field, _)| COUNTED.contains(field)) {
            if sheet.text(*field) == value.as_deref() {
                continue;
            }
            sheet.take(|fact| fact.field == *field);
            if let Some(value) = value {
                sheet.add(Fact::new(*field, value.clone(), source, now));
            }
        }
        rewrite(tx, act, (*no, &card.sheet), &sheet)?;
    }
    Ok(())
}

/// Puts all counted values of one field on a card in the place of those that stood there; gives the card with those, or
/// nothing when they are the same or the card is not there.
pub(crate) fn put_all(
    tx: &mut Tx<'_>,
    act: &Act,
    (no, field): (CustomerNo, FieldNo),
    values: &[String],
) -> Result<Option<(CustomerId, Vec<String>)>, DbError> {
    let Some(card) = cards::numbered(tx, no)? else { return Ok(None) };
    let known: Vec<String> = card.sheet.of(field).map(|fact| fact.value.clone()).collect();
    if known.len() == values.len() && values.iter().all(|value| known.contains(value)) {
        return Ok(None);
    }
    let source = source::named(tx, &act.setting, (SourceKind::Derived, "", None))?;
    let mut sheet = card.sheet.clone();
    sheet.take(|fact| fact.field == field);
    for value in values {
        sheet.add(Fact::new(field, value.clone(), source, act.setting.now()));
    }
    rewrite(tx, act, (no, &card.sheet), &sheet)?;
    Ok(Some((card.id, known)))
}

fn rewrite(
    tx: &mut Tx<'_>,
    act: &Act,
    (no, known): (CustomerNo, &Sheet),
    sheet: &Sheet,
) -> Result<(), DbError> {
    if sheet == known {
        return Ok(());
    }
    let (before, after) = (traits(known, &act.fields), traits(sheet, &act.fields));
    let gone: Vec<_> = before.iter().filter(|line| !after.contains(line)).cloned().collect();
    let new: Vec<_> = after.iter().filter(|line| !before.contains(line)).cloned().collect();
    cards::recount(tx, no, sheet, (&gone, &new))
}

fn traits(sheet: &Sheet, fields: &FieldSet) -> Vec<Trait> {
    let counted = sheet.facts().iter().filter(|fact| COUNTED.contains(&fact.field));
    let keys = counted.filter_map(|fact| Some((fact, fields.no(fact.field)?)));
    keys.flat_map(|(fact, field)| field.kind.keys(&fact.value).into_iter().map(|key| (field.no, key)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{ORDERS, REVENUE};
    use crate::listing::{self, Order, Query};
    use crate::testing::{base, deed, person_named};
    use crate::{CustomerError, Edit, NewValue, changing};
    use fields::{Condition, Operator};
    use kernel::PageSize;

    fn counted(db: &db::Db, no: CustomerNo, n: Option<&str>, sum: Option<&str>) {
        let values = vec![(ORDERS, n.map(str::to_owned)), (REVENUE, sum.map(str::to_owned))];
        deed(db, move |tx, act| put(tx, act, &[(no, values)])).unwrap();
    }

    #[test]
    fn counted_values_filter_and_sort_and_leave_the_card_as_it_was() {
        let (_folder, db) = base();
        let (one, other) = (person_named(&db, "Омарова"), person_named(&db, "Абаев"));
        counted(&db, one.no, Some("3"), Some("1500.00 KZT"));
        counted(&db, one.no, Some("12"), Some("900.00 KZT"));
        counted(&db, other.no, Some("2"), Some("1000.00 KZT"));
        let query = Query {
            condition: Condition::field("orders", Operator::Above, ["1"]),
            order: Order::Field(REVENUE),
            is_descending: true,
            ..Query::default()
        };
        let page =
            deed(&db, move |tx, act| listing::page(tx, act, &query, (None, PageSize::DEFAULT))).unwrap();
        assert_eq!(page.items.iter().map(|card| card.no).collect::<Vec<_>>(), [other.no, one.no]);
        let card = &page.items[1];
        assert_eq!((card.sheet.text(ORDERS), card.revision), (Some("12"), one.revision));
        counted(&db, one.no, None, None);
        let id = one.id;
        let edit = Edit::Set(crate::builtin::GIVEN, vec![NewValue::new("Әлия")]);
        let changed = deed(&db, move |tx, act| -> Result<_, CustomerError> {
            changing::change(tx, act, (id, Some(1)), &[edit])
        });
        assert_eq!(changed.unwrap().sheet.text(ORDERS), None);
    }
}
