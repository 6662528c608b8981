//! Two cards become one and part again, over a base.

use super::*;
use crate::builtin::{FAMILY, GIVEN, PHONE, TAG};
use crate::editing::{Edit, NewValue};
use crate::listing::Query;
use crate::relations::{self, NewRelation};
use crate::testing::{base, deed, person_named};
use crate::{changing, listing, noting, timeline};
use db::Db;
use std::sync::Arc;

fn person(db: &Db, facts: &[(FieldNo, &str)]) -> Customer {
    let values: Vec<_> = facts.iter().map(|(field, value)| (*field, NewValue::new(*value))).collect();
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap()
}

fn merged(db: &Db, winner: &Customer, loser: &Customer) -> (Merge, Customer) {
    let wanted = Wanted::of(winner.id, loser.id);
    deed(db, move |tx, act| merge_into(tx, act, &Followers::default(), &wanted)).unwrap()
}

fn undone(db: &Db, merge: MergeId) -> Result<(Customer, Customer), CustomerError> {
    deed(db, move |tx, act| undo(tx, act, &Followers::default(), merge))
}

fn get(db: &Db, id: CustomerId) -> Result<Customer, CustomerError> {
    deed(db, move |tx, act| listing::get(tx, act, id))
}

fn found(db: &Db, search: &str) -> Vec<CustomerNo> {
    let query = Query { search: search.into(), ..Query::default() };
    deed(db, move |tx, act| listing::numbers(tx, act, &query, (0, 100))).unwrap()
}

fn add(db: &Db, id: CustomerId, field: FieldNo, value: &'static str) {
    let edit = Edit::Add(field, NewValue::new(value), Rule::Ask);
    deed(db, move |tx, act| changing::change(tx, act, (id, None), &[edit])).unwrap();
}

#[test]
fn the_card_that_goes_leaves_lists_and_search_and_its_id_leads_on() {
    let (_folder, db) = base();
    let one = person(&db, &[(FAMILY, "Ахметов"), (GIVEN, "Наурызбай"), (PHONE, "+77011234567")]);
    let two =
        person(&db, &[(FAMILY, "Ахметов"), (GIVEN, "Наурызбаи"), (PHONE, "+77019998877"), (TAG, "VIP")]);
    let (_, card) = merged(&db, &one, &two);
    assert_eq!((card.id, card.revision), (one.id, one.revision + 1));
    assert_eq!((card.sheet.of(PHONE).count(), card.sheet.text(TAG)), (2, Some("VIP")));
    assert!(matches!(get(&db, two.id), Err(CustomerError::Missing)));
    assert_eq!(found(&db, "Ахметов"), [one.no]);
    assert_eq!(found(&db, "9998877"), [one.no], "what the other was found by finds this one");
    assert_eq!(db.read(|tx| standing(tx, two.id)).unwrap(), Some(one.id));
    assert_eq!(person_named(&db, "Новая").no, two.no + 1, "a number is never given twice");
}

#[test]
fn a_group_becomes_the_card_of_which_most_is_known_and_parts_again() {
    let (_folder, db) = base();
    let poor = person(&db, &[(FAMILY, "Ахметов")]);
    let rich = person(&db, &[(FAMILY, "Ахметов"), (GIVEN, "Наурызбай"), (PHONE, "+77011234567")]);
    let third = person(&db, &[(FAMILY, "Ахметов"), (PHONE, "+77019998877")]);
    let all = |cards: &[(CustomerId, Option<i64>)]| {
        let cards = cards.to_vec();
        deed(&db, move |tx, act| merge_all(tx, act, &Followers::default(), &cards))
    };
    let seen = [&poor, &rich, &third].map(|card| (card.id, Some(card.revision)));
    assert!(matches!(all(&seen[..1]), Err(CustomerError::Invalid(_))), "one card is no group");
    let stale = [seen[0], (rich.id, Some(rich.revision + 1))];
    assert!(matches!(all(&stale), Err(CustomerError::Outdated(_))));
    assert!(matches!(all(&[seen[0], seen[1], seen[0]]), Err(CustomerError::Invalid(_))));
    assert!(get(&db, poor.id).is_ok(), "nothing of it is done");
    let (merges, card) = all(&seen).unwrap();
    assert_eq!((card.id, card.sheet.of(PHONE).count(), merges.len()), (rich.id, 2, 2));
    assert!([poor.id, third.id].map(|id| get(&db, id)).iter().all(Result::is_err));
    let ids: Vec<MergeId> = merges.iter().map(|merge| merge.id).collect();
    let back = deed(&db, move |tx, act| undo_all(tx, act, &Followers::default(), &ids)).unwrap();
    assert_eq!((back.id, back.sheet.of(PHONE).count()), (rich.id, 1));
    assert_eq!(found(&db, "9998877"), [third.no]);
    deed(&db, move |tx, act| crate::duplicates::deny(tx, act, (poor.id, third.id))).unwrap();
    let again = [poor.id, rich.id, third.id].map(|id| (id, None));
    assert!(matches!(all(&again), Err(CustomerError::Invalid(_))), "two of them are different");
}

#[test]
fn taking_it_back_gives_both_cards_as_they_were() {
    let (_folder, db) = base();
    let one = person(&db, &[(FAMILY, "Ахметов"), (29, "Алматы"), (PHONE, "+77011234567")]);
    let two = person(&db, &[(FAMILY, "Ахметова"), (29, "Астана"), (PHONE, "+77011234567"), (TAG, "VIP")]);
    add(&db, two.id, 29, "Шымкент");
    let (before_one, before_two) = (get(&db, one.id).unwrap(), get(&db, two.id).unwrap());
    let (merge, _) = merged(&db, &one, &two);
    undone(&db, merge.id).unwrap();
    let (after_one, after_two) = (get(&db, one.id).unwrap(), get(&db, two.id).unwrap());
    assert_eq!((&after_one.sheet, &after_one.name), (&before_one.sheet, &before_one.name));
    assert_eq!((&after_two.sheet, &after_two.name), (&before_two.sheet, &before_two.name));
    assert_eq!((after_two.no, after_two.created_at), (before_two.no, before_two.created_at));
    let past = |card: Customer| deed(&db, move |tx, act| listing::past(tx, act, &card, None)).unwrap();
    assert_eq!((past(after_one), past(after_two)), (Vec::new(), Vec::new()));
    assert_eq!(found(&db, "Ахметова"), [two.no]);
    assert!(matches!(undone(&db, merge.id), Err(CustomerError::Missing)), "once is enough");
}

#[test]
fn what_is_written_afterwards_stays_on_the_card_that_stayed() {
    let (_folder, db) = base();
    let one = person(&db, &[(FAMILY, "Ахметов"), (29, "Алматы")]);
    let two = person(&db, &[(FAMILY, "Ахметов"), (PHONE, "+77019998877")]);
    let (merge, _) = merged(&db, &one, &two);
    add(&db, one.id, PHONE, "+77015554433");
    deed(&db, {
        let id = one.id;
        move |tx, act| noting::write(tx, act, id, "Любит чай")
    })
    .unwrap();
    let (own, back) = undone(&db, merge.id).unwrap();
    assert_eq!(own.sheet.of(PHONE).map(|fact| fact.value.as_str()).collect::<Vec<_>>(), ["+77015554433"]);
    assert_eq!(back.sheet.text(PHONE), Some("+77019998877"));
}

#[test]
fn a_card_that_moved_on_is_not_merged_unseen() {
    let (_folder, db) = base();
    let (one, two) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    add(&db, two.id, TAG, "VIP");
    let wanted = Wanted { loser: (two.id, Some(two.revision)), ..Wanted::of(one.id, two.id) };
    let refused = deed(&db, move |tx, act| merge_into(tx, act, &Followers::default(), &wanted));
    assert!(matches!(refused, Err(CustomerError::Outdated(card)) if card.id == two.id));
    let own = Wanted::of(one.id, one.id);
    let refused = deed(&db, move |tx, act| merge_into(tx, act, &Followers::default(), &own));
    assert!(matches!(refused, Err(CustomerError::Invalid(_))));
}

#[test]
fn relations_notes_and_timeline_go_along_and_come_back() {
    let (_folder, db) = base();
    let (one, two) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    let (firm, kin) = (person_named(&db, "Ромашка"), person_named(&db, "Абаев"));
    let relate = |from: CustomerId, to: CustomerId, kind: &'static str| {
        let new = NewRelation { kind: kind.into(), ..NewRelation::default() };
        deed(&db, move |tx, act| relations::relate(tx, act, (from, to), new)).unwrap();
    };
    relate(two.id, firm.id, "works_at");
    relate(one.id, firm.id, "works_at");
    relate(kin.id, two.id, "spouse");
    relate(one.id, two.id, "recommended_by");
    let note = {
        let id = two.id;
        deed(&db, move |tx, act| noting::write(tx, act, id, "Аллергия на орехи")).unwrap()
    };
    let count = |id: CustomerId| deed(&db, move |tx, act| relations::count(tx, act, id)).unwrap();
    let before = (count(one.id), count(two.id));
    let (merge, _) = merged(&db, &one, &two);
    assert_eq!(count(one.id), 2, "the firm once, the spouse, and none to oneself");
    let notes = |id: CustomerId| {
        deed(&db, move |tx, act| timeline::read(tx, act, id, timeline::Kind::Notes, (None, 10)))
            .unwrap()
            .items
    };
    assert_eq!(notes(one.id)[0].record.seq, note);
    let withdraw = |id: CustomerId| deed(&db, move |tx, act| noting::withdraw(tx, act, id, note));
    withdraw(one.id).unwrap();
    assert!(notes(one.id)[0].is_withdrawn);
    undone(&db, merge.id).unwrap();
    assert_eq!((count(one.id), count(two.id)), before);
    assert!(notes(one.id).is_empty() && notes(two.id)[0].is_withdrawn);
}

#[test]
fn mergings_into_one_card_are_taken_back_in_any_order() {
    let (_folder, db) = base();
    let one = person(&db, &[(FAMILY, "Ахметов"), (PHONE, "+77011111111")]);
    let two = person(&db, &[(FAMILY, "Ахметов"), (29, "Астана"), (PHONE, "+77012222222")]);
    let three = person(&db, &[(FAMILY, "Ахметов"), (29, "Шымкент"), (PHONE, "+77013333333")]);
    let (first, _) = merged(&db, &one, &two);
    let (second, _) = merged(&db, &one, &three);
    undone(&db, first.id).unwrap();
    assert_eq!(get(&db, one.id).unwrap().sheet.of(PHONE).count(), 2);
    undone(&db, second.id).unwrap();
    assert_eq!(get(&db, one.id).unwrap().sheet, one.sheet, "nothing of the others is left");
    assert_eq!(get(&db, two.id).unwrap().sheet, two.sheet);
    assert_eq!(get(&db, three.id).unwrap().sheet, three.sheet);
}

#[test]
fn a_card_that_went_on_into_another_comes_back_first() {
    let (_folder, db) = base();
    let cards = ["Омарова", "Умарова", "Амарова"].map(|name| person_named(&db, name));
    let (first, _) = merged(&db, &cards[1], &cards[0]);
    let (second, _) = merged(&db, &cards[2], &cards[1]);
    assert_eq!(db.read(|tx| standing(tx, cards[0].id)).unwrap(), Some(cards[2].id));
    assert!(matches!(undone(&db, first.id), Err(CustomerError::Invalid(_))));
    undone(&db, second.id).unwrap();
    undone(&db, first.id).unwrap();
    for card in &cards {
        assert_eq!(get(&db, card.id).unwrap().sheet, card.sheet);
    }
}

struct Orders;

impl Follows for Orders {
    fn slug(&self) -> &'static str {
        "orders"
    }

    fn follow(&self, tx: &mut db::Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        assert!(crate::store::cards::find(tx, to.id)?.is_some(), "the card that stays is written by now");
        Ok(json!({ "from": from.no, "to": to.no }))
    }

    fn give_back(&self, tx: &mut db::Tx<'_>, from: Side, to: Side, kept: &Value) -> Result<(), DbError> {
        assert!(crate::store::cards::find(tx, from.id)?.is_some(), "the card is there to be given to");
        assert_eq!(*kept, json!({ "from": from.no, "to": to.no }));
        Ok(())
    }
}

#[test]
fn what_others_keep_by_customer_follows_and_is_given_back() {
    let (_folder, db) = base();
    let (one, two) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    let followers = Followers::new(vec![Arc::new(Orders)]);
    let (wanted, own) = (Wanted::of(one.id, two.id), followers.clone());
    let (merge, _) = deed(&db, move |tx, act| merge_into(tx, act, &own, &wanted)).unwrap();
    deed(&db, move |tx, act| undo(tx, act, &followers, merge.id)).unwrap();
}

#[test]
fn a_card_removed_for_good_takes_along_what_went_into_it() {
    let (_folder, db) = base();
    let (one, two) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    let (merge, card) = merged(&db, &one, &two);
    deed(&db, move |tx, act| crate::removal::remove(tx, act, &[card.no])).unwrap();
    assert_eq!(db.read(|tx| merges::find(tx, merge.id)).unwrap(), None);
    let told =
        db.read(|tx| journal::of_subject(tx, two.id.0, journal::Filter { limit: 9, ..Default::default() }));
    assert!(told.unwrap().iter().all(|record| record.payload.is_null()));
}
