//! The operations under `/api/v1/customers`, one file each, and what they share.

mod archiving;
mod bulk;
mod change;
mod create;
mod facts;
mod get;
mod list;
mod lookup;
mod shape;
mod timeline;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::App;

/// Every operation of this capability.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list_customers, create::create_customer))
        .routes(routes!(bulk::upsert_customers))
        .routes(routes!(lookup::lookup_customers))
        .routes(routes!(get::get_customer, change::change_customer))
        .routes(routes!(archiving::archive_customer, archiving::restore_customer))
        .routes(routes!(facts::list_facts))
        .routes(routes!(facts::list_past_facts))
        .routes(routes!(facts::confirm_fact))
        .routes(routes!(facts::settle_conflict))
        .routes(routes!(timeline::list_timeline))
        .routes(routes!(lookup::list_fields))
}
