//! `/analyses`: what can be asked, the answers, and the rows behind them.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use kernel::Level;
use serde::Serialize;
use utoipa::ToSchema;
use web::{FieldError, Form, Problem, ProblemBody, Visit};

use crate::analyses::{Input, Window};
use crate::asking::{Asked, Made, made};
use crate::{find, list};

/// An analysis that can be asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnalysisView {
    /// Its name in addresses.
    name: &'static str,
    /// What people call it.
    title: String,
    /// What it answers.
    about: String,
    /// What may be set.
    parameters: Vec<ParameterView>,
}

/// A parameter of an analysis.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ParameterView {
    /// Its name.
    name: &'static str,
    /// What it is when not given; empty for none.
    default: &'static str,
    /// What it may be, when it is one of a few words.
    options: Vec<&'static str>,
    /// What it does.
    help: String,
}

/// List the analyses
#[utoipa::path(
    get,
    path = "/analyses",
    tag = "analyses",
    responses(
        (status = 200, description = "In the order of the screens", body = Vec<AnalysisView>),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
    )
)]
pub(crate) async fn list_analyses(visit: Visit) -> Result<Json<Vec<AnalysisView>>, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let say = &visit.say;
    let view = list().iter().map(|analysis| AnalysisView {
        name: analysis.slug(),
        title: say.t(&format!("analytics-{}-title", analysis.slug())),
        about: say.t(&format!("analytics-{}-about", analysis.slug())),
        parameters: analysis
            .parameters()
            .iter()
            .map(|need| ParameterView {
                name: need.name,
                default: need.default,
                options: if let Input::Choice(options) = need.input {
                    options.to_vec()
                } else {
                    Vec::new()
                },
                help: say.t(&format!("{}-help", need.text)),
            })
            .collect(),
    });
    Ok(Json(view.collect()))
}

/// Make an analysis of the base
///
/// Its parameters come in the address, as `?by=week`. Customers are given by id and name.
#[utoipa::path(
    get,
    path = "/analyses/{name}",
    tag = "analyses",
    params(("name" = String, Path, description = "The name of the analysis", example = "rfm")),
    responses(
        (status = 200, description = "`analysis`, `input`, `result` and `notes`", body = Object),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
        (status = 404, description = "There is no such analysis", body = ProblemBody),
        (status = 422, description = "A parameter cannot be what it is, or the base cannot hold the answer", body = ProblemBody),
    )
)]
pub(crate) async fn make_analysis(
    visit: Visit,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<serde_json::Value>, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let made = asked(&visit, &name, &form, None).await?;
    Ok(Json(made.to_json(&visit.say)))
}

/// Get an analysis as a file
///
/// Its table as CSV, or one of its pictures as SVG or PNG (`picture=1` is the second). Parameters as for the analysis.
#[utoipa::path(
    get,
    path = "/analyses/{name}/file/{kind}",
    tag = "analyses",
    params(
        ("name" = String, Path, description = "The name of the analysis", example = "rfm"),
        ("kind" = String, Path, description = "`csv`, `svg` or `png`", example = "csv"),
        ("picture" = Option<u8>, Query, description = "Which of its pictures, from 0"),
    ),
    responses(
        (status = 200, description = "The file", content_type = "*/*", body = String),
        (status = 400, description = "The answer cannot be made", body = ProblemBody),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
        (status = 404, description = "There is no such analysis, kind of file or picture", body = ProblemBody),
    )
)]
pub(crate) async fn get_analysis_file(
    visit: Visit,
    Path((name, kind)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    crate::pages::written(&visit, (&name, &kind), (&form, crate::pages::Reader::Program)).await
}

/// Rows behind a figure.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowsPage {
    /// The rows, the greatest of `sort` first; what is in them depends on the analysis.
    #[schema(value_type = Vec<Object>)]
    items: serde_json::Value,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
    /// How many rows there are.
    total: u64,
}

/// List the rows behind a figure of an analysis
///
/// Besides the parameters of the analysis the address takes `where.MEMBER=VALUE`, as in `where.group=champions`.
#[utoipa::path(
    get,
    path = "/analyses/{name}/rows",
    tag = "analyses",
    params(
        ("name" = String, Path, description = "The name of the analysis", example = "rfm"),
        ("sort" = Option<String>, Query, description = "The member whose greatest values come first; revenue when left out"),
        ("limit" = Option<i64>, Query, description = "How many, 1 to 500; 50 when left out", minimum = 1, maximum = 500),
        ("cursor" = Option<String>, Query, description = "Where to go on: `next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of rows", body = RowsPage),
        (status = 400, description = "The cursor is none", body = ProblemBody),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
        (status = 404, description = "There is no such analysis", body = ProblemBody),
        (status = 422, description = "A parameter cannot be what it is", body = ProblemBody),
    )
)]
pub(crate) async fn list_analysis_rows(
    visit: Visit,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<RowsPage>, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let limit =
        form.filled("limit").map_or(Ok(50), str::parse).map_err(|_| Problem::unreadable("limit"))?;
    let limit = kernel::PageSize::clamped(limit).get();
    let from = form.filled("cursor").map_or(Ok(0), str::parse::<usize>);
    let from = from.ok().filter(|from| *from <= 10_000_000).ok_or_else(|| Problem::unreadable("cursor"))?;
    let window = crate::pages::window(&form, from, limit);
    let made = asked(&visit, &name, &form, Some(window)).await?;
    let mut json = made.to_json(&visit.say);
    let member = find(&name).map_or("rows", |analysis| analysis.rows_member());
    let items = match json["result"][member].take() {
        serde_json::Value::Null => serde_json::json!([]),
        rows => rows,
    };
    let has_more = ((from + limit) as u64) < made.n_rows;
    Ok(Json(RowsPage { items, next: has_more.then(|| (from + limit).to_string()), total: made.n_rows }))
}

/// Makes what a program asks for; a parameter that the analysis does not take is refused.
async fn asked(visit: &Visit, name: &str, form: &Form, window: Option<Window>) -> Result<Made, Problem> {
    const OF_PAGE: [&str; 3] = ["sort", "limit", "cursor"];
    visit.need(crate::RIGHT, Level::Read)?;
    let analysis = find(name).map_err(|_| Problem::missing())?;
    let is_ours = |name: &str| window.is_some() && (OF_PAGE.contains(&name) || name.starts_with("where."));
    let given: BTreeMap<String, String> =
        form.values.iter().filter(|(name, _)| !is_ours(name)).cloned().collect();
    let made = made(visit, Asked { analysis, given, window }).await?;
    made.map_err(|error| {
        let field = error.parameter().unwrap_or_default().to_owned();
        let said = error.say(&visit.say);
        let error =
            FieldError { args: vec![("said", said.into())], ..FieldError::new(field, "analytics-said") };
        Problem::invalid(vec![error])
    })
}
