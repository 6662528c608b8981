//! Who sees which card, through every verb.

use crate::builtin::{FAMILY, PHONE, RESPONSIBLE, TAG};
use crate::bulk::{self, Origin, Outcome, Understood};
use crate::editing::{Edit, NewValue, Rule};
use crate::listing::{self, Query};
use crate::testing::{base, deed, deed_of, staff};
use crate::{Customer, CustomerError, Kind, attaching, changing, noting, relations, timeline};
use db::Db;
use kernel::{Actor, Level, PageSize, RawId, Sight};

/// A seller of this number who sees what these people answer for.
fn seller(no: u128, people: &[u128]) -> Actor {
    let sight = Sight::of(people.iter().map(|no| RawId::from_u128(*no)));
    Actor { sight, ..staff(no, Level::Write) }
}

fn person_of(db: &Db, family: &'static str, phone: &'static str, no: u128) -> Customer {
    let values = [
        (FAMILY, NewValue::new(family)),
        (PHONE, NewValue::new(phone)),
        (TAG, NewValue::new(format!("метка {family}"))),
        (RESPONSIBLE, NewValue::new(RawId::from_u128(no).to_string())),
    ];
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap()
}

fn names(db: &Db, who: &Actor, search: &'static str) -> Vec<String> {
    let query = Query { search: search.into(), ..Query::default() };
    let found = deed_of(db, who, move |tx, act| {
        let (slice, total) = listing::page_with_total(tx, act, &query, (None, PageSize::DEFAULT))?;
        assert_eq!(total.n, i64::try_from(slice.items.len()).unwrap());
        assert_eq!(listing::total(tx, act, &query)?, total);
        let numbers = listing::numbers(tx, act, &query, (0, 100))?;
        assert_eq!(numbers.len(), slice.items.len());
        Ok::<_, CustomerError>(slice.items)
    });
    found.unwrap().into_iter().map(|card| card.name).collect()
}

#[test]
fn lists_searches_and_counts_leave_out_what_is_not_seen() {
    let (_folder, db) = base();
    person_of(&db, "Ахметова", "+77011234567", 1);
    person_of(&db, "Омарова", "+77017654321", 2);
    person_of(&db, "Ким", "+77017654322", 3);
    assert_eq!(names(&db, &seller(1, &[1]), ""), ["Ахметова"]);
    assert_eq!(names(&db, &seller(1, &[1, 2]), ""), ["Ахметова", "Омарова"]);
    assert_eq!(names(&db, &seller(1, &[1]), "омарова"), [""; 0]);
    assert_eq!(names(&db, &seller(1, &[1]), "7765"), [""; 0]);
    assert_eq!(names(&db, &seller(2, &[2]), "7654321"), ["Омарова"]);
    assert_eq!(names(&db, &seller(9, &[]), ""), [""; 0]);
    let values = deed_of(&db, &seller(1, &[1]), |tx, act| {
        let tag = act.fields.no(TAG).unwrap().clone();
        listing::values(tx, act, &tag, ("мет", 10))
    });
    assert_eq!(values.unwrap(), ["метка Ахметова"]);
}

#[test]
fn a_hidden_card_answers_every_verb_as_a_missing_one() {
    let (_folder, db) = base();
    let (own, hidden) =
        (person_of(&db, "Ахметова", "+77011234567", 1).id, person_of(&db, "Ким", "+77017654322", 3).id);
    let who = seller(1, &[1]);
    let missing = |answer: Result<(), CustomerError>, what: &str| {
        assert!(matches!(answer, Err(CustomerError::Missing)), "{what}: {answer:?}");
    };
    missing(deed_of(&db, &who, move |tx, act| listing::get(tx, act, hidden).map(drop)), "get");
    missing(
        deed_of(&db, &who, move |tx, act| {
            let edit = [Edit::Set(FAMILY, vec![NewValue::new("Цой")])];
            changing::change(tx, act, (hidden, None), &edit).map(drop)
        }),
        "change",
    );
    missing(
        deed_of(&db, &who, move |tx, act| changing::archive(tx, act, hidden, true).map(drop)),
        "archive",
    );
    missing(deed_of(&db, &who, move |tx, act| noting::write(tx, act, hidden, "да").map(drop)), "note");
    missing(deed_of(&db, &who, move |tx, act| attaching::of(tx, act, hidden).map(drop)), "files");
    missing(deed_of(&db, &who, move |tx, act| attaching::photo(tx, act, hidden).map(drop)), "photo");
    missing(deed_of(&db, &who, move |tx, act| relations::of(tx, act, hidden, 9).map(drop)), "relations");
    missing(
        deed_of(&db, &who, move |tx, act| {
            timeline::read(tx, act, hidden, timeline::Kind::All, (None, 9)).map(drop)
        }),
        "timeline",
    );
    let tie = || relations::NewRelation { kind: "spouse".into(), ..Default::default() };
    missing(
        deed_of(&db, &who, move |tx, act| relations::relate(tx, act, (own, hidden), tie()).map(drop)),
        "relate",
    );
    let tied = deed(&db, move |tx, act| relations::relate(tx, act, (own, hidden), tie())).unwrap();
    let seen = deed_of(&db, &who, move |tx, act| {
        let told = timeline::read(tx, act, own, timeline::Kind::Relations, (None, 9))?;
        Ok::<_, CustomerError>((
            relations::of(tx, act, own, 9)?.len(),
            relations::count(tx, act, own)?,
            told.items.len(),
        ))
    });
    assert_eq!(seen.unwrap(), (0, 0, 0));
    missing(deed_of(&db, &who, move |tx, act| relations::end(tx, act, tied.id, true).map(drop)), "untie");
}

#[test]
fn what_comes_in_with_the_phone_of_a_hidden_card_makes_a_card_of_its_own() {
    let (_folder, db) = base();
    let hidden = person_of(&db, "Ким", "+77017654322", 3);
    let upsert = |who: &Actor| {
        let records = vec![Understood {
            id: None,
            kind: Kind::Person,
            values: vec![(PHONE, NewValue::new("+77017654322"))],
        }];
        deed_of(&db, who, move |tx, act| {
            let source = crate::source::of_actor(tx, &act.setting, &act.actor)?;
            bulk::upsert(tx, act, Origin { source, rule: Rule::Newest }, records)
        })
        .unwrap()
        .remove(0)
    };
    let Outcome::New(made) = upsert(&seller(1, &[1])) else { panic!("a card of its own") };
    assert_ne!(made, hidden.id);
    let own = deed_of(&db, &seller(1, &[1]), move |tx, act| listing::get(tx, act, made)).unwrap();
    assert_eq!(own.sheet.text(RESPONSIBLE), Some(RawId::from_u128(1).to_string().as_str()));
    assert_eq!(upsert(&seller(1, &[1])), Outcome::Unchanged(made));
    let named = vec![Understood { id: Some(hidden.id), kind: Kind::Person, values: Vec::new() }];
    let outcome = deed_of(&db, &seller(1, &[1]), move |tx, act| {
        let source = crate::source::of_actor(tx, &act.setting, &act.actor)?;
        bulk::upsert(tx, act, Origin { source, rule: Rule::Newest }, named)
    });
    assert!(
        matches!(outcome.unwrap().remove(0), Outcome::Rejected(errors) if errors[0].key == "customers-unknown-id")
    );
}

#[test]
fn whoever_sees_everything_answers_for_nobody_by_adding_them() {
    let (_folder, db) = base();
    let values = [(FAMILY, NewValue::new("Ким"))];
    let owner = staff(7, Level::Arrange);
    let card =
        deed_of(&db, &owner, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap();
    assert_eq!(card.sheet.text(RESPONSIBLE), None);
}
