//! Regression of one column on others.

mod shown;

use serde_json::{Map, Value, json};
use statistics::quantile::quantile;
use statistics::regression::{Note, Ols, OlsError, ols};

use super::parameters::{bad, find, whose};
use super::{Analysis, ColumnNeed, Input, MISSING, Outcome, ParameterNeed, Parameters, Sheet, parameter};
use crate::showing::{Shown, Tell};
use crate::table::{Column, Dictionary, Kind, Table, Wanted, parse_number};
use crate::{AnalyzeError, Remark, Remedy, Source};

/// Least squares. A predictor all of whose answers are numbers counts as one; any other is taken apart into
/// an indicator for each answer but the first in order of bytes, named `COL[answer]`.
pub struct Regression;

/// More answers than this are no categories.
const MOST_LEVELS: usize = 100;

impl Analysis for Regression {
    fn slug(&self) -> &'static str {
        "regression"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const LIST: [ParameterNeed; 5] = [
            parameter("y", "", Input::Column, "analytics-param-y"),
            parameter("x", "", Input::Columns, "analytics-param-regression-x"),
            parameter("intercept", "true", Input::Flag, "analytics-param-intercept"),
            MISSING,
            parameter("rows", "false", Input::Hidden, "analytics-param-list"),
        ];
        &LIST
    }

    fn usual(&self) -> &'static [(&'static str, &'static str)] {
        &[("y", "revenue"), ("x", "orders,recency_days")]
    }

    fn reads(&self, _: &Parameters) -> Sheet {
        Sheet::Customers
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let names = parameters.words("x");
        if names.is_empty() {
            return Err(bad("x", "", Remedy::Columns(1)));
        }
        let mut wanted = vec![find(source, "y", parameters.column("y")?, Kind::Number, "y=COL")?];
        for name in &names {
            wanted.push(find(source, "x", name, Kind::Text, "x=COL,COL...")?);
        }
        wanted.iter_mut().for_each(|column| column.missing = parameters.words("missing"));
        if parameters.wants_rows()? {
            wanted.push(Wanted::new("row", 0, "row", Kind::RowNumber));
            wanted.extend(whose(source, parameters)?);
        }
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let intercept = parameters.flag("intercept")?;
        let y = table.numbers("y").unwrap_or(&[]);
        let mut terms = Vec::new();
        let texts = table.columns.iter().filter_map(|(_, column)| match column {
            Column::Text(codes, words) => Some((codes, words)),
            _ => None,
        });
        for (name, (codes, words)) in parameters.words("x").iter().zip(texts) {
            terms.extend(expanded(name, codes, words, table)?);
        }
        let columns: Vec<&[f64]> = terms.iter().map(|term| term.values.as_slice()).collect();
        let fit = ols(y, &columns, intercept).map_err(|error| explained(error, &terms))?;
        let names =
            intercept.then_some("Intercept").into_iter().chain(terms.iter().map(|term| term.name.as_str()));
        let mut result = figures(&fit, &names.collect::<Vec<_>>(), y);
        if parameters.wants_rows()?
            && let Some(fields) = result.as_object_mut()
        {
            let all = table.row_numbers().iter().zip(y).zip(&fit.residuals);
            let (codes, people) = table.text("customer");
            let row = |(place, ((row, y), rest)): (usize, ((&u32, &f64), &f64))| {
                let mut shown = json!({"row": row, "y": y, "fitted": y - rest, "residual": rest});
                if let Some((code, fields)) = codes.get(place).zip(shown.as_object_mut()) {
                    fields.insert("customer".into(), json!(people.word(*code)));
                }
                shown
            };
            fields.insert("rows".to_string(), parameters.gather(all.enumerate().map(row)));
        }
        Ok(Outcome { result, notes: fit.notes.iter().map(told).collect(), ..Outcome::default() })
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

/// A column of the design.
struct Term {
    name: String,
    values: Vec<f64>,
}

fn expanded(
    name: &str,
    codes: &[u32],
    words: &Dictionary,
    table: &Table,
) -> Result<Vec<Term>, AnalyzeError> {
    let mut in_use = vec![false; words.len()];
    for code in codes {
        if let Some(flag) = in_use.get_mut(*code as usize) {
            *flag = true;
        }
    }
    let is_used = |code: &u32| in_use.get(*code as usize) == Some(&true);
    let mut odd = None;
    let numbers: Vec<f64> = (0..words.len() as u32)
        .map(|code| {
            let number = parse_number(words.bytes(code), table.decimal);
            if number.is_none() && is_used(&code) {
                odd = odd.or(Some(code));
            }
            number.unwrap_or(0.0)
        })
        .collect();
    let Some(odd) = odd else {
        let values = codes.iter().filter_map(|code| numbers.get(*code as usize).copied()).collect();
        return Ok(vec![Term { name: name.to_string(), values }]);
    };
    let levels: Vec<u32> = words.in_byte_order().into_iter().filter(is_used).collect();
    if levels.len() > MOST_LEVELS {
        let remark = Remark::counted("too_many_levels", levels.len() as u64).with_text("name", name);
        return Err(AnalyzeError::Impossible(Box::new(remark.with_text("value", words.word(odd)))));
    }
    let indicator = |level: &u32| Term {
        name: format!("{name}[{}]", words.word(*level)),
        values: codes.iter().map(|code| f64::from(u8::from(code == level))).collect(),
    };
    Ok(levels.iter().skip(1).map(indicator).collect())
}

fn explained(error: OlsError, terms: &[Term]) -> AnalyzeError {
    let remark = match error {
        OlsError::Collinear { column } => {
            let name = column
                .checked_sub(1)
                .and_then(|place| terms.get(place))
                .map_or_else(|| "Intercept".to_string(), |term| term.name.clone());
            Remark::new("collinear").with_text("name", name.as_str())
        }
        OlsError::TooFewRows { rows, parameters } => {
            Remark::counted("too_few_rows", rows as u64).and("parameters", parameters)
        }
        OlsError::Shape => Remark::new("no_columns"),
        OlsError::NotFinite => Remark::new("not_finite"),
    };
    AnalyzeError::Impossible(Box::new(remark))
}

fn figures(fit: &Ols, names: &[&str], y: &[f64]) -> Value {
    let (mut parameters, mut errors, mut coefficients) = (Map::new(), Map::new(), Vec::new());
    for (name, one) in names.iter().zip(&fit.coefficients) {
        parameters.insert((*name).to_string(), json!(one.estimate));
        errors.insert((*name).to_string(), json!(one.standard_error));
        coefficients.push(json!({
            "name": name,
            "estimate": one.estimate,
            "standard_error": one.standard_error,
            "t": one.t,
            "p": one.p,
            "interval_95": one.interval,
            "variance_inflation": one.variance_inflation,
        }));
    }
    let mut sorted = fit.residuals.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let residuals: Vec<Option<f64>> =
        [0.0, 0.25, 0.5, 0.75, 1.0].iter().map(|at| quantile(&sorted, *at)).collect();
    json!({
        "n": y.len(),
        "parameters": parameters,
        "standard_errors": errors,
        "log_likelihood": fit.log_likelihood,
        "converged": true,
        "coefficients": coefficients,
        "r_squared": fit.r_squared,
        "adjusted_r_squared": fit.adjusted_r_squared,
        "f": fit.f.map(|f| f.0),
        "f_p": fit.f.map(|f| f.1),
        "df_model": fit.df_model,
        "df_residual": fit.df_residual,
        "sigma": fit.sigma,
        "condition": fit.condition,
        "residual_quartiles": residuals,
        "residual_points": points(fit, y),
        "residual_step": step(y.len()),
    })
}

/// Fitted values and residuals of at most 500 rows, evenly taken: for the picture.
fn points(fit: &Ols, y: &[f64]) -> Value {
    let pairs = y.iter().zip(&fit.residuals).step_by(step(y.len()));
    pairs.map(|(y, rest)| json!([y - rest, rest])).collect()
}

/// Of how many rows one is in the picture.
fn step(rows: usize) -> usize {
    rows.div_ceil(500).max(1)
}

fn told(one: &Note) -> Remark {
    match one {
        Note::NearlyCollinear { condition } => {
            Remark::new("nearly_collinear").with_number("condition", *condition, 0)
        }
        Note::NothingLeftToTest => Remark::new("nothing_left_to_test"),
    }
}
