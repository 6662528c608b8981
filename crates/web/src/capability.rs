//! The manifest by which a capability tells the house what it brings.

use crate::{App, Operations};
use axum::Router;
use axum::handler::Handler;
use axum::routing::{delete, get, post, put};
use http::Method;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// One thing that the product can do, as the binary joins it to the others.
pub struct Capability {
    /// Its name in rights, addresses and catalogues.
    pub slug: &'static str,
    /// Its texts.
    pub catalogue: words::Catalogue,
    /// Its places in the left bar.
    pub nav: &'static [NavEntry],
    /// Its pages where the firm arranges things to its liking, in the list of them all under the firm's settings.
    pub arranged: &'static [NavEntry],
    /// Its pages.
    pub pages: fn() -> Routes,
    /// Its operations under `/api/v1`.
    pub api: fn() -> Operations,
    /// Its long work.
    pub jobs: fn() -> Vec<std::sync::Arc<dyn jobs::Job>>,
}

/// A place in the left bar or in the list of what can be arranged.
#[derive(Debug, Clone, Copy)]
pub struct NavEntry {
    /// Where it leads.
    pub href: &'static str,
    /// A name of the icon sprite.
    pub icon: &'static str,
    /// The catalogue key of its label.
    pub label: &'static str,
    /// The right by which it is shown: reading for a place in the left bar, arranging for one in the settings.
    pub right: kernel::Right,
}

/// How many things wait in places of the left bar, counted in the background; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct NavCounts(Arc<RwLock<HashMap<&'static str, usize>>>);

impl NavCounts {
    /// Keeps how many wait at a place.
    pub fn set(&self, href: &'static str, n: usize) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(href, n);
    }

    /// How many wait at a place, as last counted.
    pub fn of(&self, href: &str) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(href).copied().unwrap_or(0)
    }
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

    /// The same pages behind something that looks at each request and answer, such as a middleware of axum.
    #[must_use]
    pub fn behind(mut self, wrap: impl FnOnce(Router<App>) -> Router<App>) -> Self {
        self.router = wrap(self.router);
        self
    }

    /// What was added, in order.
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    /// The router itself.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
