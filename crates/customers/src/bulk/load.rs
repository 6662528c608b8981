//! A stream of records of any length in flat memory: one thread understands, the other writes.

use super::batch::Batch;
use super::upsert::upsert_batch;
use super::{Incoming, Loaded, Origin, Outcome, Understood};
use crate::act::Act;
use crate::error::CustomerError;
use crate::typing;
use db::Db;
use std::sync::mpsc::{SyncSender, sync_channel};
use web::FieldError;

/// Records written in one transaction: enough for the sort to pay, few enough that others wait only a moment.
pub const BATCH: usize = 20_000;

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
        // Nothing waits between the two: one batch is written while the next is worked out.
        let (sender, receiver) = sync_channel::<Read>(0);
        scope.spawn(move || understand_all(act, origin, incoming, &sender));
        for read in receiver {
            let mut written = write(db, act, origin, read.understood)?.into_iter();
            let mut refused = read.refused.into_iter().peekable();
            for at in 0..read.n {
                let errors = refused.next_if(|(refused_at, _)| *refused_at == at);
                let outcome =
                    errors.map(|(_, errors)| Outcome::Rejected(errors)).or_else(|| written.next());
                if let Some(outcome) = outcome {
                    loaded.count(&outcome);
                    told(outcome);
                }
            }
        }
        Ok(loaded)
    })
}

/// Records ready to be written, and why others are not, by their place among the `n` that came in.
#[derive(Default)]
struct Read {
    n: usize,
    understood: Batch,
    refused: Vec<(usize, Vec<FieldError>)>,
}

fn understand_all(
    act: &Act,
    origin: Origin,
    incoming: impl Iterator<Item = Incoming>,
    sender: &SyncSender<Read>,
) {
    let mut read = Read::default();
    let mut incoming = incoming.peekable();
    while let Some(record) = incoming.next() {
        match understand(act, record) {
            Ok(record) => read.understood.add(act, origin.source, &record),
            Err(errors) => read.refused.push((read.n, errors)),
        }
        read.n += 1;
        if read.n == BATCH || read.understood.is_full() || incoming.peek().is_none() {
            read.understood.sort();
            // The other side is gone when a write failed: nothing is left to do.
            if sender.send(std::mem::take(&mut read)).is_err() {
                return;
            }
        }
    }
}

/// The key of what is said of a record that says nothing at all.
pub const NOTHING_KNOWN: &str = "customers-nothing-known";

/// Understands the typed texts of a record.
///
/// # Errors
/// Every field that cannot be understood, or that nothing at all is known.
pub fn understand(act: &Act, record: Incoming) -> Result<Understood, Vec<FieldError>> {
    match understand_some(act, record)? {
        (record, errors) if errors.is_empty() => Ok(record),
        (_, errors) => Err(errors),
    }
}

/// Understands what can be of a record; gives the fields that cannot beside it.
///
/// # Errors
/// When nothing is left: the fields that cannot be understood, or that nothing at all is known.
pub fn understand_some(
    act: &Act,
    record: Incoming,
) -> Result<(Understood, Vec<FieldError>), Vec<FieldError>> {
    let (mut values, mut errors) = (Vec::with_capacity(record.values.len()), Vec::new());
    for (no, typed) in &record.values {
        let Some(field) = act.fields.no(*no) else { continue };
        match typing::read(field, typed, &act.manner) {
            Ok(Some(value)) => values.push((*no, value)),
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    if values.is_empty() && record.id.is_none() {
        if errors.is_empty() {
            errors.push(FieldError::new("name", NOTHING_KNOWN));
        }
        return Err(errors);
    }
    Ok((Understood { id: record.id, kind: record.kind, values }, errors))
}

fn write(db: &Db, act: &Act, origin: Origin, batch: Batch) -> Result<Vec<Outcome>, CustomerError> {
    let act = act.clone();
    db.write(move |tx| upsert_batch(tx, &act, origin, batch))
}
