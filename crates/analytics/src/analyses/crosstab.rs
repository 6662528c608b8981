//! A cross-table of two columns.

mod shown;

use fields::Condition;
use serde_json::{Value, json};
use statistics::crosstab::{self, crosstab};

use super::parameters::{find, whose};
use super::{
    Analysis, ColumnNeed, Input, MISSING, Outcome, ParameterNeed, Parameters, Sheet, items, parameter,
    ratio, written,
};
use crate::showing::{Shown, Tell};
use crate::standing::asking;
use crate::table::{Dictionary, Kind, Table, Wanted};
use crate::{AnalyzeError, Remark, Source};

/// Cross-table with Pearson's χ² (without Yates's correction) and Cramér's V; categories in order of bytes.
///
/// With weights the test is made on the weighted counts as they are.
pub struct Crosstab;

impl Analysis for Crosstab {
    fn slug(&self) -> &'static str {
        "crosstab"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const LIST: [ParameterNeed; 4] = [
            parameter("rows", "", Input::Column, "analytics-param-crosstab-rows"),
            parameter("columns", "", Input::Column, "analytics-param-crosstab-columns"),
            parameter("weight", "", Input::Hidden, "analytics-param-weight"),
            MISSING,
        ];
        &LIST
    }

    fn usual(&self) -> &'static [(&'static str, &'static str)] {
        &[("rows", "frequency"), ("columns", "kind")]
    }

    fn reads(&self, _: &Parameters) -> Sheet {
        Sheet::Customers
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let mut wanted = Vec::new();
        for (name, remedy) in [("rows", "rows=COL"), ("columns", "columns=COL")] {
            let column = find(source, name, parameters.column(name)?, Kind::Text, remedy)?;
            wanted.push(Wanted { missing: parameters.words("missing"), ..column });
        }
        if let Some(weight) = parameters.text("weight") {
            wanted.push(find(source, "weight", weight, Kind::Number, "weight=COL")?);
        }
        wanted.extend(whose(source, parameters)?);
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let (rows, row_labels) = categories(table.text("rows"));
        let (columns, column_labels) = categories(table.text("columns"));
        let weights = table.numbers("weight");
        let made = crosstab(&rows, &columns, weights, (row_labels.len(), column_labels.len()));
        let mut notes = Vec::new();
        let passed = weights.map_or(0, |weights| weights.iter().filter(|weight| **weight <= 0.0).count());
        if passed > 0 {
            notes.push(Remark::counted("weights_not_above_zero", passed as u64));
        }
        match made.test {
            None => notes.push(Remark::new("no_test")),
            Some(test) if test.share_expected_below_5 > 0.2 => {
                notes.push(Remark::new("small_cells"));
            }
            Some(_) => {}
        }
        let mut result = figures(&made, &row_labels, &column_labels);
        if let Some(fields) = result.as_object_mut()
            && parameters.wants_rows()?
        {
            fields.insert("answers".into(), parameters.gather(answers(table)));
        }
        Ok(Outcome { result, notes, ..Outcome::default() })
    }

    fn rows_member(&self) -> &'static str {
        "answers"
    }

    fn condition(&self, parameters: &Parameters, wanted: &[(String, String)]) -> Option<Condition> {
        let part = |(member, answer): &(String, String)| {
            let field = match member.as_str() {
                "row_answer" => parameters.text("rows")?,
                "column_answer" => parameters.text("columns")?,
                _ => return None,
            };
            asking::answered(field, answer)
        };
        asking::all(wanted.iter().map(part))
    }

    fn table(&self, result: &Value) -> Vec<Vec<String>> {
        let heads = std::iter::once(String::new()).chain(items(&result["columns"]).iter().map(written));
        let all = items(&result["rows"]).iter().zip(items(&result["counts"]));
        let row = |(name, counts): (&Value, &Value)| {
            std::iter::once(name).chain(items(counts)).map(written).collect()
        };
        std::iter::once(heads.collect()).chain(all.map(row)).collect()
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// What each customer answers.
fn answers(table: &Table) -> impl Iterator<Item = Value> + '_ {
    let (customers, people) = table.text("customer");
    let ((rows, row_words), (columns, column_words)) = (table.text("rows"), table.text("columns"));
    customers.iter().zip(rows).zip(columns).map(move |((customer, row), column)| {
        json!({
            "customer": people.word(*customer),
            "row_answer": row_words.word(*row),
            "column_answer": column_words.word(*column),
        })
    })
}

/// The place of each answer among those in use, in order of bytes, and their names.
fn categories((codes, words): (&[u32], &Dictionary)) -> (Vec<u32>, Vec<String>) {
    let mut in_use = vec![false; words.len()];
    for code in codes {
        if let Some(flag) = in_use.get_mut(*code as usize) {
            *flag = true;
        }
    }
    let order: Vec<u32> = words
        .in_byte_order()
        .into_iter()
        .filter(|code| in_use.get(*code as usize) == Some(&true))
        .collect();
    let mut places = vec![0; words.len()];
    for (place, code) in (0..).zip(&order) {
        if let Some(slot) = places.get_mut(*code as usize) {
            *slot = place;
        }
    }
    let placed = codes.iter().filter_map(|code| places.get(*code as usize).copied()).collect();
    (placed, order.iter().map(|code| words.word(*code)).collect())
}

fn figures(made: &crosstab::Crosstab, rows: &[String], columns: &[String]) -> Value {
    let of_column = |row: &Vec<f64>| -> Value {
        row.iter().zip(&made.column_totals).map(|(count, total)| json!(ratio(*count, *total))).collect()
    };
    let of_row = |(row, total): (&Vec<f64>, &f64)| -> Value {
        row.iter().map(|count| json!(ratio(*count, *total))).collect()
    };
    let test = made.test.as_ref();
    json!({
        "rows": rows,
        "columns": columns,
        "n": made.n,
        "counts": made.counts,
        "row_totals": made.row_totals,
        "column_totals": made.column_totals,
        "column_ratio": made.counts.iter().map(of_column).collect::<Value>(),
        "row_ratio": made.counts.iter().zip(&made.row_totals).map(of_row).collect::<Value>(),
        "expected": made.expected,
        "adjusted_residuals": made.adjusted_residuals,
        "chi2": test.map(|test| test.chi2),
        "df": test.map(|test| test.df),
        "p": test.map(|test| test.p),
        "cramers_v": test.map(|test| test.cramers_v),
        "min_expected": test.map(|test| test.min_expected),
        "share_expected_below_5": test.map(|test| test.share_expected_below_5),
    })
}
