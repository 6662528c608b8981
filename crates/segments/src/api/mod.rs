//! The operations under `/api/v1/segments`.

mod members;
mod movements;
mod segments;
mod shape;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// Every operation of this capability.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(segments::list_segments, segments::create_segment))
        .routes(routes!(members::preview_segment))
        .routes(routes!(segments::get_segment, segments::change_segment, segments::remove_segment))
        .routes(routes!(members::list_members, members::change_members))
        .routes(routes!(movements::list_movements, movements::count_segment))
}
