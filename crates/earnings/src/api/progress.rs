//! `/earnings/people/{id}/progress` and `/earnings/people/{id}/plan`: plan and fact of a person in a month.

use super::shape::StatementView;
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::planning::{self, Plan, Progress};
use crate::running::{self, read};
use access::UserId;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use kernel::{Currency, Level, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// What is planned of a person in a month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SalesPlanView {
    /// What won deals should come to.
    #[schema(value_type = String, example = "3000000.00 KZT")]
    amount: Money,
    /// How many deals should be won.
    deals: i64,
    /// How many interactions there should be.
    interactions: i64,
    /// Grows by one with every change; also the ETag; 0 while nothing is planned.
    revision: i64,
}

impl SalesPlanView {
    fn of(plan: Plan, currency: Currency) -> Self {
        let amount = Money::new(plan.amount, currency);
        Self { amount, deals: plan.deals, interactions: plan.interactions, revision: plan.revision }
    }
}

/// Plan and fact of a person in a month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProgressView {
    /// Whose.
    person: UserId,
    /// Of which month.
    #[schema(value_type = String, example = "2026-03")]
    month: Month,
    /// What was planned.
    plan: SalesPlanView,
    /// What won deals come to, each at the rate of its day.
    #[schema(value_type = String, example = "2150000.00 KZT")]
    amount: Money,
    /// How many were won.
    deals: i64,
    /// How many of those have no rate of their currency and are in no sum.
    deals_without_rate: i64,
    /// How many of the deals one does not see oneself; one's own are counted whole, those of others only as far as one sees
    /// them, and then this is 0.
    deals_hidden: i64,
    /// How many interactions there were.
    interactions: i64,
    /// How many of the interactions one does not see oneself, likewise.
    interactions_hidden: i64,
    /// The mean of the scores in percent; null where there are none.
    #[schema(value_type = Option<String>, example = "82.5")]
    score: Option<Decimal>,
    /// How many scores there are.
    n_scores: usize,
    /// The statement of the month, without its lines; null where there is none.
    statement: Option<StatementView>,
}

impl ProgressView {
    fn of(progress: Progress, earning: &Earning) -> Self {
        Self {
            person: UserId(progress.person),
            month: progress.month,
            plan: SalesPlanView::of(progress.plan, earning.currency),
            amount: Money::new(progress.amount, earning.currency),
            deals: progress.deals.0,
            deals_without_rate: progress.deals.1,
            deals_hidden: progress.hidden.0,
            interactions: progress.interactions,
            interactions_hidden: progress.hidden.1,
            score: progress.score.0.map(|mean| Decimal::new(mean, 2)),
            n_scores: progress.score.1,
            statement: progress.statement.map(|one| StatementView::listed(one, earning)),
        }
    }
}

/// Which month is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// As `2026-03`; this one when left out.
    month: Option<String>,
}

impl Asked {
    fn month(&self) -> Result<Option<Month>, Problem> {
        let read = |text: &str| text.parse().map_err(|()| Problem::unreadable("month"));
        self.month.as_deref().map(read).transpose()
    }
}

/// A plan to decide.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SalesPlanBody {
    /// What won deals should come to, in the firm's currency.
    #[schema(value_type = String, example = "3000000 KZT")]
    amount: Money,
    /// How many deals should be won.
    deals: i64,
    /// How many interactions there should be.
    interactions: i64,
}

/// Read plan and fact of a person in a month
#[utoipa::path(
    get,
    path = "/earnings/people/{id}/progress",
    tag = "earnings",
    params(("id" = String, Path, description = "The person's id"), Asked),
    responses(
        (status = 200, description = "Plan and fact", body = ProgressView),
        (status = 404, description = "There is no such person", body = ProblemBody),
    )
)]
pub(crate) async fn get_progress(
    visit: Visit,
    Path(text): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (person, month) = (running::id(&text)?, asked.month()?);
    let view = read(&visit, move |tx, earning, _| {
        let month = month.unwrap_or(earning.this_month());
        Ok(ProgressView::of(planning::progress(tx, earning, (person, month))?, earning))
    });
    let view = view.await?;
    Ok(json_at(StatusCode::OK, view.plan.revision, &view))
}

/// Plan a month of a person
#[utoipa::path(
    put,
    path = "/earnings/people/{id}/plan",
    tag = "earnings",
    params(("id" = String, Path, description = "The person's id"), Asked),
    request_body = SalesPlanBody,
    responses(
        (status = 200, description = "The plan", body = SalesPlanView),
        (status = 403, description = "The right to arrange earnings is missing", body = ProblemBody),
        (status = 404, description = "There is no such person", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Below 0, too much, or in another currency", body = ProblemBody),
    )
)]
pub(crate) async fn decide_plan(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Query(asked): Query<Asked>,
    Body(body): Body<SalesPlanBody>,
) -> Result<Response, Problem> {
    let (person, month) = (running::id(&text)?, asked.month()?);
    let decide = move |tx: &mut db::Tx<'_>, earning: &Earning| {
        if body.amount.currency != earning.currency {
            return Err(EarningError::field("amount", "earnings-currency-foreign"));
        }
        let (amount, deals, interactions) = (body.amount.minor, body.deals, body.interactions);
        let plan = Plan { amount, deals, interactions, revision: 0 };
        let month = month.unwrap_or(earning.this_month());
        let plan = planning::plan(tx, earning, (person, month), (revision, plan))?;
        Ok(SalesPlanView::of(plan, earning.currency))
    };
    let view = running::write(&visit, Level::Arrange, decide).await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}
