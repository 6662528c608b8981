//! `/segments/{id}/movements`: who came in and went out.

use crate::segment::SegmentId;
use crate::store::moves::Day;
use crate::{keeping, moving, running};
use axum::Json;
use axum::extract::{Path, Query as UrlQuery};
use customers::{CustomerId, listing};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit, moment};

/// One day of a segment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayView {
    /// The day in the firm's calendar, as 2026-11-21.
    on: String,
    /// Members at the last count of that day.
    n: i64,
    /// How many came in.
    n_in: i64,
    /// How many went out.
    n_out: i64,
}

impl DayView {
    fn of(day: Day) -> Self {
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        let on = epoch.checked_add(jiff::Span::new().days(day.day)).unwrap_or(epoch).to_string();
        Self { on, n: day.n, n_in: day.n_in, n_out: day.n_out }
    }
}

/// Somebody who came in or went out.
#[derive(Debug, Serialize, ToSchema)]
struct MoveView {
    /// The customer's id.
    customer: CustomerId,
    /// `in` or `out`.
    direction: &'static str,
    /// When it was noticed, RFC 3339.
    at: String,
}

/// How a segment moved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Movements {
    /// Days on which it was counted, the earliest first.
    days: Vec<DayView>,
    /// Who moved, the newest first; those whom the caller does not see are left out.
    moves: Vec<MoveView>,
    /// Where the movements go on: the next `before`; null at their end.
    next: Option<i64>,
}

/// Which part is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Days to look back, 1 to 3660; 90 when left out.
    #[param(minimum = 1, maximum = 3660)]
    days: Option<i64>,
    /// Movements to give, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Only movements before this: `next` of the answer before.
    before: Option<i64>,
}

/// Read how a segment moved
#[utoipa::path(
    get,
    path = "/segments/{id}/movements",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id"), Asked),
    responses(
        (status = 200, description = "Its days and who moved", body = Movements),
        (status = 404, description = "There is no such segment", body = ProblemBody),
    )
)]
pub(crate) async fn list_movements(
    visit: Visit,
    Path(id): Path<SegmentId>,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<Movements>, Problem> {
    let limit = usize::try_from(asked.limit.unwrap_or(50).clamp(1, 500)).unwrap_or(50);
    let n_days = asked.days.unwrap_or(moving::SHOWN_DAYS).clamp(1, 3660);
    let found = running::read(&visit, move |tx, act, engine| {
        keeping::get(tx, act, id)?;
        let days = moving::days(tx, act, engine, (id, n_days))?;
        let moves = moving::moves(tx, act, id, (asked.before.unwrap_or(i64::MAX), limit))?;
        let numbers: Vec<i64> = moves.iter().map(|one| one.customer).collect();
        let briefs = listing::briefs(tx, act, &numbers)?;
        let view = |one: &crate::Move| {
            let brief = briefs.iter().find(|brief| brief.no == one.customer)?;
            let direction = if one.is_in { "in" } else { "out" };
            Some(MoveView { customer: brief.id, direction, at: moment(one.at) })
        };
        Ok(Movements {
            next: moves.last().map(|one| one.no).filter(|_| moves.len() == limit),
            moves: moves.iter().filter_map(view).collect(),
            days: days.into_iter().map(DayView::of).collect(),
        })
    });
    found.await.map(Json)
}

/// Count a segment now
#[utoipa::path(
    post,
    path = "/segments/{id}/movements",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id")),
    responses(
        (status = 200, description = "The day as it stands after the count", body = DayView),
        (status = 404, description = "There is no such segment", body = ProblemBody),
    )
)]
pub(crate) async fn count_segment(
    visit: Visit,
    Path(id): Path<SegmentId>,
) -> Result<Json<DayView>, Problem> {
    let counted = running::write(&visit, move |tx, act, engine| moving::recount(tx, act, engine, id));
    Ok(Json(DayView::of(counted.await??)))
}
