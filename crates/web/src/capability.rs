//! The manifest by which a capability tells the house what it brings.

use crate::App;
use axum::Router;
use axum::handler::Handler;
use axum::routing::{delete, get, post, put};
use http::Method;
use utoipa_axum::router::OpenApiRouter;

/// One thing that the product can do, as the binary joins it to the others.
pub struct Capability {
    /// Its name in rights, addresses and catalogues.
    pub slug: &'static str,
    /// Its texts.
    pub catalogue: words::Catalogue,
    /// Its places in the left bar.
    pub nav: &'static [NavEntry],
    /// Its pages.
    pub pages: fn() -> Routes,
    /// Its operations under `/api/v1`.
    pub api: fn() -> OpenApiRouter<App>,
    /// Its long work.
    pub jobs: fn() -> Vec<std::sync::Arc<dyn jobs::Job>>,
}

/// A place in the left bar.
#[derive(Debug, Clone, Copy)]
pub struct NavEntry {
    /// Where it leads.
    pub href: &'static str,
    /// A name of the icon sprite.
    pub icon: &'static str,
    /// The catalogue key of its label.
    pub label: &'static str,
    /// The right over which at least reading must be allowed for it to be shown.
    pub right: kernel::Right,
}

/// One address with its method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path with its parameters, as in `/customers/{id}`.
    pub path: &'static str,
}

/// Pages of a capability: a router that also remembers what is in it.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    list: Vec<Route>,
}

macro_rules! method {
    ($(#[$doc:meta])* $name:ident, $method:expr) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name<H, T>(mut self, path: &'static str, handler: H) -> Self
        where
            H: Handler<T, App>,
            T: 'static,
        {
            self.router = self.router.route(path, $name(handler));
            self.list.push(Route { method: $method, path });
            self
        }
    };
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    method!(
        /// Adds a page that only reads.
        get, Method::GET
    );
    method!(
        /// Adds a deed.
        post, Method::POST
    );
    method!(
        /// Adds a deed that may be repeated without harm.
        put, Method::PUT
    );
    method!(
        /// Adds a removal.
        delete, Method::DELETE
    );

    /// What was added, in order.
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    /// The router itself.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
