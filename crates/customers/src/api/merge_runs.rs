//! `/customers/duplicates/merging`: every pair from a probability on merged as one deed, after a look at some.

use super::duplicates::PairView;
use super::shape::{read, write_at};
use crate::merging::runs::{self, LEAST, MergeRun, MergeRunId};
use axum::Json;
use axum::extract::{Path, Query};
use http::StatusCode;
use jobs::JobId;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, FieldError, Problem, ProblemBody, Visit, moment};

/// Pairs of a sample at most.
const MOST_SAMPLED: i64 = 100;

/// Which sample.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AskedSample {
    /// Pairs from this probability on, 0.8 to 1.
    #[param(minimum = 0.8, maximum = 1.0)]
    at_least: f64,
    /// How many pairs at random, 1 to 100; 10 when left out.
    #[param(minimum = 1, maximum = 100)]
    n: Option<i64>,
}

/// Some of the pairs that would be merged.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SampleView {
    /// How many pairs would be merged.
    n: usize,
    /// Some of them, picked at random.
    pairs: Vec<PairView>,
}

/// Look at some of the pairs that a merging of many would take
#[utoipa::path(
    get,
    path = "/customers/duplicates/sample",
    tag = "duplicates",
    params(AskedSample),
    responses(
        (status = 200, description = "How many pairs there are, and some at random", body = SampleView),
        (status = 403, description = "The right to arrange all customers is missing", body = ProblemBody),
        (status = 422, description = "The probability is not from 0.8 to 1", body = ProblemBody),
    )
)]
pub(crate) async fn sample_duplicates(
    visit: Visit,
    Query(asked): Query<AskedSample>,
) -> Result<Json<SampleView>, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let at_least = probability(asked.at_least)?;
    let most = usize::try_from(asked.n.unwrap_or(10).clamp(1, MOST_SAMPLED)).unwrap_or(1);
    let say = visit.say.clone();
    let sample = read(&visit, move |tx, act| {
        let (n, seen) = runs::sample(tx, act, (at_least, most))?;
        Ok(SampleView { n, pairs: seen.iter().map(|seen| PairView::of(seen, act, &say)).collect() })
    });
    sample.await.map(Json)
}

/// A merging of many to be begun.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunBody {
    /// Pairs from this probability on, 0.8 to 1.
    #[schema(minimum = 0.8, maximum = 1.0)]
    at_least: f64,
}

/// A merging of many.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunView {
    /// Its id, by which it is taken back.
    id: MergeRunId,
    /// Pairs from this probability on.
    at_least: f64,
    /// How many customers went into others so far.
    n: i64,
    /// The job that does it, or takes it back.
    job: Option<JobId>,
    /// When it was asked for. RFC 3339, UTC.
    begun_at: String,
    /// Whether it was taken back.
    is_undone: bool,
}

impl RunView {
    fn of(run: &MergeRun) -> Self {
        Self {
            id: run.id,
            at_least: run.at_least,
            n: run.n,
            job: run.job,
            begun_at: moment(run.begun_at),
            is_undone: run.undone_at.is_some(),
        }
    }
}

/// Merge every pair from a probability on
#[utoipa::path(
    post,
    path = "/customers/duplicates/merging",
    tag = "duplicates",
    request_body = RunBody,
    responses(
        (status = 202, description = "A job carries it out", body = RunView),
        (status = 403, description = "The right to arrange all customers is missing", body = ProblemBody),
        (status = 422, description = "The probability is not from 0.8 to 1", body = ProblemBody),
    )
)]
pub(crate) async fn merge_duplicates(
    visit: Visit,
    Body(body): Body<RunBody>,
) -> Result<(StatusCode, Json<RunView>), Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let at_least = probability(body.at_least)?;
    let run = write_at(&visit, Level::Arrange, move |tx, act| runs::begin(tx, act, at_least)).await?;
    Ok((StatusCode::ACCEPTED, Json(RunView::of(&run))))
}

/// Tell how a merging of many stands
#[utoipa::path(
    get,
    path = "/customers/duplicates/merging/{run}",
    tag = "duplicates",
    params(("run" = String, Path, description = "The merging's id")),
    responses(
        (status = 200, description = "As it stands", body = RunView),
        (status = 403, description = "The right to arrange all customers is missing", body = ProblemBody),
        (status = 404, description = "There is no such merging", body = ProblemBody),
    )
)]
pub(crate) async fn get_merging(visit: Visit, Path(text): Path<String>) -> Result<Json<RunView>, Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let id = run_id(&text)?;
    let run = read(&visit, move |tx, act| runs::get(tx, act, id)).await?;
    Ok(Json(RunView::of(&run)))
}

/// Take a merging of many back
#[utoipa::path(
    delete,
    path = "/customers/duplicates/merging/{run}",
    tag = "duplicates",
    params(("run" = String, Path, description = "The merging's id")),
    responses(
        (status = 202, description = "A job takes it back", body = RunView),
        (status = 403, description = "The right to arrange all customers is missing", body = ProblemBody),
        (status = 404, description = "There is no such merging, or it was taken back before", body = ProblemBody),
    )
)]
pub(crate) async fn undo_merging(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<(StatusCode, Json<RunView>), Problem> {
    visit.need(crate::RIGHT, Level::Arrange)?;
    let id = run_id(&text)?;
    let run = write_at(&visit, Level::Arrange, move |tx, act| runs::begin_undo(tx, act, id)).await?;
    Ok((StatusCode::ACCEPTED, Json(RunView::of(&run))))
}

fn probability(at_least: f64) -> Result<f64, Problem> {
    match (LEAST..=1.0).contains(&at_least) {
        true => Ok(at_least),
        false => Err(Problem::invalid(vec![FieldError::new("at_least", "customers-merging-wrong")])),
    }
}

fn run_id(text: &str) -> Result<MergeRunId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}
