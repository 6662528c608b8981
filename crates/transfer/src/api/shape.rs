//! A run as the API tells of it.

use crate::run::{Run, RunState};
use serde::Serialize;
use utoipa::ToSchema;
use words::Say;

/// A run of an import; `rows` is always `new + merged + unchanged + rejected`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportView {
    /// Its id.
    #[schema(value_type = String)]
    id: crate::run::RunId,
    /// Its number, which people may say aloud.
    no: i64,
    /// The file's name.
    file: String,
    /// `draft`, `running`, `done`, `failed`, `undoing` or `undone`.
    #[schema(value_type = String)]
    state: RunState,
    /// Rows read so far.
    rows: i64,
    /// Rows that became new customers, orders or products.
    new: i64,
    /// Rows that added to a customer, or changed an order or a product.
    merged: i64,
    /// Rows whose customer, order or product said all of it already.
    unchanged: i64,
    /// Rows, among the merged ones, with a value that disagrees.
    conflicts: i64,
    /// Rows that were refused.
    rejected: i64,
    /// Cells of other rows that could not be understood and stayed outside.
    cells_set_aside: i64,
    /// What the rows are: `customers`, `orders` or `products`.
    into: &'static str,
    /// Orders that rows were gathered into and that were taken in.
    orders: i64,
    /// What each column is.
    #[schema(value_type = Object)]
    mapping: crate::mapping::Mapping,
    /// The job that does it or takes it back.
    #[schema(value_type = Option<String>)]
    job: Option<jobs::JobId>,
    /// Why the file could not be read to its end.
    error: Option<String>,
    /// When the file came.
    created_at: String,
    /// When the last row was brought in.
    finished_at: Option<String>,
    /// When it was taken back.
    undone_at: Option<String>,
}

/// A page of runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportPage {
    /// The newest first.
    pub(crate) items: Vec<ImportView>,
    /// Always null: all are told at once, at most a hundred.
    pub(crate) next: Option<String>,
}

impl ImportView {
    pub(crate) fn of(run: Run, say: &Say) -> ImportView {
        ImportView {
            id: run.id,
            no: run.no,
            file: run.file,
            state: run.state,
            rows: run.counts.n_read,
            new: run.counts.n_new,
            merged: run.counts.n_merged,
            unchanged: run.counts.n_unchanged,
            conflicts: run.counts.n_conflicts,
            rejected: run.counts.n_rejected,
            cells_set_aside: run.counts.n_set_aside,
            into: run.mapping.into.slug(),
            orders: run.counts.n_orders,
            mapping: run.mapping,
            job: run.job,
            error: run.error.map(|said| said.say(say)),
            created_at: web::moment(run.created_at),
            finished_at: run.finished_at.map(web::moment),
            undone_at: run.undone_at.map(web::moment),
        }
    }
}
