//! Correlation of the numeric columns of a file.

mod shown;

use std::borrow::Cow;

use serde_json::{Value, json};
use statistics::correlation::{Kind as Measure, correlation, ranks};

use super::parameters::{bad, find, whose};
use super::{Analysis, ColumnNeed, Input, MISSING, Outcome, ParameterNeed, Parameters, Sheet, parameter};
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table, Wanted};
use crate::{AnalyzeError, Remark, Remedy, Source};

/// Correlation; rows in which any of the columns is empty or not a number are dropped.
pub struct Correlation;

/// Fewer rows than this say nothing of how numbers go together.
pub(super) const FEWEST: u64 = 3;

impl Analysis for Correlation {
    fn slug(&self) -> &'static str {
        "correlation"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const METHODS: Input = Input::Choice(&["pearson", "spearman"]);
        const LIST: [ParameterNeed; 3] = [
            parameter("x", "", Input::Columns, "analytics-param-correlation-x"),
            parameter("method", "pearson", METHODS, "analytics-param-correlation-method"),
            MISSING,
        ];
        &LIST
    }

    fn usual(&self) -> &'static [(&'static str, &'static str)] {
        &[("x", "orders,revenue,average_order,recency_days")]
    }

    fn reads(&self, _: &Parameters) -> Sheet {
        Sheet::Customers
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let names = parameters.words("x");
        if names.len() < 2 {
            return Err(bad("x", &names.join(","), Remedy::Columns(2)));
        }
        let column = |name: &String| {
            let column = find(source, "x", name, Kind::Number, "x=COL,COL...")?;
            Ok::<_, AnalyzeError>(Wanted { missing: parameters.words("missing"), ..column })
        };
        let mut wanted: Vec<Wanted> = names.iter().map(column).collect::<Result<_, _>>()?;
        wanted.extend(whose(source, parameters)?);
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let method = parameters.choice("method", &["pearson", "spearman"])?;
        let names = parameters.words("x");
        let columns: Vec<Cow<'_, [f64]>> = table
            .all_numbers()
            .into_iter()
            .map(
                |column| {
                    if method == "spearman" { Cow::Owned(ranks(column)) } else { Cow::Borrowed(column) }
                },
            )
            .collect();
        let (size, is_few) = (columns.len(), table.used < FEWEST);
        let (mut matrix, mut chances) =
            (vec![vec![Value::Null; size]; size], vec![vec![Value::Null; size]; size]);
        let (mut pairs, mut flat) = (Vec::new(), Vec::new());
        for (i, x) in columns.iter().enumerate() {
            for (j, y) in columns.iter().enumerate().skip(i) {
                // Spearman's coefficient is Pearson's of the ranks, and so is its test.
                // Two rows lie on a line whatever they are.
                let found = correlation(x, y, Measure::Pearson).filter(|_| !is_few);
                let (r, p) = (json!(found.map(|found| found.r)), json!(found.and_then(|found| found.p)));
                if i == j {
                    flat.extend(names.get(i).filter(|_| found.is_none() && !is_few).cloned());
                } else {
                    pairs.push(json!({"x": names.get(i), "y": names.get(j), "r": r, "p": p}));
                }
                for (row, column) in [(i, j), (j, i)] {
                    set(&mut matrix, row, column, &r);
                    set(&mut chances, row, column, &p);
                }
            }
        }
        let mut result = json!({
            "method": method, "n": table.used, "columns": names, "matrix": matrix, "p": chances, "pairs": pairs,
        });
        if let Some(fields) = result.as_object_mut()
            && parameters.wants_rows()?
        {
            fields.insert("rows".into(), parameters.gather(rows(table, &names)));
        }
        let remark = || Remark::new("does_not_vary").with_fields("names", flat.clone());
        let notes = (!flat.is_empty()).then(remark);
        Ok(Outcome { result, notes: notes.into_iter().collect(), ..Outcome::default() })
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// The values of each customer.
fn rows<'a>(table: &'a Table, names: &'a [String]) -> impl Iterator<Item = Value> + 'a {
    let (codes, words) = table.text("customer");
    let columns = table.all_numbers();
    codes.iter().enumerate().map(move |(row, code)| {
        let values =
            names.iter().zip(&columns).map(|(name, column)| (name.clone(), json!(column.get(row))));
        let whose = ("customer".to_owned(), json!(words.word(*code)));
        Value::Object(std::iter::once(whose).chain(values).collect())
    })
}

fn set(matrix: &mut [Vec<Value>], row: usize, column: usize, value: &Value) {
    if let Some(cell) = matrix.get_mut(row).and_then(|cells| cells.get_mut(column)) {
        *cell = value.clone();
    }
}
