//! Correlation of the numeric columns of a file.

use serde_json::{Value, json};
use statistics::correlation::{Kind as Measure, correlation};

use super::parameters::{bad, find};
use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, note};
use crate::AnalyzeError;
use crate::table::{Kind, Source, Table, Wanted};

/// Correlation; rows in which any of the columns is empty or not a number are dropped.
pub struct Correlation;

impl Analysis for Correlation {
    fn slug(&self) -> &'static str {
        "correlation"
    }

    fn about(&self) -> &'static str {
        "Tells which numbers rise and fall together, and how likely that is by chance."
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        &[
            ParameterNeed {
                name: "x",
                default: "",
                about: "two or more columns of numbers, set apart by commas",
            },
            ParameterNeed {
                name: "method",
                default: "pearson",
                about: "pearson (straight lines) or spearman (ranks)",
            },
            ParameterNeed {
                name: "missing",
                default: "NA",
                about: "answers that count as none, besides empty ones",
            },
        ]
    }

    fn wanted(&self, source: &Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let names = parameters.words("x");
        if names.len() < 2 {
            return Err(bad(
                "x",
                &names.join(","),
                "name two or more columns of numbers, set apart by commas",
            ));
        }
        let column = |name: &String| {
            let column = find(source, "x", name, Kind::Number, "x=COL,COL...")?;
            Ok(Wanted { missing: parameters.words("missing"), ..column })
        };
        names.iter().map(column).collect()
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let method = parameters.choice("method", &["pearson", "spearman"])?;
        let measure = if method == "spearman" { Measure::Spearman } else { Measure::Pearson };
        let names = parameters.words("x");
        let columns: Vec<&[f64]> = table.all_numbers();
        let (mut matrix, mut chances, mut pairs, mut flat) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, x) in columns.iter().enumerate() {
            let row: Vec<_> = columns.iter().map(|y| correlation(x, y, measure)).collect();
            matrix.push(row.iter().map(|found| json!(found.map(|found| found.r))).collect::<Value>());
            chances.push(row.iter().map(|found| json!(found.and_then(|found| found.p))).collect::<Value>());
            if row.get(i).is_some_and(Option::is_none) {
                flat.extend(names.get(i).cloned());
            }
            for (found, name) in row.iter().zip(&names).skip(i + 1) {
                let (r, p) = (found.map(|found| found.r), found.and_then(|found| found.p));
                pairs.push(json!({"x": names.get(i), "y": name, "r": r, "p": p}));
            }
        }
        let result = json!({
            "method": method, "n": table.used, "columns": names, "matrix": matrix, "p": chances, "pairs": pairs,
        });
        let text = format!("{} does not vary, so that nothing can go with it", flat.join(", "));
        let notes = (!flat.is_empty()).then(|| note("does_not_vary", &text));
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }
}
