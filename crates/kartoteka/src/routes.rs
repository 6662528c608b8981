//! Every route of the house: pages of the capabilities, the API, assets, and what only builders see.

use crate::{capabilities, described};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router, routing};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::json;
use std::sync::OnceLock;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use utoipa::OpenApi as _;
use web::{App, Guest, Operations, Problem, Visit};

/// Where every operation of the API stands.
const UNDER: &str = "/api/v1";

/// The greatest body of a page's form; operations that stream set their own.
const LARGEST_FORM: usize = 64 * 1024 * 1024;

/// The greatest body that a capability takes; files to bring in go to the disk as they come.
fn largest_body(capability: &web::Capability) -> usize {
    match capability.slug {
        transfer::RIGHT => usize::try_from(transfer::run::LARGEST).unwrap_or(usize::MAX),
        _ => LARGEST_FORM,
    }
}

#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "Kartoteka",
    description = "Everything that the screens do. Errors are application/problem+json (RFC 9457).",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
))]
struct Described;

/// The description of every operation, OpenAPI 3.1; made anew at each call, so whoever asks often keeps it.
pub fn description() -> serde_json::Value {
    let all = capabilities::ALL.iter().fold(Described::openapi(), |all, capability| {
        let operations: Operations = (capability.api)();
        operations.description(all, UNDER)
    });
    described::whole(&all)
}

fn api() -> Router<App> {
    capabilities::ALL.iter().fold(Router::new(), |all, capability| {
        let limit = RequestBodyLimitLayer::new(largest_body(capability));
        all.nest(UNDER, (capability.api)().into_router().layer(limit))
    })
}

/// Answers with the description; it is made when first asked for, being larger than all routes together.
async fn described() -> Response {
    static DESCRIPTION: OnceLock<Bytes> = OnceLock::new();
    let text = DESCRIPTION.get_or_init(|| description().to_string().into()).clone();
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// The whole house, guarded.
pub fn house(app: &App) -> Router {
    let mut routes: Router<App> = Router::new();
    for capability in capabilities::ALL {
        let limit = RequestBodyLimitLayer::new(largest_body(capability));
        routes = routes.merge((capability.pages)().into_router().layer(limit));
    }
    routes = routes
        .merge(api())
        .route("/api/v1/openapi.json", routing::get(described))
        .route("/", routing::get(start))
        .route("/health", routing::get(health));
    if app.is_development {
        routes = routes.route("/ui", routing::get(gallery));
    }
    let routes = routes
        .fallback(|| async { Problem::missing() })
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.clone(), access::first_run_gate));
    web::guarded(app, routes)
        .route("/assets/{*path}", routing::get(asset))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
}

async fn start(visit: Option<Visit>) -> Response {
    match visit {
        // Whoever answers for the firm begins with its figures.
        Some(visit) if visit.actor().may(access::FIRM, kernel::Level::Arrange) => web::see("/dashboard"),
        Some(_) => web::see("/customers"),
        None => web::see("/sign-in"),
    }
}

async fn health(State(app): State<App>) -> Result<Response, Problem> {
    app.db.reading(|tx| tx.number("SELECT 1", &[])).await?;
    Ok(Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })).into_response())
}

async fn gallery(guest: Guest) -> Result<Response, Problem> {
    web::page(&ui::gallery::Gallery::new(guest.say, ui::Theme::System))
}

/// A bundled file; its name holds a digest, so it may be kept for a year.
async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ui::assets::find(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let takes_gzip = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("gzip"));
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    let safe = (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    match asset.gzip.filter(|_| takes_gzip) {
        Some(gzip) => {
            ([kept, kind, safe, (header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))], gzip)
                .into_response()
        }
        None => ([kept, kind, safe], asset.bytes).into_response(),
    }
}
