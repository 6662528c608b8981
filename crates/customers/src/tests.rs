//! A card's life, tried through the verbs on a fresh base.

use crate::builtin::{EMAIL, FAMILY, GIVEN, PHONE, WARMTH};
use crate::listing::{self, Order, Query};
use crate::testing::{base, deed};
use crate::{Customer, CustomerError, Edit, Kind, NewValue, Rule, changing};
use db::Db;
use fields::{Condition, Operator};
use kernel::{Cursor, PageSize};

fn person(db: &Db, facts: &[(i64, &str)]) -> Customer {
    let values: Vec<_> = facts.iter().map(|(field, value)| (*field, NewValue::new(*value))).collect();
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap()
}

fn names(db: &Db, query: Query) -> Vec<String> {
    let all = move |tx: &mut db::Tx<'_>, act: &crate::Act| {
        let (mut names, mut place): (Vec<String>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let slice = listing::page(tx, act, &query, (place.as_ref(), PageSize::clamped(2)))?;
            names.extend(slice.items.into_iter().map(|card| card.name));
            place = slice.next;
            if place.is_none() {
                return Ok::<_, CustomerError>(names);
            }
        }
    };
    deed(db, all).unwrap()
}

fn cast(db: &Db) {
    person(db, &[(FAMILY, "Омарова"), (GIVEN, "Әлия"), (PHONE, "+77011234567"), (WARMTH, "hot")]);
    person(db, &[(FAMILY, "Ёлкин"), (GIVEN, "Пётр"), (EMAIL, "petr@example.kz"), (WARMTH, "cold")]);
    person(db, &[(FAMILY, "Кожахметов"), (GIVEN, "Ерлан"), (PHONE, "+77771234568")]);
    person(db, &[(FAMILY, "Абаев"), (GIVEN, "Серік"), (WARMTH, "hot")]);
}

fn search(text: &str) -> Query {
    Query { search: text.into(), ..Query::default() }
}

#[test]
fn a_list_walks_every_card_once_in_the_order_of_the_alphabet() {
    let (_folder, db) = base();
    cast(&db);
    assert_eq!(
        names(&db, Query::default()),
        ["Абаев Серік", "Ёлкин Пётр", "Кожахметов Ерлан", "Омарова Әлия"]
    );
    let reversed = names(&db, Query { is_descending: true, ..Query::default() });
    assert_eq!(reversed.first().map(String::as_str), Some("Омарова Әлия"));
}

#[test]
fn cards_without_the_value_sorted_by_come_last() {
    let (_folder, db) = base();
    cast(&db);
    let by_warmth = Query { order: Order::Field(WARMTH), ..Query::default() };
    let all = names(&db, by_warmth);
    assert_eq!(all.len(), 4);
    assert_eq!(all.last().map(String::as_str), Some("Кожахметов Ерлан"));
}

#[test]
fn a_search_forgives_spelling_and_alphabet() {
    let (_folder, db) = base();
    cast(&db);
    for (typed, wanted) in [
        ("алия", "Омарова Әлия"),
        ("елкин", "Ёлкин Пётр"),
        ("kozhakhmetov", "Кожахметов Ерлан"),
        ("8 701 123", "Омарова Әлия"),
        ("+7 701 123 45 67", "Омарова Әлия"),
        ("4568", "Кожахметов Ерлан"),
        ("petr@ex", "Ёлкин Пётр"),
        ("серик аб", "Абаев Серік"),
    ] {
        assert_eq!(names(&db, search(typed)), [wanted], "{typed}");
    }
    assert_eq!(names(&db, search("никто")), Vec::<String>::new());
}

#[test]
fn a_condition_finds_by_any_field() {
    let (_folder, db) = base();
    cast(&db);
    let hot = Query { condition: Condition::field("warmth", Operator::Is, ["hot"]), ..Query::default() };
    assert_eq!(names(&db, hot), ["Абаев Серік", "Омарова Әлия"]);
    let not_hot = Condition::Not(Box::new(Condition::field("warmth", Operator::Is, ["hot"])));
    assert_eq!(names(&db, Query { condition: not_hot, ..Query::default() }).len(), 2);
    let part = Condition::field("name", Operator::Contains, ["ахмет"]);
    assert_eq!(names(&db, Query { condition: part, ..Query::default() }), ["Кожахметов Ерлан"]);
    let unknown = Condition::field("phone", Operator::Unknown, Vec::<String>::new());
    assert_eq!(names(&db, Query { condition: unknown, ..Query::default() }).len(), 2);
}

#[test]
fn a_conflict_stands_until_it_is_settled() {
    let (_folder, db) = base();
    let card = person(&db, &[(FAMILY, "Омарова"), (29, "Алматы")]);
    let id = card.id;
    let rival = vec![Edit::Add(29, NewValue::new("Астана"), Rule::Ask)];
    let card = deed(&db, move |tx, act| changing::change(tx, act, (id, Some(1)), &rival)).unwrap();
    assert!(card.sheet.has_conflict());
    let waiting = Condition::field("conflict", Operator::Is, ["true"]);
    assert_eq!(names(&db, Query { condition: waiting.clone(), ..Query::default() }), ["Омарова"]);
    let card = deed(&db, move |tx, act| changing::settle(tx, act, id, (29, "Астана"))).unwrap();
    assert_eq!(card.sheet.text(29), Some("Астана"));
    assert_eq!(names(&db, Query { condition: waiting, ..Query::default() }), Vec::<String>::new());
    let past = deed(&db, move |tx, act| listing::past(tx, act, &card, Some(29))).unwrap();
    assert_eq!(past.first().map(|p| p.fact.value.as_str()), Some("Алматы"));
}

#[test]
fn a_change_over_a_newer_one_is_refused_and_shows_it() {
    let (_folder, db) = base();
    let id = person(&db, &[(FAMILY, "Омарова")]).id;
    let rename = |name: &'static str| vec![Edit::Set(FAMILY, vec![NewValue::new(name)])];
    deed(&db, move |tx, act| changing::change(tx, act, (id, Some(1)), &rename("Ахметова"))).unwrap();
    let late = deed(&db, move |tx, act| changing::change(tx, act, (id, Some(1)), &rename("Иванова")));
    assert!(matches!(late, Err(CustomerError::Outdated(card)) if card.name == "Ахметова"));
    assert_eq!(names(&db, search("омарова")), Vec::<String>::new());
    assert_eq!(names(&db, search("ахметова")), ["Ахметова"]);
}

#[test]
fn an_archived_card_leaves_the_list_and_comes_back() {
    let (_folder, db) = base();
    cast(&db);
    let id = person(&db, &[(FAMILY, "Яковлева")]).id;
    deed(&db, move |tx, act| changing::archive(tx, act, id, true)).unwrap();
    assert_eq!(names(&db, Query::default()).len(), 4);
    assert_eq!(names(&db, Query { is_archived: true, ..Query::default() }), ["Яковлева"]);
    deed(&db, move |tx, act| changing::archive(tx, act, id, false)).unwrap();
    assert_eq!(names(&db, Query::default()).len(), 5);
}

#[test]
fn what_is_typed_into_a_search_is_taken_apart_into_words() {
    #[track_caller]
    fn check(typed: &str, words: &[&str]) {
        assert_eq!(crate::listing::words_of(typed), words, "{typed}");
    }
    check("Ёлкин  О'Нил-Петров", &["elkin", "onil", "petrov"]);
    check("8 (701) 123", &["701123"]);
    check("4567", &["4567"]);
    check("Ерлан erlan.k@gmail", &["erlan", "erlan k gmail"]);
}
