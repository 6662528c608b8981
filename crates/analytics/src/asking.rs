//! An analysis asked for over the base: read, made, remembered until the base changes, with the names of who is in it.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use customers::{Act, CustomerNo, Desk, FieldSet, Happenings, listing};
use db::Tx;
use kernel::Level;
use serde_json::Value;
use web::{Form, Problem, Visit};
use words::Say;

use crate::analyses::{Analysis, Input, Parameters, Sheet, Window};
use crate::base::{Adding, Warehouse};
use crate::{AnalyzeError, Answer, Remark, answer};

/// Answers remembered at once.
const REMEMBERED: usize = 200;
/// Customers of one answer whose names are looked up.
const NAMED: usize = 500;

/// What a base is analysed with: its rows between requests, and the answers made of them; cheap to clone.
#[derive(Clone, Default)]
pub struct Analyst {
    /// The rows.
    pub warehouse: Warehouse,
    answers: Arc<Mutex<Answers>>,
}

/// Answers by what was asked, each with the entry of the journal up to which it is true.
type Answers = HashMap<String, (i64, Arc<Answer>)>;

/// Which analysis is asked for, and how.
#[derive(Clone)]
pub struct Asked {
    /// The analysis.
    pub analysis: &'static dyn Analysis,
    /// Its parameters as given.
    pub given: BTreeMap<String, String>,
    /// Which rows behind it are wanted besides.
    pub window: Option<Window>,
}

impl Asked {
    /// With the parameters of a query that the analysis takes; others belong to the page.
    pub(crate) fn of(analysis: &'static dyn Analysis, query: &Form) -> Self {
        let known =
            analysis.parameters().iter().filter(|need| need.name != "rows" || need.input == Input::Column);
        let given =
            known.filter_map(|need| Some((need.name.to_owned(), query.filled(need.name)?.to_owned())));
        Self { analysis, given: given.collect(), window: None }
    }

    /// The parameters with what the base makes usual.
    pub(crate) fn parameters(&self) -> Result<Parameters, AnalyzeError> {
        let usual =
            self.analysis.usual().iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut all: BTreeMap<String, String> = usual.collect();
        all.extend(self.given.clone());
        let parameters = Parameters::of(self.analysis, &all)?;
        Ok(match &self.window {
            Some(window) => parameters.with_window(window.clone()),
            None => parameters,
        })
    }
}

/// A customer of an answer.
#[derive(Debug, Clone)]
pub struct Named {
    /// Where their card is.
    pub href: String,
    /// The id used outside.
    pub id: String,
    /// The name to show.
    pub name: String,
}

/// What came of it.
#[derive(Clone)]
pub struct Made {
    /// The answer.
    pub answer: Arc<Answer>,
    /// How many rows had what was wanted.
    pub n_rows: u64,
    /// The customers in it, by what the answer calls them.
    pub names: HashMap<String, Named>,
    /// Columns that hold numbers, and columns that hold words.
    pub fields: (Vec<String>, Vec<String>),
    /// The fields of cards.
    pub known: Arc<FieldSet>,
}

impl Analyst {
    /// One that has orders added up so.
    pub fn adding(adding: Adding) -> Self {
        Self { warehouse: Warehouse::adding(adding), ..Self::default() }
    }

    /// Makes it in one view of the base.
    ///
    /// # Errors
    /// Every variant of [`AnalyzeError`]; [`AnalyzeError::Forbidden`] without the right to read analyses.
    pub fn make(
        &self,
        tx: &mut Tx<'_>,
        (act, happenings): (&Act, &Happenings),
        asked: &Asked,
    ) -> Result<Made, AnalyzeError> {
        if !act.actor.may(crate::RIGHT, Level::Read) {
            return Err(AnalyzeError::Forbidden);
        }
        let parameters = asked.parameters()?;
        let sheet = asked.analysis.reads(&parameters);
        let pushed = asked.analysis.pushed(&parameters);
        let summed = match pushed {
            Some(grain) => self.warehouse.sums(tx, (act, happenings), &grain)?,
            None => None,
        };
        let (rows, seq) = match summed {
            Some(summed) => summed,
            None => self.warehouse.rows(tx, (act, happenings), sheet)?,
        };
        let (fields, is_empty) = (rows.fields(), rows.is_empty());
        let key = format!("{} {:?} {:?}", asked.analysis.slug(), asked.given, act.actor.sight);
        let known = self.known(&key, seq).filter(|_| asked.window.is_none());
        let made = match known {
            Some(answer) => answer,
            None => Arc::new(match answer(asked.analysis, Box::new(rows), &parameters) {
                // Columns of cards are there once there is a card, and nothing can be made of none.
                Err(AnalyzeError::MissingColumn { .. } | AnalyzeError::Impossible(_))
                    if is_empty && asked.given.is_empty() =>
                {
                    nothing(asked.analysis)
                }
                made => made?,
            }),
        };
        if asked.window.is_none() {
            self.remember(key, seq, &made);
        }
        let names = names(tx, act, &made.result);
        let known = Arc::clone(&act.fields);
        Ok(Made { answer: made, n_rows: parameters.n_rows(), names, fields, known })
    }

    /// The columns of customers that hold numbers, and those that hold words.
    ///
    /// # Errors
    /// As of [`Warehouse::rows`].
    fn fields(
        &self,
        tx: &mut Tx<'_>,
        (act, happenings): (&Act, &Happenings),
    ) -> Result<(Vec<String>, Vec<String>), AnalyzeError> {
        Ok(self.warehouse.rows(tx, (act, happenings), Sheet::Customers)?.0.fields())
    }

    fn known(&self, key: &str, seq: i64) -> Option<Arc<Answer>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(key).filter(|(at, _)| *at == seq).map(|(_, answer)| Arc::clone(answer))
    }

    fn remember(&self, key: String, seq: i64, made: &Arc<Answer>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.retain(|_, (at, _)| *at == seq);
        if answers.len() < REMEMBERED {
            answers.insert(key, (seq, Arc::clone(made)));
        }
    }
}

/// Makes an analysis of the base for a program: the answer as JSON with its sentences in a language.
///
/// # Errors
/// Every variant of [`AnalyzeError`].
pub fn run_base(
    tx: &mut Tx<'_>,
    (act, happenings): (&Act, &Happenings),
    (name, given): (&str, &BTreeMap<String, String>),
    say: &Say,
) -> Result<Value, AnalyzeError> {
    let asked = Asked { analysis: crate::find(name)?, given: given.clone(), window: None };
    let made = Analyst::default().make(tx, (act, happenings), &asked)?;
    Ok(made.to_json(say))
}

impl Made {
    /// The answer as JSON, with customers by id and name.
    pub fn to_json(&self, say: &Say) -> Value {
        let mut json = self.answer.to_json(say);
        name_all(&mut json["result"], &self.names);
        json
    }
}

/// Puts the id and the name of customers where answers have their numbers.
fn name_all(value: &mut Value, names: &HashMap<String, Named>) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| name_all(one, names)),
        Value::Object(fields) => {
            let named =
                fields.get("customer").and_then(Value::as_str).and_then(|no| names.get(no)).cloned();
            if let Some(named) = named {
                fields.insert("customer".into(), Value::String(named.id));
                fields.insert("customer_name".into(), Value::String(named.name));
            }
            fields
                .values_mut()
                .filter(|one| one.is_array() || one.is_object())
                .for_each(|one| name_all(one, names));
        }
        _ => {}
    }
}

/// The customers that an answer speaks of.
fn names(tx: &mut Tx<'_>, act: &Act, result: &Value) -> HashMap<String, Named> {
    let mut numbers = Vec::new();
    gather(result, &mut numbers);
    let briefs = listing::briefs(tx, act, &numbers).unwrap_or_default();
    let named = briefs.into_iter().map(|brief| {
        let href = format!("/customers/{}", brief.id);
        (brief.no.to_string(), Named { href, id: brief.id.to_string(), name: brief.name })
    });
    named.collect()
}

fn gather(value: &Value, numbers: &mut Vec<CustomerNo>) {
    match value {
        Value::Array(all) => all.iter().filter(|one| !one.is_number()).for_each(|one| gather(one, numbers)),
        Value::Object(fields) => {
            let no = fields.get("customer").and_then(Value::as_str).and_then(|text| text.parse().ok());
            if let Some(no) = no.filter(|_| numbers.len() < NAMED) {
                numbers.push(no);
            }
            fields
                .values()
                .filter(|one| one.is_array() || one.is_object())
                .for_each(|one| gather(one, numbers));
        }
        _ => {}
    }
}

/// The answer of a base in which there is nobody yet.
fn nothing(analysis: &'static dyn Analysis) -> Answer {
    let (result, notes) = (Value::Object(serde_json::Map::new()), vec![Remark::new("no_rows")]);
    Answer { analysis: analysis.slug(), rows: 0, used: 0, dropped: Vec::new(), result, notes }
}

/// The columns that can be chosen from where no answer tells them.
///
/// # Errors
/// [`Problem::forbidden`] without the right.
pub(crate) async fn fields(visit: &Visit) -> Result<(Vec<String>, Vec<String>), Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let analyst = visit.app.offer::<Analyst>().cloned().unwrap_or_default();
    let happenings = visit.app.offer::<Happenings>().cloned().unwrap_or_default();
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let fields = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        analyst.fields(tx, (&act, &happenings))
    });
    match fields.await {
        Err(AnalyzeError::Db(error)) => Err(error.into()),
        Err(_) => Err(Problem::forbidden()),
        Ok(fields) => Ok(fields),
    }
}

/// Makes it for a visit.
///
/// # Errors
/// [`Problem::forbidden`] without the right; the inner error is the analysis's own.
pub(crate) async fn made(visit: &Visit, asked: Asked) -> Result<Result<Made, AnalyzeError>, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let analyst = visit.app.offer::<Analyst>().cloned().unwrap_or_default();
    let happenings = visit.app.offer::<Happenings>().cloned().unwrap_or_default();
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let made = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        analyst.make(tx, (&act, &happenings), &asked)
    });
    match made.await {
        Err(AnalyzeError::Forbidden) => Err(Problem::forbidden()),
        Err(AnalyzeError::Db(error)) => Err(error.into()),
        other => Ok(other),
    }
}
