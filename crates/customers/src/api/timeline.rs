//! `GET /customers/{id}/timeline`: what happened to a card, newest first.

use super::shape::{id, read};
use crate::telling::Tellers;
use crate::{listing, timeline, veiling};
use axum::Json;
use axum::extract::{Path, Query};
use journal::Filter;
use kernel::PageSize;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit, moment};

/// Which entries are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Only this verb, such as `customer.changed`.
    verb: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    limit: Option<i64>,
    /// Only those before this number: `next` of the page before.
    cursor: Option<i64>,
}

/// A page of the timeline.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimelinePage {
    /// The entries, newest first.
    items: Vec<EntryView>,
    /// Where the next page begins; null on the last one.
    next: Option<i64>,
}

/// One entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryView {
    /// Its number in the journal.
    seq: i64,
    /// When it happened, RFC 3339.
    at: String,
    /// What happened.
    verb: String,
    /// person, token, console or system.
    actor_kind: String,
    /// Which person, if one was behind it.
    actor: Option<String>,
    /// The particulars.
    #[schema(value_type = Object)]
    payload: serde_json::Value,
}

/// Read the timeline of a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/timeline",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id"), Asked),
    responses(
        (status = 200, description = "A page of the timeline", body = TimelinePage),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_timeline(
    visit: Visit,
    Path(text): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<TimelinePage>, Problem> {
    let id = id(&text)?;
    let tellers = visit.app.offer::<Tellers>().cloned().unwrap_or_default();
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped).get();
    let page = read(&visit, move |tx, act| {
        listing::get(tx, act, id)?;
        let verbs: Vec<&str> = asked.verb.as_deref().into_iter().collect();
        let filter = Filter { before: asked.cursor, verbs: &verbs, limit: size + 1 };
        let mut records = journal::of_subject(tx, id.0, filter)?;
        let has_more = records.len() > size;
        records.truncate(size);
        let next = records.last().map(|record| record.seq).filter(|_| has_more);
        let mut records = timeline::seen(tx, act, records)?;
        records.retain(|record| tellers.may_read(&act.actor, &record.verb));
        records.iter_mut().for_each(|record| veiling::veiled_payload(act, &mut record.payload));
        let items = records.into_iter().map(|record| EntryView {
            seq: record.seq,
            at: moment(record.at),
            verb: record.verb,
            actor_kind: record.actor_kind,
            actor: record.actor_id.map(|id| id.to_string()),
            payload: record.payload,
        });
        Ok(TimelinePage { items: items.collect(), next })
    });
    page.await.map(Json)
}
