//! `GET /deals/board`, `/deals/forecast` and `/deals/funnel`.

use super::list::Asked;
use super::shape::{self, DealSumView, DealView};
use crate::forecast::Row;
use crate::funnel::{Count, Cut};
use crate::pipeline::{Pipeline, PipelineId, ReasonId, StageId};
use crate::{DealError, Dealing, arranging, board, dealing, forecast, funnel, running, typed};
use access::UserId;
use axum::Json;
use axum::extract::Query;
use db::Tx;
use kernel::RawId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Visit};

/// Which pipeline, and whose deals.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    /// The pipeline; the first one when left out.
    pipeline: Option<PipelineId>,
    /// Of this person only.
    responsible: Option<UserId>,
}

impl Whose {
    fn query(&self) -> crate::listing::Query {
        crate::listing::Query {
            responsible: self.responsible.map(|id| id.0),
            ..crate::listing::Query::default()
        }
    }
}

fn chosen(tx: &mut Tx<'_>, dealing: &Dealing, id: Option<PipelineId>) -> Result<Pipeline, DealError> {
    match id {
        Some(id) => arranging::get(tx, dealing, id),
        None => arranging::all(tx, dealing)?.into_iter().next().ok_or(DealError::Missing),
    }
}

/// One stage of the board.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BoardColumnView {
    /// Which stage.
    stage: StageId,
    /// What all its open deals add up to.
    sum: DealSumView,
    /// The first of them in the order of the board; the rest by `GET /deals?stage=`.
    deals: Vec<DealView>,
}

/// Read the board of a pipeline
#[utoipa::path(
    get,
    path = "/deals/board",
    tag = "deals",
    params(Whose),
    responses(
        (status = 200, description = "Its stages in order", body = Vec<BoardColumnView>),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
    )
)]
pub(crate) async fn get_board(
    visit: Visit,
    Query(whose): Query<Whose>,
) -> Result<Json<Vec<BoardColumnView>>, Problem> {
    let columns = running::read(&visit, move |tx, dealing, _| {
        let pipeline = chosen(tx, dealing, whose.pipeline)?;
        let mut views = Vec::new();
        for column in board::of(tx, dealing, (&pipeline, &whose.query()))? {
            let deals = shape::views(tx, dealing, column.cards.items)?;
            views.push(BoardColumnView { stage: column.stage, sum: column.sum.into(), deals });
        }
        Ok(views)
    });
    columns.await.map(Json)
}

/// What is expected within a span.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ForecastRowView {
    /// The first day of the month, as `2026-03-01`; null for what is overdue or without a day.
    month: Option<String>,
    /// As it is.
    sum: DealSumView,
    /// Each deal times the probability of its stage.
    weighted: DealSumView,
}

impl ForecastRowView {
    fn of(month: Option<String>, row: Row) -> Self {
        Self { month, sum: row.sum.into(), weighted: row.weighted.into() }
    }
}

/// What open deals may bring.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ForecastView {
    /// Expected before this month and still open.
    overdue: ForecastRowView,
    /// From this month on; months without deals are left out.
    months: Vec<ForecastRowView>,
    /// Without a day.
    undated: ForecastRowView,
}

/// Read the forecast of a pipeline
#[utoipa::path(
    get,
    path = "/deals/forecast",
    tag = "deals",
    params(Whose),
    responses(
        (status = 200, description = "Month by month of expected closing", body = ForecastView),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
    )
)]
pub(crate) async fn get_forecast(
    visit: Visit,
    Query(whose): Query<Whose>,
) -> Result<Json<ForecastView>, Problem> {
    let found = running::read(&visit, move |tx, dealing, _| {
        let pipeline = chosen(tx, dealing, whose.pipeline)?;
        forecast::of(tx, dealing, (&pipeline, &whose.query()))
    });
    let found = found.await?;
    let month = |(month, row): (jiff::civil::Date, Row)| ForecastRowView::of(Some(month.to_string()), row);
    Ok(Json(ForecastView {
        overdue: ForecastRowView::of(None, found.overdue),
        months: found.months.into_iter().map(month).collect(),
        undated: ForecastRowView::of(None, found.undated),
    }))
}

/// By what a funnel is cut.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Cutting {
    /// `source`, `team`, `seller` or `month`; `source` when left out.
    by: Option<String>,
    /// Opened on this day or later, as `2026-03-12`; 90 days ago when left out.
    from: Option<String>,
    /// Opened before this day; today is still in it when left out.
    before: Option<String>,
}

/// What became of some deals.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunnelCountView {
    /// How many were opened.
    n: i64,
    /// Of these, won so far.
    n_won: i64,
    /// Of these, lost so far.
    n_lost: i64,
    /// Days from opening to winning, on average.
    days_to_win: Option<f64>,
}

impl From<Count> for FunnelCountView {
    fn from(count: Count) -> Self {
        Self { n: count.n, n_won: count.n_won, n_lost: count.n_lost, days_to_win: count.days_to_win }
    }
}

/// How many were lost for a reason.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunnelLossView {
    /// The reason; null where nothing was said.
    reason: Option<ReasonId>,
    /// How many.
    n: i64,
}

/// One stage of the funnel.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunnelStageView {
    /// Which stage.
    stage: StageId,
    /// How many came as far as here, or farther, or were won.
    n_reached: i64,
    /// The same of the days before.
    n_reached_before: i64,
    /// Of those, the share that came farther, 0..=1.
    onward_ratio: Option<f64>,
    /// The same of the days before.
    onward_ratio_before: Option<f64>,
    /// How many days they stood here on average.
    days: Option<f64>,
    /// How many stand here now.
    n_here: i64,
    /// Why those were lost that were lost here, the commonest reason first.
    losses: Vec<FunnelLossView>,
}

/// What was on stages that are taken out since.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunnelRemovedView {
    /// How many stood on one of them.
    n_reached: i64,
    /// How many were lost there.
    n_lost: i64,
    /// Why, the commonest reason first.
    losses: Vec<FunnelLossView>,
}

/// One source, team, seller or month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunnelPartView {
    /// The source.
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    /// The team or the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    id: Option<RawId>,
    /// The first day of the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    /// What became of its deals.
    count: FunnelCountView,
}

/// The funnel of some days beside that of as many days before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FunnelView {
    /// All deals opened within the days.
    count: FunnelCountView,
    /// Those of the days before.
    before: FunnelCountView,
    /// Stage by stage.
    stages: Vec<FunnelStageView>,
    /// Together the stages that are taken out since, so that what was lost adds up.
    removed: FunnelRemovedView,
    /// Cut as asked for.
    parts: Vec<FunnelPartView>,
}

/// Read the funnel of a pipeline
///
/// Of deals opened within some days. Those of a source, team or seller by the parameters of the list.
#[utoipa::path(
    get,
    path = "/deals/funnel",
    tag = "deals",
    params(Asked, Cutting),
    responses(
        (status = 200, description = "The funnel", body = FunnelView),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
        (status = 422, description = "Something of the question is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn get_funnel(
    visit: Visit,
    Query(asked): Query<Asked>,
    Query(cutting): Query<Cutting>,
) -> Result<Json<FunnelView>, Problem> {
    let found = running::read(&visit, move |tx, dealing, _| {
        let pipeline = chosen(tx, dealing, asked.pipeline)?;
        let query = crate::listing::Query { pipeline: Some(pipeline.id), ..asked.query()? };
        let cut = match cutting.by.as_deref() {
            None => Cut::Source,
            Some(by) => Cut::from_slug(by).ok_or_else(|| DealError::field("by", "deals-cut-unknown"))?,
        };
        let days = days(dealing, &cutting)?;
        let whole = funnel::of(tx, dealing, (&pipeline, &query), days)?;
        Ok((whole, funnel::parts(tx, dealing, (&query, cut), days)?))
    });
    let (whole, parts) = found.await?;
    let part = |part: funnel::Part| FunnelPartView {
        source: part.text,
        id: part.id,
        month: part.month.map(|month| month.to_string()),
        count: part.count.into(),
    };
    Ok(Json(FunnelView {
        count: whole.count.into(),
        before: whole.before.into(),
        stages: whole.levels.into_iter().map(level).collect(),
        removed: FunnelRemovedView {
            n_reached: whole.gone.n_reached,
            n_lost: whole.gone.n_lost,
            losses: losses(whole.gone.losses),
        },
        parts: parts.into_iter().map(part).collect(),
    }))
}

fn days(dealing: &Dealing, cutting: &Cutting) -> Result<(crate::Day, crate::Day), DealError> {
    let wrong = |error: FieldError| DealError::Invalid(vec![error]);
    let day = |name: &str, text: &Option<String>| {
        typed::day(name, text.as_deref().unwrap_or_default()).map_err(wrong)
    };
    let before = day("before", &cutting.before)?.unwrap_or(dealing.today() + 1);
    let from = day("from", &cutting.from)?.unwrap_or(before - 90);
    if from >= before || before > dealing::day(jiff::civil::Date::constant(2200, 1, 1)) {
        return Err(DealError::field("from", "deals-day-unreadable"));
    }
    Ok((from, before))
}

fn level(level: funnel::Level) -> FunnelStageView {
    FunnelStageView {
        stage: level.stage,
        n_reached: level.n_reached,
        n_reached_before: level.n_reached_before,
        onward_ratio: level.onward_ratio,
        onward_ratio_before: level.onward_ratio_before,
        days: level.days,
        n_here: level.n_here,
        losses: losses(level.losses),
    }
}

fn losses(losses: Vec<(Option<ReasonId>, i64)>) -> Vec<FunnelLossView> {
    losses.into_iter().map(|(reason, n)| FunnelLossView { reason, n }).collect()
}
