//! Regression of one column on others.

use serde_json::{Map, Value, json};
use statistics::quantile::quantile;
use statistics::regression::{Note, Ols, OlsError, ols};

use super::parameters::{bad, find};
use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, note};
use crate::AnalyzeError;
use crate::table::{Column, Dictionary, Kind, Source, Table, Wanted, parse_number};

/// Least squares. A predictor all of whose answers are numbers counts as one; any other is taken apart into
/// an indicator for each answer but the first in order of bytes, named `COL[answer]`.
pub struct Regression;

/// More answers than this are no categories.
const MOST_LEVELS: usize = 100;

impl Analysis for Regression {
    fn slug(&self) -> &'static str {
        "regression"
    }

    fn about(&self) -> &'static str {
        "Tells how much a number changes with others, each by itself, and how sure that is."
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        &[]
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        &[
            ParameterNeed { name: "y", default: "", about: "the column to explain" },
            ParameterNeed {
                name: "x",
                default: "",
                about: "the columns to explain it by, set apart by commas",
            },
            ParameterNeed {
                name: "intercept",
                default: "true",
                about: "false: the line goes through zero",
            },
            ParameterNeed {
                name: "missing",
                default: "NA",
                about: "answers that count as none, besides empty ones",
            },
            ParameterNeed {
                name: "rows",
                default: "false",
                about: "true: list fitted values and residuals",
            },
        ]
    }

    fn wanted(&self, source: &Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let names = parameters.words("x");
        if names.is_empty() {
            return Err(bad("x", "", "name one or more columns of the file, set apart by commas"));
        }
        let mut wanted = vec![find(source, "y", parameters.column("y")?, Kind::Number, "y=COL")?];
        for name in &names {
            wanted.push(find(source, "x", name, Kind::Text, "x=COL,COL...")?);
        }
        wanted.iter_mut().for_each(|column| column.missing = parameters.words("missing"));
        if parameters.flag("rows")? {
            wanted.push(Wanted::new("row", 0, "row", Kind::RowNumber));
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
        let mut result = shown(&fit, &names.collect::<Vec<_>>(), y.len());
        if parameters.flag("rows")?
            && let Some(fields) = result.as_object_mut()
        {
            let all = table.row_numbers().iter().zip(y).zip(&fit.residuals);
            let row = |((row, y), rest): ((&u32, &f64), &f64)| json!({"row": row, "y": y, "fitted": y - rest, "residual": rest});
            fields.insert("rows".to_string(), all.map(row).collect());
        }
        Ok(Outcome { result, notes: fit.notes.iter().map(told).collect(), ..Outcome::default() })
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
        let text = format!(
            "{name}: \"{}\" is not a number, and {} different answers are too many for categories",
            words.word(odd),
            levels.len(),
        );
        return Err(AnalyzeError::Impossible(text));
    }
    let indicator = |level: &u32| Term {
        name: format!("{name}[{}]", words.word(*level)),
        values: codes.iter().map(|code| f64::from(u8::from(code == level))).collect(),
    };
    Ok(levels.iter().skip(1).map(indicator).collect())
}

fn explained(error: OlsError, terms: &[Term]) -> AnalyzeError {
    AnalyzeError::Impossible(match error {
        OlsError::Collinear { column } => {
            let name = column
                .checked_sub(1)
                .and_then(|place| terms.get(place))
                .map_or("Intercept", |term| &term.name);
            format!("{name} follows exactly from the predictors before it: leave it out")
        }
        other => other.to_string(),
    })
}

fn shown(fit: &Ols, names: &[&str], n: usize) -> Value {
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
        "n": n,
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
    })
}

fn told(one: &Note) -> Value {
    match one {
        Note::NearlyCollinear { condition } => note(
            "nearly_collinear",
            &format!(
                "some predictors nearly follow from others (condition {condition:.0}): single coefficients say little"
            ),
        ),
        Note::NothingLeftToTest => note(
            "nothing_left_to_test",
            "as many parameters as rows: everything is explained, nothing can be tested",
        ),
    }
}
