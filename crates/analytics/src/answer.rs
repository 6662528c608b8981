//! What an analysis answers: the figures, what became of the rows, and what to know about both.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use words::{Lang, Say};

use crate::analyses::{Analysis, Outcome, Parameters, list};
use crate::table::{CsvFile, Dropped, LISTED};
use crate::{AnalyzeError, Remark, Source};

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Which analysis it is of.
    pub analysis: &'static str,
    /// Rows there were.
    pub rows: u64,
    /// Rows used.
    pub used: u64,
    /// The first rows that were not, at most 1,000, ascending.
    pub dropped: Vec<Dropped>,
    /// The figures.
    pub result: Value,
    /// What to know about them.
    pub notes: Vec<Remark>,
}

impl Answer {
    /// `{"analysis","input","result","notes"}`, with the sentences in this language.
    pub fn to_json(&self, say: &Say) -> Value {
        let dropped = self.dropped.iter().map(|one| json!({"row": one.row, "why": one.why}));
        let notes = self.notes.iter().map(|note| json!({"code": note.code, "text": note.say(say)}));
        json!({
            "analysis": self.analysis,
            "input": {
                "rows": self.rows,
                "used": self.used,
                "n_dropped": self.rows - self.used,
                "dropped": dropped.collect::<Vec<_>>(),
            },
            "result": self.result,
            "notes": notes.collect::<Vec<_>>(),
        })
    }
}

/// The analysis of a name.
///
/// # Errors
/// [`AnalyzeError::UnknownAnalysis`].
pub fn find(name: &str) -> Result<&'static dyn Analysis, AnalyzeError> {
    list().iter().find(|analysis| analysis.slug() == name).copied().ok_or_else(|| {
        let known = list().iter().map(|analysis| analysis.slug()).collect::<Vec<_>>().join(", ");
        AnalyzeError::UnknownAnalysis { name: name.to_string(), known }
    })
}

/// Makes an analysis of the rows of a source.
///
/// # Errors
/// Every variant of [`AnalyzeError`]; [`AnalyzeError::is_wrong_use`] tells a wrong call from bad data.
pub fn answer(
    analysis: &'static dyn Analysis,
    source: Box<dyn Source + '_>,
    parameters: &Parameters,
) -> Result<Answer, AnalyzeError> {
    let wanted = analysis.wanted(source.as_ref(), parameters)?;
    let table = source.read(&wanted)?;
    let Outcome { result, mut notes, refused, n_refused } = analysis.run(&table, parameters)?;
    let used = table.used - n_refused;
    if used == 0 {
        notes.push(Remark::new("no_rows"));
    }
    let mut dropped: Vec<Dropped> = table.dropped.into_iter().chain(refused).collect();
    dropped.sort_by_key(|one| one.row);
    dropped.truncate(LISTED);
    Ok(Answer { analysis: analysis.slug(), rows: table.rows, used, dropped, result, notes })
}

/// Makes the analysis of that name from a CSV file, with its sentences in English. `parameters` are those it takes, and
/// `column.NAME` to say what a column is called in the file; the header is row 1.
///
/// # Errors
/// As [`answer`].
pub fn run_file(
    name: &str,
    input: &Path,
    parameters: &BTreeMap<String, String>,
) -> Result<Value, AnalyzeError> {
    let say = crate::speaker(Lang::En);
    run_file_in(name, input, parameters, &say)
}

/// The same with its sentences in a language.
///
/// # Errors
/// As [`answer`].
pub fn run_file_in(
    name: &str,
    input: &Path,
    parameters: &BTreeMap<String, String>,
    say: &Say,
) -> Result<Value, AnalyzeError> {
    let analysis = find(name)?;
    let parameters = Parameters::of(analysis, parameters)?;
    Ok(answer(analysis, Box::new(CsvFile::open(input)?), &parameters)?.to_json(say))
}
