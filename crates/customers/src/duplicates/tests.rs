//! Finding, settling and merging duplicates over a base.

use super::*;
use crate::builtin::{EMAIL, FAMILY, GIVEN, PHONE};
use crate::changing;
use crate::customer::Kind;
use crate::editing::{Edit, NewValue, Rule};
use crate::field::FieldNo;
use crate::merging::{self, Followers, Wanted, runs};
use crate::testing::{base, deed};
use db::Db;
use kernel::Setting;

const NAMES: [&str; 8] = ["Айдар", "Болат", "Гүлнар", "Дина", "Ержан", "Жанна", "Куаныш", "Ляззат"];
const FAMILIES: [&str; 9] =
    ["Абаев", "Беков", "Валиев", "Гафуров", "Досов", "Есенов", "Жуков", "Ибраев", "Касымов"];

fn person(db: &Db, facts: &[(FieldNo, String)]) -> Customer {
    let values: Vec<_> =
        facts.iter().map(|(field, value)| (*field, NewValue::new(value.as_str()))).collect();
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap()
}

fn facts(family: &str, given: &str, phone: &str) -> Vec<(FieldNo, String)> {
    vec![(FAMILY, family.into()), (GIVEN, given.into()), (PHONE, phone.into())]
}

/// Sixty people and three of them twice: misspelt, by initial, by e-mail.
fn town(db: &Db) -> Vec<(CustomerNo, CustomerNo)> {
    let mut cards = Vec::new();
    for at in 0..60_usize {
        let mut all =
            facts(FAMILIES[at % 9], NAMES[at / 9 % 8], &format!("+7701{:07}", 1_000_000 + at * 7_919));
        all.push((EMAIL, format!("client{at}@mail.kz")));
        cards.push(person(db, &all));
    }
    let mut doubles = Vec::new();
    for (at, family, given) in [(3, "Гафуроф", "Айдар"), (20, "Валиев", "Г"), (41, "Есеннов", "Ержан")]
    {
        let mut again = facts(family, given, &format!("+7701{:07}", 1_000_000 + at * 7_919));
        again.push((EMAIL, format!("client{at}@mail.kz")));
        doubles.push((cards[at].no, person(db, &again).no));
    }
    doubles
}

fn searched(db: &Db, likeness: &Likeness) {
    deed(db, search).unwrap();
    ::jobs::run_due(db, &Setting::real(), jobs(likeness)).unwrap();
}

fn pairs(db: &Db) -> Vec<(CustomerNo, CustomerNo)> {
    let (groups, next) = deed(db, |tx, act| groups(tx, act, (None, 50))).unwrap();
    assert_eq!(next, None);
    let mut pairs: Vec<_> =
        groups.into_iter().flatten().map(|seen| (seen.pair.left, seen.pair.right)).collect();
    pairs.sort_unstable();
    pairs
}

fn ids(db: &Db, pair: (CustomerNo, CustomerNo)) -> (CustomerId, CustomerId) {
    let card = |no| deed(db, move |tx, act| seen_card(tx, act, no)).unwrap().unwrap().id;
    (card(pair.0), card(pair.1))
}

#[test]
fn a_search_finds_doubles_with_reasons_and_a_word_against_holds_for_ever() {
    let (_folder, db) = base();
    let doubles = town(&db);
    let likeness = Likeness::default();
    searched(&db, &likeness);
    assert_eq!(pairs(&db), doubles);
    let (groups, _) = deed(&db, |tx, act| groups(tx, act, (None, 50))).unwrap();
    assert!(
        groups.iter().flatten().all(|seen| seen
            .pair
            .reasons
            .iter()
            .any(|r| r.kind == "phone" && r.bits > 3.0))
    );
    let denied = ids(&db, doubles[1]);
    deed(&db, move |tx, act| deny(tx, act, denied)).unwrap();
    let left = [doubles[0], doubles[2]];
    assert_eq!(pairs(&db), left);
    searched(&db, &likeness);
    assert_eq!(pairs(&db), left, "what was said is remembered");
    deed(&db, move |tx, act| allow(tx, act, denied)).unwrap();
    assert_eq!(pairs(&db), doubles, "the pair is there again");
}

#[test]
fn a_merged_pair_leaves_the_list_and_comes_back_when_it_is_undone() {
    let (_folder, db) = base();
    let doubles = town(&db);
    searched(&db, &Likeness::default());
    let (one, two) = ids(&db, doubles[0]);
    let wanted = Wanted::of(one, two);
    let (merge, _) =
        deed(&db, move |tx, act| merging::merge_into(tx, act, &Followers::default(), &wanted)).unwrap();
    assert_eq!(pairs(&db), doubles[1..]);
    searched(&db, &Likeness::default());
    assert_eq!(pairs(&db), doubles[1..], "what is merged teaches and is not found");
    deed(&db, move |tx, act| merging::undo(tx, act, &Followers::default(), merge.id)).unwrap();
    assert_eq!(pairs(&db), doubles);
}

#[test]
fn many_are_merged_above_a_threshold_and_taken_apart_as_one() {
    let (_folder, db) = base();
    let doubles = town(&db);
    searched(&db, &Likeness::default());
    let (n, seen) = deed(&db, |tx, act| runs::sample(tx, act, (0.8, 2))).unwrap();
    assert_eq!((n, seen.len()), (3, 2));
    let run = deed(&db, |tx, act| runs::begin(tx, act, 0.8)).unwrap();
    let all = || runs::jobs(&Followers::default());
    ::jobs::run_due(&db, &Setting::real(), all()).unwrap();
    let id = run.id;
    let standing = deed(&db, move |tx, act| runs::get(tx, act, id)).unwrap();
    assert_eq!((standing.n, pairs(&db)), (3, Vec::new()));
    deed(&db, move |tx, act| runs::begin_undo(tx, act, id)).unwrap();
    ::jobs::run_due(&db, &Setting::real(), all()).unwrap();
    assert_eq!(pairs(&db), doubles);
    let again = deed(&db, move |tx, act| runs::begin_undo(tx, act, id));
    assert!(matches!(again, Err(CustomerError::Missing)));
}

#[test]
fn what_is_typed_finds_its_likes_at_once_and_so_do_changed_cards() {
    let (_folder, db) = base();
    town(&db);
    let likeness = Likeness::default();
    let asked = Asked { values: facts("Есенов", "Ержан", "+77011324679"), ..Asked::default() };
    let by_key = {
        let (likeness, asked) = (likeness.clone(), asked.clone());
        deed(&db, move |tx, act| likely(tx, act, &likeness, (&asked, 5))).unwrap()
    };
    assert!(!by_key.is_empty() && by_key.iter().all(|one| one.probability.is_none()));
    searched(&db, &likeness);
    let fresh = person(&db, &facts("Тлеулин", "Сакен", "+77772223344"));
    let typed = Asked { values: facts("Тлеулін", "Сәкен", "+77772223344"), ..Asked::default() };
    let found = {
        let likeness = likeness.clone();
        deed(&db, move |tx, act| likely(tx, act, &likeness, (&typed, 5))).unwrap()
    };
    assert_eq!(found[0].card.id, fresh.id);
    assert!(found[0].probability.is_some_and(|p| p > 0.5));
    let before = pairs(&db);
    let again = person(&db, &facts("Тлеулин", "Сакен", "+77772223344"));
    watched(&db, &likeness);
    let mut wanted = before;
    wanted.push((fresh.no, again.no));
    assert_eq!(pairs(&db), wanted);
    let other = Edit::Set(PHONE, vec![NewValue::new("+77055556677")]);
    let name = Edit::Set(FAMILY, vec![NewValue::new("Сатпаев")]);
    let (id, edits) = (again.id, [other, name]);
    deed(&db, move |tx, act| changing::change(tx, act, (id, None), &edits)).unwrap();
    watched(&db, &likeness);
    wanted.pop();
    assert_eq!(pairs(&db), wanted, "a card that changed is alike no more");
}

/// Has changed cards looked at.
fn watched(db: &Db, likeness: &Likeness) {
    loop {
        let now = Setting::real().now();
        let looked = db.read(|tx| recent::look(tx, likeness, now)).unwrap().unwrap();
        let is_over = looked.is_over;
        db.write(move |tx| recent::keep(tx, &looked)).unwrap();
        if is_over {
            return;
        }
    }
}

#[test]
fn a_tag_added_to_a_card_of_a_pair_leaves_the_pair_as_it_is() {
    let (_folder, db) = base();
    let doubles = town(&db);
    let likeness = Likeness::default();
    searched(&db, &likeness);
    let id = ids(&db, doubles[0]).0;
    let tag = [Edit::Add(crate::builtin::TAG, NewValue::new("VIP"), Rule::Ask)];
    deed(&db, move |tx, act| changing::change(tx, act, (id, None), &tag)).unwrap();
    watched(&db, &likeness);
    assert_eq!(pairs(&db), doubles);
}

#[test]
fn a_place_survives_the_address() {
    assert_eq!(place_of(&place_text((0.987_654_321, 42))), Some((0.987_654_321, 42)));
    assert_eq!(place_of("nonsense"), None);
}
