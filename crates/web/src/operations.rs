//! The operations of a capability: a router now, and their description when somebody asks for it.

use crate::App;
use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use utoipa::openapi::OpenApi;
use utoipa_axum::PathItemExt as _;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

/// One operation: where it answers, and how to describe it.
pub struct Operation {
    path: String,
    router: MethodRouter<App>,
    describe: fn() -> UtoipaMethodRouter<App>,
}

impl Operation {
    /// The operation of a handler whose attribute made `P`; [`routes!`](crate::routes) names both.
    pub fn new<P, H, T>(handler: H, describe: fn() -> UtoipaMethodRouter<App>) -> Self
    where
        P: utoipa::Path,
        H: Handler<T, App>,
        T: 'static,
    {
        let methods = P::methods();
        let router = methods.iter().fold(MethodRouter::new(), |router, method| {
            router.on(method.to_method_filter(), handler.clone())
        });
        Self { path: P::path(), router, describe }
    }
}

/// Operations of a capability under `/api/v1`.
///
/// Descriptions are many times larger than the routes and seldom asked for, so none is made until [`description`] is called.
///
/// [`description`]: Operations::description
#[derive(Default)]
pub struct Operations {
    router: Router<App>,
    describes: Vec<fn() -> UtoipaMethodRouter<App>>,
}

impl Operations {
    /// No operations yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what [`routes!`](crate::routes) lists.
    #[must_use]
    pub fn routes<const N: usize>(mut self, operations: [Operation; N]) -> Self {
        for Operation { path, router, describe } in operations {
            self.router = self.router.route(&path, router);
            self.describes.push(describe);
        }
        self
    }

    /// The same operations behind something that looks at each request and answer, such as a middleware of axum.
    #[must_use]
    pub fn behind(mut self, wrap: impl FnOnce(Router<App>) -> Router<App>) -> Self {
        self.router = wrap(self.router);
        self
    }

    /// The router itself.
    pub fn into_router(self) -> Router<App> {
        self.router
    }

    /// Adds the descriptions of these operations to another, with an address before each path.
    pub fn description(&self, whole: OpenApi, under: &str) -> OpenApi {
        let own = self.describes.iter().fold(OpenApiRouter::new(), |all, describe| all.routes(describe()));
        OpenApiRouter::<App>::with_openapi(whole).nest(under, own).into_openapi()
    }
}

/// Lists handlers that carry `#[utoipa::path(..)]`, for [`Operations::routes`]: `routes!(list::list_deals, add::add_deal)`.
#[macro_export]
macro_rules! routes {
    (@one $handler:ident) => {
        $crate::pasted! {
            $crate::Operation::new::<[<__path_ $handler>], _, _>($handler, || $crate::described!($handler))
        }
    };
    (@one $room:ident $handler:ident) => {
        $crate::pasted! {
            $crate::Operation::new::<$room::[<__path_ $handler>], _, _>(
                $room::$handler,
                || $crate::described!($room::$handler),
            )
        }
    };
    ($($first:ident $(:: $second:ident)?),+ $(,)?) => {
        [$($crate::routes!(@one $first $($second)?)),+]
    };
}
