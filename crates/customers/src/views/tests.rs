//! Who sees and changes which view.

use super::*;
use crate::testing::{base, deed_of};
use db::Db;
use fields::Operator;
use kernel::{Actor, ActorKind, Rights};

fn person(no: u128, level: Level) -> Actor {
    Actor {
        user: Some(RawId::from_u128(no)),
        kind: ActorKind::Person,
        team: None,
        rights: Rights::default().with("customers", level),
        sight: kernel::Sight::everything(),
    }
}

fn hot() -> Look {
    let filter = Some(Condition::field("warmth", Operator::Is, ["hot"]));
    Look { filter, sort: "-changed".into(), ..Look::default() }
}

fn names(db: &Db, who: &Actor) -> Vec<String> {
    let views = deed_of(db, who, all).unwrap();
    views.into_iter().map(|view| view.name).collect()
}

#[test]
fn a_view_is_ones_own_until_it_is_shared() {
    let (_folder, db) = base();
    let (seller, chief) = (person(1, Level::Write), person(2, Level::Arrange));
    let own = deed_of(&db, &chief, |tx, act| save(tx, act, " Горячие ", hot(), false)).unwrap();
    assert_eq!(own.name, "Горячие");
    assert_eq!(names(&db, &seller), Vec::<String>::new());
    let id = own.id;
    assert!(matches!(deed_of(&db, &seller, move |tx, act| get(tx, act, id)), Err(CustomerError::Missing)));
    deed_of(&db, &chief, move |tx, act| change(tx, act, id, "Горячие", (hot(), true))).unwrap();
    assert_eq!(names(&db, &seller), ["Горячие"]);
    let seen = deed_of(&db, &seller, move |tx, act| get(tx, act, id)).unwrap();
    assert_eq!(seen.look, hot());
}

#[test]
fn sharing_and_changing_what_is_shared_need_the_right_to_arrange() {
    let (_folder, db) = base();
    let (seller, chief) = (person(1, Level::Write), person(2, Level::Arrange));
    let shared = deed_of(&db, &seller, |tx, act| save(tx, act, "Мои", hot(), true));
    assert!(matches!(shared, Err(CustomerError::Forbidden)));
    let id = deed_of(&db, &chief, |tx, act| save(tx, act, "Общий", hot(), true)).unwrap().id;
    let removed = deed_of(&db, &seller, move |tx, act| remove(tx, act, id));
    assert!(matches!(removed, Err(CustomerError::Forbidden)));
    deed_of(&db, &chief, move |tx, act| remove(tx, act, id)).unwrap();
    assert_eq!(names(&db, &chief), Vec::<String>::new());
}

#[test]
fn a_view_needs_a_short_name_and_a_person() {
    let (_folder, db) = base();
    let seller = person(1, Level::Write);
    for name in [String::new(), "  ".into(), "я".repeat(61)] {
        let saved = deed_of(&db, &seller, move |tx, act| save(tx, act, &name, hot(), false));
        assert!(matches!(saved, Err(CustomerError::Invalid(_))));
    }
    let by_nobody = deed_of(&db, &Actor::console(), |tx, act| save(tx, act, "Вид", hot(), false));
    assert!(matches!(by_nobody, Err(CustomerError::Forbidden)));
}
