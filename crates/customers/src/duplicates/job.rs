//! The search over the whole base as a job, and the look at what changed since.

use super::finding::{Base, read_base};
use super::likeness::Likeness;
use super::{Pair, SearchState, recent};
use crate::act::Act;
use crate::customer::{CustomerNo, Kind};
use crate::error::CustomerError;
use crate::store::{cards, duplicates, likeness, merges};
use db::{DbError, Tx};
use jobs::{Job, JobError, JobId, New, Outcome, Recurring, Schedule, Work};
use kernel::{Country, HOUR_MS, Level, Millis};
use matching::linkage::{Linkage, Options, link};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

/// The kind of the job that searches the whole base.
pub(crate) const SEARCH: &str = "customers.find_duplicates";
const WATCH: &str = "customers.watch_duplicates";

/// Pairs written in one transaction.
const BATCH: usize = 2_000;
/// The search works on as many threads.
const N_THREADS: usize = 2;
/// How often changed cards are looked at.
const WATCH_MS: Millis = HOUR_MS / 6;
/// Once so large a share of the base changed, all of it is searched anew.
const SEARCH_ANEW_RATIO: f64 = 0.2;

#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    country: Country,
}

/// Asks for a search over the whole base; while one waits or runs there is no second.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn search(tx: &mut Tx<'_>, act: &Act) -> Result<JobId, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let asked = Asked { country: act.manner.country };
    let new = New::of(SEARCH, &asked).key(SEARCH).by(act.actor.user);
    Ok(jobs::enqueue(tx, &act.setting, new)?)
}

/// The jobs, which share the prepared base with pages and the API.
pub fn jobs(likeness: &Likeness) -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Search(likeness.clone())), Arc::new(Watch(likeness.clone()))]
}

/// When changed cards are looked at.
pub fn recurring() -> Recurring {
    Recurring { kind: WATCH, schedule: Schedule::Every(WATCH_MS) }
}

struct Search(Likeness);

impl Job for Search {
    fn kind(&self) -> &'static str {
        SEARCH
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let asked: Asked = work.payload()?;
        let begun_at = work.setting().now();
        let (seen_at, n_cards) = work.db().read(likeness::head)?;
        // Until it is linked half of the work is not done.
        let total = Some(n_cards * 2);
        let (mut halves, mut n_read) = (Vec::new(), 0);
        for kind in [Kind::Person, Kind::Organization] {
            let before = n_read;
            let told = |n: usize| {
                n_read = before + i64::try_from(n).unwrap_or(0);
                work.progress(n_read, total, "customers-duplicates-reading");
                !work.is_stopping()
            };
            let base = read_base(work.db(), (kind, asked.country), told)?;
            let Some(mut base) = base else { return Ok(Outcome::Stopped) };
            work.progress(n_read, total, "customers-duplicates-comparing");
            let options =
                Options { judgements: base.judgements.clone(), n_threads: N_THREADS, ..Options::default() };
            let linkage = link(&mut base.records, &options);
            halves.push((base, linkage));
        }
        if work.is_stopping() {
            return Ok(Outcome::Stopped);
        }
        let n_pairs = write_all(work, &halves)?;
        let threshold = halves.first().map_or(0.5, |(_, linkage)| linkage.threshold);
        let seen = (seen_at, CustomerNo::MAX);
        let state = SearchState { n_records: n_read, threshold, seen, ..SearchState::default() };
        work.write(move |tx| finish(tx, state, begun_at).map_err(JobError::from))?;
        self.0.take_over(halves, seen, N_THREADS);
        Ok(Outcome::Done(serde_json::json!({ "n_records": n_read, "n_pairs": n_pairs })))
    }
}

/// Writes the pairs found in place of all before, while the reasons of the next are put into words. Until it has come to
/// its end the base counts as not searched, so that a search that is cut off here is begun anew.
fn write_all(work: &Work, halves: &[(Base, Linkage)]) -> Result<i64, JobError> {
    work.write(|tx| {
        duplicates::clear(tx)?;
        let state = duplicates::state(tx)?;
        Ok(duplicates::keep_state(tx, &SearchState { searched_at: None, ..state })?)
    })?;
    let total = halves.iter().map(|(_, linkage)| linkage.pairs.len()).sum::<usize>();
    let (sender, receiver) = sync_channel::<Vec<Pair>>(2);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for (base, linkage) in halves {
                let mut pairs = base.pairs(linkage);
                loop {
                    let batch: Vec<Pair> = pairs.by_ref().take(BATCH).collect();
                    if batch.is_empty() {
                        break;
                    }
                    if sender.send(batch).is_err() {
                        return;
                    }
                }
            }
        });
        let mut n = 0_i64;
        // Taken by value, so that a write that fails lets the other thread go.
        for pairs in receiver {
            n += i64::try_from(pairs.len()).unwrap_or(0);
            work.progress(n, i64::try_from(total).ok(), "customers-duplicates-writing");
            work.write(move |tx| Ok(duplicates::insert(tx, 0, &pairs)?))?;
        }
        Ok(n)
    })
}

/// Counts groups, takes out what people settled meanwhile, and says how the search went.
fn finish(tx: &mut Tx<'_>, found: SearchState, begun_at: Millis) -> Result<(), DbError> {
    duplicates::count_groups(tx)?;
    for (loser, winner) in merges::since(tx, begun_at)? {
        let heir = cards::find(tx, winner)?.map(|card| card.no);
        duplicates::drop_card(tx, loser, heir)?;
    }
    for (one, other) in duplicates::denied_since(tx, begun_at)? {
        if let Some((one, other)) = cards::find(tx, one)?.zip(cards::find(tx, other)?) {
            duplicates::drop_pair(tx, (one.no, other.no))?;
        }
    }
    let before = duplicates::state(tx)?;
    let search_no = before.search_no + 1;
    duplicates::keep_state(tx, &SearchState { search_no, searched_at: Some(begun_at), ..found })
}

struct Watch(Likeness);

impl Job for Watch {
    fn kind(&self) -> &'static str {
        WATCH
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let setting = work.setting().clone();
        self.0.rest(setting.now(), HOUR_MS);
        let state = work.db().read(duplicates::state)?;
        let (seen_at, n_cards) = work.db().read(likeness::head)?;
        let most = (SEARCH_ANEW_RATIO * n_cards as f64).ceil().max(50.0) as usize;
        let n_changed = work.db().read(|tx| likeness::n_changed_after(tx, state.seen.0, most))?;
        if seen_at <= state.seen.0 && state.searched_at.is_some() || n_cards < 2 {
            return Ok(Outcome::DONE);
        }
        let country = work.db().read(access::firm::load)?.country;
        if state.searched_at.is_none() || usize::try_from(n_changed).is_ok_and(|n| n >= most) {
            let new = New::of(SEARCH, &Asked { country }).key(SEARCH);
            work.write(move |tx| Ok(jobs::enqueue(tx, &setting, new).map(drop)?))?;
            return Ok(Outcome::DONE);
        }
        if !self.0.is_ready() {
            self.0.make(work.db(), country)?;
        }
        self.look_at_changed(work)
    }
}

impl Watch {
    fn look_at_changed(&self, work: &Work) -> Result<Outcome, JobError> {
        loop {
            let looked = work.db().read(|tx| recent::look(tx, &self.0, work.setting().now()))?;
            let Some(looked) = looked else { return Ok(Outcome::DONE) };
            let is_over = looked.is_over;
            work.write(move |tx| Ok(recent::keep(tx, &looked)?))?;
            if is_over {
                return Ok(Outcome::DONE);
            }
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
        }
    }
}
