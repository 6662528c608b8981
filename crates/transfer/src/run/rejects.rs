//! What did not come in as a file: refused rows, and rows without some of their cells, each as it stood, with the reason in
//! words, ready to be mended and brought in again.

use super::record::{ImportError, Run, Said};
use super::store::{self, Refused};
use crate::cells::Row;
use crate::formats::out::{Column, Output, Writing, Written, target_named};
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

/// Writes the rows of a run that are not in, or not wholly, as CSV: number of the row, its cells under their headings, the reasons.
///
/// # Errors
/// [`ImportError::Store`] when the file cannot be written.
pub fn write_rejects(db: &Db, run: &Run, say: &Say, output: Output) -> Result<Written, ImportError> {
    let failed = |error: crate::formats::out::WriteError| ImportError::Store(error.to_string());
    let Some(csv) = target_named("csv") else { return Ok(Written::default()) };
    let reason = unique(say.t("transfer-rejects-reason"), &run.columns);
    let number = unique(say.t("transfer-rejects-row"), &run.columns);
    let headings = run.columns.iter().chain([&reason, &number]);
    let columns: Vec<Column> = headings.map(|name| Column::text(name)).collect();
    let writing =
        Writing { language: say.lang().to_string(), title: run.file.clone(), ..Writing::default() };
    let mut sink = csv.begin(output, &columns, &writing).map_err(failed)?;
    let (mut row, mut after) = (Row::new(), 0);
    loop {
        let page = db.read(|tx| store::refused(tx, run.no, (after, PAGE)))?;
        for refused in &page {
            after = refused.place;
            fill(&mut row, refused, run.columns.len(), say);
            sink.row(&row).map_err(failed)?;
        }
        if page.len() < PAGE {
            return sink.finish().map_err(failed);
        }
    }
}

fn fill(row: &mut Row, refused: &Refused, width: usize, say: &Say) {
    row.clear();
    let cells: Vec<String> = serde_json::from_str(&refused.cells).unwrap_or_default();
    cells.iter().take(width).for_each(|cell| row.push_text(cell));
    row.pad(width);
    let said: Vec<String> = reasons_of(&refused.reasons)
        .iter()
        .map(|(field, said)| match field.as_str() {
            "" => said.say(say),
            field => format!("{field}: {}", said.say(say)),
        })
        .collect();
    let said = said.join("; ");
    row.push_text(&match refused.is_in {
        true => say.with("transfer-rejects-without", &[("reasons", said.as_str().into())]),
        false => said,
    });
    row.push_text(&refused.row_no.to_string());
}

fn unique(name: String, taken: &[String]) -> String {
    if taken.contains(&name) { format!("{name} *") } else { name }
}
