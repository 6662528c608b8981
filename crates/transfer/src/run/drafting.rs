//! From a file to a run: what is in it, what its columns are, and the first step.

use super::mending::Mended;
use super::own_fields::make_fields;
use super::record::{Counts, ImportError, Run, RunId, RunState};
use super::returning::{come_again, width_before};
use super::store;
use crate::cells::Row;
use crate::formats::exports::Subject;
use crate::formats::{self, Detection, Settings, Source};
use crate::mapping::{Mapping, NEW, RowsOf, Sampled, Unusable, guess};
use customers::source::{SourceKind, named};
use customers::staff::Staff;
use customers::{Act, CustomerError, FieldSet};
use db::{Db, Tx};
use journal::Entry;
use kernel::Level;
use serde_json::json;

/// The kind of subject in journal entries about runs.
pub const SUBJECT: journal::SubjectKind = "import";

/// Rows from the beginning of a file that guesses are made from.
const SAMPLED: usize = 500;
/// Runs with the same columns among which the mapping for the same kind of rows is looked for.
const REMEMBERED: usize = 10;

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Found {
    /// How to read it, and what should be said of it.
    pub detection: Detection,
    /// What its columns are: as in an earlier run of a file with the same columns, else guessed.
    pub mapping: Mapping,
    /// Its first rows.
    pub sampled: Sampled,
}

/// Finds out what a file is, as far as a person has not chosen it, and guesses what its columns are.
///
/// # Errors
/// [`ImportError::File`] says why it cannot be read.
pub fn look_at(source: &Source, chosen: &Settings, act: &Act, db: &Db) -> Result<Found, ImportError> {
    let detection = formats::detect_with(source, chosen)?;
    let sampled = sample(source, &detection.settings, SAMPLED)?;
    if sampled.columns.is_empty() {
        return Err(without_rows(source));
    }
    let (earlier, staff) = db.read(|tx| -> Result<_, ImportError> {
        Ok((remembered(tx, &sampled.columns, RowsOf::Customers)?, Staff::read(tx, act.setting.now())?))
    })?;
    let known = (act.fields.as_ref(), staff.as_ref());
    let mapping = earlier
        .and_then(|mapping| usable(mapping, &act.fields))
        .unwrap_or_else(|| guess(&sampled, detection.recognized.as_ref(), known, &act.manner));
    Ok(Found { detection, mapping, sampled })
}

/// That a file has no row that can be read.
fn without_rows(source: &Source) -> ImportError {
    let fault = formats::FileFault::NoRows;
    ImportError::File(formats::ReadError { file: source.name().to_owned(), row: None, fault })
}

/// Refuses what would bring nothing in: every column left out, or no row under the heading.
///
/// # Errors
/// [`ImportError::Mapping`], [`ImportError::File`].
pub(crate) fn brings_something(source: &Source, found: &Found) -> Result<(), ImportError> {
    if !found.mapping.takes_anything() {
        return Err(ImportError::Mapping(Unusable::Nothing));
    }
    // A row that cannot be read is one too: it comes back with its reason.
    let is_table = found.mapping.into == RowsOf::Customers && found.sampled.rows.is_empty();
    if is_table && !formats::open(source, &found.detection.settings)?.next(&mut Row::new())? {
        return Err(without_rows(source));
    }
    Ok(())
}

/// A mapping of before as it may serve now: columns of fields that were put away since ask for a field again; `None` when it
/// names fields that there are not.
fn usable(mut mapping: Mapping, fields: &FieldSet) -> Option<Mapping> {
    for used in &mut mapping.columns {
        if crate::mapping::PLACES.contains(&used.to.as_str()) {
            continue;
        }
        let field = fields.slug(&used.to)?;
        if field.is_archived {
            used.to = NEW.to_owned();
            used.kind = Some(field.kind.slug().to_owned());
        }
    }
    Some(mapping)
}

/// The same for rows of any kind: those that are said, else those that the program tells by which the file was made, those of
/// the latest file with the same columns, those that the headings tell.
///
/// # Errors
/// As [`look_at`].
pub fn look_for(
    source: &Source,
    chosen: &Settings,
    (rows, act): (Option<RowsOf>, &Act),
    db: &Db,
) -> Result<Found, ImportError> {
    let rows = rows.map_or_else(|| told_rows(source, chosen, act, db), Ok)?;
    match rows {
        RowsOf::Customers => look_at(source, chosen, act, db),
        RowsOf::Orders | RowsOf::Products => crate::orders::look_at(source, chosen, rows, db),
    }
}

/// What the rows of a file are when nobody says it.
fn told_rows(source: &Source, chosen: &Settings, act: &Act, db: &Db) -> Result<RowsOf, ImportError> {
    let detection = formats::detect_with(source, chosen)?;
    match detection.recognized.map(|known| known.subject) {
        Some(Subject::Orders) => return Ok(RowsOf::Orders),
        Some(Subject::Products) => return Ok(RowsOf::Products),
        Some(Subject::Customers | Subject::Deals) => return Ok(RowsOf::Customers),
        None => {}
    }
    if !act.actor.may(orders::RIGHT, Level::Write) {
        return Ok(RowsOf::Customers);
    }
    let columns = sample(source, &detection.settings, 1)?.columns;
    let before = db.read(|tx| store::last_with_columns(tx, &columns, 1))?;
    Ok(before.first().map_or_else(|| crate::orders::told_rows(&columns), |run| run.mapping.into))
}

/// The mapping of the latest run of a file with the same columns and the same kind of rows; for what did not come in of such
/// a file, that of the file.
///
/// # Errors
/// Any database error.
pub fn remembered(
    tx: &mut Tx<'_>,
    columns: &[String],
    rows: RowsOf,
) -> Result<Option<Mapping>, ImportError> {
    let mut last = |columns: &[String]| -> Result<Option<Mapping>, ImportError> {
        let runs = store::last_with_columns(tx, columns, REMEMBERED)?;
        Ok(runs.into_iter().map(|run| run.mapping).find(|mapping| mapping.into == rows))
    };
    if let Some(width) = width_before(columns)
        && let Some((own, behind)) = columns.split_at_checked(width)
        && let Some(mapping) = last(own)?
    {
        return Ok(Some(come_again(mapping, behind)));
    }
    last(columns)
}

/// The first rows of a file that can be read, at most `n`.
///
/// # Errors
/// [`ImportError::File`].
pub fn sample(source: &Source, settings: &Settings, n: usize) -> Result<Sampled, ImportError> {
    let mut reading = formats::open(source, settings)?;
    let mut sampled = Sampled { columns: reading.columns().to_vec(), rows: Vec::new() };
    let mut row = Row::new();
    while sampled.rows.len() < n && reading.next(&mut row)? {
        if row.fault().is_none() {
            sampled.rows.push(row.cells().map(|cell| cell.text.to_owned()).collect());
        }
    }
    Ok(sampled)
}

/// A file about to become a run.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Where the house keeps it; `None` when it is read where it lies.
    pub key: Option<String>,
    /// Its length.
    pub n_bytes: u64,
}

/// Keeps what was found in a file, for a person to look at.
///
/// # Errors
/// [`CustomerError::Forbidden`] unless the actor may import.
pub fn draft(tx: &mut Tx<'_>, act: &Act, file: File, found: &Found) -> Result<Run, ImportError> {
    may_bring(act, found.mapping.into)?;
    let settings = found.detection.settings.clone();
    let run = Run {
        no: 0,
        id: act.setting.id::<RunId>(),
        fingerprint: fingerprint(&file, &settings),
        file: file.name,
        file_key: file.key,
        n_bytes: i64::try_from(file.n_bytes).unwrap_or(i64::MAX),
        settings,
        columns: found.sampled.columns.clone(),
        mapping: found.mapping.clone(),
        mended: Mended::default(),
        state: RunState::Draft,
        counts: Counts::default(),
        n_undone: 0,
        n_left: 0,
        source: None,
        job: None,
        error: None,
        user: act.actor.user,
        created_at: act.setting.now(),
        started_at: None,
        finished_at: None,
        undone_at: None,
    };
    let no = store::insert(tx, &run)?;
    Ok(Run { no, ..run })
}

/// What tells this file, read in this way, from others.
pub fn fingerprint(file: &File, settings: &Settings) -> String {
    json!([file.name, file.n_bytes, settings]).to_string()
}

/// Keeps other choices of a person for a run that has not begun.
///
/// # Errors
/// [`ImportError::Missing`] once it has begun.
pub fn change(tx: &mut Tx<'_>, act: &Act, run: &Run) -> Result<(), ImportError> {
    may_bring(act, run.mapping.into)?;
    if store::find(tx, run.id)?.is_none_or(|kept| kept.state != RunState::Draft) {
        return Err(ImportError::Missing);
    }
    Ok(store::change(tx, run)?)
}

/// Begins a run: makes the fields of one's own that its mapping asks for, and its source. Gives the run as it now stands
/// and the act with the new fields.
///
/// # Errors
/// [`ImportError::Missing`] once it has begun; [`CustomerError::Forbidden`].
pub fn begin(
    tx: &mut Tx<'_>,
    act: &Act,
    run: Run,
    job: Option<jobs::JobId>,
) -> Result<(Run, Act), ImportError> {
    may_bring(act, run.mapping.into)?;
    if store::find(tx, run.id)?.is_none_or(|kept| kept.state != RunState::Draft) {
        return Err(ImportError::Missing);
    }
    let mut run = run;
    let act = match run.mapping.into {
        RowsOf::Customers => make_fields(tx, act, &mut run.mapping)?,
        RowsOf::Orders | RowsOf::Products => {
            crate::orders::usable(&run.mapping, &run.columns).map_err(ImportError::Mapping)?;
            act.clone()
        }
    };
    let name = format!("{} · {}", run.file, run.no);
    run.source = Some(named(tx, &act.setting, (SourceKind::Import, &name, act.actor.user))?);
    (run.job, run.state) = (job, RunState::Running);
    store::change(tx, &run)?;
    store::began(tx, &run, act.setting.now())?;
    tell(tx, &act, "import.begun", &run)?;
    Ok((run, act))
}

/// Lets pass only those who may import.
pub(crate) fn may_import(act: &Act) -> Result<(), CustomerError> {
    let may = act.actor.may(crate::RIGHT, Level::Write) && act.may(Level::Write);
    if may { Ok(()) } else { Err(CustomerError::Forbidden) }
}

/// Lets pass only those who may bring in such rows.
pub(crate) fn may_bring(act: &Act, rows: RowsOf) -> Result<(), CustomerError> {
    may_import(act)?;
    let may = rows == RowsOf::Customers || act.actor.may(orders::RIGHT, Level::Write);
    if may { Ok(()) } else { Err(CustomerError::Forbidden) }
}

/// Writes what happened to a run into the journal.
pub(crate) fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, run: &Run) -> Result<(), ImportError> {
    let payload = json!({ "no": run.no, "file": run.file, "source": run.source });
    let entry = Entry::now(&act.setting, verb, (SUBJECT, run.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}
