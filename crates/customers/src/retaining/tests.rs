//! Rules over a small base.

use super::*;
use crate::builtin::{CATEGORY, FAMILY};
use crate::testing::{base, deed, deed_of, staff};
use crate::{Kind, NewValue};
use db::Db;
use kernel::Setting;

fn person(db: &Db, family: &'static str, category: &'static str) -> CustomerId {
    let values = [(FAMILY, NewValue::new(family)), (CATEGORY, NewValue::new(category))];
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap().id
}

fn rule(fate: Fate, is_on: bool) -> Rule {
    Rule {
        id: Setting::real().id(),
        name: "Старые лиды".into(),
        condition: Condition::field("category", fields::Operator::Is, ["лид".to_owned()]),
        fate,
        is_on,
        ran_at: None,
        n_last: 0,
    }
}

fn night(db: &Db) {
    let new = jobs::New::of(jobs::Job::kind(&Retain::default()), &());
    db.write(move |tx| jobs::enqueue(tx, &Setting::real(), new)).unwrap();
    jobs::run_due(db, &Setting::real(), vec![std::sync::Arc::new(Retain::default())]).unwrap();
}

fn card(db: &Db, id: CustomerId) -> Customer {
    deed(db, move |tx, act| listing::get(tx, act, id)).unwrap()
}

#[test]
fn a_rule_shows_whom_it_would_touch_and_touches_them_only_when_it_is_on() {
    let (_folder, db) = base();
    let (lead, client) = (person(&db, "Омарова", "лид"), person(&db, "Абаев", "клиент"));
    let off = deed(&db, |tx, act| put(tx, act, rule(Fate::Archive, false))).unwrap();
    let id = off.id;
    let seen = deed(&db, move |tx, act| preview(tx, act, id)).unwrap();
    assert_eq!((seen.n, seen.first[0].id), (1, lead));
    night(&db);
    assert_eq!(card(&db, lead).archived_at, None);
    deed(&db, move |tx, act| put(tx, act, Rule { is_on: true, ..off })).unwrap();
    night(&db);
    assert!(card(&db, lead).archived_at.is_some() && card(&db, client).archived_at.is_none());
    let ran = deed(&db, all).unwrap();
    assert_eq!((ran.len(), ran[0].n_last), (1, 1));
    let told =
        db.read(|tx| journal::of_subject(tx, lead.0, journal::Filter { limit: 9, ..Default::default() }));
    assert!(told.unwrap().iter().any(|entry| entry.verb == "retention.applied"));
}

#[test]
fn a_night_that_was_cut_off_goes_on_counting() {
    let (_folder, db) = base();
    let leads = [person(&db, "Омарова", "лид"), person(&db, "Ким", "лид"), person(&db, "Абаев", "лид")];
    deed(&db, |tx, act| put(tx, act, rule(Fate::Archive, true))).unwrap();
    let new = jobs::New::of(jobs::Job::kind(&Retain::default()), &());
    db.write(move |tx| {
        let job = jobs::enqueue(tx, &Setting::real(), new)?;
        jobs::keep_place(tx, job, &json!({ "over": [], "after": 1, "n_done": MOST - 1 }))
    })
    .unwrap();
    jobs::run_due(&db, &Setting::real(), vec![std::sync::Arc::new(Retain::default())]).unwrap();
    let archived = leads.map(|lead| card(&db, lead).archived_at.is_some());
    assert_eq!(archived, [false, true, false], "one was left of the night's thousand");
    let ran = deed(&db, all).unwrap();
    assert_eq!(usize::try_from(ran[0].n_last), Ok(MOST));
}

#[test]
fn a_rule_may_ask_or_erase() {
    let (_folder, db) = base();
    let lead = person(&db, "Омарова", "лид");
    let asking = deed(&db, |tx, act| put(tx, act, rule(Fate::Ask, true))).unwrap().id;
    night(&db);
    deed(&db, move |tx, act| remove(tx, act, asking)).unwrap();
    let waiting =
        deed(&db, |tx, act| removal_request::waiting(tx, act).map_err(|_| CustomerError::Missing));
    assert!(waiting.unwrap()[0].is_erasure);
    let other = person(&db, "Ким", "лид");
    deed(&db, |tx, act| put(tx, act, rule(Fate::Erase, true))).unwrap();
    night(&db);
    assert_eq!(card(&db, other).name, "");
    assert_eq!(card(&db, lead).name, "Омарова", "who was put away waits for people");
}

#[test]
fn a_rule_that_finds_everybody_is_refused_and_so_is_who_may_not_arrange() {
    let (_folder, db) = base();
    let all = Rule { condition: Condition::everything(), ..rule(Fate::Erase, true) };
    let refused = deed(&db, move |tx, act| put(tx, act, all));
    assert!(matches!(refused, Err(CustomerError::Invalid(errors)) if errors[0].field == "filter"));
    let seller = staff(3, Level::Write);
    let tried = deed_of(&db, &seller, |tx, act| put(tx, act, rule(Fate::Erase, true)));
    assert!(matches!(tried, Err(CustomerError::Forbidden)));
}
