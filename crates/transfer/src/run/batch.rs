//! The way of rows into the base: one thread reads and works out, the caller writes batch by batch.

use super::drafting::make_fields;
use super::employers::{self, Hired};
use super::mending::Mended;
use super::recognising::recognise;
use super::record::{Counts, ImportError, Run, RunNo, Said};
use super::store::{self, Refused, Touched};
use crate::cells::Row;
use crate::formats::{self, ReadError, Reading, Settings, Source};
use crate::mapping::{Employer, Mapping, TakenRow, Taking};
use customers::bulk::{self, Origin, Outcome, Ready, understand, upsert_batch};
use customers::source::{SourceKind, named};
use customers::staff::Staff;
use customers::{Act, CustomerError, listing};
use db::{Db, DbError, Tx};
use std::collections::HashMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use web::FieldError;

/// Rows written in one transaction: enough for the sort to pay, few enough that others wait only a moment.
const BATCH: usize = 8_000;

/// A file on its way into the base.
pub struct Loading {
    /// The base, for looking up cards that rows name by id.
    pub db: Db,
    /// The file.
    pub source: Source,
    /// How it is read.
    pub settings: Settings,
    /// What its columns are.
    pub taking: Taking,
    /// Who brings it in.
    pub act: Act,
    /// Of which source its facts are, and what happens when they disagree.
    pub origin: Origin,
    /// What a person mended in the file.
    pub mended: Mended,
    /// Rows from the beginning that are in already.
    pub n_skipped: i64,
}

impl Loading {
    /// A run that has begun, from where it was cut off.
    ///
    /// # Errors
    /// [`ImportError::Mapping`] when its mapping does not fit; [`ImportError::Missing`] before it began.
    pub fn of(db: &Db, run: &Run, act: &Act, source: Source) -> Result<Loading, ImportError> {
        let staff = db.read(|tx| Staff::read(tx, act.setting.now()))?;
        let taking = Taking::new(&run.mapping, &run.columns, (&act.fields, &staff), act.manner.country)
            .map_err(ImportError::Mapping)?;
        let origin = Origin { source: run.source.ok_or(ImportError::Missing)?, rule: run.mapping.rule };
        Ok(Loading {
            db: db.clone(),
            source,
            settings: run.settings.clone(),
            taking,
            act: act.clone(),
            origin,
            mended: run.mended.clone(),
            n_skipped: run.counts.n_read,
        })
    }
}

/// Rows that were read and worked out, in the file's order.
pub struct Batch {
    /// Those of its lines that are not refused, in their order.
    understood: bulk::Batch,
    lines: Vec<Line>,
    /// How far the file has been read, 0 to 1.
    pub ratio: f64,
}

struct Line {
    place: i64,
    row_no: i64,
    read: Result<Option<Employer>, Refused>,
}

impl Batch {
    /// Writes the batch and, for a run, what became of its rows; gives the counts.
    ///
    /// # Errors
    /// [`CustomerError::Forbidden`] or a database error; then nothing of it is written.
    pub fn write(
        self,
        tx: &mut Tx<'_>,
        act: &Act,
        origin: Origin,
        run: Option<RunNo>,
    ) -> Result<Counts, CustomerError> {
        let mut counts =
            Counts { n_read: i64::try_from(self.lines.len()).unwrap_or(0), ..Counts::default() };
        let mut places = Vec::with_capacity(self.lines.len());
        let (mut touched, mut refused) = (Vec::new(), Vec::new());
        for line in self.lines {
            match line.read {
                Ok(employer) => places.push((line.place, line.row_no, employer)),
                Err(one) => refused.push(one),
            }
        }
        let (mut hired, mut unchanged) = (Vec::new(), HashMap::new());
        for (outcome, (place, row_no, employer)) in
            upsert_batch(tx, act, origin, self.understood)?.into_iter().zip(places)
        {
            if let (
                Outcome::New(person) | Outcome::Merged(person) | Outcome::Unchanged(person),
                Some(employer),
            ) = (&outcome, employer)
            {
                hired.push(Hired { person: *person, place, employer });
            }
            match outcome {
                Outcome::New(id) => {
                    counts.n_new += 1;
                    touched.push(Touched { customer: id.0, place, is_new: true, revision: 1 });
                }
                Outcome::Merged(id) => {
                    counts.n_merged += 1;
                    let card = listing::get(tx, act, id)?;
                    let mut facts = card.sheet.facts().iter();
                    let has_rival = facts.any(|fact| fact.is_rival && fact.source == origin.source);
                    counts.n_conflicts += i64::from(has_rival);
                    let revision = card.revision;
                    touched.push(Touched { customer: id.0, place, is_new: false, revision });
                }
                Outcome::Unchanged(id) => {
                    counts.n_unchanged += 1;
                    unchanged.insert(place, id);
                }
                Outcome::Rejected(errors) => {
                    refused.push(refusal((place, row_no), "[]".to_owned(), &errors));
                }
            }
        }
        counts.n_rejected = i64::try_from(refused.len()).unwrap_or(0);
        let tied = employers::tie(tx, act, origin, hired)?;
        for (_, place) in &tied.relations {
            // A row that ties a person of whom it says nothing new does add something.
            let is_news = unchanged.remove(place).is_some();
            counts.n_unchanged -= i64::from(is_news);
            counts.n_merged += i64::from(is_news);
        }
        let made = tied.made.iter().map(|(id, place)| Touched {
            customer: id.0,
            place: *place,
            is_new: true,
            revision: 1,
        });
        touched.extend(made);
        if let Some(no) = run {
            store::keep_batch(tx, no, counts, (&touched, &refused))?;
            store::keep_relations(tx, no, &tied.relations)?;
        }
        Ok(counts)
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
    let (sender, receiver) = sync_channel(1);
    let reader = std::thread::spawn(move || feed(&loading, &sender));
    let mut is_over = true;
    for batch in &receiver {
        if !write(batch)? {
            is_over = false;
            break;
        }
    }
    drop(receiver);
    match reader.join() {
        Ok(Err(error)) if is_over => Err(ImportError::from(error).into()),
        Ok(_) => Ok(is_over),
        Err(_) => Err(ImportError::Store("the reader of the file fell over".into()).into()),
    }
}

fn feed(loading: &Loading, sender: &SyncSender<Batch>) -> Result<(), ReadError> {
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
        let (batch, ended) = gather(loading, &mut reading, &mut row, &mut place);
        // The other side is gone when it was stopped or a write failed: nothing is left to do.
        if (!batch.lines.is_empty() && sender.send(batch).is_err()) || !matches!(ended, Ok(true)) {
            return ended.map(drop);
        }
    }
}

/// A row on its way to be written.
enum Taken {
    /// Worked out.
    Ready(Ready, Option<Employer>),
    /// It names its card by the id: what the card says is looked at first. With its cells, should it be refused.
    Named(TakenRow, String),
}

type Read = Result<Taken, Refused>;

fn gather(
    loading: &Loading,
    reading: &mut Reading,
    row: &mut Row,
    place: &mut i64,
) -> (Batch, Result<bool, ReadError>) {
    let mut read: Vec<((i64, i64), Read)> = Vec::with_capacity(BATCH);
    let mut ended = Ok(true);
    while read.len() < BATCH {
        match reading.next(row) {
            Ok(true) => {}
            other => {
                ended = other;
                break;
            }
        }
        *place += 1;
        if !loading.mended.is_empty() {
            loading.mended.apply(row);
        }
        let at = (*place, i64::try_from(row.number).unwrap_or(0));
        read.push((at, take(loading, row, at)));
    }
    leave_known(loading, &mut read);
    let mut understood = bulk::Batch::new();
    let lines = read.into_iter().map(|(at, read)| Line {
        place: at.0,
        row_no: at.1,
        read: read
            .and_then(|taken| match taken {
                Taken::Ready(ready, employer) => Ok((ready, employer)),
                Taken::Named(row, cells) => {
                    understood_row(loading, row, |errors| refusal(at, cells, errors))
                }
            })
            .map(|(ready, employer)| {
                understood.push(&ready);
                employer
            }),
    });
    let lines = lines.collect();
    understood.sort();
    (Batch { understood, lines, ratio: reading.ratio() }, ended)
}

fn take(loading: &Loading, row: &Row, at: (i64, i64)) -> Read {
    if let Some(fault) = row.fault() {
        let said = serde_json::json!([{ "field": "", "said": Said::of(fault) }]);
        let (place, row_no) = at;
        return Err(Refused { place, row_no, cells: cells_of(row), reasons: said.to_string() });
    }
    let mut taken = loading.taking.read(row).map_err(|errors| refusal(at, cells_of(row), &errors))?;
    taken.incoming.id = loading.mended.decision(row.number).or(taken.incoming.id);
    if taken.incoming.id.is_some() {
        return Ok(Taken::Named(taken, cells_of(row)));
    }
    let (ready, employer) = understood_row(loading, taken, |errors| refusal(at, cells_of(row), errors))?;
    Ok(Taken::Ready(ready, employer))
}

/// Works out the card of a row.
fn understood_row(
    loading: &Loading,
    mut row: TakenRow,
    refuse: impl FnOnce(&[FieldError]) -> Refused,
) -> Result<(Ready, Option<Employer>), Refused> {
    let employer = row.employer.take();
    let record = understand(&loading.act, row.settled()).map_err(|errors| refuse(&errors))?;
    Ok((Ready::of(&loading.act, loading.origin.source, &record), employer))
}

/// Takes out of rows that name their card by its id what the card says already.
fn leave_known(loading: &Loading, read: &mut [((i64, i64), Read)]) {
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
    Refused { place, row_no, cells, reasons: serde_json::Value::Array(said).to_string() }
}

/// What would become of every row, without keeping any of it.
///
/// # Errors
/// As [`load`].
pub fn dry_run(
    db: &Db,
    act: &Act,
    source: Source,
    (settings, mapping, columns): (Settings, Mapping, Vec<String>),
) -> Result<Counts, ImportError> {
    let (base, act) = (db.clone(), act.clone());
    let ended = db.write(move |tx| -> Result<(), Undone> {
        let mut mapping = mapping;
        let act = make_fields(tx, &act, &mut mapping)?;
        let staff = Staff::read(tx, act.setting.now()).map_err(ImportError::from)?;
        let taking = Taking::new(&mapping, &columns, (&act.fields, &staff), act.manner.country)
            .map_err(ImportError::Mapping)?;
        let file = named(tx, &act.setting, (SourceKind::Import, source.name(), None))
            .map_err(ImportError::from)?;
        let origin = Origin { source: file, rule: mapping.rule };
        let loading = Loading {
            db: base,
            source,
            settings,
            taking,
            act: act.clone(),
            origin,
            mended: Mended::default(),
            n_skipped: 0,
        };
        let mut counts = Counts::default();
        load(loading, |batch| -> Result<bool, Undone> {
            counts = counts.plus(batch.write(tx, &act, origin, None).map_err(ImportError::from)?);
            Ok(true)
        })?;
        // Only an error leaves nothing behind.
        Err(Undone::Counted(counts))
    });
    match ended {
        Err(Undone::Counted(counts)) => Ok(counts),
        Err(Undone::Failed(error)) => Err(*error),
        Ok(()) => Ok(Counts::default()),
    }
}

/// Why a transaction that was never meant to stay was given up.
enum Undone {
    Counted(Counts),
    Failed(Box<ImportError>),
}

impl From<ImportError> for Undone {
    fn from(error: ImportError) -> Self {
        Undone::Failed(Box::new(error))
    }
}

impl From<DbError> for Undone {
    fn from(error: DbError) -> Self {
        ImportError::from(error).into()
    }
}
