//! The family of analyses: what each needs, what may be set, and its answer.
//!
//! A new member is a file here and a place in [`list`]; nothing outside this folder knows one from another.

mod abc;
mod clv;
mod cohorts;
mod correlation;
mod crosstab;
mod parameters;
mod regression;
mod rfm;
mod rhythm;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::AnalyzeError;
use crate::table::{Dropped, Kind, LISTED, Source, Table, Wanted};
pub use parameters::Parameters;

/// A column that an analysis reads.
#[derive(Debug, Clone, Copy)]
pub struct ColumnNeed {
    /// Its name unless `column.NAME` renames it.
    pub name: &'static str,
    /// What it is read as.
    pub kind: Kind,
    /// Whether the analysis can do without it.
    pub is_optional: bool,
    /// What it holds.
    pub about: &'static str,
}

/// A parameter that an analysis takes.
#[derive(Debug, Clone, Copy)]
pub struct ParameterNeed {
    /// Its name.
    pub name: &'static str,
    /// What it is when not given; empty for none.
    pub default: &'static str,
    /// What it does and what it may be.
    pub about: &'static str,
}

/// What an analysis found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The figures.
    pub result: Value,
    /// What the reader should know about them: objects with `code` and `text`.
    pub notes: Vec<Value>,
    /// The first rows that could be read and yet not used, at most 1,000, ascending.
    pub refused: Vec<Dropped>,
    /// The number of all of those.
    pub n_refused: u64,
}

/// One kind of analysis.
pub trait Analysis: Sync {
    /// Its name in commands and addresses.
    fn slug(&self) -> &'static str;

    /// What it answers, in one sentence.
    fn about(&self) -> &'static str;

    /// The columns it reads; empty when its parameters name them.
    fn columns(&self) -> &'static [ColumnNeed];

    /// The parameters it takes, besides `column.NAME`.
    fn parameters(&self) -> &'static [ParameterNeed];

    /// The columns to read from a file.
    ///
    /// # Errors
    /// A column that is missing, or a parameter that cannot be.
    fn wanted(&self, source: &Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        parameters::wanted(self.columns(), source, parameters)
    }

    /// Makes the answer from the columns that were wanted.
    ///
    /// # Errors
    /// A parameter that cannot be, or data from which the answer cannot be made.
    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError>;
}

/// Every analysis, in the order in which they are shown.
pub fn list() -> &'static [&'static dyn Analysis] {
    const LIST: [&dyn Analysis; 8] = [
        &rfm::Rfm,
        &abc::Abc,
        &cohorts::Cohorts,
        &rhythm::Rhythm,
        &clv::Clv,
        &regression::Regression,
        &correlation::Correlation,
        &crosstab::Crosstab,
    ];
    &LIST
}

/// Makes the analysis of that name from a CSV file. `parameters` are those it takes, and `column.NAME` to
/// say what a column is called in the file. The answer is `{"analysis","input","result","notes"}`, where
/// `input` says how many rows there were and which (at most 1,000) were dropped and why, the header being
/// row 1.
///
/// # Errors
/// Every variant of [`AnalyzeError`]; [`AnalyzeError::is_wrong_use`] tells a wrong call from a bad file.
pub fn run_file(
    name: &str,
    input: &Path,
    parameters: &BTreeMap<String, String>,
) -> Result<Value, AnalyzeError> {
    let Some(analysis) = list().iter().find(|analysis| analysis.slug() == name) else {
        let known = list().iter().map(|analysis| analysis.slug()).collect::<Vec<_>>().join(", ");
        return Err(AnalyzeError::UnknownAnalysis { name: name.to_string(), known });
    };
    let parameters = Parameters::of(*analysis, parameters)?;
    let source = Source::open(input)?;
    let wanted = analysis.wanted(&source, &parameters)?;
    let table = source.read(&wanted)?;
    let Outcome { result, mut notes, refused, n_refused } = analysis.run(&table, &parameters)?;
    let used = table.used - n_refused;
    if used == 0 {
        notes.push(note("no_rows", "no row could be used: the answer is empty"));
    }
    let mut dropped: Vec<Dropped> = table.dropped.into_iter().chain(refused).collect();
    dropped.sort_by_key(|one| one.row);
    dropped.truncate(LISTED);
    let dropped: Vec<Value> = dropped.iter().map(|one| json!({"row": one.row, "why": one.why})).collect();
    Ok(json!({
        "analysis": analysis.slug(),
        "input": {
            "rows": table.rows,
            "used": used,
            "n_dropped": table.rows - used,
            "dropped": dropped,
        },
        "result": result,
        "notes": notes,
    }))
}

/// A note for the reader: a code for programs and a sentence for people.
fn note(code: &str, text: &str) -> Value {
    json!({"code": code, "text": text})
}

/// `part` of `whole`; nothing of nothing.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_parameters_are_unique_and_explained() {
        let mut slugs: Vec<_> = list().iter().map(|analysis| analysis.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), list().len());
        for analysis in list() {
            assert!(!analysis.about().is_empty());
            let names = analysis.parameters().iter().map(|need| (need.name, need.about));
            let columns = analysis.columns().iter().map(|need| (need.name, need.about));
            for (name, about) in names.chain(columns) {
                assert!(!about.is_empty(), "{} {name}", analysis.slug());
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analyses");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|stem| !["mod", "parameters"].contains(&stem.as_str()))
            .collect();
        files.sort_unstable();
        let mut slugs: Vec<_> = list().iter().map(|analysis| analysis.slug().to_string()).collect();
        slugs.sort_unstable();
        assert_eq!(files, slugs);
    }
}
