//! The pages: the list of customers and what is done from it.

mod list_routes;

use web::Routes;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    list_routes::list_routes(Routes::new())
}
