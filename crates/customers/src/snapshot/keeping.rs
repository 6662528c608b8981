//! Reading the card index into memory in the background, and following what changes.

use super::cards::{Cards, Column};
use super::{Kept, Snapshot};
use crate::act::Desk;
use crate::field::FieldSet;
use crate::store::snapshot as store;
use db::{Db, DbError};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// Below so many cards SQL is as quick.
const WORTH_IT: i64 = 2_000;

/// How often the background looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Entries of the journal taken in at once, so that nobody who asks waits long.
const AT_ONCE: i64 = 2_000;

/// Entries of the journal beyond which reading anew is quicker than following.
const TOO_FAR: i64 = 200_000;

/// The most memory it may take where there is plenty, in bytes.
const MOST: usize = 384 << 20;

/// Keeps the card index of a base in memory for as long as the house stands.
pub async fn keep(db: Db, desk: Desk) {
    loop {
        tokio::time::sleep(PAUSE).await;
        let snapshot = desk.snapshot();
        if snapshot.kept.is_wanted.swap(false, Ordering::Relaxed) {
            let (db, desk) = (db.clone(), desk.clone());
            let done = tokio::task::spawn_blocking(move || snapshot.refresh(&db, &desk, budget())).await;
            if let Ok(Err(error)) = done {
                tracing::warn!(%error, "the card index cannot be read into memory");
            }
        }
    }
}

/// What may be taken: an eighth of the memory that is free, within bounds.
fn budget() -> usize {
    let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<usize>().ok());
    kib.map_or(64 << 20, |kib| (kib << 10) / 8).min(MOST)
}

impl Snapshot {
    /// Reads what is not there yet, follows what changed, and lets go of what has become too big.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn refresh(&self, db: &Db, desk: &Desk, most: usize) -> Result<(), DbError> {
        db.read(|tx| {
            let fields = desk.fields(tx)?;
            let head = journal::head(tx)?;
            let held = self.held().as_ref().map(|cards| (cards.head, cards.is_worn(), cards.bytes()));
            match held {
                None if self.is_hopeless(most) || store::n_cards(tx)? < WORTH_IT => {}
                None => self.read_anew(tx, &fields, most)?,
                Some((_, _, bytes)) if bytes > most.saturating_mul(2) => {
                    self.kept.refused.store(bytes, Ordering::Relaxed);
                    self.kept.put(None);
                }
                Some((kept, is_worn, _)) if is_worn || head - kept > TOO_FAR => {
                    self.read_anew(tx, &fields, most)?;
                }
                Some((kept, _, _)) => self.follow(tx, &fields, (kept, head))?,
            }
            Ok(())
        })
    }

    fn read_anew(&self, tx: &mut db::Tx<'_>, fields: &Arc<FieldSet>, most: usize) -> Result<(), DbError> {
        let cards = Cards::read(tx, fields, most)?;
        self.kept.refused.store(if cards.is_none() { most } else { 0 }, Ordering::Relaxed);
        self.kept.put(cards);
        Ok(())
    }

    /// Whether there is hardly more memory than when it did not suffice: reading it all only to let it go is work too.
    pub(super) fn is_hopeless(&self, most: usize) -> bool {
        let refused = self.kept.refused.load(Ordering::Relaxed);
        refused > 0 && most < refused.saturating_add(refused / 4)
    }

    fn follow(
        &self,
        tx: &mut db::Tx<'_>,
        fields: &Arc<FieldSet>,
        (mut kept, head): (i64, i64),
    ) -> Result<(), DbError> {
        while kept < head {
            let next = head.min(kept + AT_ONCE);
            let mut guard = self.kept.cards.write().unwrap_or_else(PoisonError::into_inner);
            let Some(cards) = guard.as_mut() else { return Ok(()) };
            if cards.head < next {
                cards.follow(tx, fields, next)?;
            }
            kept = cards.head;
        }
        let missing = self.held().as_ref().map_or(Vec::new(), |cards| cards.missing(fields));
        let end = u32::try_from(store::n_cards(tx)? + 1).unwrap_or(u32::MAX);
        let columns = missing.into_iter().map(|field| Ok((field, Column::read(tx, field, end)?)));
        let columns = columns.collect::<Result<Vec<_>, DbError>>()?;
        if columns.is_empty() {
            return Ok(());
        }
        let mut guard = self.kept.cards.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(cards) = guard.as_mut() {
            cards.columns.extend(columns);
            // What others took in meanwhile is not in the new columns: it is taken in once more.
            cards.head = cards.head.min(head);
        }
        Ok(())
    }
}

impl Kept {
    pub(super) fn put(&self, cards: Option<Cards>) {
        *self.cards.write().unwrap_or_else(PoisonError::into_inner) = cards;
    }
}
