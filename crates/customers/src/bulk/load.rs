//! A stream of records of any length in flat memory: one thread understands, the other writes.

use super::upsert::{Ready, upsert_ready};
use super::{Incoming, Loaded, Origin, Outcome, Understood};
use crate::act::Act;
use crate::error::CustomerError;
use crate::typing;
use db::Db;
use std::sync::mpsc::{SyncSender, sync_channel};
use web::FieldError;

/// Records written in one transaction: enough for the sort to pay, few enough that others wait only a moment.
const BATCH: usize = 8_000;

/// Takes in every record; `told` learns what became of each, in the order they came.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error; batches written before stay.
pub fn load(
    db: &Db,
    act: &Act,
    origin: Origin,
    incoming: impl Iterator<Item = Incoming> + Send,
    mut told: impl FnMut(Outcome),
) -> Result<Loaded, CustomerError> {
    let mut loaded = Loaded::default();
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<Read>>(1);
        scope.spawn(move || understand_all(act, origin, incoming, &sender));
        for batch in receiver {
            for outcome in write(db, act, origin, batch)? {
                loaded.count(&outcome);
                told(outcome);
            }
        }
        Ok(loaded)
    })
}

/// A record ready to be written, or why it is not.
type Read = Result<Ready, Vec<FieldError>>;

fn understand_all(
    act: &Act,
    origin: Origin,
    incoming: impl Iterator<Item = Incoming>,
    sender: &SyncSender<Vec<Read>>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    for record in incoming {
        batch.push(understand(act, record).map(|record| Ready::of(act, origin, record)));
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            // The other side is gone when a write failed: nothing is left to do.
            if sender.send(full).is_err() {
                return;
            }
        }
    }
    let _gone = sender.send(batch);
}

/// Understands the typed texts of a record.
///
/// # Errors
/// Every field that cannot be understood, or that nothing at all is known.
pub fn understand(act: &Act, record: Incoming) -> Result<Understood, Vec<FieldError>> {
    let (mut values, mut errors) = (Vec::with_capacity(record.values.len()), Vec::new());
    for (no, typed) in &record.values {
        let Some(field) = act.fields.no(*no) else { continue };
        match typing::read(field, typed, &act.manner) {
            Ok(Some(value)) => values.push((*no, value)),
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() && values.is_empty() && record.id.is_none() {
        errors.push(FieldError::new("name", "customers-nothing-known"));
    }
    if errors.is_empty() {
        Ok(Understood { id: record.id, kind: record.kind, values })
    } else {
        Err(errors)
    }
}

fn write(db: &Db, act: &Act, origin: Origin, batch: Vec<Read>) -> Result<Vec<Outcome>, CustomerError> {
    let act = act.clone();
    db.write(move |tx| {
        let refused: Vec<Option<Vec<FieldError>>> =
            batch.iter().map(|read| read.as_ref().err().cloned()).collect();
        let ready = batch.into_iter().flatten().collect();
        let mut written = upsert_ready(tx, &act, origin, ready)?.into_iter();
        let outcomes = refused.into_iter().map(|errors| match errors {
            Some(errors) => Some(Outcome::Rejected(errors)),
            None => written.next(),
        });
        Ok(outcomes.flatten().collect())
    })
}
