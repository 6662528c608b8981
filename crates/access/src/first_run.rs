//! Before the firm is founded, every page leads to the first run.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use web::App;

/// What may be seen before there is a firm: the first run itself, what it is drawn with, and the state of the server.
const OPEN: [&str; 5] = ["/welcome", "/language", "/assets", "/api", "/health"];

/// Middleware for the routes of the whole house: `from_fn_with_state(app, access::first_run_gate)`.
pub async fn first_run_gate(State(app): State<App>, request: Request, next: Next) -> Response {
    if app.firm().is_founded || is_open(request.uri().path()) {
        next.run(request).await
    } else {
        web::see("/welcome")
    }
}

fn is_open(path: &str) -> bool {
    OPEN.iter()
        .any(|open| path.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_first_run_needs_is_open() {
        let check = |path: &str, expected| assert_eq!(is_open(path), expected, "{path}");
        check("/welcome", true);
        check("/welcome/next", true);
        check("/assets/main-1A2B3C4D.css", true);
        check("/api/v1/openapi.json", true);
        check("/", false);
        check("/customers", false);
        check("/welcomes", false);
        check("/sign-in", false);
    }
}
