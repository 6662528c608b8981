//! The chain of the journal walked by the doctor, beside the same rows only read.

use super::figures::Figure;
use super::pages::failed;
use crate::exit::CommandError;
use db::Db;
use std::time::Instant;

/// Measures over the journal of a base.
pub(super) fn measure(db: &Db) -> Result<Vec<Figure>, CommandError> {
    let started = Instant::now();
    let verdict = db.read(journal::verify)?;
    let secs = started.elapsed().as_secs_f64();
    if !verdict.flaws.is_empty() {
        return Err(failed(format!("the chain is broken: {:?}", verdict.flaws)));
    }
    let started = Instant::now();
    let mut n_bytes = 0_usize;
    db.read(|tx| {
        tx.each("SELECT seq, at, verb, subject_id, payload, salt, payload_digest, digest FROM journal ORDER BY seq", &[], |row| {
            n_bytes = n_bytes.wrapping_add(row.get::<Option<String>>(4)?.map_or(0, |text| text.len()));
            Ok(true)
        })
    })?;
    std::hint::black_box(n_bytes);
    let work = format!("chain of {} entries walked by the doctor", verdict.n_entries);
    Ok(vec![
        Figure::new(&work, secs, "s").floor(started.elapsed().as_secs_f64()).note("floor: the rows read"),
    ])
}
