//! The operations under `/api/v1/analyses` and `/api/v1/dashboard`.

mod analyses;
mod dashboard;
mod segment;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(analyses::list_analyses))
        .routes(routes!(analyses::make_analysis))
        .routes(routes!(analyses::list_analysis_rows))
        .routes(routes!(analyses::get_analysis_file))
        .routes(routes!(segment::make_segment))
        .routes(routes!(dashboard::get_dashboard, dashboard::arrange_dashboard, dashboard::reset_dashboard))
        .routes(routes!(dashboard::get_dashboard_file))
        .routes(routes!(dashboard::get_dashboard_letters, dashboard::set_dashboard_letters))
}
