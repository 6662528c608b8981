//! The operations under `/api/v1/segments`.

mod members;
mod movements;
mod segments;
mod shape;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(segments::list_segments, segments::create_segment))
        .routes(routes!(members::preview_segment))
        .routes(routes!(segments::get_segment, segments::change_segment, segments::remove_segment))
        .routes(routes!(members::list_members, members::change_members))
        .routes(routes!(movements::list_movements, movements::count_segment))
}
