//! Lists among cards given by number: the same pages, counts and numbers as of a condition that picks them.

use crate::builtin::{FAMILY, WARMTH};
use crate::listing::{self, Order, Query};
use crate::testing::{base, deed};
use crate::{CustomerError, Kind, NewValue, changing};
use columns::Bits;
use db::Db;
use fields::{Condition, Operator};
use kernel::PageSize;
use std::sync::Arc;

/// People whose warmth goes hot, warm, cold in turn, named from the end of the alphabet.
fn town(db: &Db, n: usize) {
    deed(db, move |tx, act| {
        for at in 0..n {
            let warmth = ["hot", "warm", "cold"][at % 3];
            let facts =
                [(FAMILY, NewValue::new(format!("Имя{:04}", n - at))), (WARMTH, NewValue::new(warmth))];
            changing::create(tx, act, Kind::Person, &facts)?;
        }
        Ok::<_, CustomerError>(())
    })
    .unwrap();
}

/// Every page of a list, its count and its numbers.
fn read(db: &Db, query: Query) -> (Vec<i64>, i64, Vec<i64>) {
    deed(db, move |tx, act| {
        let (mut seen, mut place) = (Vec::new(), None);
        loop {
            let size = PageSize::clamped(7);
            let (slice, _) = listing::page_with_total(tx, act, &query, (place.as_ref(), size))?;
            seen.extend(slice.items.iter().map(|card| card.no));
            place = slice.next;
            if place.is_none() {
                break;
            }
        }
        let total = listing::total(tx, act, &query)?;
        assert!(total.is_exact);
        let (mut numbers, mut after) = (Vec::new(), 0);
        loop {
            let batch = listing::numbers(tx, act, &query, (after, 5))?;
            let Some(last) = batch.last() else { break };
            after = *last;
            numbers.extend(batch);
        }
        Ok::<_, CustomerError>((seen, total.n, numbers))
    })
    .unwrap()
}

#[test]
fn a_list_among_numbers_is_the_list_of_those_that_also_meet_its_condition() {
    let (_folder, db) = base();
    town(&db, 60);
    let even = Arc::new(Bits::from_sorted((0..200).step_by(2)));
    let hot = || Condition::field("warmth", Operator::Is, ["hot"]);
    for among in [even, Arc::new(Bits::from_sorted([1, 4, 5])), Arc::new(Bits::default())] {
        for order in [Order::Made, Order::Changed, Order::Field(crate::builtin::NAME), Order::Field(WARMTH)]
        {
            for condition in [Condition::everything(), hot(), Condition::Not(Box::new(hot()))] {
                let whole = Query { condition, order, ..Query::default() };
                let picked = Query { among: Some(Arc::clone(&among)), ..whole.clone() };
                let (mut seen, _, mut numbers) = read(&db, whole);
                let is_among = |no: &i64| among.get(u32::try_from(*no).unwrap());
                seen.retain(is_among);
                numbers.retain(is_among);
                let n = i64::try_from(seen.len()).unwrap();
                assert_eq!(read(&db, picked), (seen, n, numbers), "{order:?}");
            }
        }
    }
}
