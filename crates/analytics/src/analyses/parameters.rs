//! Parameters as they are given in words, checked against what an analysis takes.

use std::collections::BTreeMap;

use super::{Analysis, ColumnNeed};
use crate::AnalyzeError;
use crate::table::{Kind, SlashOrder, Source, Wanted, parse_day};

/// The parameters of one call.
#[derive(Debug)]
pub struct Parameters {
    given: BTreeMap<String, String>,
    defaults: BTreeMap<&'static str, &'static str>,
}

impl Parameters {
    /// Checks that the analysis takes every one of them.
    ///
    /// # Errors
    /// [`AnalyzeError::UnknownParameter`].
    pub fn of(analysis: &dyn Analysis, given: &BTreeMap<String, String>) -> Result<Self, AnalyzeError> {
        let mut known: Vec<String> =
            analysis.parameters().iter().map(|need| need.name.to_string()).collect();
        known.extend(analysis.columns().iter().map(|need| format!("column.{}", need.name)));
        if let Some(name) = given.keys().find(|name| !known.contains(name)) {
            return Err(AnalyzeError::UnknownParameter { name: name.clone(), known: known.join(", ") });
        }
        let defaults = analysis.parameters().iter().map(|need| (need.name, need.default)).collect();
        Ok(Self { given: given.clone(), defaults })
    }

    /// What was given, else the default; `None` when there is neither.
    pub fn text(&self, name: &str) -> Option<&str> {
        let given = self.given.get(name).map(|value| value.trim());
        given.or_else(|| self.defaults.get(name).copied()).filter(|value| !value.is_empty())
    }

    /// One of the allowed words.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when it is another.
    pub fn choice(&self, name: &str, allowed: &[&'static str]) -> Result<&'static str, AnalyzeError> {
        let value = self.text(name).unwrap_or_default();
        allowed
            .iter()
            .find(|word| **word == value)
            .copied()
            .ok_or_else(|| bad(name, value, &allowed.join(" or ")))
    }

    /// A number from `least` to `most`.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when it is none, or not within.
    pub fn number(&self, name: &str, least: f64, most: f64) -> Result<f64, AnalyzeError> {
        let value = self.text(name).unwrap_or_default();
        let number = value.parse().ok().filter(|number: &f64| (least..=most).contains(number));
        number.ok_or_else(|| bad(name, value, &format!("give a number from {least} to {most}")))
    }

    /// Yes or no.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when it is neither `true` nor `false`.
    pub fn flag(&self, name: &str) -> Result<bool, AnalyzeError> {
        Ok(self.choice(name, &["true", "false"])? == "true")
    }

    /// A date, if there is one.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when it is not YYYY-MM-DD.
    pub fn day(&self, name: &str) -> Result<Option<i32>, AnalyzeError> {
        let Some(value) = self.text(name) else { return Ok(None) };
        let day = parse_day(value.as_bytes(), SlashOrder::DayFirst);
        day.map(Some).ok_or_else(|| bad(name, value, "give a date as YYYY-MM-DD"))
    }

    /// Words set apart by commas; empty when there are none.
    pub fn words(&self, name: &str) -> Vec<String> {
        let value = self.text(name).unwrap_or_default();
        value.split(',').map(|word| word.trim().to_string()).filter(|word| !word.is_empty()).collect()
    }

    /// Ascending numbers set apart by commas.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when they are not, or none.
    pub fn borders(&self, name: &str) -> Result<Vec<f64>, AnalyzeError> {
        let value = self.text(name).unwrap_or_default();
        let borders: Option<Vec<f64>> = self.words(name).iter().map(|word| word.parse().ok()).collect();
        let ascending = borders.filter(|borders| {
            !borders.is_empty()
                && borders.iter().all(|b| b.is_finite())
                && borders.is_sorted_by(|a, b| a < b)
        });
        ascending
            .ok_or_else(|| bad(name, value, "give ascending numbers set apart by commas, as 30,90,180,365"))
    }

    /// The file's name for a column that the parameter `name` gives.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when none is given.
    pub fn column(&self, name: &str) -> Result<&str, AnalyzeError> {
        self.text(name).ok_or_else(|| bad(name, "", "name a column of the file"))
    }

    /// What `column.NAME` says a column is called, if it was given.
    fn renamed(&self, name: &str) -> Option<&str> {
        self.given.get(&format!("column.{name}")).map(|value| value.trim())
    }
}

/// A parameter that cannot be what it is.
pub(super) fn bad(name: &str, value: &str, remedy: &str) -> AnalyzeError {
    AnalyzeError::BadParameter {
        name: name.to_string(),
        value: value.to_string(),
        remedy: remedy.to_string(),
    }
}

/// A column of the file by its name.
pub(super) fn find(
    source: &Source,
    name: &'static str,
    heading: &str,
    kind: Kind,
    remedy: &str,
) -> Result<Wanted, AnalyzeError> {
    let place = source.place(heading).ok_or_else(|| AnalyzeError::MissingColumn {
        column: heading.to_string(),
        found: source.header.join(", "),
        remedy: remedy.to_string(),
    })?;
    Ok(Wanted::new(name, place, source.header.get(place).map_or(heading, String::as_str), kind))
}

/// The columns an analysis needs, under their own names or those given; optional ones where the file has
/// them.
pub(super) fn wanted(
    needs: &[ColumnNeed],
    source: &Source,
    parameters: &Parameters,
) -> Result<Vec<Wanted>, AnalyzeError> {
    let mut wanted = Vec::new();
    for need in needs {
        let renamed = parameters.renamed(need.name);
        if need.is_optional && renamed.is_none() && source.place(need.name).is_none() {
            continue;
        }
        let remedy = format!("column.{}=NAME", need.name);
        wanted.push(find(source, need.name, renamed.unwrap_or(need.name), need.kind, &remedy)?);
    }
    Ok(wanted)
}
