//! Every card of a list, each once, whatever happens to them meanwhile.

use columns::Bits;
use customers::listing::{self, Order, Query};
use customers::{Act, Customer, CustomerError, CustomerNo};
use db::Db;
use fields::Condition;
use kernel::{Cursor, PageSize};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// Cards read at once.
const BATCH: i64 = 500;

/// Hands on every card of a list in its order, and at the end those that changed meanwhile and were passed by; stops
/// when nobody takes them any more.
pub(super) fn all(
    db: &Db,
    act: &Act,
    query: &Query,
    sender: &SyncSender<Vec<Customer>>,
) -> Result<(), CustomerError> {
    let begun_at = act.setting.now();
    let mut reading = Reading { db, act, sender, seen: Bits::default() };
    let is_taken = if query.search.trim().is_empty() {
        reading.pages(query, |_| true)?
    } else {
        reading.hits(query)?
    };
    if is_taken && query.search.trim().is_empty() {
        let late = Query { order: Order::Changed, is_descending: true, ..query.clone() };
        reading.pages(&late, |card| card.updated_at >= begun_at)?;
    }
    Ok(())
}

struct Reading<'r> {
    db: &'r Db,
    act: &'r Act,
    sender: &'r SyncSender<Vec<Customer>>,
    /// The numbers of cards that were handed on.
    seen: Bits,
}

impl Reading<'_> {
    /// Page by page, as long as cards are wanted; whether somebody still takes them.
    fn pages(
        &mut self,
        query: &Query,
        is_wanted: impl Fn(&Customer) -> bool,
    ) -> Result<bool, CustomerError> {
        let mut place: Option<Cursor> = None;
        loop {
            let size = PageSize::clamped(BATCH);
            let slice = self.db.read(|tx| listing::page(tx, self.act, query, (place.as_ref(), size)))?;
            let is_over = slice.items.iter().any(|card| !is_wanted(card));
            let mut cards = slice.items;
            let seen = &mut self.seen;
            cards.retain(|card| is_wanted(card) && u32::try_from(card.no).is_ok_and(|no| seen.set(no)));
            if !cards.is_empty() && self.sender.send(cards).is_err() {
                return Ok(false);
            }
            place = slice.next;
            if place.is_none() || is_over {
                return Ok(true);
            }
        }
    }

    /// Every hit of a search: when there are few the best first, as they are shown; else all of them by number.
    fn hits(&mut self, query: &Query) -> Result<bool, CustomerError> {
        let size = PageSize::clamped(BATCH);
        let (_, total) = self.db.read(|tx| listing::page_with_total(tx, self.act, query, (None, size)))?;
        if total.is_exact {
            return self.pages(query, |_| true);
        }
        let mut after: CustomerNo = 0;
        loop {
            let limit = usize::try_from(BATCH).unwrap_or(1);
            let numbers = self.db.read(|tx| listing::numbers(tx, self.act, query, (after, limit)))?;
            let Some(last) = numbers.last() else { return Ok(true) };
            after = *last;
            let among: Bits = numbers.iter().filter_map(|no| u32::try_from(*no).ok()).collect();
            let these = Query {
                condition: Condition::everything(),
                among: Some(Arc::new(among)),
                search: String::new(),
                order: Order::Made,
                is_descending: false,
                ..query.clone()
            };
            if !self.pages(&these, |_| true)? {
                return Ok(false);
            }
        }
    }
}
