//! `POST /imports`: files brought in, their columns as a mapping says or guessed.

use super::shape::{ImportPage, ImportView};
use crate::mapping::Mapping;
use crate::pages::{act, blocking, keep, problem, received};
use crate::run::{Run, start_later};
use axum::Json;
use axum::extract::Multipart;
use customers::Rule;
use http::StatusCode;
use kernel::Level;
use web::{FieldError, Problem, ProblemBody, Visit};

/// Import files
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    request_body(content = String, content_type = "multipart/form-data", description = "One part with a file name per file, in any number and of any size; a part `mapping` with the JSON of a mapping for all of them, guessed for each when left out; a part `rule`: newest, most_trusted or ask"),
    responses(
        (status = 202, description = "A job per file brings it in", body = ImportPage),
        (status = 422, description = "A file cannot be read", body = ProblemBody),
    )
)]
pub(crate) async fn import_files(
    visit: Visit,
    parts: Multipart,
) -> Result<(StatusCode, Json<ImportPage>), Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let act = act(&visit).await?;
    let came = received(parts).await?;
    let mapping = given(&came.values)?;
    if came.files.is_empty() {
        return Err(Problem::invalid(vec![FieldError::new("file", "transfer-no-file")]));
    }
    let mut items = Vec::with_capacity(came.files.len());
    for one in came.files {
        let (to_keep, to_start) = (act.clone(), act.clone());
        let (mapping, rule) = (mapping.mapping.clone(), mapping.rule);
        let run = blocking(&visit, move |visit| keep(visit, &to_keep, &one, mapping.as_ref())).await?;
        let run = with_rule(run, rule);
        let started = visit.app.db.writing(move |tx| start_later(tx, &to_start, run)).await;
        items.push(ImportView::of(started.map_err(|error| problem(error, &visit))?, &visit.say));
    }
    Ok((StatusCode::ACCEPTED, Json(ImportPage { items, next: None })))
}

/// What a request says of the columns.
struct Given {
    mapping: Option<Mapping>,
    rule: Option<Rule>,
}

fn given(values: &[(String, String)]) -> Result<Given, Problem> {
    let of = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
    let wrong = |name: &str| Problem::invalid(vec![FieldError::new(name, "transfer-mapping-unreadable")]);
    let mapping = match of("mapping").filter(|text| !text.is_empty()) {
        Some(text) => Some(serde_json::from_str(text).map_err(|_| wrong("mapping"))?),
        None => None,
    };
    let rule = match of("rule").filter(|text| !text.is_empty()) {
        Some(text) => Some(serde_json::from_value(text.into()).map_err(|_| wrong("rule"))?),
        None => None,
    };
    Ok(Given { mapping, rule })
}

fn with_rule(run: Run, rule: Option<Rule>) -> Run {
    let rule = rule.unwrap_or(run.mapping.rule);
    Run { mapping: Mapping { rule, ..run.mapping.clone() }, ..run }
}
