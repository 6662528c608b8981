//! Lists sorted by words: as the alphabet goes, at once or by the job, whatever is written meanwhile.

use super::*;
use crate::builtin::{FAMILY, RESPONSIBLE, WARMTH};
use crate::bulk::{self, Incoming, Origin};
use crate::listing::{self, Order, Query};
use crate::testing::{base, deed, deed_of, hire, person_named, staff};
use crate::{Edit, Kind, NewValue, Rule, changing};
use db::Db;
use kernel::PageSize;

const CITY: FieldNo = 29;

/// Cities as the alphabet has them; their keys in Latin letters do not.
const CITIES: [&str; 9] =
    ["Berlin", "Аксай", "Ақтау", "Алматы", "Астана", "Самара", "Цюрих", "Чита", "Шымкент"];

fn town(db: &Db) {
    deed(db, |tx, act| {
        for city in CITIES.iter().rev() {
            let values = [(FAMILY, NewValue::new("Омаров")), (CITY, NewValue::new(*city))];
            changing::create(tx, act, Kind::Person, &values)?;
        }
        changing::create(tx, act, Kind::Person, &[(FAMILY, NewValue::new("Бездомный"))])?;
        Ok::<_, CustomerError>(())
    })
    .unwrap();
}

/// The cities of a list sorted by them, page by page; a dash for cards without one.
fn listed(db: &Db, order: FieldNo, is_descending: bool) -> Vec<String> {
    deed(db, move |tx, act| {
        let query = Query { order: Order::Field(order), is_descending, ..Query::default() };
        let (mut seen, mut place) = (Vec::new(), None);
        loop {
            let slice = listing::page(tx, act, &query, (place.as_ref(), PageSize::clamped(3)))?;
            let shown = slice.items.iter().map(|card| card.sheet.text(order).unwrap_or("-").to_owned());
            seen.extend(shown);
            place = slice.next;
            if place.is_none() {
                return Ok::<_, CustomerError>(seen);
            }
        }
    })
    .unwrap()
}

fn in_order(more: &[&str]) -> Vec<String> {
    CITIES.iter().chain(more).map(|city| (*city).to_owned()).collect()
}

#[test]
fn a_list_goes_by_the_alphabet_as_soon_as_somebody_sorted_by_the_field() {
    let (_folder, db) = base();
    town(&db);
    assert_ne!(listed(&db, CITY, false), in_order(&["-"]), "by Latin letters");
    assert!(deed(&db, |tx, act| ask(tx, act, CITY)).unwrap());
    assert_eq!(listed(&db, CITY, false), in_order(&["-"]));
    let mut down = in_order(&[]);
    down.reverse();
    down.push("-".into());
    assert_eq!(listed(&db, CITY, true), down);
    assert!(matches!(deed(&db, |tx, act| ask(tx, act, WARMTH)), Err(CustomerError::Missing)));
}

#[test]
fn cards_written_while_the_order_is_made_have_their_places_in_it() {
    let (_folder, db) = base();
    town(&db);
    let id = person_named(&db, "Юсупов").id;
    deed(&db, |tx, act| table::ask_letters(tx, CITY, act.setting.now())).unwrap();
    let changed = deed(&db, move |tx, act| {
        changing::change(tx, act, (id, None), &[Edit::Set(CITY, vec![NewValue::new("Яровое")])])
    });
    changed.unwrap();
    let setting = Setting::real();
    let mut place = Some(Place::default());
    while let Some(from) = place {
        let setting = setting.clone();
        place = db.write(move |tx| step(tx, &setting, (CITY, from))).unwrap();
    }
    assert_eq!(listed(&db, CITY, false), in_order(&["Яровое", "-"]));
    let changed = deed(&db, move |tx, act| {
        changing::change(tx, act, (id, None), &[Edit::Set(CITY, vec![NewValue::new("Эссен")])])
    });
    changed.unwrap();
    assert_eq!(listed(&db, CITY, false), in_order(&["Эссен", "-"]));
}

#[test]
fn what_was_worked_out_before_the_field_was_asked_gets_its_lines_too() {
    let (_folder, db) = base();
    town(&db);
    let (act, source) = deed(&db, |tx, act| {
        let source = crate::source::of_actor(tx, &act.setting, &act.actor)?;
        Ok::<_, CustomerError>((act.clone(), source))
    })
    .unwrap();
    assert!(deed(&db, |tx, act| ask(tx, act, CITY)).unwrap());
    let record = |phone: &str, city: &str| Incoming {
        id: None,
        kind: Kind::Person,
        values: vec![(20, phone.to_owned()), (CITY, city.to_owned())],
    };
    let origin = Origin { source, rule: Rule::Newest };
    let incoming = [record("+77011234567", "Эссен"), record("+77011234567", "Яровое")];
    bulk::load(&db, &act, origin, incoming.into_iter(), |_| ()).unwrap();
    assert_eq!(listed(&db, CITY, false), in_order(&["Яровое", "-"]));
}

#[test]
fn answers_sort_as_they_are_listed_and_people_by_their_names() {
    let (_folder, db) = base();
    for (no, role) in [(9, "seller"), (3, "seller")] {
        hire(&db, no, role);
    }
    db.write(|tx| {
        tx.execute("UPDATE users SET name = 'Яков' WHERE id = $1", db::params![kernel::RawId::from_u128(3)])
    })
    .unwrap();
    for (no, warmth) in [(3, "hot"), (9, "cold"), (3, "warm"), (9, "hot")] {
        deed_of(&db, &staff(no, Level::Write), move |tx, act| {
            let owner = kernel::RawId::from_u128(no).to_string();
            let values = [
                (FAMILY, NewValue::new("Омаров")),
                (WARMTH, NewValue::new(warmth)),
                (RESPONSIBLE, NewValue::new(owner)),
            ];
            changing::create(tx, act, Kind::Person, &values)
        })
        .unwrap();
    }
    assert_eq!(listed(&db, WARMTH, false), ["cold", "warm", "hot", "hot"]);
    assert_eq!(listed(&db, WARMTH, true), ["hot", "hot", "warm", "cold"]);
    let id = |no| kernel::RawId::from_u128(no).to_string();
    assert_eq!(listed(&db, RESPONSIBLE, false), [id(9), id(9), id(3), id(3)], "Айгерім before Яков");
}
