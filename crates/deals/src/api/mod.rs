//! The operations under `/api/v1/deals`, `/api/v1/pipelines` and `/api/v1/loss-reasons`.

mod deeds;
mod figures;
mod list;
mod pipelines;
mod reasons;
mod shape;
mod stages;
mod write;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list::list_deals, write::open_deal))
        .routes(routes!(figures::get_board))
        .routes(routes!(figures::get_forecast))
        .routes(routes!(figures::get_funnel))
        .routes(routes!(list::get_deal, write::change_deal))
        .routes(routes!(deeds::move_deal))
        .routes(routes!(deeds::close_deal, deeds::reopen_deal))
        .routes(routes!(deeds::take_deal))
        .routes(routes!(deeds::get_gate))
        .routes(routes!(pipelines::list_pipelines, pipelines::add_pipeline))
        .routes(routes!(pipelines::get_pipeline, pipelines::rename_pipeline, pipelines::remove_pipeline))
        .routes(routes!(stages::add_stage, stages::order_stages))
        .routes(routes!(stages::change_stage, stages::remove_stage))
        .routes(routes!(reasons::list_reasons, reasons::add_reason))
        .routes(routes!(reasons::rename_reason, reasons::remove_reason))
}
