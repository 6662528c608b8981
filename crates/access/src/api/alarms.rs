//! `/alarms` and `/canaries`: what should be looked at, and the control records that tell of it.

use super::body::{Items, deed, done, id, json, moment};
use crate::Naming;
use crate::alarm::{self, Alarm, AlarmId, Cause};
use crate::canary;
use crate::rights::AUDIT;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::{Level, RawId};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// An alarm.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlarmShown {
    /// Its id.
    id: AlarmId,
    /// What happened.
    cause: Cause,
    /// Who did it.
    #[schema(value_type = Option<String>)]
    user: Option<RawId>,
    /// To which customer.
    #[schema(value_type = Option<String>)]
    customer: Option<RawId>,
    /// When it was noticed.
    at: String,
    /// Who settled it.
    #[schema(value_type = Option<String>)]
    settled_by: Option<RawId>,
    /// When; null while it is open.
    settled_at: Option<String>,
}

impl AlarmShown {
    fn of(alarm: Alarm) -> Self {
        Self {
            id: alarm.id,
            cause: alarm.cause,
            user: alarm.user,
            customer: alarm.subject,
            at: moment(alarm.at),
            settled_by: alarm.settled_by,
            settled_at: alarm.settled_at.map(moment),
        }
    }
}

/// Lists alarms, open ones first, at most 500.
#[utoipa::path(get, path = "/alarms", tag = "access", responses(
    (status = 200, description = "The alarms", body = Items<AlarmShown>),
    (status = 403, description = "The right over the audit is missing", body = ProblemBody),
))]
pub(crate) async fn list_alarms(visit: Visit) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Read)?;
    let actor = visit.actor().clone();
    let found = visit.app.db.reading(move |tx| alarm::all(tx, &actor, 500)).await?;
    json(StatusCode::OK, &Items::all(found.into_iter().map(AlarmShown::of).collect()))
}

/// Says that an alarm was looked into.
#[utoipa::path(put, path = "/alarms/{id}/settlement", tag = "access",
    params(("id" = AlarmId, Path, description = "The alarm")), responses(
    (status = 204, description = "It is settled"),
    (status = 403, description = "The right is missing, or the alarm is about oneself", body = ProblemBody),
    (status = 404, description = "There is no such alarm", body = ProblemBody),
))]
pub(crate) async fn settle_alarm(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Write)?;
    let id = id::<AlarmId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| alarm::settle(tx, &setting, &actor, id)).await?;
    Ok(done())
}

/// Lists the ids of customers that are control records.
#[utoipa::path(get, path = "/canaries", tag = "access", responses(
    (status = 200, description = "Their ids, those planted last first", body = Items<String>),
    (status = 403, description = "The right over the audit is missing", body = ProblemBody),
))]
pub(crate) async fn list_canaries(visit: Visit) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Arrange)?;
    let actor = visit.actor().clone();
    let found = visit.app.db.reading(move |tx| canary::all(tx, &actor)).await?;
    json(StatusCode::OK, &Items::all(found.iter().map(ToString::to_string).collect()))
}

/// Makes a customer a control record: whoever opens, reveals or exports it raises an alarm.
#[utoipa::path(put, path = "/canaries/{customer}", tag = "access",
    params(("customer" = String, Path, description = "The customer's id")), responses(
    (status = 204, description = "It is one"),
    (status = 403, description = "The right over the audit is missing", body = ProblemBody),
    (status = 404, description = "There is no such customer", body = ProblemBody),
))]
pub(crate) async fn plant_canary(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Arrange)?;
    let customer = id::<RawId>(&path)?;
    if !Naming::knows(&visit, customer).await? {
        return Err(Problem::missing());
    }
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| canary::plant(tx, &setting, &actor, customer)).await?;
    Ok(done())
}

/// Makes a control record a customer like any other.
#[utoipa::path(delete, path = "/canaries/{customer}", tag = "access",
    params(("customer" = String, Path, description = "The customer's id")), responses(
    (status = 204, description = "It is none any more"),
    (status = 403, description = "The right over the audit is missing", body = ProblemBody),
    (status = 404, description = "It was none", body = ProblemBody),
))]
pub(crate) async fn lift_canary(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(AUDIT, Level::Arrange)?;
    let customer = id::<RawId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| canary::lift(tx, &setting, &actor, customer)).await?;
    Ok(done())
}
