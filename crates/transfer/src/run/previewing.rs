//! What would become of the first rows, found out by doing it and giving the transaction up.

use super::drafting::make_fields;
use super::recognising::recognise;
use super::record::{ImportError, Run, Said};
use crate::cells::Row;
use crate::formats::{self, Source};
use crate::mapping::Taking;
use customers::bulk::{Origin, Outcome, understand, upsert};
use customers::source::{SourceKind, named};
use customers::staff::Staff;
use customers::{Act, listing};
use db::{Db, DbError, Tx};
use web::FieldError;

/// Rows shown.
const SHOWN: usize = 25;

/// What would become of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewRow {
    /// Its number in the file.
    pub row_no: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// `new`, `merged`, `conflict`, `unchanged` or `rejected`.
    pub outcome: &'static str,
    /// The name on the card; empty for a refused row.
    pub name: String,
    /// Why it would be refused: the column or field, and the sentence.
    pub reasons: Vec<(String, Said)>,
}

/// The first rows of a run with what would become of each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// In the file's order.
    pub rows: Vec<PreviewRow>,
}

/// Tries the first rows of a run that has not begun; nothing of it stays.
///
/// # Errors
/// [`ImportError::File`], [`ImportError::Mapping`].
pub fn preview(db: &Db, act: &Act, run: Run, source: Source) -> Result<Preview, ImportError> {
    let act = act.clone();
    let ended =
        db.write(move |tx| -> Result<(), GivenUp> { Err(GivenUp(try_out(tx, &act, run, &source))) });
    match ended {
        Err(GivenUp(answer)) => answer,
        Ok(()) => Ok(Preview::default()),
    }
}

/// Carries the answer out of a transaction that must not stay.
struct GivenUp(Result<Preview, ImportError>);

impl From<DbError> for GivenUp {
    fn from(error: DbError) -> Self {
        GivenUp(Err(error.into()))
    }
}

fn try_out(tx: &mut Tx<'_>, act: &Act, run: Run, source: &Source) -> Result<Preview, ImportError> {
    let mut mapping = run.mapping;
    let act = make_fields(tx, act, &mut mapping)?;
    let staff = Staff::read(tx, act.setting.now())?;
    let taking = Taking::new(&mapping, &run.columns, (&act.fields, &staff), act.manner.country)
        .map_err(ImportError::Mapping)?;
    let file = named(tx, &act.setting, (SourceKind::Import, source.name(), act.actor.user))?;
    let origin = Origin { source: file, rule: mapping.rule };
    let mut reading = formats::open(source, &run.settings)?;
    let (mut row, mut rows) = (Row::new(), Vec::new());
    while rows.len() < SHOWN && reading.next(&mut row)? {
        rows.push(try_row(tx, &act, (&taking, origin), &row)?);
    }
    Ok(Preview { rows })
}

fn try_row(
    tx: &mut Tx<'_>,
    act: &Act,
    (taking, origin): (&Taking, Origin),
    row: &Row,
) -> Result<PreviewRow, ImportError> {
    let cells = row.cells().map(|cell| cell.text.to_owned()).collect();
    let mut shown = PreviewRow {
        row_no: row.number,
        cells,
        outcome: "rejected",
        name: String::new(),
        reasons: Vec::new(),
    };
    if let Some(fault) = row.fault() {
        shown.reasons.push((String::new(), Said::of(fault)));
        return Ok(shown);
    }
    let mut taken = match taking.read(row) {
        Ok(taken) => taken,
        Err(errors) => return Ok(refused(shown, &errors)),
    };
    recognise(tx, act, &mut taken)?;
    let record = match understand(act, taken.settled()) {
        Ok(record) => record,
        Err(errors) => return Ok(refused(shown, &errors)),
    };
    let outcome = upsert(tx, act, origin, vec![record])?.pop();
    let (slug, id) = match outcome {
        Some(Outcome::New(id)) => ("new", id),
        Some(Outcome::Merged(id)) => ("merged", id),
        Some(Outcome::Unchanged(id)) => ("unchanged", id),
        Some(Outcome::Rejected(errors)) => return Ok(refused(shown, &errors)),
        None => return Ok(shown),
    };
    let card = listing::get(tx, act, id)?;
    let has_rival = card.sheet.facts().iter().any(|fact| fact.is_rival && fact.source == origin.source);
    shown.outcome = if has_rival && slug == "merged" { "conflict" } else { slug };
    shown.name = card.name;
    Ok(shown)
}

fn refused(shown: PreviewRow, errors: &[FieldError]) -> PreviewRow {
    let reasons = errors.iter().map(|error| (error.field.clone(), Said::of_field(error))).collect();
    PreviewRow { reasons, ..shown }
}
