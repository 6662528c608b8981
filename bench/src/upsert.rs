//! Bulk upsert through the verbs beside the same rows by bare prepared statements.

use crate::people::{OWN_FIELD, Town};
use anyhow::Result;
use customers::bulk::{Incoming, Origin};
use customers::{Act, Desk, Rule};
use db::{DatabaseUrl, Db, Options};
use kernel::{Actor, Setting};
use std::path::Path;
use std::time::Instant;

/// Opens a base with the bench's own field.
pub(crate) fn base(folder: &Path) -> Result<(Db, Act)> {
    let options = Options { checkpoint_pages: 16_000, ..Options::default() };
    let db = Db::open(&DatabaseUrl::in_folder(folder), options)?;
    db::migrate(&db, 0)?;
    db.write(customers::install)?;
    db.write(|tx| {
        tx.execute(
            "INSERT INTO fields (no, slug, kind, settings, label, class, block, applies_to, is_many, worth, position)
             SELECT $1, 'rarity', 'text', '{}', 'Rarity', 'value', 'interaction', 'any', $2, 0.1, 9999
             WHERE NOT EXISTS (SELECT 1 FROM fields WHERE no = $1)",
            db::params![OWN_FIELD, false],
        )?;
        tx.execute("UPDATE field_changes SET n = n + 1", &[])
    })?;
    let act = db.write(|tx| {
        Desk::default().act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default())
    })?;
    Ok((db, act))
}

/// Seconds for `n` customers through the verbs.
pub(crate) fn through_verbs(db: &Db, act: &Act, n: usize) -> Result<f64> {
    let mut town = Town::new(7);
    let started = Instant::now();
    let people = std::iter::from_fn(move || Some(town.person())).take(n);
    let incoming = people.map(|(kind, values)| Incoming { id: None, kind, values });
    let source = db.write({
        let act = act.clone();
        move |tx| customers::source::of_actor(tx, &act.setting, &act.actor)
    })?;
    let origin = Origin { source, rule: Rule::Newest };
    let done = customers::bulk::load(db, act, origin, incoming, |_| ())?;
    assert_eq!(done.n_new, n, "every person is new");
    Ok(started.elapsed().as_secs_f64())
}
