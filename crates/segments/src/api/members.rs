//! `/segments/{id}/members` and `/segments/preview`: who is meant.

use crate::aging::AsOfView;
use crate::engine::Engine;
use crate::segment::SegmentId;
use crate::wording::Glossary;
use crate::{SegmentError, keeping, running};
use axum::Json;
use axum::extract::{Path, Query as UrlQuery};
use customers::listing::{self, Order, Query};
use customers::{Act, Customer, CustomerId, Kind};
use db::Tx;
use fields::Condition;
use kernel::{Cursor, PageSize};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use web::{Body, Problem, ProblemBody, Visit};

/// A customer who is meant; the rest of the card is at `/customers/{id}`.
#[derive(Debug, Serialize, ToSchema)]
struct MemberView {
    /// The customer's id.
    id: CustomerId,
    /// The number of the card.
    no: i64,
    /// Person or organization.
    kind: Kind,
    /// The name to show.
    name: String,
}

impl MemberView {
    fn of(card: Customer) -> Self {
        Self { id: card.id, no: card.no, kind: card.kind, name: card.name }
    }
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MemberPage {
    /// The customers, in the order in which their cards were made.
    items: Vec<MemberView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
    /// How many there are in all that the caller may see.
    total: u64,
    /// How old the worked-out values are that the segment asks about; null where it asks about none.
    as_of: Option<AsOfView>,
}

/// Where a page begins and how long it is.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

fn page(
    tx: &mut Tx<'_>,
    (act, engine): (&Act, &Engine),
    condition: &Condition,
    (cursor, size): (Option<&Cursor>, PageSize),
) -> Result<MemberPage, SegmentError> {
    let found = engine.seen(tx, act, condition)?;
    let total = found.count();
    let query = Query { among: Some(Arc::new(found)), order: Order::Made, ..Query::default() };
    let slice = listing::page(tx, act, &query, (cursor, size))?;
    Ok(MemberPage {
        items: slice.items.into_iter().map(MemberView::of).collect(),
        next: slice.next.map(|cursor| cursor.to_string()),
        total,
        as_of: engine.reckoned(tx, act, condition)?.map(AsOfView::of),
    })
}

/// List the members of a segment
#[utoipa::path(
    get,
    path = "/segments/{id}/members",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id"), Asked),
    responses(
        (status = 200, description = "A page of members", body = MemberPage),
        (status = 404, description = "There is no such segment", body = ProblemBody),
    )
)]
pub(crate) async fn list_members(
    visit: Visit,
    Path(id): Path<SegmentId>,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<MemberPage>, Problem> {
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let found = running::read(&visit, move |tx, act, engine| {
        let segment = keeping::get(tx, act, id)?;
        page(tx, (act, engine), &segment.meant(), (cursor.as_ref(), size))
    });
    found.await.map(Json)
}

/// Who is put on a list and who is taken off it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MembersBody {
    /// Numbers of cards to put on it; those that are on it already stay.
    #[serde(default)]
    add: Vec<i64>,
    /// Numbers of cards to take off it.
    #[serde(default)]
    remove: Vec<i64>,
}

/// What became of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MembersChanged {
    /// How many were new.
    n_added: u64,
    /// How many left.
    n_removed: u64,
}

/// Fill a list
#[utoipa::path(
    post,
    path = "/segments/{id}/members",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id")),
    request_body = MembersBody,
    responses(
        (status = 200, description = "How many came and went", body = MembersChanged),
        (status = 404, description = "There is no such segment", body = ProblemBody),
        (status = 422, description = "It is no list", body = ProblemBody),
    )
)]
pub(crate) async fn change_members(
    visit: Visit,
    Path(id): Path<SegmentId>,
    Body(body): Body<MembersBody>,
) -> Result<Json<MembersChanged>, Problem> {
    let changed = running::write(&visit, move |tx, act, engine| {
        keeping::enlist(tx, act, engine, id, (&body.add, &body.remove))
    });
    let (n_added, n_removed) = changed.await??;
    Ok(Json(MembersChanged { n_added, n_removed }))
}

/// A condition to be tried.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewBody {
    /// Whom it means.
    #[schema(value_type = Object, example = json!({ "field": "warmth", "is": "hot" }))]
    condition: serde_json::Value,
    /// How many of them to name, 1 to 500; 10 when left out.
    limit: Option<i64>,
}

/// Who meets a condition now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PreviewView {
    /// How many do, of those the caller may see.
    n: u64,
    /// The condition in words, in the caller's language.
    words: String,
    /// The first of them.
    first: Vec<MemberView>,
    /// How old the worked-out values are that it asks about; null where it asks about none.
    as_of: Option<AsOfView>,
}

/// Try a condition
#[utoipa::path(
    post,
    path = "/segments/preview",
    tag = "segments",
    request_body = PreviewBody,
    responses(
        (status = 200, description = "How many meet it, and the first of them", body = PreviewView),
        (status = 422, description = "The condition cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn preview_segment(
    visit: Visit,
    Body(body): Body<PreviewBody>,
) -> Result<Json<PreviewView>, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    let condition = Condition::from_json(&body.condition).map_err(SegmentError::condition)?;
    let size = PageSize::clamped(body.limit.unwrap_or(10));
    let say = visit.say.clone();
    let tried = running::read(&visit, move |tx, act, engine| {
        keeping::may(act, kernel::Level::Read)?;
        let found = page(tx, (act, engine), &condition, (None, size))?;
        let words = Glossary::read(tx, act, engine.happenings(), &say)?.tell(&condition);
        let as_of = engine.reckoned(tx, act, &condition)?.map(AsOfView::of);
        Ok(PreviewView { n: found.total, words, first: found.items, as_of })
    });
    tried.await.map(Json)
}
