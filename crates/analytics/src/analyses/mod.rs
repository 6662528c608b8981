//! The family of analyses: what each needs, what may be set, and its answer.
//!
//! A new member is a file here and a place in [`list`]; nothing outside this folder knows one from another.

mod abc;
mod clv;
mod cohorts;
mod correlation;
mod crosstab;
mod parameters;
mod payments;
mod profitability;
mod regression;
mod rfm;
mod rhythm;
mod sales;
mod warmth;

use fields::Condition;
use serde_json::Value;

use crate::base::Grain;
use crate::showing::{Shown, Tell};
use crate::table::{Dropped, Kind, Table, Wanted};
use crate::{AnalyzeError, Remark, Source};
pub use parameters::{Parameters, Window};

/// A column that an analysis reads.
#[derive(Debug, Clone, Copy)]
pub struct ColumnNeed {
    /// Its name unless `column.NAME` renames it.
    pub name: &'static str,
    /// What it is read as.
    pub kind: Kind,
    /// Whether the analysis can do without it.
    pub is_optional: bool,
}

impl ColumnNeed {
    /// The catalogue key of what it holds.
    pub fn text(&self) -> String {
        format!("analytics-column-{}", self.name.replace('_', "-"))
    }
}

/// How a parameter is asked for on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A number.
    Number,
    /// A date.
    Day,
    /// Yes or no.
    Flag,
    /// Something typed.
    Text,
    /// The name of a column.
    Column,
    /// The names of columns, set apart by commas.
    Columns,
    /// Nothing: only programs and the page of rows set it.
    Hidden,
}

/// A parameter that an analysis takes.
#[derive(Debug, Clone, Copy)]
pub struct ParameterNeed {
    /// Its name.
    pub name: &'static str,
    /// What it is when not given; empty for none.
    pub default: &'static str,
    /// How it is asked for.
    pub input: Input,
    /// The catalogue key of its name; the same with `-help` says what it does and what it may be.
    pub text: &'static str,
}

/// A parameter in one line.
const fn parameter(
    name: &'static str,
    default: &'static str,
    input: Input,
    text: &'static str,
) -> ParameterNeed {
    ParameterNeed { name, default, input, text }
}

/// A column in one line.
const fn column(name: &'static str, kind: Kind, is_optional: bool) -> ColumnNeed {
    ColumnNeed { name, kind, is_optional }
}

/// Whether every customer is listed besides the figures.
const ROWS: ParameterNeed = parameter("rows", "false", Input::Hidden, "analytics-param-list");
/// The day of reckoning.
const AS_OF: ParameterNeed = parameter("as_of", "", Input::Day, "analytics-param-as-of");
/// Answers that count as none.
const MISSING: ParameterNeed = parameter("missing", "NA", Input::Hidden, "analytics-param-missing");

/// What an analysis found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The figures.
    pub result: Value,
    /// What the reader should know about them.
    pub notes: Vec<Remark>,
    /// The first rows that could be read and yet not used, at most 1,000, ascending.
    pub refused: Vec<Dropped>,
    /// The number of all of those.
    pub n_refused: u64,
}

/// One kind of analysis.
pub trait Analysis: Sync {
    /// Its name in commands and addresses.
    fn slug(&self) -> &'static str;

    /// The columns it reads; empty when its parameters name them.
    fn columns(&self) -> &'static [ColumnNeed];

    /// The parameters it takes, besides `column.NAME`.
    fn parameters(&self) -> &'static [ParameterNeed];

    /// Parameters that stand for those not given where the rows come from the base.
    fn usual(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Which rows of the base it is made from.
    fn reads(&self, _: &Parameters) -> Sheet {
        Sheet::Orders
    }

    /// The columns to read from a file.
    ///
    /// # Errors
    /// A column that is missing, or a parameter that cannot be.
    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        parameters::wanted(self.columns(), source, parameters)
    }

    /// Makes the answer from the columns that were wanted.
    ///
    /// # Errors
    /// A parameter that cannot be, or data from which the answer cannot be made.
    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError>;

    /// Shows the figures to a person: the sentence, the pictures, the tables.
    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown;

    /// The member of the answer in which the rows behind the figures stand.
    fn rows_member(&self) -> &'static str {
        "rows"
    }

    /// How finely orders must be told apart for the answer, so that the base itself adds up the rest; `None` where it
    /// needs every one of them.
    fn pushed(&self, _: &Parameters) -> Option<Grain> {
        None
    }

    /// What customers meet whose rows have these values, so that they can be kept as a live segment; `None` where no
    /// condition says it.
    fn condition(&self, _: &Parameters, _: &[(String, String)]) -> Option<Condition> {
        None
    }

    /// The figures as a table for a spreadsheet, its heads first.
    fn table(&self, result: &Value) -> Vec<Vec<String>> {
        const MAIN: [&str; 9] =
            ["groups", "classes", "periods", "types", "buckets", "tenths", "best", "coefficients", "pairs"];
        let found =
            MAIN.iter().map(|name| items(&result[*name])).find(|all| all.iter().any(Value::is_object));
        table_of(found.unwrap_or(&[]))
    }
}

/// A kind of rows that the base has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// One for each order and each return.
    Orders,
    /// One for each line of an order.
    Lines,
    /// One for each payment that is due or made.
    Payments,
    /// One for each customer who bought, with sums over orders.
    Buyers,
    /// One for each customer, with sums over orders and with fields.
    Customers,
}

/// Every analysis, in the order in which they are shown.
pub fn list() -> &'static [&'static dyn Analysis] {
    const LIST: [&dyn Analysis; 12] = [
        &sales::Sales,
        &rfm::Rfm,
        &abc::Abc,
        &cohorts::Cohorts,
        &rhythm::Rhythm,
        &clv::Clv,
        &warmth::Warmth,
        &profitability::Profitability,
        &payments::Payments,
        &crosstab::Crosstab,
        &correlation::Correlation,
        &regression::Regression,
    ];
    &LIST
}

/// What to know of a margin: of how many orders, or lines of orders, it is known; nothing where of all.
fn margin_known((known, all): (u64, u64), is_of_lines: bool) -> Option<Remark> {
    let remark = Remark::counted("margin_known", known).and("all", i64::try_from(all).unwrap_or(i64::MAX));
    let wording = if is_of_lines { "margin_known_lines" } else { "margin_known" };
    (known < all).then_some(Remark { wording, ..remark })
}

/// Objects as rows, under the names of what the first one has.
fn table_of(all: &[Value]) -> Vec<Vec<String>> {
    let Some(first) = all.first().and_then(Value::as_object) else { return Vec::new() };
    let heads: Vec<&String> =
        first.iter().filter(|(_, value)| !value.is_object()).map(|(name, _)| name).collect();
    let named = std::iter::once(heads.iter().map(|head| (*head).clone()).collect());
    named.chain(all.iter().map(|row| heads.iter().map(|head| written(&row[*head])).collect())).collect()
}

/// A value as a spreadsheet reads it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The members of a list in an answer; none where it is no list.
fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text in an answer; empty where it is none.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// `part` of `whole`; nothing of nothing.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_parameters_are_unique_and_explained_in_every_language() {
        let mut slugs: Vec<_> = list().iter().map(|analysis| analysis.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), list().len());
        let has = |key: &str| {
            let catalogue = crate::CATALOGUE;
            for text in [catalogue.ru, catalogue.kk, catalogue.en] {
                assert!(text.contains(&format!("\n{key} =")), "{key}");
            }
        };
        for analysis in list() {
            for part in ["title", "about", "how", "deeds"] {
                has(&format!("analytics-{}-{part}", analysis.slug()));
            }
            for need in analysis.parameters() {
                has(need.text);
                has(&format!("{}-help", need.text));
                if let Input::Choice(options) = need.input {
                    for option in options {
                        has(&format!("analytics-option-{}", option.replace('_', "-")));
                    }
                }
            }
            for need in analysis.columns() {
                has(&need.text());
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analyses");
        let files: std::collections::BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|stem| !["mod", "parameters"].contains(&stem.as_str()))
            .collect();
        let slugs = list().iter().map(|analysis| analysis.slug().to_string()).collect();
        assert_eq!(files, slugs);
    }
}
