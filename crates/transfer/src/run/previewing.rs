//! What would become of the first rows, found out by doing it and giving the transaction up.

use super::own_fields::make_fields;
use super::recognising::recognise;
use super::record::{ImportError, Run, Said};
use crate::cells::Row;
use crate::formats::{self, Source};
use crate::mapping::{RowsOf, Taking};
use customers::bulk::{Origin, Outcome, Understood, upsert};
use customers::duplicates::{Asked, Likeness, likely};
use customers::source::{SourceKind, named};
use customers::staff::Staff;
use customers::{Act, CustomerId, listing};
use db::{Db, DbError, Tx};
use web::FieldError;

/// Rows tried.
const TRIED: usize = 300;
/// New rows for which likely cards are looked for.
const COMPARED: usize = 100;
/// Likely cards offered for a row.
const OFFERED: usize = 3;

/// What would become of one row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PreviewRow {
    /// Its number in the file.
    pub row_no: u64,
    /// Its cells, as mended.
    pub cells: Vec<String>,
    /// Whether a person mended any of them.
    pub is_mended: bool,
    /// `new`, `merged`, `conflict`, `unchanged` or `rejected`.
    pub outcome: &'static str,
    /// The name on the card; empty for a refused row.
    pub name: String,
    /// Why it would be refused, or which cells would stay outside: the column or field, and the sentence.
    pub reasons: Vec<(String, Said)>,
    /// Cards that the row may be of though no exact key says so, the likeliest first.
    pub likely: Vec<LikelyCard>,
    /// The card that a person said it is of.
    pub decided: Option<CustomerId>,
    /// Which order the row is of.
    pub order: Option<OrderWords>,
}

/// The order that a row would be of.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderWords {
    /// Its number.
    pub number: String,
    /// Which of the order's rows it is, from 1.
    pub line: usize,
    /// How many rows the order has.
    pub n_lines: usize,
    /// Whether its client is not known yet and becomes a lead.
    pub is_new_customer: bool,
    /// Whether its currency has no rate on its day, so that it would be in no sum.
    pub lacks_rate: bool,
}

/// A card that a row may be of.
#[derive(Debug, Clone, PartialEq)]
pub struct LikelyCard {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// How likely, 0..=1.
    pub probability: f64,
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
pub fn preview(
    db: &Db,
    act: &Act,
    run: Run,
    (source, likeness): (Source, Likeness),
) -> Result<Preview, ImportError> {
    let act = act.clone();
    let ended = db.write(move |tx| -> Result<(), GivenUp> {
        Err(GivenUp(try_out(tx, &act, run, (&source, &likeness))))
    });
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

/// By what rows are tried.
struct Trying<'t> {
    act: &'t Act,
    taking: Taking,
    origin: Origin,
    likeness: &'t Likeness,
    run: &'t Run,
}

fn try_out(
    tx: &mut Tx<'_>,
    act: &Act,
    run: Run,
    (source, likeness): (&Source, &Likeness),
) -> Result<Preview, ImportError> {
    let mut mapping = run.mapping.clone();
    if mapping.into != RowsOf::Customers {
        return try_orders(tx, act, run, source);
    }
    let act = make_fields(tx, act, &mut mapping)?;
    let staff = Staff::read(tx, act.setting.now())?;
    let taking = Taking::new(&mapping, &run.columns, (&act.fields, &staff), act.manner.country)
        .map_err(ImportError::Mapping)?;
    let file = named(tx, &act.setting, (SourceKind::Import, source.name(), act.actor.user))?;
    let origin = Origin { source: file, rule: mapping.rule };
    let mut reading = formats::open(source, &run.settings)?;
    let trying = Trying { act: &act, taking, origin, likeness, run: &run };
    let (mut row, mut rows, mut n_new) = (Row::new(), Vec::new(), 0);
    while rows.len() < TRIED && reading.next(&mut row)? {
        let is_mended = run.mended.apply(&mut row);
        let mut tried = trying.row(tx, &row, n_new < COMPARED)?;
        n_new += usize::from(tried.outcome == "new");
        tried.is_mended = is_mended;
        rows.push(tried);
    }
    Ok(Preview { rows })
}

fn try_orders(tx: &mut Tx<'_>, act: &Act, run: Run, source: &Source) -> Result<Preview, ImportError> {
    let file = named(tx, &act.setting, (SourceKind::Import, source.name(), act.actor.user))?;
    let origin = Origin { source: file, rule: run.mapping.rule };
    let mended = run.mended.clone();
    let feeding = crate::orders::Feeding {
        source: source.clone(),
        settings: run.settings,
        mapping: run.mapping,
        act: act.clone(),
        mended: run.mended,
        n_skipped: 0,
    };
    let mut rows = crate::orders::try_out(tx, act, (origin, &run.columns), &feeding, TRIED)?;
    for row in &mut rows {
        row.is_mended = mended.cells.iter().any(|cell| cell.row == row.row_no);
    }
    Ok(Preview { rows })
}

impl Trying<'_> {
    fn row(&self, tx: &mut Tx<'_>, row: &Row, compares: bool) -> Result<PreviewRow, ImportError> {
        let mut shown = PreviewRow {
            row_no: row.number,
            cells: row.cells().map(|cell| cell.text.to_owned()).collect(),
            outcome: "rejected",
            decided: self.run.mended.decision(row.number),
            ..PreviewRow::default()
        };
        if let Some(fault) = row.fault() {
            shown.reasons.push((String::new(), Said::of(fault)));
            return Ok(shown);
        }
        let mut taken = match self.taking.read(row) {
            Ok(taken) => taken,
            Err(errors) => return Ok(refused(shown, &errors)),
        };
        taken.incoming.id = shown.decided.or(taken.incoming.id);
        recognise(tx, self.act, &mut taken)?;
        let (record, aside) = match taken.understood(self.act) {
            Ok(understood) => understood,
            Err(errors) => return Ok(refused(shown, &errors)),
        };
        let shown = refused(shown, &aside);
        // Asked before the row is tried, or it would find itself.
        let likely = match record.id {
            None if compares => self.likely(tx, &record)?,
            _ => Vec::new(),
        };
        self.written(tx, record, (shown, likely))
    }

    fn written(
        &self,
        tx: &mut Tx<'_>,
        record: Understood,
        (mut shown, likely): (PreviewRow, Vec<LikelyCard>),
    ) -> Result<PreviewRow, ImportError> {
        let (slug, id) = match upsert(tx, self.act, self.origin, vec![record])?.pop() {
            Some(Outcome::New(id)) => ("new", id),
            Some(Outcome::Merged(id)) => ("merged", id),
            Some(Outcome::Unchanged(id)) => ("unchanged", id),
            Some(Outcome::Rejected(errors)) => return Ok(refused(shown, &errors)),
            None => return Ok(shown),
        };
        let card = listing::get(tx, self.act, id)?;
        let mut facts = card.sheet.facts().iter();
        let has_rival = facts.any(|fact| fact.is_rival && fact.source == self.origin.source);
        shown.outcome = if has_rival && slug == "merged" { "conflict" } else { slug };
        shown.name = card.name;
        if slug == "new" {
            shown.likely = likely;
        }
        Ok(shown)
    }

    /// Cards that a record may be of, as the model of this base finds; none where it is not prepared.
    fn likely(&self, tx: &mut Tx<'_>, record: &Understood) -> Result<Vec<LikelyCard>, ImportError> {
        let values = record.values.iter().map(|(no, new)| (*no, new.value.clone())).collect();
        let asked = Asked { kind: record.kind, values, except: None };
        let found = likely(tx, self.act, self.likeness, (&asked, OFFERED))?;
        let card = |one: customers::duplicates::Likely| {
            let probability = one.probability?;
            Some(LikelyCard { id: one.card.id, name: one.card.name, probability })
        };
        Ok(found.into_iter().filter_map(card).collect())
    }
}

/// A row with what is wrong with it.
fn refused(shown: PreviewRow, errors: &[FieldError]) -> PreviewRow {
    let reasons = errors.iter().map(|error| (error.field.clone(), Said::of_field(error))).collect();
    PreviewRow { reasons, ..shown }
}
