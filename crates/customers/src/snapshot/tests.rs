//! The card index in memory answers as the base does, before and after changes, on both databases.

use super::cards::{Cards, Column};
use crate::act::Desk;
use crate::builtin::{CATEGORY, EMAIL, FAMILY, GIVEN, NAME, PHONE, RESPONSIBLE, TAG, WARMTH};
use crate::listing::{self, Order, Query};
use crate::{Act, CustomerError, Edit, Kind, NewValue, changing, passing, removal, sorting};
use db::{DatabaseUrl, Db, DbError, Options, Tx};
use fields::{Condition, Operator};
use kernel::{Actor, PageSize, RawId, Setting};

const N: usize = 72;

/// A team in whose stages some clients stand.
const TEAM: u128 = 70;

/// The field of cities.
const CITY: i64 = 29;

/// A stream of numbers (xorshift64*, Vigna 2016), the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % below
    }

    fn facts(&mut self) -> Vec<(i64, NewValue)> {
        let n = self.below(900_000);
        let mut facts = vec![
            (FAMILY, NewValue::new(["Омаров", "Әбенов", "Елкин", "Жүсіпов"][self.below(4)])),
            (GIVEN, NewValue::new(["Анна", "Серік", "Ерлан"][self.below(3)])),
            (PHONE, NewValue::new(format!("+7701{n:07}"))),
        ];
        let warmth = self.below(4);
        if warmth < 3 {
            facts.push((WARMTH, NewValue::new(["hot", "warm", "cold"][warmth])));
        }
        let city = self.below(6);
        if city < 5 {
            facts.push((CITY, NewValue::new(["Шымкент", "Алматы", "Цюрих", "Чапаев", "Ақтау"][city])));
        }
        let owner = self.below(4);
        if owner < 3 {
            facts.push((RESPONSIBLE, NewValue::new(RawId::from_u128(owner as u128).to_string())));
        }
        for tag in ["vip", "опт", "долг"].into_iter().take(self.below(4)) {
            facts.push((TAG, NewValue::new(tag)));
        }
        facts
    }
}

fn act(tx: &mut Tx<'_>, desk: &Desk) -> Result<Act, DbError> {
    desk.act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default())
}

fn deed(db: &Db, work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<(), CustomerError> + Send + 'static) {
    db.write(move |tx| {
        let act = act(tx, &Desk::default())?;
        work(tx, &act)
    })
    .unwrap();
}

fn conditions() -> Vec<Condition> {
    let field = |slug: &str, operator, operands: &[&str]| {
        Condition::field(slug, operator, operands.iter().copied())
    };
    let hot = field("warmth", Operator::Is, &["hot"]);
    let vip = field("tag", Operator::Is, &["vip"]);
    let cold = field("warmth", Operator::AnyOf, &["cold", "warm"]);
    vec![
        Condition::everything(),
        hot.clone(),
        Condition::Not(Box::new(hot.clone())),
        Condition::All(vec![vip.clone(), Condition::Not(Box::new(hot))]),
        Condition::Any(vec![vip, cold, field("category", Operator::Known, &[])]),
        field("tag", Operator::Unknown, &[]),
        field("phone", Operator::Is, &["+77010000001"]),
        field("email", Operator::Unknown, &[]),
        field("stage_team", Operator::Is, &[&RawId::from_u128(TEAM).to_string()]),
        Condition::Any(Vec::new()),
    ]
}

fn orders() -> [Order; 8] {
    [
        Order::Made,
        Order::Changed,
        Order::Field(NAME),
        Order::Field(WARMTH),
        Order::Field(CATEGORY),
        Order::Field(TAG),
        Order::Field(CITY),
        Order::Field(RESPONSIBLE),
    ]
}

/// Every page of a list, its numbers and how many there are.
fn read(db: &Db, desk: &Desk, query: &Query) -> (Vec<i64>, Vec<i64>, i64) {
    db.read(|tx| {
        let act = act(tx, desk)?;
        let (mut seen, mut place) = (Vec::new(), None);
        loop {
            let page = (place.as_ref(), PageSize::clamped(17));
            let slice = listing::page(tx, &act, query, page)?;
            seen.extend(slice.items.iter().map(|card| card.no));
            place = slice.next;
            if place.is_none() {
                break;
            }
        }
        let numbers = listing::numbers(tx, &act, query, (0, 10_000))?;
        Ok::<_, CustomerError>((seen, numbers, listing::total(tx, &act, query)?.n))
    })
    .unwrap()
}

/// Compares what memory answers with what the base does, for every condition in every order.
fn compare(db: &Db, kept: &Desk) {
    let bare = Desk::default();
    for condition in conditions() {
        for order in orders() {
            for (is_descending, is_archived) in [(false, false), (true, false), (false, true)] {
                let query = Query {
                    condition: condition.clone(),
                    order,
                    is_descending,
                    is_archived,
                    ..Query::default()
                };
                assert_eq!(read(db, kept, &query), read(db, &bare, &query), "{query:?}");
            }
        }
    }
}

fn town(db: &Db) {
    deed(db, |tx, act| {
        let mut dice = Dice(5);
        (0..N).try_for_each(|_| changing::create(tx, act, Kind::Person, &dice.facts()).map(drop))?;
        (1..60).step_by(5).try_for_each(|no| Ok(passing::mark(tx, act, no, &[RawId::from_u128(TEAM)])?))
    });
}

/// Names, warmth, tags changed, cards put away, removed and added.
fn live(db: &Db) {
    deed(db, |tx, act| {
        let mut dice = Dice(11);
        for no in (1..70).step_by(4) {
            let card = crate::store::cards::numbered(tx, no)?.ok_or(CustomerError::Missing)?;
            let edit = match dice.below(4) {
                0 => Edit::Set(FAMILY, vec![NewValue::new(["Ан", "Омаров", "Яр"][dice.below(3)])]),
                1 => Edit::Set(WARMTH, vec![NewValue::new("hot")]),
                2 if no > 40 => Edit::Set(CITY, vec![NewValue::new("Ұлытау")]),
                2 => Edit::Set(TAG, vec![NewValue::new("новый"), NewValue::new("vip")]),
                _ => Edit::Set(CATEGORY, vec![NewValue::new("опт")]),
            };
            changing::change(tx, act, (card.id, None), &[edit])?;
            if dice.below(3) == 0 {
                changing::archive(tx, act, card.id, true)?;
            }
        }
        for no in (6..60).step_by(3) {
            let teams = [RawId::from_u128(TEAM), RawId::from_u128(TEAM + 1)];
            passing::mark(tx, act, no, &teams[..dice.below(3)])?;
        }
        removal::remove(tx, act, &[4, 30, 31])?;
        (0..9).try_for_each(|_| changing::create(tx, act, Kind::Person, &dice.facts()).map(drop))
    });
}

fn story(db: &Db) {
    db::migrate(db, 0).unwrap();
    db.write(crate::install).unwrap();
    town(db);
    for field in [CITY, TAG] {
        deed(db, move |tx, act| sorting::ask(tx, act, field).map(drop));
    }
    let kept = Desk::default();
    let cards = db.read(|tx| {
        let fields = kept.fields(tx)?;
        Cards::read(tx, &fields, usize::MAX)
    });
    let cards = cards.unwrap();
    kept.snapshot().kept.put(cards);
    compare(db, &kept);
    live(db);
    compare(db, &kept);
    let head = db.read(journal::head).unwrap();
    let snapshot = kept.snapshot();
    assert_eq!(snapshot.held().as_ref().map(|cards| cards.head), Some(head), "it was asked and followed");
}

#[test]
fn memory_and_sqlite_give_the_same_lists() {
    let folder = tempfile::tempdir().unwrap();
    story(&Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap());
}

#[test]
fn memory_and_postgresql_give_the_same_lists() {
    if !testbase::is_here() {
        eprintln!("skipped: there is no PostgreSQL on this machine");
        return;
    }
    let database = testbase::url_for_test("snapshot").unwrap();
    story(&Db::open(&database.url.parse().unwrap(), Options::default()).unwrap());
}

#[test]
fn a_small_budget_leaves_the_base_to_answer() {
    let (_folder, db) = crate::testing::base();
    town(&db);
    let cards = db.read(|tx| Cards::read(tx, &crate::testing::field_set(), 1_000)).unwrap();
    assert!(cards.is_none());
    let desk = Desk::default();
    let snapshot = desk.snapshot();
    snapshot.kept.refused.store(1_000, std::sync::atomic::Ordering::Relaxed);
    assert!(snapshot.is_hopeless(1_100) && !snapshot.is_hopeless(2_000), "it is not tried again in vain");
}

#[test]
fn a_column_of_too_many_values_still_knows_who_has_one() {
    let (_folder, db) = crate::testing::base();
    let n = super::cards::MOST_VALUES + 10;
    deed(&db, move |tx, _| {
        for no in 1..=i64::try_from(n).unwrap_or(0) {
            let key = format!("c{no}@example.kz");
            let line = db::params![EMAIL, &key, no];
            tx.execute("INSERT INTO traits (field_no, key, customer_no) VALUES ($1, $2, $3)", line)?;
        }
        Ok(())
    });
    let column = db.read(|tx| Column::read(tx, EMAIL, 10)).unwrap();
    let Column::Known(known) = column else { panic!("the column is not too wide") };
    assert_eq!(known.count(), u64::try_from(n).unwrap());
}
