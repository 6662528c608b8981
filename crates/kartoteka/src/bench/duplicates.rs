//! Duplicates over the whole base, three people in ten of them twice, and a contact checked while it is typed; beside
//! the linkage alone on the same records, without the base.

use super::figures::{Figure, memory, peak_mb, quantile};
use super::people::Town;
use crate::exit::CommandError;
use customers::bulk::{Incoming, Origin, understand};
use customers::duplicates::{Asked, Likeness, likely, read_base};
use customers::{Act, CustomerError, FieldNo, Kind, Rule, builtin};
use db::Db;
use kernel::{Country, Setting};
use matching::linkage::{Options, link};
use std::time::Instant;

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
            "{} records, {n_doubles} doubled, {n_groups} groups, now {:.0} MB, peak {:.0} MB",
            n + n_doubles,
            memory("VmRSS:"),
            peak_mb()
        ));
    let ms = check(db, act, &likeness)?;
    let p95 = quantile(&ms, 0.95);
    let checked = Figure::new("a contact checked while it is typed, p95", p95, "ms")
        .must(5.0)
        .note(format!("p50 {:.2} ms, against {} records", quantile(&ms, 0.5), n + n_doubles));
    Ok(vec![found, checked])
}

/// A record of somebody who is there, as another would have typed it: with a slip in the given name, so that no contact
/// they share decides alone, often one in the family name, and with another phone or another e-mail.
fn again(town: &mut Town, (kind, mut facts): (Kind, Vec<(FieldNo, String)>)) -> Incoming {
    // Half of them changed their phone, the others their e-mail.
    let changed = if town.number(2) == 0 { builtin::PHONE } else { builtin::EMAIL };
    let other = town.number(9_000_000) + 1_000_000;
    for (field, value) in &mut facts {
        match *field {
            builtin::GIVEN => *value = slipped(value, town.number(3)),
            builtin::FAMILY if town.number(4) == 0 => value.push('а'),
            builtin::FAMILY if town.number(4) == 0 => *value = matching::fold::fold(value),
            builtin::PHONE if changed == builtin::PHONE => {
                *value = format!("8 77{} {:07}", other % 10, other);
            }
            builtin::EMAIL if changed == builtin::EMAIL => *value = format!("novyi{other}@bk.ru"),
            _ => {}
        }
    }
    Incoming { id: None, kind, values: facts }
}

/// A name with its second letter left out, twice, or in another's place: never the beginning of the name, nor the reverse.
fn slipped(name: &str, slip: usize) -> String {
    let letters: Vec<char> = name.chars().collect();
    let (first, second) = (letters.first().copied(), letters.get(1).copied());
    let rest = letters.get(2..).unwrap_or_default();
    let middle: Vec<char> = match slip {
        0 if rest.first() != second.as_ref() => Vec::new(),
        1 => second.into_iter().chain(second).collect(),
        _ => vec![if second == Some('и') { 'е' } else { 'и' }],
    };
    first.into_iter().chain(middle).chain(rest.iter().copied()).collect()
}

/// Puts second records of the first people into the base as cards of their own; gives how many.
fn double(db: &Db, act: &Act, n: usize) -> Result<usize, CommandError> {
    let (mut town, mut slips) = (Town::new(SEED), Town::new(SEED + 4));
    let setup = act.clone();
    let source = db.write(move |tx| customers::source::of_actor(tx, &setup.setting, &setup.actor))?;
    let doubles = std::iter::from_fn(move || Some(again(&mut slips, town.person()))).take(n);
    let origin = Origin { source, rule: Rule::Newest };
    let done = customers::bulk::load(db, act, origin, doubles, |_| ());
    done.map(|loaded| loaded.n_new).map_err(|e| CommandError::Failed(e.to_string()))
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
