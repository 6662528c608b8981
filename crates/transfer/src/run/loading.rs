//! The reader of a file: rows taken apart and worked out on a thread of its own, handed on batch by batch.

use super::batch::{Aside, Batch, BatchRows, CardBatch, Cards, Line, Loading, LoadingFile};
use super::recognising::recognise;
use super::record::{ImportError, Said};
use super::store::Refused;
use crate::cells::Row;
use crate::formats::{self, ReadError, Reading};
use crate::mapping::{Agreement, Employer, TakenRow};
use customers::CustomerError;
use customers::bulk::{self, Held, Ready};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use web::FieldError;

/// Rows of the first batch.
const FIRST_BATCH: usize = 500;
/// Rows understood together before they are packed: one look into the base serves all that name their card by its id.
const PART: usize = 500;

/// Rows of a batch.
const BATCH: usize = 4_000;
/// Bytes of cells after which a batch takes no more rows, however few they are: rows may be long.
const BATCH_BYTES: usize = 2 << 20;
/// Batches that wait to be written: while the index is written, the reader goes on.
const WAITING: usize = 8;

/// The batches of a file, read and worked out on a thread of their own.
pub struct Batches {
    receiver: Receiver<Batch>,
    reader: JoinHandle<Result<(), ReadError>>,
    /// The one that was waited for.
    next: Option<Batch>,
    ratio: f64,
    held: Held,
}

impl Batches {
    /// Begins to read.
    pub fn of(loading: Loading) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let reader = std::thread::spawn(move || feed(&loading, &sender));
        Self { receiver, reader, next: None, ratio: 0.0, held: Held::new() }
    }

    /// Waits for the next batch, so that a transaction begun now need not: orders are gathered from the whole file first.
    pub fn wait(&mut self) {
        if self.next.is_none() {
            self.next = self.receiver.recv().ok();
        }
    }

    /// The next batch, waited for; `None` when there are no more.
    pub fn next_batch(&mut self) -> Option<Batch> {
        let batch = self.next.take().or_else(|| self.receiver.recv().ok())?;
        self.ratio = batch.ratio;
        Some(batch)
    }

    /// What one transaction hands to the next.
    pub(super) fn take_held(&mut self) -> Held {
        std::mem::take(&mut self.held)
    }

    /// See [`Batches::take_held`].
    pub(super) fn give_held(&mut self, held: Held) {
        self.held = held;
    }

    /// How far the file had been read with the last batch, 0 to 1.
    pub fn ratio(&self) -> f64 {
        self.ratio
    }

    /// Waits until the reader is through.
    ///
    /// # Errors
    /// [`ImportError::File`] when the rest of the file cannot be read.
    pub fn end(self) -> Result<(), ImportError> {
        drop(self.receiver);
        match self.reader.join() {
            Ok(ended) => Ok(ended?),
            Err(_) => Err(ImportError::Store("the reader of the file fell over".into())),
        }
    }
}

/// Reads a file through and hands its batches to `write`, until that says `false`; gives whether the end was reached.
///
/// # Errors
/// Whatever `write` returns; [`ImportError::File`] when the rest of the file cannot be read, after all before it was
/// written.
pub fn load<E: From<ImportError>>(
    loading: Loading,
    mut write: impl FnMut(Batch) -> Result<bool, E>,
) -> Result<bool, E> {
    let mut batches = Batches::of(loading);
    while let Some(batch) = batches.next_batch() {
        if !write(batch)? {
            return Ok(false);
        }
    }
    batches.end()?;
    Ok(true)
}

fn feed(loading: &Loading, sender: &SyncSender<Batch>) -> Result<(), ReadError> {
    match &loading.file {
        LoadingFile::Cards(cards) => feed_cards(cards, sender),
        LoadingFile::Orders(feeding) => crate::orders::feed(feeding, &mut |records, ratio| {
            sender.send(Batch { ratio, rows: BatchRows::Orders(records) }).is_ok()
        }),
    }
}

fn feed_cards(loading: &Cards, sender: &SyncSender<Batch>) -> Result<(), ReadError> {
    let mut reading = formats::open(&loading.source, &loading.settings)?;
    let mut row = Row::new();
    let mut place = 0;
    while place < loading.n_skipped {
        if !reading.next(&mut row)? {
            return Ok(());
        }
        place += 1;
    }
    loop {
        let size = size_of_batch(place - loading.n_skipped);
        let (batch, ended) = gather(loading, &mut reading, (&mut row, &mut place), size);
        let (is_empty, ratio) = (batch.lines.is_empty(), reading.ratio());
        let batch = Batch { ratio, rows: BatchRows::Cards(batch) };
        // The other side is gone when it was stopped or a write failed: nothing is left to do.
        if (!is_empty && sender.send(batch).is_err()) || !matches!(ended, Ok(true)) {
            return ended.map(drop);
        }
    }
}

/// A row on its way to be written.
enum Taken {
    /// Worked out.
    Ready(Worked),
    /// It names its card by the id: what the card says is looked at first. With its cells, should it be refused.
    Named(TakenRow, String),
}

/// A row worked out.
struct Worked {
    ready: Ready,
    employer: Option<Employer>,
    agreements: Vec<Agreement>,
    aside: Option<Aside>,
}

type Read = Result<Taken, Refused>;

/// A row with its place and its number in the file.
type Placed = ((i64, i64), Read);

/// Rows of the next batch: few at first, so that a person soon sees that it goes on.
fn size_of_batch(n_read: i64) -> usize {
    usize::try_from(n_read).unwrap_or(BATCH).clamp(FIRST_BATCH, BATCH)
}

fn gather(
    loading: &Cards,
    reading: &mut Reading,
    (row, place): (&mut Row, &mut i64),
    size: usize,
) -> (CardBatch, Result<bool, ReadError>) {
    let mut understood = bulk::Batch::with_room(size);
    let mut lines = Vec::with_capacity(size);
    let mut ended = Ok(true);
    let mut n_bytes = 0;
    while lines.len() < size && n_bytes < BATCH_BYTES && !understood.is_full() && matches!(ended, Ok(true))
    {
        let mut part = Vec::with_capacity(PART);
        ended = read_part(loading, reading, (row, place), (&mut part, &mut n_bytes));
        leave_known(loading, &mut part);
        lines.extend(part.into_iter().map(|read| pack(loading, read, &mut understood)));
    }
    understood.sort();
    let file = loading.source.name().to_owned();
    (CardBatch { understood, lines, file, n_bytes }, ended)
}

/// Reads the rows of a part, and adds to the bytes of the batch; false at the end of the file.
fn read_part(
    loading: &Cards,
    reading: &mut Reading,
    (row, place): (&mut Row, &mut i64),
    (part, n_bytes): (&mut Vec<Placed>, &mut usize),
) -> Result<bool, ReadError> {
    while part.len() < PART && *n_bytes < BATCH_BYTES {
        if !reading.next(row)? {
            return Ok(false);
        }
        *place += 1;
        *n_bytes += row.n_bytes();
        if !loading.mended.is_empty() {
            loading.mended.apply(row);
        }
        let at = (*place, i64::try_from(row.number).unwrap_or(0));
        part.push((at, take(loading, row, at)));
    }
    Ok(true)
}

/// Packs what a row says into the batch, and what of it stays outside.
fn pack(loading: &Cards, (at, read): Placed, understood: &mut bulk::Batch) -> Line {
    let worked = read.and_then(|taken| match taken {
        Taken::Ready(worked) => Ok(worked),
        Taken::Named(row, cells) => worked(loading, row, (at, || cells)),
    });
    let (read, agreements, aside) = match worked {
        Ok(Worked { ready, employer, agreements, aside }) => {
            understood.push(&ready);
            (Ok(employer), agreements, aside)
        }
        Err(refused) => (Err(refused), Vec::new(), None),
    };
    Line { place: at.0, row_no: at.1, read, agreements, aside }
}

fn take(loading: &Cards, row: &Row, at: (i64, i64)) -> Read {
    if let Some(fault) = row.fault() {
        let said = serde_json::json!([{ "field": "", "said": Said::of(fault) }]);
        let (place, row_no) = at;
        let (cells, reasons) = (cells_of(row), said.to_string());
        return Err(Refused { place, row_no, cells, reasons, is_in: false, card: None });
    }
    let mut taken = loading.taking.read(row).map_err(|errors| refusal(at, cells_of(row), &errors))?;
    taken.incoming.id = loading.mended.decision(row.number).or(taken.incoming.id);
    if taken.incoming.id.is_some() {
        return Ok(Taken::Named(taken, cells_of(row)));
    }
    worked(loading, taken, (at, || cells_of(row))).map(Taken::Ready)
}

/// Works out the card of a row, and what of the row has to stay outside.
fn worked(
    loading: &Cards,
    mut row: TakenRow,
    (at, cells): ((i64, i64), impl FnOnce() -> String),
) -> Result<Worked, Refused> {
    let (employer, agreements) = (row.employer.take(), std::mem::take(&mut row.agreements));
    match row.understood(&loading.act) {
        Err(errors) => Err(refusal(at, cells(), &errors)),
        Ok((record, errors)) => {
            let n_cells = i64::try_from(errors.len()).unwrap_or(0);
            let aside = (n_cells > 0)
                .then(|| Aside { n_cells, row: Refused { is_in: true, ..refusal(at, cells(), &errors) } });
            let ready = Ready::of(&loading.act, loading.origin.source, &record);
            Ok(Worked { ready, employer, agreements, aside })
        }
    }
}

/// Takes out of rows that name their card by its id what the card says already.
fn leave_known(loading: &Cards, read: &mut [Placed]) {
    let mut named: Vec<&mut TakenRow> = read
        .iter_mut()
        .filter_map(|(_, read)| match read {
            Ok(Taken::Named(row, _)) => Some(row),
            _ => None,
        })
        .collect();
    if named.is_empty() {
        return;
    }
    let looked: Result<(), CustomerError> =
        loading.db.read(|tx| named.iter_mut().try_for_each(|row| recognise(tx, &loading.act, row)));
    // When the base cannot be asked now, writing will say so.
    drop(looked);
}

fn cells_of(row: &Row) -> String {
    let cells: Vec<&str> = row.cells().map(|cell| cell.text).collect();
    serde_json::to_string(&cells).unwrap_or_default()
}

pub(crate) fn refusal((place, row_no): (i64, i64), cells: String, errors: &[FieldError]) -> Refused {
    let said: Vec<_> = errors
        .iter()
        .map(|error| serde_json::json!({ "field": error.field, "said": Said::of_field(error) }))
        .collect();
    let reasons = serde_json::Value::Array(said).to_string();
    Refused { place, row_no, cells, reasons, is_in: false, card: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::testing::{act, base, write};
    use crate::run::tests::drafted;
    use crate::run::{ImportError, begin};

    #[test]
    fn batches_of_long_rows_are_cut_by_their_bytes() {
        let (_folder, db) = base();
        let note = "длинная заметка ".repeat(1_000);
        let rows = (0..300).map(|at| format!("Имя{at};{note}\n"));
        let text = format!("Имя;Потребности\n{}", rows.collect::<String>());
        let (run, source) = drafted(&db, "long.csv", &text, None);
        let begun = write(&db, move |tx, act| -> Result<_, ImportError> { begin(tx, act, run, None) });
        let loading = Loading::of(&db, &begun.unwrap().0, &act(&db), source).unwrap();
        let mut sizes = Vec::new();
        load(loading, |batch| -> Result<bool, ImportError> {
            let BatchRows::Cards(cards) = batch.rows else { return Ok(true) };
            sizes.push((cards.lines.len(), cards.n_bytes));
            Ok(true)
        })
        .unwrap();
        assert_eq!(sizes.iter().map(|(n, _)| n).sum::<usize>(), 300);
        assert!(sizes.len() > 2 && sizes.iter().all(|(_, n)| *n < BATCH_BYTES + (64 << 10)), "{sizes:?}");
    }
}
