//! `GET /interactions` and one of them.

use super::shape::{InteractionView, cards, moment_of, view};
use crate::RIGHT;
use crate::interaction::{Direction, InteractionId};
use crate::reading::{self, Query as Wanted};
use crate::running;
use access::UserId;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use customers::{CustomerError, CustomerId, listing, reading as noted};
use http::StatusCode;
use kernel::{Cursor, Level, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Visit, json_at};

/// Counted no further.
const MOST_COUNTED: i64 = 1_000_000;

/// A page of interactions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InteractionPage {
    /// The latest first.
    items: Vec<InteractionView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
    /// How many there are; only with `total=exact`, counted up to a million.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
}

/// Which interactions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Whatever their customers are found by.
    #[serde(default)]
    q: String,
    /// With this customer.
    customer: Option<CustomerId>,
    /// Of this kind.
    kind: Option<String>,
    /// `in` or `out`.
    direction: Option<String>,
    /// With this outcome.
    outcome: Option<String>,
    /// Of this person of the staff.
    responsible: Option<UserId>,
    /// At this moment or later, RFC 3339.
    from: Option<String>,
    /// Before this moment, RFC 3339.
    before: Option<String>,
    /// Letters of this thread.
    thread: Option<String>,
    /// `exact` to be told how many there are.
    total: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

impl Asked {
    fn read(&self) -> Result<Wanted, Problem> {
        let wrong = |field: &str, key: &str| Problem::invalid(vec![FieldError::new(field, key)]);
        let moment = |field: &str, text: &Option<String>| match text {
            Some(text) => {
                moment_of(text).map(Some).ok_or_else(|| wrong(field, "interactions-moment-unreadable"))
            }
            None => Ok(None),
        };
        let direction = match self.direction.as_deref() {
            Some(slug) => Some(
                Direction::from_slug(slug)
                    .ok_or_else(|| wrong("direction", "interactions-direction-unknown"))?,
            ),
            None => None,
        };
        Ok(Wanted {
            q: self.q.clone(),
            customer: None,
            kind: self.kind.clone(),
            direction,
            outcome: self.outcome.clone(),
            responsible: self.responsible.map(|id| id.0),
            from: moment("from", &self.from)?,
            before: moment("before", &self.before)?,
            thread: self.thread.clone(),
        })
    }
}

/// List interactions
#[utoipa::path(
    get,
    path = "/interactions",
    tag = "interactions",
    params(Asked),
    responses(
        (status = 200, description = "Those that the caller may see", body = InteractionPage),
        (status = 422, description = "Something of the question is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn list_interactions(
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Json<InteractionPage>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let mut wanted = asked.read()?;
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let is_counted = asked.total.as_deref() == Some("exact");
    let of = asked.customer;
    let page = running::read(&visit, move |tx, act, _| {
        if let Some(id) = asked.customer {
            match listing::get(tx, act, id) {
                Ok(card) => wanted.customer = Some(card.no),
                Err(CustomerError::Missing) => {
                    return Ok(InteractionPage {
                        items: Vec::new(),
                        next: None,
                        total: is_counted.then_some(0),
                    });
                }
                Err(error) => return Err(error.into()),
            }
        }
        let slice = reading::page(tx, act, &wanted, (cursor.as_ref(), size))?;
        let total = if is_counted { Some(reading::count(tx, act, &wanted, MOST_COUNTED)?) } else { None };
        let cards = cards(tx, act, &slice.items)?;
        let items = slice.items.into_iter().map(|one| InteractionView::of(act, one, &cards)).collect();
        Ok(InteractionPage { items, next: slice.next.map(|cursor| cursor.to_string()), total })
    });
    let page = page.await?;
    noted::listed_of(&visit, of, (page.items.len(), RIGHT));
    Ok(Json(page))
}

/// Read an interaction
#[utoipa::path(
    get,
    path = "/interactions/{id}",
    tag = "interactions",
    params(("id" = String, Path, description = "The interaction's id")),
    responses(
        (status = 200, description = "The interaction", body = InteractionView),
        (status = 404, description = "There is no such interaction", body = ProblemBody),
    )
)]
pub(crate) async fn get_interaction(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let found = running::read(&visit, move |tx, act, _| {
        let one = reading::get(tx, act, id)?;
        view(tx, act, one)
    });
    let view = found.await?;
    if let Some(customer) = view.customer {
        noted::opened_of(&visit, customer, RIGHT);
    }
    Ok(json_at(StatusCode::OK, view.revision, &view))
}
