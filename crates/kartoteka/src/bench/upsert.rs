//! Bulk upsert through the verbs, beside the same rows by bare prepared statements with the same indexes.

use super::figures::{Figure, peak_mb};
use super::people::{OWN_FIELD, Town};
use crate::exit::CommandError;
use customers::bulk::{Incoming, Origin};
use customers::{Act, Desk, Rule};
use db::{DatabaseUrl, Db, DbError, Options, Value};
use kernel::{Actor, Setting};
use std::path::Path;
use std::time::Instant;

/// Opens a base with the bench's own field.
pub(super) fn base(folder: &Path) -> Result<(Db, Act), CommandError> {
    let options = Options { checkpoint_pages: 16_000, ..Options::default() };
    let db = Db::open(&DatabaseUrl::in_folder(folder), options)?;
    db::migrate(&db, 0)?;
    db.write(customers::install)?;
    let act = db.write(|tx| {
        tx.execute(
            "INSERT INTO fields (no, slug, kind, settings, label, class, block, applies_to, is_many, worth, position)
             VALUES ($1, 'rarity', 'text', '{}', 'Rarity', 'value', 'interaction', 'any', $2, 0.1, 9999)",
            db::params![OWN_FIELD, false],
        )?;
        tx.execute("UPDATE field_changes SET n = n + 1", &[])?;
        Desk::default().act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default())
    })?;
    Ok((db, act))
}

/// Loads `n` people; the figure has its floor when one is wanted.
pub(super) fn measure(db: &Db, act: &Act, n: usize) -> Result<Figure, CommandError> {
    let mut town = Town::new(7);
    let setup = act.clone();
    let source = db.write(move |tx| customers::source::of_actor(tx, &setup.setting, &setup.actor))?;
    let people = std::iter::from_fn(move || Some(town.person())).take(n);
    let incoming = people.map(|(kind, values)| Incoming { id: None, kind, values });
    let started = Instant::now();
    let done = customers::bulk::load(db, act, Origin { source, rule: Rule::Newest }, incoming, |_| ());
    let secs = started.elapsed().as_secs_f64();
    let done = done.map_err(|e| CommandError::Failed(e.to_string()))?;
    if done.n_new != n {
        return Err(CommandError::Failed(format!("{n} people came in and {} are new", done.n_new)));
    }
    let peak = peak_mb();
    let floor = bare(db, n.min(200_000))?;
    Ok(Figure::new("bulk upsert through the verbs", n as f64 / secs, "customers/s")
        .must(40_000.0)
        .floor(floor)
        .note(format!("{n} customers, peak {peak:.0} MB")))
}

const TABLES: [(&str, &str); 4] = [
    ("customers", "no, id, kind, name, name_key, sheet, search, revision, created_at, updated_at"),
    ("traits", "field_no, key, customer_no"),
    ("search", "rowid, text"),
    (
        "journal",
        "seq, at, actor_kind, verb, subject_kind, subject_id, payload, salt, payload_digest, digest",
    ),
];

/// Customers per second when the rows of the first `n` are inserted bare into a fresh base, customer by customer.
pub(super) fn bare(from: &Db, n: usize) -> Result<f64, CommandError> {
    let rows = from.read(|tx| {
        let limit = db::params![n];
        let read = |tx: &mut db::Tx<'_>, sql: &str, width: usize| {
            tx.rows(sql, limit, |row| (0..width).map(|at| row.cell(at)).collect::<Result<Vec<_>, DbError>>())
        };
        Ok::<_, DbError>([
            read(tx, &format!("SELECT {} FROM customers WHERE no <= $1 ORDER BY no", TABLES[0].1), 10)?,
            read(tx, "SELECT field_no, key, customer_no FROM traits WHERE customer_no <= $1 ORDER BY customer_no", 3)?,
            read(tx, "SELECT no, search FROM customers WHERE no <= $1 ORDER BY no", 2)?,
            read(tx, &format!("SELECT {} FROM journal WHERE seq <= $1 ORDER BY seq", TABLES[3].1), 10)?,
        ])
    })?;
    let folder = tempfile::tempdir().map_err(|e| CommandError::Failed(e.to_string()))?;
    let (to, _) = base(folder.path())?;
    let started = Instant::now();
    to.write(move |tx| {
        for ((table, columns), rows) in TABLES.iter().zip(rows) {
            let width = columns.split(", ").count();
            let sql =
                format!("INSERT INTO {table} ({columns}) VALUES ({})", tx.dialect().placeholders(1, width));
            for row in rows {
                let values: Vec<Value<'_>> = row.iter().map(db::Cell::value).collect();
                tx.execute(&sql, &values)?;
            }
        }
        Ok::<_, DbError>(())
    })?;
    Ok(n as f64 / started.elapsed().as_secs_f64())
}
