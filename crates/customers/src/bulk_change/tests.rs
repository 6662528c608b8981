//! Deeds over many, done and taken back.

use super::*;
use crate::builtin::{FAMILY, TAG, WARMTH};
use crate::listing::{self, Query};
use crate::testing::{base, deed as run};
use crate::{Edit, Kind, NewValue, changing};
use db::Db;
use fields::{Condition, Operator};
use kernel::Setting;

fn people(db: &Db, n: usize) {
    run(db, move |tx, act| {
        for at in 0..n {
            let values =
                [(FAMILY, NewValue::new(format!("Фамилия{at:05}"))), (WARMTH, NewValue::new("cold"))];
            changing::create(tx, act, Kind::Person, &values)?;
        }
        Ok::<_, CustomerError>(())
    })
    .unwrap();
}

fn tagged(value: &str) -> Query {
    Query { condition: Condition::field("tag", Operator::Is, [value]), ..Query::default() }
}

fn numbers(db: &Db, query: Query) -> Vec<CustomerNo> {
    run(db, move |tx, act| listing::numbers(tx, act, &query, (0, 10_000))).unwrap()
}

fn begun(db: &Db, edit: ManyEdit) -> DeedId {
    run(db, move |tx, act| begin(tx, act, &edit, None)).unwrap()
}

fn undone(db: &Db, id: DeedId) -> Undone {
    run(db, move |tx, act| {
        begin_undo(tx, act, id)?;
        undo_batch(tx, act, id, Undone::default())
    })
    .unwrap()
}

#[test]
fn a_tag_is_put_on_those_without_it_and_taken_off_again() {
    let (_folder, db) = base();
    people(&db, 5);
    let tag = ManyEdit::Add { field: TAG, value: "VIP".into() };
    let first = begun(&db, tag.clone());
    assert_eq!(run(&db, move |tx, act| change_batch(tx, act, first, &[1])).unwrap(), 1);
    let all = begun(&db, tag);
    let n = run(&db, move |tx, act| change_batch(tx, act, all, &[1, 2, 3, 4, 5, 99])).unwrap();
    assert_eq!(n, 4, "one had it already, one is not there");
    assert_eq!(numbers(&db, tagged("VIP")), [1, 2, 3, 4, 5]);
    assert_eq!(undone(&db, all), Undone { n: 4, n_left: 0, after: 5, is_over: true });
    assert_eq!(numbers(&db, tagged("VIP")), [1]);
}

#[test]
fn taking_back_leaves_what_somebody_changed_since() {
    let (_folder, db) = base();
    people(&db, 3);
    let id = begun(&db, ManyEdit::Set { field: WARMTH, value: Some("hot".into()) });
    run(&db, move |tx, act| change_batch(tx, act, id, &[1, 2, 3])).unwrap();
    run(&db, |tx, act| {
        let card = crate::store::cards::numbered(tx, 2)?.ok_or(CustomerError::Missing)?;
        changing::change(tx, act, (card.id, None), &[Edit::Set(WARMTH, vec![NewValue::new("warm")])])
    })
    .unwrap();
    let back = undone(&db, id);
    assert_eq!((back.n, back.n_left), (2, 1));
    let warmth = |no| {
        run(&db, move |tx, _| Ok::<_, CustomerError>(crate::store::cards::numbered(tx, no)?))
            .unwrap()
            .and_then(|card| card.sheet.text(WARMTH).map(str::to_owned))
    };
    assert_eq!([warmth(1), warmth(2)], [Some("cold".into()), Some("warm".into())]);
    let again = run(&db, move |tx, act| begin_undo(tx, act, id));
    assert!(matches!(again, Err(CustomerError::Missing)), "once is enough");
}

#[test]
fn cards_are_put_away_and_come_back() {
    let (_folder, db) = base();
    people(&db, 4);
    let id = begun(&db, ManyEdit::Archive { is_archived: true });
    run(&db, move |tx, act| change_batch(tx, act, id, &[2, 3])).unwrap();
    assert_eq!(numbers(&db, Query::default()), [1, 4]);
    assert_eq!(undone(&db, id).n, 2);
    assert_eq!(numbers(&db, Query::default()), [1, 2, 3, 4]);
}

#[test]
fn nothing_more_is_done_of_a_deed_once_it_was_taken_back() {
    let (_folder, db) = base();
    people(&db, 2);
    let id = begun(&db, ManyEdit::Add { field: TAG, value: "VIP".into() });
    run(&db, move |tx, act| begin_undo(tx, act, id)).unwrap();
    assert_eq!(run(&db, move |tx, act| change_batch(tx, act, id, &[1, 2])).unwrap(), 0);
}

#[test]
fn a_job_changes_everything_that_meets_the_filter_and_another_takes_it_back() {
    let (_folder, db) = base();
    people(&db, 1_203);
    let cold = Condition::field("warmth", Operator::Is, ["cold"]);
    let selection = Selection { filter: cold, search: String::new(), is_archived: false };
    let edit = ManyEdit::Set { field: WARMTH, value: Some("hot".into()) };
    let id = run(&db, move |tx, act| later(tx, act, &edit, selection)).unwrap();
    ::jobs::run_due(&db, &Setting::real(), jobs()).unwrap();
    let hot = Query { condition: Condition::field("warmth", Operator::Is, ["hot"]), ..Query::default() };
    assert_eq!(numbers(&db, hot.clone()).len(), 1_203);
    run(&db, move |tx, act| undo_later(tx, act, id)).unwrap();
    ::jobs::run_due(&db, &Setting::real(), jobs()).unwrap();
    assert_eq!(numbers(&db, hot).len(), 0);
    let deed = run(&db, move |tx, act| get(tx, act, id)).unwrap();
    assert!(deed.is_undone && deed.n == 1_203);
}
