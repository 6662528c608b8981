//! What did not come in as a file: refused rows, and rows without some of their cells, each as it stood under the headings of
//! the file it came from, with the reason in words, ready to be mended and brought in again.

use super::record::{ImportError, Run, Said};
use super::returning::{Own, as_in_file, width_before};
use super::store::{self, Refused};
use crate::cells::Row;
use crate::formats::out::{Column, Output, Writing, Written, target_named};
use crate::mapping::{ADDRESS_PART, FULL_NAME, ID, RowsOf, TAX_ID};
use crate::orders::Target;
use customers::{CustomerId, Desk, FieldSet};
use db::Db;
use serde::Deserialize;
use words::Say;

/// Rows read at once.
const PAGE: usize = 1_000;

#[derive(Deserialize)]
struct Reason {
    field: String,
    said: Said,
}

/// Why a row was refused: the field or column, and the sentence.
pub(crate) fn reasons_of(kept: &str) -> Vec<(String, Said)> {
    let reasons: Vec<Reason> = serde_json::from_str(kept).unwrap_or_default();
    reasons.into_iter().map(|reason| (reason.field, reason.said)).collect()
}

/// Writes the rows of a run that are not in, or not wholly, as CSV: the cells under their headings, the number of the row,
/// the reasons and, where rows are in without some of their cells, the card that each is of.
///
/// # Errors
/// [`ImportError::Store`] when the file cannot be written.
pub fn write_rejects(db: &Db, run: &Run, say: &Say, output: Output) -> Result<Written, ImportError> {
    let failed = |error: crate::formats::out::WriteError| ImportError::Store(error.to_string());
    let Some(csv) = target_named("csv") else { return Ok(Written::default()) };
    let fields = db.read(|tx| Desk::default().fields(tx))?;
    // Whoever brought it in may hold the run as it was begun.
    let run = &db.read(|tx| store::find(tx, run.id))?.unwrap_or_else(|| run.clone());
    let width = width_before(&run.columns).unwrap_or(run.columns.len());
    let own = Own::in_words(say);
    let telling = Telling { run, fields: &fields, say, width, tells_cards: run.tells_cards() };
    let mut headings = as_in_file(run.columns.get(..width).unwrap_or_default());
    headings.extend([own.row.as_str(), own.reason.as_str()]);
    headings.extend(telling.tells_cards.then_some(own.card));
    let columns: Vec<Column> = headings.into_iter().map(Column::text).collect();
    let writing =
        Writing { language: say.lang().to_string(), title: run.file.clone(), ..Writing::default() };
    let mut sink = csv.begin(output, &columns, &writing).map_err(failed)?;
    let (mut row, mut after) = (Row::new(), 0);
    loop {
        let page = db.read(|tx| store::refused(tx, run.no, (after, PAGE)))?;
        for refused in &page {
            after = refused.place;
            telling.fill(&mut row, refused);
            sink.row(&row).map_err(failed)?;
        }
        if page.len() < PAGE {
            return sink.finish().map_err(failed);
        }
    }
}

impl Run {
    /// Whether what did not come in names the cards that rows are of: some are in, or came from such a file.
    fn tells_cards(&self) -> bool {
        let names_card = self.mapping.columns.last().is_some_and(|used| used.to == ID);
        self.mapping.into == RowsOf::Customers
            && (self.counts.n_set_aside > 0 || (names_card && width_before(&self.columns).is_some()))
    }
}

/// What rows are told by.
struct Telling<'t> {
    run: &'t Run,
    fields: &'t FieldSet,
    say: &'t Say,
    /// Columns of the file itself.
    width: usize,
    tells_cards: bool,
}

impl Telling<'_> {
    fn fill(&self, row: &mut Row, refused: &Refused) {
        row.clear();
        let cells: Vec<String> = serde_json::from_str(&refused.cells).unwrap_or_default();
        cells.iter().take(self.width).for_each(|cell| row.push_text(cell));
        row.pad(self.width);
        row.push_text(&refused.row_no.to_string());
        let told: Vec<String> =
            reasons_of(&refused.reasons).iter().map(|(place, said)| self.reason(place, said)).collect();
        let told = told.join("; ");
        row.push_text(&match refused.is_in {
            true => self.say.with("transfer-rejects-without", &[("reasons", told.as_str().into())]),
            false => told,
        });
        if self.tells_cards {
            let known = || cells.get(self.width + 2).cloned();
            row.push_text(
                &refused.card.map(|id| CustomerId(id).to_string()).or_else(known).unwrap_or_default(),
            );
        }
    }

    fn reason(&self, place: &str, said: &Said) -> String {
        let said = said.say(self.say);
        match self.heading_of(place) {
            Some(heading) => format!("{heading}: {said}"),
            None => said,
        }
    }

    /// The column of the file that a field or a target was taken from, by its heading; where several were, or none, what the
    /// field is called.
    fn heading_of(&self, place: &str) -> Option<String> {
        let part = place.rsplit('/').next().unwrap_or(place);
        let taken_as = |to: &str| {
            let mut found = self.run.mapping.columns.iter().filter(|used| used.to == to);
            found.next().filter(|_| found.next().is_none()).map(|used| used.column.clone())
        };
        if let Some(column) = taken_as(part) {
            return Some(column);
        }
        if self.run.columns.iter().any(|column| column == place) {
            return Some(place.to_owned());
        }
        if self.run.mapping.into != RowsOf::Customers {
            let target = Target::from_slug(part)?;
            return Some(crate::pages::target_words(target, self.say).1);
        }
        let whole = match part {
            "family" | "given" | "patronymic" | "legal_name" => FULL_NAME,
            "inn" | "iin" | "bin" => TAX_ID,
            "address" => ADDRESS_PART,
            _ => "",
        };
        let label = || self.fields.slug(part).map(|field| field.label(self.say));
        taken_as(whole).or_else(label)
    }
}
