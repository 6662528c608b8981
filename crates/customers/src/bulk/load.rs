//! A stream of records of any length in flat memory: one thread understands, the other writes.

use super::batch::Batch;
use super::held::Held;
use super::upsert::upsert_held;
use super::{Incoming, Loaded, Origin, Outcome, Understood};
use crate::act::Act;
use crate::error::CustomerError;
use crate::typing;
use db::{Db, Tx};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use web::FieldError;

/// Records understood together.
const BATCH: usize = 4_000;
/// Batches that wait to be written: while the index is written, others are understood.
const WAITING: usize = 5;

/// Records of one transaction: an index over a million clients is written over once for all of them, and others wait for
/// some two seconds.
const TRANSACTION: usize = 64_000;

/// Takes in every record; `told` learns what became of each, in the order they came, once it is written.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error; transactions before stay.
pub fn load(
    db: &Db,
    act: &Act,
    origin: Origin,
    incoming: impl Iterator<Item = Incoming> + Send,
    mut told: impl FnMut(Outcome),
) -> Result<Loaded, CustomerError> {
    let mut loaded = Loaded::default();
    std::thread::scope(|scope| {
        let (sender, mut receiver) = sync_channel::<Read>(WAITING);
        scope.spawn(move || understand_all(act, origin, incoming, &sender));
        let (mut held, mut is_over) = (Held::new(), false);
        while !is_over {
            let act = act.clone();
            let (outcomes, rest) = db.write(move |tx| write(tx, &act, origin, (receiver, held)))?;
            is_over = outcomes.is_empty();
            for outcome in outcomes {
                loaded.count(&outcome);
                told(outcome);
            }
            (receiver, held) = rest;
        }
        Ok(loaded)
    })
}

/// The records that follow, and the lines that wait.
type Rest = (Receiver<Read>, Held);

/// Writes the batches of a transaction; what became of their records in their order, and what the next one needs.
fn write(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    (receiver, mut held): Rest,
) -> Result<(Vec<Outcome>, Rest), CustomerError> {
    let mut outcomes = Vec::new();
    while outcomes.len() < TRANSACTION
        && !held.is_full()
        && let Ok(read) = receiver.recv()
    {
        let mut written = upsert_held(tx, act, origin, read.understood, &mut held)?.into_iter();
        let mut refused = read.refused.into_iter().peekable();
        outcomes.extend((0..read.n).filter_map(|at| {
            let errors = refused.next_if(|(refused_at, _)| *refused_at == at);
            errors.map(|(_, errors)| Outcome::Rejected(errors)).or_else(|| written.next())
        }));
    }
    held.settle(tx)?;
    Ok((outcomes, (receiver, held)))
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
