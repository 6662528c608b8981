//! The operations under `/api/v1/interactions` and `/api/v1/interaction-kinds`.

mod files;
mod kinds;
mod list;
mod mail;
mod shape;
mod write;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// Every operation of this capability.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list_interactions, write::record_interaction))
        .routes(routes!(list::get_interaction, write::correct_interaction, write::remove_interaction))
        .routes(routes!(write::restore_interaction))
        .routes(routes!(files::list_interaction_files, files::attach_interaction_file))
        .routes(routes!(files::get_interaction_file, files::remove_interaction_file))
        .routes(routes!(files::restore_interaction_file))
        .routes(routes!(mail::list_mail_boxes, mail::add_mail_box))
        .routes(routes!(mail::change_mail_box, mail::forget_mail_box))
        .routes(routes!(mail::test_mail_box))
        .routes(routes!(mail::list_unsorted_letters))
        .routes(routes!(mail::lay_letter))
        .routes(routes!(mail::put_letter_aside))
        .routes(routes!(kinds::list_interaction_kinds, kinds::add_interaction_kind))
        .routes(routes!(kinds::get_interaction_kind, kinds::arrange_interaction_kind))
}
