//! `GET /order-imports` and `DELETE /order-imports/{id}`: files of orders that were brought in, and taking one back.

use crate::running::{id, read, write};
use crate::runs::{self, OrderRun, OrderRunId};
use axum::Json;
use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit, moment};

/// A file of orders that was brought in; rows = new + changed + unchanged + rejected.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderRunView {
    /// The id.
    id: OrderRunId,
    /// The name of the file.
    file: String,
    /// RFC 3339, UTC.
    at: String,
    /// Rows read.
    n_rows: i64,
    /// Rows of orders that were made.
    n_new: i64,
    /// Rows of orders that were changed.
    n_changed: i64,
    /// Rows of orders that were as the file says.
    n_unchanged: i64,
    /// Rows that were refused.
    n_rejected: i64,
    /// Orders that were made or known.
    n_orders: i64,
    /// RFC 3339, UTC; null while it stands.
    undone_at: Option<String>,
}

impl OrderRunView {
    fn of(run: &OrderRun) -> Self {
        let counts = run.counts;
        Self {
            id: run.id,
            file: run.file.clone(),
            at: moment(run.at),
            n_rows: counts.n_rows,
            n_new: counts.n_new,
            n_changed: counts.n_changed,
            n_unchanged: counts.n_unchanged,
            n_rejected: counts.n_rejected,
            n_orders: counts.n_orders,
            undone_at: run.undone_at.map(moment),
        }
    }
}

/// What taking a file back did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TakenBack {
    /// Orders that went.
    n_gone: i64,
    /// Orders that stay because somebody touched them since.
    n_left: i64,
}

/// List files of orders
#[utoipa::path(
    get,
    path = "/order-imports",
    tag = "orders",
    responses((status = 200, description = "At most 100 files, newest first", body = Vec<OrderRunView>))
)]
pub(crate) async fn list_order_imports(visit: Visit) -> Result<Json<Vec<OrderRunView>>, Problem> {
    let runs = read(&visit, |tx, act| runs::list(tx, act, 100)).await?;
    Ok(Json(runs.iter().map(OrderRunView::of).collect()))
}

/// Take a file of orders back
///
/// The orders that it made go, unless somebody touched them since; what it changed stays.
#[utoipa::path(
    delete,
    path = "/order-imports/{id}",
    tag = "orders",
    params(("id" = String, Path, description = "The id of the run")),
    responses(
        (status = 200, description = "How many orders went and stayed", body = TakenBack),
        (status = 404, description = "There is no such file, or it was taken back already", body = ProblemBody),
    )
)]
pub(crate) async fn undo_order_import(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<TakenBack>, Problem> {
    let id: OrderRunId = id(&text)?;
    let (n_gone, n_left) = write(&visit, move |tx, act| runs::undo(tx, act, id)).await?;
    Ok(Json(TakenBack { n_gone, n_left }))
}
