//! The tables of runs.

mod undoing;

pub(crate) use undoing::{
    ChangedOrder, added_products, changed_orders, forget_stood, keep_changed, keep_orders, keep_products,
    made_orders, stands_again,
};

use super::record::{Counts, Run, RunId, RunNo, RunState, Said};
use crate::mapping::Mapping;
use customers::CustomerId;
use customers::relations::RelationId;
use db::{DbError, Row, Tx, Value, params};
use kernel::{Millis, RawId};
use serde::de::DeserializeOwned;

const COLUMNS: &str = "no, id, file, file_key, fingerprint, n_bytes, settings, columns, mapping, state, n_read, n_new, \
     n_merged, n_unchanged, n_conflicts, n_rejected, n_undone, n_left, source_no, job_id, error, user_id, created_at, \
     started_at, finished_at, undone_at, mended, n_set_aside, n_orders";

fn read(row: &Row<'_>) -> Result<Run, DbError> {
    Ok(Run {
        no: row.get(0)?,
        id: row.id(1)?,
        file: row.get(2)?,
        file_key: row.get(3)?,
        fingerprint: row.get(4)?,
        n_bytes: row.get(5)?,
        settings: row.with_text(6, json)?.unwrap_or_default(),
        columns: row.with_text(7, json)?.unwrap_or_default(),
        mapping: row.with_text(8, json)?.unwrap_or_else(|| Mapping::of(Vec::new())),
        state: row.with_text(9, RunState::from_slug)?.unwrap_or(RunState::Failed),
        counts: Counts {
            n_read: row.get(10)?,
            n_new: row.get(11)?,
            n_merged: row.get(12)?,
            n_unchanged: row.get(13)?,
            n_conflicts: row.get(14)?,
            n_rejected: row.get(15)?,
            n_set_aside: row.get(27)?,
            n_orders: row.get(28)?,
        },
        n_undone: row.get(16)?,
        n_left: row.get(17)?,
        source: row.get(18)?,
        job: row.opt_id(19)?,
        error: row.get::<Option<String>>(20)?.and_then(|text| json(&text)),
        user: row.get(21)?,
        created_at: row.get(22)?,
        started_at: row.get(23)?,
        finished_at: row.get(24)?,
        undone_at: row.get(25)?,
        mended: row.with_text(26, json)?.unwrap_or_default(),
    })
}

fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn text_of(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Keeps a new run and gives its number.
pub(crate) fn insert(tx: &mut Tx<'_>, run: &Run) -> Result<RunNo, DbError> {
    let no = tx.number("SELECT coalesce(max(no), 0) + 1 FROM import_runs", &[])?;
    tx.execute(
        &format!(
            "INSERT INTO import_runs ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0, 0,
             NULL, NULL, NULL, $11, $12, NULL, NULL, NULL, $13, 0, 0)"
        ),
        params![
            no,
            run.id.0,
            &run.file,
            &run.file_key,
            &run.fingerprint,
            run.n_bytes,
            &text_of(&run.settings),
            &text_of(&run.columns),
            &text_of(&run.mapping),
            run.state.slug(),
            run.user,
            run.created_at,
            &text_of(&run.mended)
        ],
    )?;
    Ok(no)
}

/// The run of an id.
///
/// # Errors
/// Any [`DbError`].
pub fn find(tx: &mut Tx<'_>, id: RunId) -> Result<Option<Run>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM import_runs WHERE id = $1"), params![id.0], read)
}

/// Runs, the newest first, at most `limit`.
///
/// # Errors
/// Any [`DbError`].
pub fn all(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Run>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM import_runs ORDER BY no DESC LIMIT $1"), params![limit], read)
}

/// The latest run of this file that was begun at the command line and cut off.
///
/// # Errors
/// Any [`DbError`].
fn unfinished(tx: &mut Tx<'_>, fingerprint: &str) -> Result<Option<Run>, DbError> {
    tx.first(
        &format!(
            "SELECT {COLUMNS} FROM import_runs WHERE fingerprint = $1 AND state = 'running' AND job_id IS NULL
             ORDER BY no DESC LIMIT 1"
        ),
        params![fingerprint],
        read,
    )
}

/// The runs of files that were named together at the command line and begun in one transaction, so that their numbers
/// follow one another, of which one was cut off; `None` when there are no such.
///
/// # Errors
/// Any [`DbError`].
pub fn unfinished_together(tx: &mut Tx<'_>, fingerprints: &[String]) -> Result<Option<Vec<Run>>, DbError> {
    for (before, fingerprint) in (0..).zip(fingerprints) {
        let Some(cut_off) = unfinished(tx, fingerprint)? else { continue };
        let first = cut_off.no - before;
        let last = first + i64::try_from(fingerprints.len()).unwrap_or(0);
        let sql = format!(
            "SELECT {COLUMNS} FROM import_runs WHERE no >= $1 AND no < $2 AND job_id IS NULL ORDER BY no"
        );
        let runs = tx.rows(&sql, params![first, last], read)?;
        if runs.iter().map(|run| &run.fingerprint).eq(fingerprints) {
            return Ok(Some(runs));
        }
    }
    Ok(None)
}

/// The latest runs with exactly these columns that were begun, the newest first, at most `limit`.
pub(crate) fn last_with_columns(
    tx: &mut Tx<'_>,
    columns: &[String],
    limit: usize,
) -> Result<Vec<Run>, DbError> {
    tx.rows(
        &format!(
            "SELECT {COLUMNS} FROM import_runs WHERE columns = $1 AND started_at IS NOT NULL ORDER BY no DESC LIMIT $2"
        ),
        params![&text_of(&columns), limit],
        read,
    )
}

/// Writes how a run is read and what its columns are.
pub(crate) fn change(tx: &mut Tx<'_>, run: &Run) -> Result<(), DbError> {
    tx.execute(
        "UPDATE import_runs SET settings = $2, columns = $3, mapping = $4, mended = $5 WHERE no = $1",
        params![
            run.no,
            &text_of(&run.settings),
            &text_of(&run.columns),
            &text_of(&run.mapping),
            &text_of(&run.mended)
        ],
    )
    .map(drop)
}

/// Says that a run began, from which source its facts are, and which job does it.
pub(crate) fn began(tx: &mut Tx<'_>, run: &Run, now: Millis) -> Result<(), DbError> {
    tx.execute(
        "UPDATE import_runs SET state = 'running', source_no = $2, job_id = $3, started_at = $4 WHERE no = $1",
        params![run.no, run.source, run.job.map(|job| job.0), now],
    )
    .map(drop)
}

/// Says where a run is in its life, with why its file could not be read.
pub(crate) fn reached(
    tx: &mut Tx<'_>,
    no: RunNo,
    state: RunState,
    (error, now): (Option<&Said>, Millis),
) -> Result<(), DbError> {
    let error = error.map(text_of);
    tx.execute(
        "UPDATE import_runs SET state = $2, error = $3, finished_at = $4 WHERE no = $1",
        params![no, state.slug(), &error, now],
    )
    .map(drop)
}

/// Says that a run is being taken back, and by which job.
pub(crate) fn undoing(tx: &mut Tx<'_>, no: RunNo, job: Option<jobs::JobId>) -> Result<(), DbError> {
    tx.execute(
        "UPDATE import_runs SET state = 'undoing', job_id = $2 WHERE no = $1",
        params![no, job.map(|job| job.0)],
    )
    .map(drop)
}

/// Adds what undoing did; the last part ends it.
pub(crate) fn undone(
    tx: &mut Tx<'_>,
    no: RunNo,
    (n_undone, n_left): (i64, i64),
    ended_at: Option<Millis>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE import_runs SET n_undone = n_undone + $2, n_left = n_left + $3 WHERE no = $1",
        params![no, n_undone, n_left],
    )?;
    if let Some(now) = ended_at {
        tx.execute(
            "UPDATE import_runs SET state = 'undone', undone_at = $2 WHERE no = $1",
            params![no, now],
        )?;
    }
    Ok(())
}

/// A card that a run made or added to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Touched {
    pub(crate) customer: RawId,
    pub(crate) place: i64,
    pub(crate) is_new: bool,
    pub(crate) revision: i64,
}

/// A row that was refused, or that came in without some of its cells.
#[derive(Debug, Clone)]
pub(crate) struct Refused {
    pub(crate) place: i64,
    pub(crate) row_no: i64,
    pub(crate) cells: String,
    pub(crate) reasons: String,
    /// Whether the row is in, and only cells of it are not.
    pub(crate) is_in: bool,
    /// The card that it told of, where it is in.
    pub(crate) card: Option<RawId>,
}

/// The runs of these sources, each with the record of its file that told of these cards, where it was one alone.
pub(crate) fn of_sources(
    tx: &mut Tx<'_>,
    cards: &[CustomerId],
    sources: &[i64],
) -> Result<Vec<(i64, RunId, Option<i64>)>, DbError> {
    if sources.is_empty() || cards.is_empty() {
        return Ok(Vec::new());
    }
    let of_cards = tx.dialect().placeholders(1, cards.len());
    let of_runs = tx.dialect().placeholders(1 + cards.len(), sources.len());
    let cards = cards.iter().map(|card| Value::from(card.0));
    let values: Vec<Value<'_>> = cards.chain(sources.iter().map(|no| Value::Int(*no))).collect();
    let sql = format!(
        "SELECT r.source_no, r.id, CASE WHEN min(t.place) = max(t.place) THEN min(t.place) END FROM import_runs r
         LEFT JOIN import_rows t ON t.run_no = r.no AND t.customer_id IN ({of_cards})
         WHERE r.source_no IN ({of_runs}) GROUP BY r.source_no, r.id"
    );
    tx.rows(&sql, &values, |row| Ok((row.get(0)?, row.id(1)?, row.get(2)?)))
}

/// Keeps what a batch did, and how far the run is.
pub(crate) fn keep_batch(
    tx: &mut Tx<'_>,
    no: RunNo,
    counts: Counts,
    (touched, refused): (&[Touched], &[Refused]),
) -> Result<(), DbError> {
    tx.insert_many(
        "import_rows",
        ["run_no", "customer_id", "place", "is_new", "revision"],
        touched.iter().map(|row| {
            [no.into(), row.customer.into(), row.place.into(), row.is_new.into(), row.revision.into()]
        }),
    )?;
    tx.insert_many(
        "import_rejects",
        ["run_no", "place", "row_no", "cells", "reasons", "is_in", "customer_id"],
        refused.iter().map(|row| {
            [
                Value::Int(no),
                Value::Int(row.place),
                Value::Int(row.row_no),
                Value::Text(&row.cells),
                Value::Text(&row.reasons),
                row.is_in.into(),
                row.card.into(),
            ]
        }),
    )?;
    tx.execute(
        "UPDATE import_runs SET n_read = n_read + $2, n_new = n_new + $3, n_merged = n_merged + $4,
                n_unchanged = n_unchanged + $5, n_conflicts = n_conflicts + $6, n_rejected = n_rejected + $7,
                n_set_aside = n_set_aside + $8, n_orders = n_orders + $9
         WHERE no = $1",
        params![
            no,
            counts.n_read,
            counts.n_new,
            counts.n_merged,
            counts.n_unchanged,
            counts.n_conflicts,
            counts.n_rejected,
            counts.n_set_aside,
            counts.n_orders
        ],
    )
    .map(drop)
}

/// Keeps which relations a batch made, so that undoing finds them.
pub(crate) fn keep_relations(
    tx: &mut Tx<'_>,
    no: RunNo,
    relations: &[(RelationId, i64)],
) -> Result<(), DbError> {
    tx.insert_many(
        "import_relations",
        ["run_no", "relation_id", "place"],
        relations.iter().map(|(id, place)| [no.into(), id.0.into(), (*place).into()]),
    )
    .map(drop)
}

/// The relations that a run made.
pub(crate) fn relations(tx: &mut Tx<'_>, no: RunNo) -> Result<Vec<RelationId>, DbError> {
    tx.rows(
        "SELECT relation_id FROM import_relations WHERE run_no = $1 ORDER BY place",
        params![no],
        |row| row.id(0),
    )
}

/// Says of cards that undoing left them.
pub(crate) fn left(tx: &mut Tx<'_>, no: RunNo, cards: &[RawId]) -> Result<(), DbError> {
    for card in cards {
        tx.execute(
            "UPDATE import_rows SET is_left = TRUE WHERE run_no = $1 AND customer_id = $2",
            params![no, *card],
        )?;
    }
    Ok(())
}

/// Cards that undoing left, at most `limit`.
///
/// # Errors
/// Any [`DbError`].
pub fn kept(tx: &mut Tx<'_>, no: RunNo, limit: usize) -> Result<Vec<CustomerId>, DbError> {
    tx.rows(
        "SELECT DISTINCT customer_id FROM import_rows WHERE run_no = $1 AND is_left = TRUE
         ORDER BY customer_id LIMIT $2",
        params![no, limit],
        |row| row.id(0),
    )
}

/// Cards that a run touched after one of them, by id, at most `limit`, with whether the run made them and the revision
/// that it left them at.
pub(crate) fn touched(
    tx: &mut Tx<'_>,
    no: RunNo,
    (after, limit): (RawId, usize),
) -> Result<Vec<(RawId, bool, i64)>, DbError> {
    tx.rows(
        "SELECT customer_id, sum(CASE WHEN is_new THEN 1 ELSE 0 END), max(revision) FROM import_rows
         WHERE run_no = $1 AND customer_id > $2 GROUP BY customer_id ORDER BY customer_id LIMIT $3",
        params![no, after, limit],
        |row| Ok((row.get(0)?, row.get::<i64>(1)? > 0, row.get(2)?)),
    )
}

/// Rows of a run that are not in, or not wholly, after a place, in the file's order, at most `limit`.
pub(crate) fn refused(
    tx: &mut Tx<'_>,
    no: RunNo,
    (after, limit): (i64, usize),
) -> Result<Vec<Refused>, DbError> {
    tx.rows(
        "SELECT place, row_no, cells, reasons, is_in, customer_id FROM import_rejects WHERE run_no = $1 AND place > $2
         ORDER BY place LIMIT $3",
        params![no, after, limit],
        |row| {
            Ok(Refused {
                place: row.get(0)?,
                row_no: row.get(1)?,
                cells: row.get(2)?,
                reasons: row.get(3)?,
                is_in: row.get(4)?,
                card: row.get(5)?,
            })
        },
    )
}

/// Lets go of the files of runs that came to an end, and of drafts, which end by it; gives their keys, without those that
/// another run still needs.
pub(crate) fn let_files_go(tx: &mut Tx<'_>, error: &Said) -> Result<Vec<String>, DbError> {
    let keys = tx.rows(
        "SELECT DISTINCT file_key FROM import_runs WHERE state NOT IN ('running', 'undoing') AND file_key IS NOT NULL
         AND file_key NOT IN (SELECT file_key FROM import_runs
                              WHERE state IN ('running', 'undoing') AND file_key IS NOT NULL)",
        &[],
        |row| row.get(0),
    )?;
    tx.execute("UPDATE import_runs SET file_key = NULL WHERE state NOT IN ('running', 'undoing')", &[])?;
    tx.execute(
        "UPDATE import_runs SET state = 'failed', error = $1 WHERE state = 'draft'",
        params![&text_of(error)],
    )?;
    Ok(keys)
}

/// Forgets names of files, headings and choices of runs whose text says so.
pub(crate) fn forget_names(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    let mut named: Vec<(RunNo, bool)> = Vec::new();
    tx.each("SELECT no, file, columns, mapping FROM import_runs", &[], |row| {
        let is_in_name = speaks(&row.get::<String>(1)?);
        let is_in_heads = speaks(&row.get::<String>(2)?) || speaks(&row.get::<String>(3)?);
        if is_in_name || is_in_heads {
            named.push((row.get(0)?, is_in_heads));
        }
        Ok(true)
    })?;
    for (no, is_in_heads) in named {
        tx.execute("UPDATE import_runs SET file = '—', fingerprint = '' WHERE no = $1", params![no])?;
        if is_in_heads {
            let empty = text_of(&Mapping::of(Vec::new()));
            let sql = "UPDATE import_runs SET columns = '[]', mapping = $2 WHERE no = $1";
            tx.execute(sql, params![no, &empty])?;
        }
    }
    Ok(())
}

/// Whether a run still names a stored file.
pub(crate) fn is_file_named(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM import_runs WHERE file_key = $1", params![key])? > 0)
}

/// Forgets the refused rows and the mended cells whose text says so.
pub(crate) fn forget_rows(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    let mut rejects: Vec<(RunNo, i64)> = Vec::new();
    tx.each("SELECT run_no, place, cells, reasons FROM import_rejects", &[], |row| {
        if speaks(&row.get::<String>(2)?) || speaks(&row.get::<String>(3)?) {
            rejects.push((row.get(0)?, row.get(1)?));
        }
        Ok(true)
    })?;
    for (run, place) in rejects {
        let sql = "UPDATE import_rejects SET cells = '[]', reasons = '[]' WHERE run_no = $1 AND place = $2";
        tx.execute(sql, params![run, place])?;
    }
    let mut mended: Vec<RunNo> = Vec::new();
    tx.each("SELECT no, mended FROM import_runs WHERE mended <> '{}'", &[], |row| {
        if speaks(&row.get::<String>(1)?) {
            mended.push(row.get(0)?);
        }
        Ok(true)
    })?;
    for run in mended {
        tx.execute("UPDATE import_runs SET mended = '{}' WHERE no = $1", params![run])?;
    }
    Ok(())
}

/// Forgets which rows made a card or added to it: undoing a run leaves it alone.
pub(crate) fn forget_card(tx: &mut Tx<'_>, card: CustomerId) -> Result<(), DbError> {
    tx.execute("DELETE FROM import_rows WHERE customer_id = $1", params![card.0]).map(drop)
}
