//! `GET /deals` and one of them.

use super::shape::{self, DealSumView, DealView};
use crate::listing::{self, Query, Sort, State};
use crate::pipeline::{PipelineId, ReasonId, StageId};
use crate::{DealError, DealId, running, typed};
use access::{TeamId, UserId};
use axum::Json;
use axum::extract::{Path, Query as Asking};
use axum::response::Response;
use customers::CustomerId;
use http::StatusCode;
use kernel::{Cursor, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Visit, json_at};

/// A page of deals.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealPage {
    /// In the order asked for.
    items: Vec<DealView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
    /// What the whole list adds up to, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<DealSumView>,
}

/// Which deals.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// `open`, `won`, `lost` or `all`; `open` when left out.
    pub(crate) state: Option<String>,
    /// Of this pipeline.
    pub(crate) pipeline: Option<PipelineId>,
    /// That stand on this stage, or stood there last.
    pub(crate) stage: Option<StageId>,
    /// That came as far as this stage, or farther, or were won.
    pub(crate) reached: Option<StageId>,
    /// That this person answers for.
    pub(crate) responsible: Option<UserId>,
    /// `true`: that nobody answers for.
    pub(crate) unassigned: Option<bool>,
    /// Whose responsible is in this team, or that wait for it.
    pub(crate) team: Option<TeamId>,
    /// Of this customer.
    pub(crate) customer: Option<CustomerId>,
    /// That came from here; empty for nobody knows where.
    pub(crate) source: Option<String>,
    /// That were lost for this reason.
    pub(crate) reason: Option<ReasonId>,
    /// Opened on this day or later, as `2026-03-12`.
    pub(crate) opened_from: Option<String>,
    /// Opened before this day.
    pub(crate) opened_before: Option<String>,
    /// Closed on this day or later.
    pub(crate) closed_from: Option<String>,
    /// Closed before this day.
    pub(crate) closed_before: Option<String>,
    /// Expected to be closed on this day or later.
    pub(crate) closes_from: Option<String>,
    /// Expected to be closed before this day.
    pub(crate) closes_before: Option<String>,
    /// `true`: without a day on which they are expected to be closed.
    pub(crate) undated: Option<bool>,
    /// `true`: that stand too long where they stand.
    pub(crate) rotting: Option<bool>,
    /// Words of the title, or whatever a customer is found by.
    pub(crate) q: Option<String>,
    /// `opened`, `amount`, `closes` or `entered`, with a minus for the greatest first; `-opened` when left out.
    pub(crate) sort: Option<String>,
    /// `exact` for what the whole list adds up to.
    pub(crate) total: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    pub(crate) limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    pub(crate) cursor: Option<String>,
}

impl Asked {
    /// The question; the customer is looked up apart.
    pub(crate) fn query(&self) -> Result<Query, DealError> {
        let state = match self.state.as_deref() {
            None => State::Open,
            Some(slug) => {
                State::from_slug(slug).ok_or_else(|| DealError::field("state", "deals-state-unknown"))?
            }
        };
        let wrong = |error: FieldError| DealError::Invalid(vec![error]);
        let day = |name: &str, text: &Option<String>| {
            typed::day(name, text.as_deref().unwrap_or_default()).map_err(wrong)
        };
        Ok(Query {
            state,
            pipeline: self.pipeline,
            stage: self.stage,
            reached: self.reached,
            responsible: self.responsible.map(|id| id.0),
            is_unassigned: self.unassigned.unwrap_or(false),
            team: self.team.map(|id| id.0),
            customer: None,
            source: self.source.clone(),
            reason: self.reason,
            opened: (day("opened_from", &self.opened_from)?, day("opened_before", &self.opened_before)?),
            closed: (day("closed_from", &self.closed_from)?, day("closed_before", &self.closed_before)?),
            closes: (day("closes_from", &self.closes_from)?, day("closes_before", &self.closes_before)?),
            is_undated: self.undated.unwrap_or(false),
            is_rotting: self.rotting.unwrap_or(false),
            q: self.q.clone().unwrap_or_default(),
        })
    }

    fn order(&self) -> Result<(Sort, bool), DealError> {
        let text = self.sort.as_deref().unwrap_or("-opened");
        let (name, is_descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let sort = Sort::from_slug(name).ok_or_else(|| DealError::field("sort", "deals-sort-unknown"))?;
        Ok((sort, is_descending))
    }
}

/// List deals
#[utoipa::path(
    get,
    path = "/deals",
    tag = "deals",
    params(Asked),
    responses(
        (status = 200, description = "Those that the caller may see", body = DealPage),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "Something of the question is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn list_deals(
    visit: Visit,
    Asking(asked): Asking<Asked>,
) -> Result<Json<DealPage>, Problem> {
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let page = running::read(&visit, move |tx, dealing, _| {
        let mut query = asked.query()?;
        if let Some(id) = asked.customer {
            query.customer = Some(customers::listing::get(tx, &dealing.act, id)?.no);
        }
        let (sort, is_descending) = asked.order()?;
        let slice = listing::page(tx, dealing, (&query, sort, is_descending), (cursor.as_ref(), size))?;
        let total = match asked.total.as_deref() {
            Some("exact" | "estimate") => Some(listing::total(tx, dealing, &query)?.into()),
            _ => None,
        };
        let next = slice.next.map(|cursor| cursor.to_string());
        Ok(DealPage { items: shape::views(tx, dealing, slice.items)?, next, total })
    });
    page.await.map(Json)
}

/// Read a deal
#[utoipa::path(
    get,
    path = "/deals/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id")),
    responses(
        (status = 200, description = "The deal with its lines and steps", body = DealView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
    )
)]
pub(crate) async fn get_deal(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: DealId = running::id(&text)?;
    let view = running::read(&visit, move |tx, dealing, _| shape::whole(tx, dealing, id)).await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}
