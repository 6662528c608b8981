//! `GET /changes`: who changed what, and when.

use super::body::{json, moment};
use crate::rights::AUDIT;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use journal::{Record, Sought};
use kernel::{Level, Millis, PageSize, RawId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit};

/// Which entries of the journal are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Only by this person.
    #[param(value_type = Option<String>)]
    user: Option<String>,
    /// Only about this customer, or another thing by its id.
    #[param(value_type = Option<String>)]
    customer: Option<String>,
    /// Only this verb, or all that begin so when it ends with a dot: `customer.changed`, `customer.`.
    verb: Option<String>,
    /// Only from this moment on, RFC 3339.
    from: Option<String>,
    /// Only before this moment, RFC 3339.
    until: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<i64>,
}

/// One entry of the journal, without what was written: that is read on the card, by those who may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeShown {
    /// Its number.
    seq: i64,
    /// When, RFC 3339.
    at: String,
    /// `person`, `token`, `console` or `system`.
    actor_kind: String,
    /// By whom, if a person was behind it.
    #[schema(value_type = Option<String>)]
    user: Option<RawId>,
    /// What was done.
    verb: String,
    /// To what kind of thing.
    subject_kind: String,
    /// To which one.
    #[schema(value_type = String)]
    subject: RawId,
    /// The fields of the card that changed.
    fields: Vec<String>,
}

impl ChangeShown {
    fn of(record: Record) -> Self {
        let list = record.payload.get("fields").and_then(|list| list.as_array());
        let slugs = list.into_iter().flatten().filter_map(|one| one.get("field")?.as_str());
        Self {
            fields: slugs.map(str::to_owned).collect(),
            seq: record.seq,
            at: moment(record.at),
            actor_kind: record.actor_kind,
            user: record.actor_id,
            verb: record.verb,
            subject_kind: record.subject_kind,
            subject: record.subject_id,
        }
    }
}

/// A page of entries.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangePage {
    /// The entries, newest first.
    items: Vec<ChangeShown>,
    /// Where the next page begins; null on the last one.
    next: Option<i64>,
}

/// Lists who changed what.
#[utoipa::path(get, path = "/changes", tag = "access", params(Asked), responses(
    (status = 200, description = "A page of entries", body = ChangePage),
    (status = 403, description = "The right over the audit is missing", body = ProblemBody),
    (status = 404, description = "What is named as a person or a customer is no id", body = ProblemBody),
))]
pub(crate) async fn list_changes(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Read)?;
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped).get();
    let id = |text: &Option<String>| -> Result<Option<RawId>, Problem> {
        text.as_ref().map(|id| id.parse().map_err(|_| Problem::missing())).transpose()
    };
    let (actor, subject) = (id(&asked.user)?, id(&asked.customer)?);
    let (from, until) = (at(asked.from.as_deref(), "from")?, at(asked.until.as_deref(), "until")?);
    let is_in_order = !visit.app.firm().is_demo;
    let found = visit.app.db.reading(move |tx| {
        let verb = asked.verb.as_deref().unwrap_or_default();
        let before = asked.cursor;
        let limit = size + 1;
        journal::sought(tx, &Sought { actor, subject, verb, from, until, before, is_in_order, limit })
    });
    let mut found = found.await.map_err(|error: db::DbError| Problem::from(error))?;
    let has_more = found.len() > size;
    found.truncate(size);
    let next = found.last().map(|record| record.seq).filter(|_| has_more);
    json(StatusCode::OK, &ChangePage { items: found.into_iter().map(ChangeShown::of).collect(), next })
}

fn at(text: Option<&str>, name: &str) -> Result<Option<Millis>, Problem> {
    match text.map(str::parse::<jiff::Timestamp>) {
        Some(Ok(at)) => Ok(Some(at.as_millisecond())),
        Some(Err(_)) => Err(Problem::unreadable(name.to_owned())),
        None => Ok(None),
    }
}
