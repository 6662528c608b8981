//! The addresses of the list of customers.

use web::Routes;

/// Adds them.
pub(crate) fn list_routes(routes: Routes) -> Routes {
    routes
}
