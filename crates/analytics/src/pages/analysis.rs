//! `/analytics/{name}`: one analysis with its parameters, pictures, tables, and what to do about it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use http::StatusCode;
use ui::Frame;
use web::{Form, Problem, Visit, page};
use words::Say;

use super::drawing::Sheet;
use crate::AnalyzeError;
use crate::analyses::{Analysis, Input};
use crate::asking::{self, Asked, made};
use crate::find;
use crate::showing::Tell;

#[derive(Template)]
#[template(path = "pages/analysis.html")]
struct AnalysisPage {
    frame: Frame,
    slug: &'static str,
    about: String,
    how: String,
    deeds: String,
    inputs: Vec<Asking>,
    /// The query that asks for the same again.
    query: String,
    given: Vec<(String, String)>,
    error: String,
    sheet: Option<Sheet>,
}

/// A parameter as the form asks for it.
struct Asking {
    name: &'static str,
    label: String,
    help: String,
    value: String,
    /// `select`, `many`, or the type of an `<input>`.
    kind: &'static str,
    options: Vec<(String, String)>,
}

impl Asking {
    fn is_chosen(&self, option: &str) -> bool {
        self.value.split(',').any(|chosen| chosen.trim() == option)
    }
}

/// Draws it.
pub(crate) async fn shown(
    visit: Visit,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let analysis = find(&name).map_err(|_| Problem::missing())?;
    let form = joined(Form::from_encoded(query.as_deref().unwrap_or_default()));
    let asked = Asked::of(analysis, &form);
    let outcome = made(&visit, asked.clone()).await?;
    let (say, currency) = (&visit.say, visit.app.firm().currency);
    let error = outcome.as_ref().err().map(|error| told(error, analysis, say)).unwrap_or_default();
    let made = outcome.ok();
    let asks_for_columns = |input| matches!(input, Input::Column | Input::Columns);
    let fields = match &made {
        Some(made) => made.fields.clone(),
        None if analysis.parameters().iter().any(|need| asks_for_columns(need.input)) => {
            asking::fields(&visit).await?
        }
        None => Fields::default(),
    };
    let slug = analysis.slug();
    let is_wrong = !error.is_empty();
    let shown = AnalysisPage {
        frame: visit.frame(&format!("analytics-{slug}-title")),
        slug,
        about: say.t(&format!("analytics-{slug}-about")),
        how: say.t(&format!("analytics-{slug}-how")),
        deeds: say.t(&format!("analytics-{slug}-deeds")),
        inputs: inputs(&visit, &asked, &fields),
        query: encoded(&asked),
        given: asked.given.clone().into_iter().collect(),
        error,
        sheet: made.as_ref().map(|made| Sheet::of(made, &asked, (say, currency))),
    };
    let mut response = page(&shown)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What is wrong, with parameters called as on the page.
pub(super) fn told(error: &AnalyzeError, analysis: &dyn Analysis, say: &Say) -> String {
    let need = |name: &str| analysis.parameters().iter().find(|need| need.name == name);
    error.say_of(say, |name| need(name).map_or_else(|| name.to_owned(), |need| say.t(need.text)))
}

/// A list that came as several boxes of one name becomes one value.
fn joined(mut form: Form) -> Form {
    const NAME: &str = "x";
    let all: Vec<String> = form.all(NAME).filter(|value| !value.is_empty()).map(str::to_owned).collect();
    form.values.retain(|(own, _)| own != NAME);
    if !all.is_empty() {
        form.values.push((NAME.to_owned(), all.join(",")));
    }
    form
}

/// The parameters as a query.
pub(crate) fn encoded(asked: &Asked) -> String {
    let pair = |(name, value): (&String, &String)| {
        format!("{}={}", crate::showing::encoded(name), crate::showing::encoded(value))
    };
    asked.given.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Columns of numbers, and columns of words.
type Fields = (Vec<String>, Vec<String>);

fn inputs(visit: &Visit, asked: &Asked, fields: &Fields) -> Vec<Asking> {
    let say = &visit.say;
    let usual =
        |name: &str| asked.analysis.usual().iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
    let needs = asked.analysis.parameters().iter().filter(|need| need.input != Input::Hidden);
    needs
        .map(|need| {
            let given = asked.given.get(need.name).map(String::as_str);
            let (numbers, answers) = fields.clone();
            let is_number = need.text != "analytics-param-crosstab-rows"
                && need.text != "analytics-param-crosstab-columns";
            let named = |slug: String| (slug.clone(), field_name(visit, &slug));
            let (kind, options): (&'static str, Vec<(String, String)>) = match need.input {
                Input::Choice(options) => {
                    let label =
                        |option: &&str| say.t(&format!("analytics-option-{}", option.replace('_', "-")));
                    ("select", options.iter().map(|option| ((*option).to_owned(), label(option))).collect())
                }
                Input::Flag => {
                    let label =
                        |option: &str| (option.to_owned(), say.t(&format!("analytics-option-{option}")));
                    ("select", ["false", "true"].map(label).to_vec())
                }
                Input::Column if is_number => ("select", numbers.into_iter().map(named).collect()),
                Input::Column => ("select", answers.into_iter().map(named).collect()),
                Input::Columns => ("many", numbers.into_iter().map(named).collect()),
                Input::Number => ("number", Vec::new()),
                Input::Day => ("date", Vec::new()),
                Input::Text | Input::Hidden => ("text", Vec::new()),
            };
            Asking {
                name: need.name,
                label: say.t(need.text),
                help: say.t(&format!("{}-help", need.text)),
                value: given.or_else(|| usual(need.name)).unwrap_or(need.default).to_owned(),
                kind,
                options,
            }
        })
        .collect()
}

/// What people call a column of the base.
pub(crate) fn field_name(visit: &Visit, slug: &str) -> String {
    let desk = visit.app.offer::<customers::Desk>().cloned().unwrap_or_default();
    let given = BTreeMap::new();
    let known = visit.app.db.read(|tx| desk.fields(tx)).ok();
    let (currency, fields) = (visit.app.firm().currency, known.as_deref());
    Tell { say: &visit.say, currency, slug: "", given: &given, fields }.field(slug)
}
