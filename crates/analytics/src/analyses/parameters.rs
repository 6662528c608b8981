//! Parameters as they are given in words, checked against what an analysis takes.

use std::collections::BTreeMap;

use super::{Analysis, ColumnNeed, Input};
use crate::table::{Kind, SlashOrder, Wanted, parse_day};
use crate::{AnalyzeError, Remedy, Source};
use serde_json::Value;
use std::cell::{Cell, RefCell};

/// The parameters of one call.
#[derive(Debug)]
pub struct Parameters {
    given: BTreeMap<String, String>,
    defaults: BTreeMap<&'static str, &'static str>,
    window: Option<Window>,
    each: Option<Each>,
    /// Whether the analysis has the parameter `rows` by which programs ask for them.
    has_flag: bool,
    n_rows: Cell<u64>,
}

/// Who takes every row as it is made, so that none needs to be kept.
struct Each(RefCell<Take>);

/// Takes a row.
type Take = Box<dyn FnMut(&Value)>;

impl std::fmt::Debug for Each {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Each")
    }
}

/// Which of the rows behind the figures are wanted.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// Members and the values that they must have.
    pub wanted: Vec<(String, String)>,
    /// The member whose greatest values come first; empty for the order of the analysis.
    pub sort: String,
    /// How many to pass over.
    pub from: usize,
    /// How many to give.
    pub limit: usize,
}

impl Window {
    /// Whether a row has the values wanted; a number is compared as it is written.
    fn holds(&self, row: &Value) -> bool {
        self.wanted.iter().all(|(name, value)| match row.get(name) {
            Some(Value::String(text)) => text == value,
            Some(Value::Null) | None => value.is_empty(),
            Some(other) => value.parse::<Value>().is_ok_and(|value| value == *other),
        })
    }

    /// Keeps the best rows wanted in memory only.
    fn cut(&self, rows: &mut Vec<(f64, Value)>) {
        if !self.sort.is_empty() {
            rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        }
        rows.truncate(self.from + self.limit);
    }
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
        let has_flag =
            analysis.parameters().iter().any(|need| need.name == "rows" && need.input == Input::Hidden);
        Ok(Self {
            given: given.clone(),
            defaults,
            window: None,
            each: None,
            has_flag,
            n_rows: Cell::new(0),
        })
    }

    /// The same, asking for these rows only.
    #[must_use]
    pub fn with_window(mut self, window: Window) -> Self {
        self.window = Some(window);
        self
    }

    /// The same, giving every row to `each` instead of putting them into the answer.
    #[must_use]
    pub(crate) fn with_each(mut self, each: impl FnMut(&Value) + 'static) -> Self {
        self.each = Some(Each(RefCell::new(Box::new(each))));
        self
    }

    /// The number of rows that had the values wanted, whether given or not; 0 before any were gathered.
    pub fn n_rows(&self) -> u64 {
        self.n_rows.get()
    }

    /// Whether the rows behind the figures are wanted.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when `rows` is neither `true` nor `false`.
    pub fn wants_rows(&self) -> Result<bool, AnalyzeError> {
        Ok(self.window.is_some() || self.each.is_some() || self.has_flag && self.flag("rows")?)
    }

    /// What the rows wanted must have as a member, where that is asked for.
    pub(super) fn wanted_of(&self, member: &str) -> Option<&str> {
        let wanted = self.window.as_ref()?.wanted.iter().find(|(name, _)| name == member);
        wanted.map(|(_, value)| value.as_str())
    }

    /// Whether nothing but these was given, so that the answer is that of the first day.
    pub(super) fn are_usual_but(&self, free: &[&str]) -> bool {
        let is_usual = |(name, value): (&String, &String)| {
            free.contains(&name.as_str()) || self.defaults.get(name.as_str()) == Some(&value.trim())
        };
        self.given.iter().all(is_usual)
    }

    /// The rows wanted of all there are: every one in order without a window.
    pub(super) fn gather(&self, rows: impl Iterator<Item = Value>) -> Value {
        if let Some(Each(take)) = &self.each {
            let mut take = take.borrow_mut();
            rows.for_each(|row| take(&row));
            return Value::Null;
        }
        let Some(window) = &self.window else { return rows.collect() };
        let most = window.from + window.limit;
        let mut kept: Vec<(f64, Value)> = Vec::new();
        for row in rows.filter(|row| window.holds(row)) {
            self.n_rows.set(self.n_rows.get() + 1);
            let key = row.get(&window.sort).and_then(Value::as_f64).unwrap_or(f64::NEG_INFINITY);
            kept.push((key, row));
            if kept.len() > 2 * most + 1_000 {
                window.cut(&mut kept);
            }
        }
        window.cut(&mut kept);
        kept.into_iter().skip(window.from).map(|(_, row)| row).collect()
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
            .ok_or_else(|| bad(name, value, Remedy::OneOf(allowed.join(", "))))
    }

    /// A number from `least` to `most`.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when it is none, or not within.
    pub fn number(&self, name: &str, least: f64, most: f64) -> Result<f64, AnalyzeError> {
        let value = self.text(name).unwrap_or_default();
        let number = value.parse().ok().filter(|number: &f64| (least..=most).contains(number));
        number.ok_or_else(|| bad(name, value, Remedy::Number(least, most)))
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
        day.map(Some).ok_or_else(|| bad(name, value, Remedy::Day))
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
        ascending.ok_or_else(|| bad(name, value, Remedy::Borders))
    }

    /// The file's name for a column that the parameter `name` gives.
    ///
    /// # Errors
    /// [`AnalyzeError::BadParameter`] when none is given.
    pub fn column(&self, name: &str) -> Result<&str, AnalyzeError> {
        self.text(name).ok_or_else(|| bad(name, "", Remedy::Column))
    }

    /// What `column.NAME` says a column is called, if it was given.
    pub(super) fn renamed(&self, name: &str) -> Option<&str> {
        self.given.get(&format!("column.{name}")).map(|value| value.trim())
    }
}

/// A parameter that cannot be what it is.
pub(super) fn bad(name: &str, value: &str, remedy: Remedy) -> AnalyzeError {
    AnalyzeError::BadParameter { name: name.to_string(), value: value.to_string(), remedy }
}

/// A column of the file by its name.
pub(super) fn find(
    source: &dyn Source,
    name: &'static str,
    heading: &str,
    kind: Kind,
    remedy: &str,
) -> Result<Wanted, AnalyzeError> {
    let place = source.place(heading).ok_or_else(|| AnalyzeError::MissingColumn {
        column: heading.to_string(),
        found: source.header().join(", "),
        remedy: remedy.to_string(),
    })?;
    Ok(Wanted::new(name, place, source.header().get(place).map_or(heading, String::as_str), kind))
}

/// The column of customers, where the source has one and rows are wanted.
pub(super) fn whose(source: &dyn Source, parameters: &Parameters) -> Result<Option<Wanted>, AnalyzeError> {
    let place = source.place("customer");
    let is_wanted = parameters.wants_rows()?;
    Ok(place.filter(|_| is_wanted).map(|place| Wanted::new("customer", place, "customer", Kind::Text)))
}

/// The columns an analysis needs, under their own names or those given; optional ones where the file has
/// them.
pub(super) fn wanted(
    needs: &[ColumnNeed],
    source: &dyn Source,
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
