//! A batch of rows on its way into the base: what was worked out beforehand is written, and counted.

use super::agreeing::{self, Place};
use super::employers::{self, Hired, Tied};
use super::loading::{Batches, refusal};
use super::mending::Mended;
use super::record::{Counts, ImportError, Run, RunNo};
use super::store::{self, Refused, Touched};
use crate::formats::{Settings, Source};
use crate::mapping::{Agreement, Employer, Mapping, RowsOf, Taking};
use crate::orders::{Feeding, Records};
use customers::bulk::{self, Held, Origin, Outcome, upsert_held};
use customers::staff::Staff;
use customers::{Act, CustomerError, CustomerId, listing};
use db::{Db, Tx};
use std::collections::HashSet;

/// A file on its way into the base.
pub struct Loading {
    /// Of which source its facts are, and what happens when they disagree.
    pub origin: Origin,
    pub(super) file: LoadingFile,
}

/// What is in the file.
pub(super) enum LoadingFile {
    Cards(Box<Cards>),
    Orders(Box<Feeding>),
}

/// A file of customers.
pub(super) struct Cards {
    /// The base, for looking up cards that rows name by id.
    pub(super) db: Db,
    pub(super) source: Source,
    /// How it is read.
    pub(super) settings: Settings,
    /// What its columns are.
    pub(super) taking: Taking,
    pub(super) act: Act,
    pub(super) origin: Origin,
    /// What a person mended in the file.
    pub(super) mended: Mended,
    /// Rows from the beginning that are in already.
    pub(super) n_skipped: i64,
}

/// A mapping with what else reading a file needs.
pub(super) struct Asked<'a> {
    pub(super) settings: &'a Settings,
    pub(super) mapping: &'a Mapping,
    pub(super) columns: &'a [String],
    pub(super) mended: &'a Mended,
    pub(super) n_skipped: i64,
}

impl Loading {
    /// A run that has begun, from where it was cut off.
    ///
    /// # Errors
    /// [`ImportError::Mapping`] when its mapping does not fit; [`ImportError::Missing`] before it began.
    pub fn of(db: &Db, run: &Run, act: &Act, source: Source) -> Result<Loading, ImportError> {
        let origin = Origin { source: run.source.ok_or(ImportError::Missing)?, rule: run.mapping.rule };
        let staff = db.read(|tx| Staff::read(tx, act.setting.now()))?;
        let asked = Asked {
            settings: &run.settings,
            mapping: &run.mapping,
            columns: &run.columns,
            mended: &run.mended,
            n_skipped: run.counts.n_read,
        };
        Self::asked(db, act, (source, origin), &staff, &asked)
    }

    /// A file read as is asked.
    pub(super) fn asked(
        db: &Db,
        act: &Act,
        (source, origin): (Source, Origin),
        staff: &Staff,
        asked: &Asked<'_>,
    ) -> Result<Loading, ImportError> {
        let (settings, mended) = (asked.settings.clone(), asked.mended.clone());
        let (act, n_skipped) = (act.clone(), asked.n_skipped);
        if asked.mapping.into != RowsOf::Customers {
            crate::orders::usable(asked.mapping, asked.columns).map_err(ImportError::Mapping)?;
            let mapping = asked.mapping.clone();
            let feeding = Feeding { source, settings, mapping, act, mended, n_skipped };
            let file = LoadingFile::Orders(Box::new(feeding));
            return Ok(Loading { origin, file });
        }
        let country = act.manner.country;
        let taking = Taking::new(asked.mapping, asked.columns, (&act.fields, staff), country)
            .map_err(ImportError::Mapping)?;
        let cards = Cards { db: db.clone(), source, settings, taking, act, origin, mended, n_skipped };
        Ok(Loading { origin, file: LoadingFile::Cards(Box::new(cards)) })
    }
}

/// Rows that were read and worked out.
pub struct Batch {
    /// How far the file has been read, 0 to 1.
    pub(super) ratio: f64,
    pub(super) rows: BatchRows,
}

/// What the rows are.
pub(super) enum BatchRows {
    Cards(CardBatch),
    Orders(Records),
}

/// Rows of customers, in the file's order.
pub(super) struct CardBatch {
    /// Those of its lines that are not refused, in their order.
    pub(super) understood: bulk::Batch,
    pub(super) lines: Vec<Line>,
    /// The name of the file.
    pub(super) file: String,
    /// Bytes of the cells.
    pub(super) n_bytes: usize,
}

pub(super) struct Line {
    pub(super) place: i64,
    pub(super) row_no: i64,
    pub(super) read: Result<Option<Employer>, Refused>,
    pub(super) agreements: Vec<Agreement>,
    pub(super) aside: Option<Aside>,
}

/// Cells of a row that comes in without them.
pub(super) struct Aside {
    pub(super) n_cells: i64,
    pub(super) row: Refused,
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
    ) -> Result<Counts, ImportError> {
        let mut held = Held::new();
        let counts = self.write_held(tx, (act, origin), run, &mut held)?;
        held.settle(tx)?;
        Ok(counts)
    }

    /// Bytes of the cells; 0 for orders, which are few at once.
    fn n_bytes(&self) -> usize {
        match &self.rows {
            BatchRows::Cards(cards) => cards.n_bytes,
            BatchRows::Orders(_) => 0,
        }
    }

    fn write_held(
        self,
        tx: &mut Tx<'_>,
        (act, origin): (&Act, Origin),
        run: Option<RunNo>,
        held: &mut Held,
    ) -> Result<Counts, ImportError> {
        match self.rows {
            BatchRows::Cards(cards) => Ok(cards.write(tx, (act, origin), run, held)?),
            BatchRows::Orders(records) => records.write(tx, act, origin, run),
        }
    }
}

/// Bytes of a row of usual length.
const USUAL_ROW: usize = 256;

/// Writes batches in one transaction, until it has so many rows, or as much text as so many usual ones; gives the counts, of no rows at the end of the file, and
/// the batches that are left. The more rows, the fewer times the pages of the index are written; others wait so long.
///
/// # Errors
/// As [`Batch::write`].
pub fn write_many(
    tx: &mut Tx<'_>,
    (act, origin): (&Act, Origin),
    run: RunNo,
    (mut batches, n_rows): (Batches, i64),
) -> Result<(Counts, Batches), ImportError> {
    let (mut held, mut counts) = (batches.take_held(), Counts::default());
    let mut room = usize::try_from(n_rows).unwrap_or(0).saturating_mul(USUAL_ROW);
    while counts.n_read < n_rows
        && room > 0
        && !held.is_full()
        && let Some(batch) = batches.next_batch()
    {
        room = room.saturating_sub(batch.n_bytes());
        counts = counts.plus(batch.write_held(tx, (act, origin), Some(run), &mut held)?);
    }
    held.settle(tx)?;
    batches.give_held(held);
    Ok((counts, batches))
}

impl CardBatch {
    fn write(
        self,
        tx: &mut Tx<'_>,
        (act, origin): (&Act, Origin),
        run: Option<RunNo>,
        held: &mut Held,
    ) -> Result<Counts, CustomerError> {
        let mut written = Written::default();
        written.counts.n_read = i64::try_from(self.lines.len()).unwrap_or(0);
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in self.lines {
            match line.read {
                Ok(employer) => {
                    lines.push(((line.place, line.row_no), employer, (line.aside, line.agreements)));
                }
                Err(one) => written.refuse(one),
            }
        }
        let outcomes = upsert_held(tx, act, origin, self.understood, held)?;
        if lines.iter().any(|(_, employer, (_, agreements))| employer.is_some() || !agreements.is_empty()) {
            // These look for cards by what is said on them.
            held.settle(tx)?;
        }
        for (outcome, (at, employer, (aside, agreements))) in outcomes.into_iter().zip(lines) {
            let known = written.row(tx, (act, origin), (at, outcome), (employer, aside))?;
            if let Some(id) = known {
                let place = Place { file: &self.file, run, row_no: at.1 };
                if agreeing::hear(tx, act, id, &agreements, &place)? {
                    written.heard(tx, act, (id, at.0))?;
                }
            }
        }
        let tied = employers::tie(tx, act, origin, std::mem::take(&mut written.hired))?;
        written.tie(&tied);
        if let Some(no) = run {
            store::keep_batch(tx, no, written.counts, (&written.touched, &written.outside))?;
            store::keep_relations(tx, no, &tied.relations)?;
        }
        Ok(written.counts)
    }
}

/// What writing a batch did so far.
#[derive(Default)]
struct Written {
    counts: Counts,
    touched: Vec<Touched>,
    /// Rows that were refused, and those that came in without some of their cells.
    outside: Vec<Refused>,
    hired: Vec<Hired>,
    /// Rows that said nothing new, by their place.
    unchanged: HashSet<i64>,
}

impl Written {
    fn refuse(&mut self, row: Refused) {
        self.counts.n_rejected += 1;
        self.outside.push(row);
    }

    /// What became of a row; the card that it is about, unless it was refused.
    fn row(
        &mut self,
        tx: &mut Tx<'_>,
        (act, origin): (&Act, Origin),
        (at, outcome): ((i64, i64), Outcome),
        (employer, aside): (Option<Employer>, Option<Aside>),
    ) -> Result<Option<CustomerId>, CustomerError> {
        let (place, _) = at;
        let id = match outcome {
            Outcome::New(id) => {
                self.counts.n_new += 1;
                self.touched.push(Touched { customer: id.0, place, is_new: true, revision: 1 });
                id
            }
            Outcome::Merged(id) => {
                self.counts.n_merged += 1;
                let card = listing::get(tx, act, id)?;
                let mut facts = card.sheet.facts().iter();
                let has_rival = facts.any(|fact| fact.is_rival && fact.source == origin.source);
                self.counts.n_conflicts += i64::from(has_rival);
                let revision = card.revision;
                self.touched.push(Touched { customer: id.0, place, is_new: false, revision });
                id
            }
            Outcome::Unchanged(id) => {
                self.counts.n_unchanged += 1;
                self.unchanged.insert(place);
                id
            }
            Outcome::Rejected(errors) => {
                let cells = aside.map_or_else(|| "[]".to_owned(), |aside| aside.row.cells);
                self.refuse(refusal(at, cells, &errors));
                return Ok(None);
            }
        };
        self.hired.extend(employer.map(|employer| Hired { person: id, place, employer }));
        if let Some(aside) = aside {
            self.counts.n_set_aside += aside.n_cells;
            self.outside.push(Refused { card: Some(id.0), ..aside.row });
        }
        Ok(Some(id))
    }

    /// A row that says nothing new of a card but a word about news does add something, and undoing looks at its card.
    fn heard(
        &mut self,
        tx: &mut Tx<'_>,
        act: &Act,
        (id, place): (CustomerId, i64),
    ) -> Result<(), CustomerError> {
        if self.unchanged.remove(&place) {
            self.counts.n_unchanged -= 1;
            self.counts.n_merged += 1;
            let revision = listing::get(tx, act, id)?.revision;
            self.touched.push(Touched { customer: id.0, place, is_new: false, revision });
        }
        Ok(())
    }

    fn tie(&mut self, tied: &Tied) {
        for (_, place) in &tied.relations {
            // A row that ties a person of whom it says nothing new does add something.
            let is_news = self.unchanged.remove(place);
            self.counts.n_unchanged -= i64::from(is_news);
            self.counts.n_merged += i64::from(is_news);
        }
        self.touched.extend(tied.made.iter().map(|(id, place)| Touched {
            customer: id.0,
            place: *place,
            is_new: true,
            revision: 1,
        }));
    }
}
