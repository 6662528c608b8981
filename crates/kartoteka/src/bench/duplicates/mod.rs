//! Duplicates over the whole base, three people in ten of them twice with slips of many kinds: how fast, how right, and a
//! contact checked while it is typed; beside the linkage alone on the same records, without the base.

mod clients;
mod letters;
mod names;
mod slips;
mod truth;

use super::figures::{Figure, cpu_secs, peak_mb, quantile};
use super::people::Town;
use super::{Asked as Wanted, upsert};
use crate::exit::CommandError;
use clients::Clients;
use customers::bulk::{Incoming, Origin, understand};
use customers::duplicates::{Asked, Likeness, likely, read_base};
use customers::{Act, CustomerError, Kind, Rule};
use db::Db;
use kernel::{Country, Setting};
use matching::linkage::{Options, link};
use std::time::Instant;
use truth::Quality;

/// Contacts that are checked.
const N_CHECKED: usize = 2_000;
/// The same people as those that are already in the base come from the same seed.
const SEED: u64 = 7;

/// Makes a base of as many records as are wanted, three people of every ten there twice, the second time with slips; finds
/// them, and checks contacts against the whole. Leaves the records with the truth where that is wanted.
pub(super) fn measure(wanted: &Wanted<'_>) -> Result<Vec<Figure>, CommandError> {
    let folder = tempfile::tempdir().map_err(failed)?;
    let (db, act) = upsert::base(folder.path())?;
    let n_people = wanted.n * 10 / 13;
    let n_first = load(&db, &act, people().take(n_people))?;
    let n_doubles = load(&db, &act, doubles().take(wanted.n - n_people))?;
    let likeness = Likeness::default();
    let mut figures = search(&db, &act, &likeness, (n_first, n_doubles))?;
    if let Some(folder) = wanted.keep {
        truth::keep(&db, folder).map_err(failed)?;
    }
    figures.push(check(&db, &act, &likeness)?.note(format!("against {} records", n_first + n_doubles)));
    Ok(figures)
}

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Failed(error.to_string())
}

/// The people of the base.
fn people() -> impl Iterator<Item = Incoming> + Send {
    let mut clients = Clients::new(SEED);
    std::iter::from_fn(move || Some(clients.client().typed()))
}

/// Second records of the first of them.
fn doubles() -> impl Iterator<Item = Incoming> + Send {
    let (mut clients, mut town) = (Clients::new(SEED), Town::new(SEED + 4));
    std::iter::from_fn(move || Some(slips::again(&mut town, &clients.client()).typed()))
}

/// Puts records into the base; gives how many became cards of their own.
fn load(db: &Db, act: &Act, records: impl Iterator<Item = Incoming> + Send) -> Result<usize, CommandError> {
    let setup = act.clone();
    let source = db.write(move |tx| customers::source::of_actor(tx, &setup.setting, &setup.actor))?;
    let origin = Origin { source, rule: Rule::Newest };
    customers::bulk::load(db, act, origin, records, |_| ()).map(|loaded| loaded.n_new).map_err(failed)
}

/// Searches the whole base as the job does, and says how long it took and how right it was.
fn search(
    db: &Db,
    act: &Act,
    likeness: &Likeness,
    (n_first, n_doubles): (usize, usize),
) -> Result<Vec<Figure>, CommandError> {
    let setup = act.clone();
    let (started, cpu_before) = (Instant::now(), cpu_secs());
    db.write(move |tx| customers::duplicates::search(tx, &setup)).map_err(|e: CustomerError| failed(e))?;
    jobs::run_due(db, &Setting::real(), customers::duplicates::jobs(likeness)).map_err(failed)?;
    let (secs, cpu, peak) = (started.elapsed().as_secs_f64(), cpu_secs() - cpu_before, peak_mb());
    let (n_groups, quality) =
        db.read(|tx| Ok::<_, db::DbError>((customers::duplicates::count(tx)?, truth::quality(tx)?)))?;
    let Quality { n_true, n_found, n_right } = quality;
    let n_records = n_first + n_doubles;
    let note = format!(
        "{n_records} records, {n_doubles} of them doubles, {n_groups} groups; floor: linking alone"
    );
    let counts = format!("{n_right} right of {n_found} pairs found, {n_true} to be found");
    Ok(vec![
        Figure::new("duplicates over the whole base", secs, "s").must(60.0).floor(bare(db)?).note(note),
        Figure::new("processor time of the search for duplicates", cpu, "s"),
        Figure::new("memory of the search for duplicates", peak, "MB").must(1_000.0),
        Figure::new("precision of the pairs found", quality.precision(), "%").note(counts),
        Figure::new("recall of the pairs found", quality.recall(), "%"),
        Figure::new("F1 of the pairs found", quality.f1(), "%"),
    ])
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

/// How long a check takes of a contact who is there already, written otherwise.
fn check(db: &Db, act: &Act, likeness: &Likeness) -> Result<Figure, CommandError> {
    let (mut clients, mut town) = (Clients::new(SEED), Town::new(SEED + 9));
    let mut ms = Vec::with_capacity(N_CHECKED);
    for _ in 0..N_CHECKED {
        let typed = slips::again(&mut town, &clients.client()).typed();
        let Ok(read) = understand(act, typed) else { continue };
        let values = read.values.into_iter().map(|(field, new)| (field, new.value)).collect();
        let asked = Asked { kind: read.kind, values, except: None };
        let started = Instant::now();
        let found = db.read(|tx| likely(tx, act, likeness, (&asked, 5)));
        ms.push(started.elapsed().as_secs_f64() * 1000.0);
        found.map_err(failed)?;
    }
    ms.sort_by(f64::total_cmp);
    Ok(Figure::new("a contact checked while it is typed, p95", quantile(&ms, 0.95), "ms").must(5.0))
}
