//! Duplicates over the whole base, three people in ten of them twice, and a contact checked while it is typed; beside
//! the linkage alone on the same records, without the base.

use super::figures::{Figure, memory, quantile};
use super::people::Town;
use crate::exit::CommandError;
use customers::bulk::{Incoming, understand};
use customers::duplicates::{Asked, Likeness, likely, read_base};
use customers::{Act, CustomerError, FieldNo, Kind, builtin};
use db::Db;
use kernel::{Country, Setting};
use matching::linkage::{Options, link};
use std::time::Instant;

/// Second records written in one transaction.
const BATCH: usize = 5_000;
/// Contacts that are checked.
const N_CHECKED: usize = 2_000;
/// The same people as those that are already in the base come from the same seed.
const SEED: u64 = 7;

/// Adds a second record with slips for three people of ten, finds them, and checks contacts against the whole.
pub(super) fn measure(db: &Db, act: &Act, n: usize) -> Result<Vec<Figure>, CommandError> {
    let n_doubles = double(db, act, n * 3 / 10)?;
    let floor = bare(db)?;
    let likeness = Likeness::default();
    let setup = act.clone();
    let failed = |e: CustomerError| CommandError::Failed(e.to_string());
    let started = Instant::now();
    db.write(move |tx| customers::duplicates::search(tx, &setup)).map_err(failed)?;
    jobs::run_due(db, &Setting::real(), customers::duplicates::jobs(&likeness))
        .map_err(|e| CommandError::Failed(e.to_string()))?;
    let secs = started.elapsed().as_secs_f64();
    let n_groups = db.read(customers::duplicates::count)?;
    let found =
        Figure::new("duplicates over the whole base", secs, "s").must(60.0).floor(floor).note(format!(
            "{} records, {n_doubles} doubled, {n_groups} groups, now {:.0} MB",
            n + n_doubles,
            memory("VmRSS:")
        ));
    let ms = check(db, act, &likeness)?;
    let p95 = quantile(&ms, 0.95);
    let checked = Figure::new("a contact checked while it is typed, p95", p95, "ms")
        .must(5.0)
        .note(format!("p50 {:.2} ms, against {} records", quantile(&ms, 0.5), n + n_doubles));
    Ok(vec![found, checked])
}

/// A record of somebody who is there, as another would have typed it: no phone or e-mail in common decides alone.
fn again(town: &mut Town, (kind, mut facts): (Kind, Vec<(FieldNo, String)>)) -> Incoming {
    for (field, value) in &mut facts {
        match (*field, town.number(4)) {
            (builtin::GIVEN, 0) => value.truncate(value.chars().next().map_or(0, char::len_utf8)),
            (builtin::FAMILY, 0) => value.push('а'),
            (builtin::FAMILY, 1) => *value = matching::fold::fold(value),
            _ => {}
        }
    }
    // Half of them changed their phone, the others their e-mail: an exact key would have merged them already.
    let changed = if town.number(2) == 0 { builtin::PHONE } else { builtin::EMAIL };
    let other = town.number(9_000_000) + 1_000_000;
    for (field, value) in &mut facts {
        match (*field == changed, *field) {
            (true, builtin::PHONE) => *value = format!("8 77{} {:07}", other % 10, other),
            (true, builtin::EMAIL) => *value = format!("novyi{other}@bk.ru"),
            _ => {}
        }
    }
    Incoming { id: None, kind, values: facts }
}

/// Puts second records of the first people into the base as cards of their own.
fn double(db: &Db, act: &Act, n: usize) -> Result<usize, CommandError> {
    let (mut town, mut slips) = (Town::new(SEED), Town::new(SEED + 4));
    let mut left = n;
    while left > 0 {
        let batch: Vec<Incoming> = (0..left.min(BATCH)).map(|_| again(&mut slips, town.person())).collect();
        left -= batch.len();
        let act = act.clone();
        // One by one and by hand: a record that comes in by a file would be merged by its exact keys.
        let added = db.write(move |tx| {
            for incoming in batch {
                if let Ok(read) = understand(&act, incoming) {
                    customers::changing::create(tx, &act, read.kind, &read.values)?;
                }
            }
            Ok(())
        });
        added.map_err(|e: CustomerError| CommandError::Failed(e.to_string()))?;
    }
    Ok(n)
}

/// Seconds that linking takes on the same records, reading them not counted.
fn bare(db: &Db) -> Result<f64, CommandError> {
    let Some(mut base) = read_base(db, (Kind::Person, Country::Kz), |_| true)? else { return Ok(0.0) };
    let started = Instant::now();
    let linkage = link(&mut base.records, &Options::default());
    let secs = started.elapsed().as_secs_f64();
    drop(linkage);
    Ok(secs)
}

/// Milliseconds of each check, sorted.
fn check(db: &Db, act: &Act, likeness: &Likeness) -> Result<Vec<f64>, CommandError> {
    let (mut town, mut slips) = (Town::new(SEED), Town::new(SEED + 9));
    let mut ms = Vec::with_capacity(N_CHECKED);
    for _ in 0..N_CHECKED {
        let typed = again(&mut slips, town.person());
        let Ok(read) = understand(act, typed) else { continue };
        let values = read.values.into_iter().map(|(field, new)| (field, new.value)).collect();
        let asked = Asked { kind: read.kind, values, except: None };
        let started = Instant::now();
        let found = db.read(|tx| likely(tx, act, likeness, (&asked, 5)));
        ms.push(started.elapsed().as_secs_f64() * 1000.0);
        found.map_err(|e| CommandError::Failed(e.to_string()))?;
    }
    ms.sort_by(f64::total_cmp);
    Ok(ms)
}
