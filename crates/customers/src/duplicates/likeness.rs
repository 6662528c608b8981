//! The base prepared in memory, by which a record is checked while it is typed and changed cards are looked at.
//!
//! It is made in the background when it is first asked for, or left over by a search of the whole base; takes in what
//! changed before each check; and is given back when nobody asked for an hour. Where it would not fit into half of the
//! free memory it is never made, and only exact keys answer.

use super::columns;
use super::finding::{Base, read_base, reasons_of};
use super::{Reason, SearchState};
use crate::customer::{CustomerNo, Kind};
use crate::sheet::Sheet;
use crate::store::likeness;
use db::{Db, DbError, Tx};
use kernel::{Country, Millis};
use matching::linkage::{Index, Linkage, Options, learn};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

/// What a card costs in memory at most, in bytes.
const BYTES_PER_CARD: u64 = 600;
/// Changes taken in before one check; a check never waits for more.
const MOST_CHANGES: usize = 500;
/// Transactions that began earlier may be written later by as much.
const OVERLAP_MS: Millis = 3_000;
/// Records that stand for the same card anew are kept up to this share of the base; then it is made anew.
const MOST_STALE_RATIO: f64 = 0.3;

/// The prepared base of a house; cheap to clone, shared by pages, the API and jobs.
#[derive(Clone, Default)]
pub struct Likeness(Arc<Shared>);

#[derive(Default)]
struct Shared {
    known: RwLock<Option<Known>>,
    is_being_made: AtomicBool,
    asked_at: AtomicI64,
}

/// A card of the base that a record may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hit {
    /// The card's number.
    pub no: CustomerNo,
    /// How likely, 0..=1.
    pub probability: f64,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Both kinds of cards, and the last change taken in.
struct Known {
    people: Half,
    organizations: Half,
    seen: (Millis, CustomerNo),
}

/// The cards of one kind.
struct Half {
    index: Index,
    /// The card of each record, those that were read at first in ascending order.
    numbers: Vec<CustomerNo>,
    n_first: usize,
    /// The newest record and revision of cards that changed since.
    changed: HashMap<CustomerNo, (u32, i64)>,
}

impl Half {
    fn new(base: Base, linkage: &Linkage, n_threads: usize) -> Self {
        let n_first = base.numbers.len();
        let n_judged = base.records.len().saturating_sub(n_first);
        let mut numbers = base.numbers;
        // Records of the past have no card.
        numbers.extend(std::iter::repeat_n(0, n_judged));
        Self {
            index: Index::new(base.records, linkage, n_threads),
            numbers,
            n_first,
            changed: HashMap::new(),
        }
    }

    fn record(&self, no: CustomerNo) -> Option<u32> {
        if let Some((record, _)) = self.changed.get(&no) {
            return Some(*record);
        }
        let first = self.numbers.get(..self.n_first).unwrap_or_default();
        first.binary_search(&no).ok().and_then(|at| u32::try_from(at).ok())
    }

    fn take_in(&mut self, card: &likeness::Compared) {
        if self.changed.get(&card.no).is_some_and(|(_, revision)| *revision == card.revision) {
            return;
        }
        if let Some(record) = self.record(card.no) {
            self.index.remove(record);
        }
        let record = self.index.add(&columns::cells(card.kind, &card.sheet));
        self.numbers.push(card.no);
        self.changed.insert(card.no, (record, card.revision));
        if card.is_archived {
            self.index.remove(record);
        }
    }

    fn check(&self, cells: &[String], at_least: f64, most: usize) -> Vec<Hit> {
        let likely = self.index.check(cells, at_least, most);
        let hit = |one: matching::linkage::Likely| {
            let no = self.numbers.get(one.record as usize).copied().filter(|no| *no != 0)?;
            let reasons = reasons_of(&one.explanation);
            Some(Hit { no, probability: one.explanation.probability, reasons })
        };
        likely.into_iter().filter_map(hit).collect()
    }

    fn is_stale(&self) -> bool {
        self.changed.len() as f64 > MOST_STALE_RATIO * self.n_first.max(1_000) as f64
    }
}

impl Known {
    fn half(&self, kind: Kind) -> &Half {
        match kind {
            Kind::Person => &self.people,
            Kind::Organization => &self.organizations,
        }
    }

    fn take_in(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let from = (self.seen.0.saturating_sub(OVERLAP_MS), 0);
        for card in likeness::changed_after(tx, from, MOST_CHANGES)? {
            match card.kind {
                Kind::Person => self.people.take_in(&card),
                Kind::Organization => self.organizations.take_in(&card),
            }
            self.seen = self.seen.max((card.updated_at, card.no));
        }
        Ok(())
    }
}

impl Likeness {
    fn write(&self) -> RwLockWriteGuard<'_, Option<Known>> {
        self.0.known.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether checks are answered by the model now.
    pub fn is_ready(&self) -> bool {
        self.0.known.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Has the base prepared on a thread of its own, unless it is prepared already, is being prepared, or would not
    /// fit into memory.
    pub fn wake(&self, db: &Db, country: Country) {
        if self.is_ready() || self.0.is_being_made.swap(true, Ordering::AcqRel) {
            return;
        }
        let (own, db) = (self.clone(), db.clone());
        let made = std::thread::Builder::new().name("likeness".into()).spawn(move || {
            if let Err(error) = own.make(&db, country) {
                tracing::warn!(detail = %error, "the base could not be prepared for likeness");
            }
            own.0.is_being_made.store(false, Ordering::Release);
        });
        if made.is_err() {
            self.0.is_being_made.store(false, Ordering::Release);
        }
    }

    /// Prepares the base now; nothing happens where it would not fit.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn make(&self, db: &Db, country: Country) -> Result<(), DbError> {
        let (seen_at, n_cards) = db.read(likeness::head)?;
        if !fits(n_cards) {
            return Ok(());
        }
        // People are at work meanwhile.
        let n_threads = 1;
        let mut halves = Vec::new();
        for kind in [Kind::Person, Kind::Organization] {
            let Some(mut base) = read_base(db, (kind, country), |_| true)? else { return Ok(()) };
            let options = Options { judgements: base.judgements.clone(), n_threads, ..Options::default() };
            let linkage = learn(&mut base.records, &options);
            halves.push((base, linkage));
        }
        self.take_over(halves, (seen_at, CustomerNo::MAX), n_threads);
        Ok(())
    }

    /// Takes over what a search has prepared: people first, then organizations; `seen` is the last change before it.
    pub(super) fn take_over(
        &self,
        halves: Vec<(Base, Linkage)>,
        seen: (Millis, CustomerNo),
        n_threads: usize,
    ) {
        let mut halves = halves.into_iter().map(|(base, linkage)| Half::new(base, &linkage, n_threads));
        if let (Some(people), Some(organizations)) = (halves.next(), halves.next()) {
            *self.write() = Some(Known { people, organizations, seen });
        }
    }

    /// The cards that a sheet may be of, the likeliest first, at most `most` and none under `at_least`; `None` while the
    /// base is not prepared. Takes in first what changed since.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(crate) fn check(
        &self,
        tx: &mut Tx<'_>,
        (kind, sheet): (Kind, &Sheet),
        (at_least, most): (f64, usize),
        now: Millis,
    ) -> Result<Option<Vec<Hit>>, DbError> {
        self.0.asked_at.store(now, Ordering::Relaxed);
        if likeness::head_at(tx)? > self.seen_at()
            && let Some(known) = self.write().as_mut()
        {
            known.take_in(tx)?;
        }
        let guard = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = guard.as_ref() else { return Ok(None) };
        let half = known.half(kind);
        Ok(Some(half.check(&columns::cells(kind, sheet), at_least, most)))
    }

    fn seen_at(&self) -> Millis {
        let guard = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        guard.as_ref().map_or(Millis::MAX, |known| known.seen.0)
    }

    /// Gives the memory back when nobody asked for so long, or when too much of it is out of date.
    pub(super) fn rest(&self, now: Millis, idle_ms: Millis) {
        let is_idle = now - self.0.asked_at.load(Ordering::Relaxed) > idle_ms;
        let mut known = self.write();
        let is_stale = known.as_ref().is_some_and(|k| k.people.is_stale() || k.organizations.is_stale());
        if is_idle || is_stale {
            *known = None;
        }
    }
}

/// Whether a base of so many cards may be held in memory.
fn fits(n_cards: i64) -> bool {
    let needed = u64::try_from(n_cards).unwrap_or(0) * BYTES_PER_CARD;
    free_memory().is_none_or(|free| needed * 2 <= free)
}

/// Memory that is free for new work, in bytes; `None` where nobody tells.
fn free_memory() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kb| kb * 1024)
}

/// From which probability on a card is named. A search finds its threshold between the pairs that it happens to find,
/// which may be next to certainty; a single card is not to be measured by that.
pub(crate) fn threshold(state: &SearchState) -> f64 {
    state.threshold.clamp(0.5, 0.9)
}
