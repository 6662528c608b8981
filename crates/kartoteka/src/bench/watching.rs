//! A day of a million readings by 500 people, looked at for whoever reads far beyond what is usual for them.

use super::figures::Figure;
use super::pages::failed;
use super::people::Town;
use super::plan::{counted, each};
use super::upsert;
use crate::exit::CommandError;
use access::reading::How;
use access::watching::Watch;
use db::{Db, DbError};
use kernel::{DAY_MS, RawId};
use std::collections::HashMap;
use std::time::Instant;

/// Who reads.
const PEOPLE: i64 = 500;
/// Days before that tell what is usual.
const N_DAYS: i64 = 28;
/// Readings of the day per customer of the base: a million in a base of a million.
const EACH: usize = 1;
/// Readings that the house looks at together: those of a second of the day.
const A_SECOND: usize = 12;

const USERS: &str = "INSERT INTO users (id, email, name, role, theme, density, created_at)
     SELECT CAST(printf('%016d', n) AS BLOB), 'reader' || n || '@kartoteka.example', 'Сотрудник ' || n, 'seller', 'auto', 'normal', 0
     FROM some";

/// Every tenth person is new and has no days of their own.
const DAYS: &str = "INSERT INTO read_days (user_id, day, how, n)
     SELECT CAST(printf('%016d', 1 + n / 3 % $3) AS BLOB), $4 - 1 - n / 3 / $3,
       CASE n % 3 WHEN 0 THEN 'card' WHEN 1 THEN 'list' ELSE 'search' END, 600 + n * 7919 % 200
     FROM some WHERE n / 3 % $3 % 10 <> 0";

/// Measures for so many customers.
pub(super) fn measure(n: usize) -> Result<Vec<Figure>, CommandError> {
    let folder = tempfile::tempdir().map_err(failed)?;
    let (db, act) = upsert::base(folder.path())?;
    let today = act.setting.now().div_euclid(DAY_MS);
    each(&db, PEOPLE, |tx, (from, to)| tx.execute(&counted(USERS), db::params![from, to]).map(drop))?;
    each(&db, PEOPLE * N_DAYS * 3, move |tx, (from, to)| {
        tx.execute(&counted(DAYS), db::params![from - 1, to - 1, PEOPLE, today]).map(drop)
    })?;
    let n_reads = n * EACH;
    let (secs, n_alarms) = watch(&db, &act, (today, n_reads))?;
    let work = format!("anomaly check over a day of {n_reads} readings, second by second");
    let floor = bare(&db)?;
    Ok(vec![
        Figure::new(&work, secs, "s")
            .must(5.0)
            .floor(floor)
            .note(format!("{PEOPLE} people, {n_alarms} alarms; floor: all days read once")),
    ])
}

/// Seconds that all looks of a day take, and how many alarms they raised. The first person reads as much as forty others.
fn watch(
    db: &Db,
    act: &customers::Act,
    (today, n_reads): (i64, usize),
) -> Result<(f64, i64), CommandError> {
    let (setting, mut town) = (act.setting.clone(), Town::new(11));
    let people = usize::try_from(PEOPLE).unwrap_or(1);
    let mut read_by = move || {
        let who = town.number(people + 40).saturating_sub(40);
        let how = [How::Card, How::Card, How::List, How::Search]
            .get(town.number(4))
            .copied()
            .unwrap_or(How::Card);
        (RawId::from_u128(u128::from_be_bytes(letters(who + 1))), how)
    };
    let secs = db.write(move |tx| {
        let (watch, mut so_far) = (Watch::default(), HashMap::new());
        let mut secs = 0.0;
        for _ in 0..n_reads / A_SECOND {
            let mut now: Vec<(RawId, How, i64)> = Vec::new();
            for _ in 0..A_SECOND {
                let (who, how) = read_by();
                let n = so_far.entry((who, how)).or_insert(0);
                *n += 1;
                now.retain(|one| (one.0, one.1) != (who, how));
                now.push((who, how, *n));
            }
            let started = Instant::now();
            for (who, how, n) in now {
                watch.look(tx, &setting, (who, today, how), n)?;
            }
            secs += started.elapsed().as_secs_f64();
        }
        Ok::<_, DbError>(secs)
    })?;
    Ok((secs, db.read(access::alarm::n_open)?))
}

fn letters(who: usize) -> [u8; 16] {
    format!("{who:016}").into_bytes().try_into().unwrap_or_default()
}

/// Seconds to read every day of everybody once.
fn bare(db: &Db) -> Result<f64, CommandError> {
    let started = Instant::now();
    let mut sum = 0_i64;
    db.read(|tx| {
        tx.each("SELECT n FROM read_days", &[], |row| {
            sum = sum.wrapping_add(row.get::<i64>(0)?);
            Ok(true)
        })
    })?;
    std::hint::black_box(sum);
    Ok(started.elapsed().as_secs_f64())
}
