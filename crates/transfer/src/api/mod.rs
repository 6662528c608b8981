//! The operations under `/api/v1/imports` and `/api/v1/exports`.

mod export;
mod get;
mod list;
mod outgoing;
mod rejects;
mod shape;
mod statement;
mod take_in;
mod undo;

use crate::exporting::orders_out;
use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list::list_imports, take_in::import_files))
        .routes(routes!(get::get_import))
        .routes(routes!(rejects::import_rejects))
        .routes(routes!(undo::undo_import))
        .routes(routes!(export::export_customers))
        .routes(routes!(statement::export_statement))
        .routes(routes!(outgoing::list_own_exports, outgoing::make_export))
        .routes(routes!(outgoing::get_export, outgoing::drop_export))
        .routes(routes!(outgoing::export_content))
        .routes(routes!(orders_out::export_orders))
}
