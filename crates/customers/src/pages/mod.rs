//! The pages: the list of customers and what is done from it.

mod bulk;
mod bulk_progress;
mod list;
mod list_routes;
mod palette;
mod running;
mod views;

use web::Routes;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    list_routes::list_routes(Routes::new())
}

#[cfg(test)]
mod tests;
