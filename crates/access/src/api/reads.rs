//! `GET /reads`: who read which personal data and when.

use super::body::{json, moment};
use crate::reading::{self, How, Read, ReadLog, Sought};
use crate::rights::AUDIT;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use kernel::{Level, PageSize, RawId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit};

/// Which readings are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Only by this person.
    #[param(value_type = Option<String>)]
    user: Option<String>,
    /// Only of this customer.
    #[param(value_type = Option<String>)]
    customer: Option<String>,
    /// Only in this way: `card`, `list`, `search`, `reveal` or `export`.
    how: Option<String>,
    /// Only from this moment on, RFC 3339.
    from: Option<String>,
    /// Only before this moment, RFC 3339.
    until: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<i64>,
}

impl Asked {
    fn sought(&self, limit: usize) -> Result<Sought, Problem> {
        let id = |text: &Option<String>| -> Result<Option<RawId>, Problem> {
            text.as_ref().map(|id| id.parse().map_err(|_| Problem::missing())).transpose()
        };
        let at = |text: &Option<String>, name: &str| match text {
            Some(text) => match text.parse::<jiff::Timestamp>() {
                Ok(at) => Ok(Some(at.as_millisecond())),
                Err(_) => Err(Problem::unreadable(name.to_owned())),
            },
            None => Ok(None),
        };
        let how = match &self.how {
            Some(slug) => Some(How::from_slug(slug).ok_or_else(|| Problem::unreadable("how"))?),
            None => None,
        };
        Ok(Sought {
            user: id(&self.user)?,
            subject: id(&self.customer)?,
            how,
            from: at(&self.from, "from")?,
            until: at(&self.until, "until")?,
            before: self.cursor,
            limit,
        })
    }
}

/// One reading.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadShown {
    /// Its number.
    seq: i64,
    /// When.
    at: String,
    /// By whom.
    #[schema(value_type = String)]
    user: RawId,
    /// In what way.
    how: How,
    /// Of which customer, when it was of one.
    #[schema(value_type = Option<String>)]
    customer: Option<RawId>,
    /// Of how many.
    n: i64,
    /// What was asked for.
    what: String,
}

impl ReadShown {
    fn of((seq, read): (i64, Read)) -> Self {
        Self {
            seq,
            at: moment(read.at),
            user: read.user,
            how: read.how,
            customer: read.subject,
            n: read.n,
            what: read.what,
        }
    }
}

/// A page of readings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadPage {
    /// The readings, newest first.
    items: Vec<ReadShown>,
    /// Where the next page begins; null on the last one.
    next: Option<i64>,
}

/// Lists who read which personal data.
#[utoipa::path(get, path = "/reads", tag = "access", params(Asked), responses(
    (status = 200, description = "A page of readings", body = ReadPage),
    (status = 403, description = "The right over the audit is missing", body = ProblemBody),
    (status = 404, description = "What is named as a person or a customer is no id", body = ProblemBody),
))]
pub(crate) async fn list_reads(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Read)?;
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped).get();
    let sought = asked.sought(size + 1)?;
    if let Some(log) = visit.app.offer::<ReadLog>() {
        log.keep(&visit.app.db, &visit.app.setting).await?;
    }
    let found = visit.app.db.reading(move |tx| reading::sought(tx, &sought)).await;
    let mut found = found.map_err(|error: db::DbError| Problem::from(error))?;
    let has_more = found.len() > size;
    found.truncate(size);
    let next = found.last().map(|(seq, _)| *seq).filter(|_| has_more);
    json(StatusCode::OK, &ReadPage { items: found.into_iter().map(ReadShown::of).collect(), next })
}
