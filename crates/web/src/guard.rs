//! What stands before every handler: who asks, from where, and the headers that keep browsers safe.

use crate::door::Key;
use crate::idempotency::{self, Claim};
use crate::refusal;
use crate::toast::{self, ToastNote};
use crate::visit::speaker;
use crate::{App, Problem, Visit};
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::net::SocketAddr;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use words::{Lang, Say};

/// What a request tells of itself, whoever sent it.
#[derive(Debug, Clone)]
pub struct RequestFacts {
    /// Path and query.
    pub path: String,
    /// The address it came from: the peer's, or what a proxy on this machine says.
    pub address: String,
    /// The browser's own name, cut to 200 letters.
    pub agent: String,
    /// The language asked for.
    pub lang: Option<Lang>,
    /// The session cookie, if there is one.
    pub session: Option<String>,
    /// What the last deed wants to have said.
    pub toast: Option<ToastNote>,
    /// Whether a program asks, which is answered in JSON.
    pub is_program: bool,
    /// What the deed of this request is remembered by, so that a repeated request does nothing.
    pub(crate) claim: Option<Claim>,
}

impl RequestFacts {
    fn of(app: &App, request: &Request) -> Self {
        let headers = request.headers();
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
        let path = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
        Self {
            address: address(headers, peer),
            agent: text(headers, &header::USER_AGENT).chars().take(200).collect(),
            lang: cookie(headers, "lang").and_then(|slug| slug.parse().ok()).or_else(|| accepted(headers)),
            session: cookie(headers, session_cookie(app)).map(str::to_owned),
            toast: cookie(headers, toast::COOKIE).and_then(ToastNote::from_cookie),
            is_program: path.starts_with("/api/"),
            claim: None,
            path,
        }
    }

    /// The language and zone of somebody not yet recognised.
    pub(crate) fn say(&self, app: &App) -> Say {
        let firm = app.firm();
        speaker(app, self.lang.unwrap_or(firm.lang), &firm.zone)
    }

    /// Whether this page lies at or under `href`.
    pub(crate) fn is_within(&self, href: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The name of the session cookie: bound to host and HTTPS where there is HTTPS.
pub(crate) fn session_cookie(app: &App) -> &'static str {
    if app.is_secure { "__Host-session" } else { "session" }
}

impl App {
    /// The `Set-Cookie` of a session that begins.
    pub fn session_begins(&self, secret: &str, max_age_secs: i64) -> HeaderValue {
        let secure = if self.is_secure { "; Secure" } else { "" };
        let name = session_cookie(self);
        HeaderValue::from_str(&format!(
            "{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_secs}{secure}"
        ))
        .unwrap_or(HeaderValue::from_static("session=; Path=/; Max-Age=0"))
    }

    /// The `Set-Cookie` of a session that ends.
    pub fn session_ends(&self) -> HeaderValue {
        self.session_begins("", 0)
    }
}

/// Puts the guards before the routes of the whole house.
pub fn guarded(app: &App, routes: Router<App>) -> Router {
    routes
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Problem::broken().into_response()
        }))
        .layer(from_fn_with_state(app.clone(), idempotency::once))
        .layer(CsrfLayer::new().with_rejection_response(|_| Problem::foreign().into_response()))
        .layer(from_fn_with_state(app.clone(), recognise))
        .with_state(app.clone())
}

async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let facts = RequestFacts::of(&app, &request);
    let mut say = facts.say(&app);
    let shows_toast = facts.toast.is_some();
    let is_program = facts.is_program;
    match visit(&app, request.headers(), &facts).await {
        Ok(Some(visit)) => {
            say = visit.say.clone();
            request.extensions_mut().insert(visit);
        }
        Ok(None) => {}
        Err(error) => return finish(&app, Problem::from(error).into_response(), &say, &facts),
    }
    let is_page = !is_program && request.headers().get("x-fragment").is_none();
    request.extensions_mut().insert(facts.clone());
    let mut response = finish(&app, refusal::told(next.run(request).await).await, &say, &facts);
    let is_drawn = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if shows_toast && is_page && is_drawn {
        response.headers_mut().append(header::SET_COOKIE, toast::over());
    }
    response
}

async fn visit(app: &App, headers: &HeaderMap, facts: &RequestFacts) -> Result<Option<Visit>, db::DbError> {
    let bearer = text(headers, &header::AUTHORIZATION)
        .strip_prefix("Bearer ")
        .map(|token| Key::Token(token.trim().into()));
    let Some(key) = bearer.or_else(|| facts.session.clone().map(Key::Session)) else { return Ok(None) };
    let person = app.door.recognize(app, &key).await?;
    Ok(person.map(|person| Visit {
        say: speaker(app, person.lang, &person.zone),
        app: app.clone(),
        person,
        facts: facts.clone(),
    }))
}

/// Turns a problem into its page or JSON, and adds the headers that every answer bears.
fn finish(app: &App, mut response: Response, say: &Say, facts: &RequestFacts) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        let methods = response.headers_mut().remove(header::ALLOW);
        response = problem.present(say, facts);
        if let Some(methods) = methods {
            response.headers_mut().insert(header::ALLOW, methods);
        }
    }
    let headers = response.headers_mut();
    for (name, value) in &SAFE {
        headers.entry(name.clone()).or_insert_with(|| value.clone());
    }
    if app.is_secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

static SAFE: [(HeaderName, HeaderValue); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
             connect-src 'self'; media-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=()"),
    ),
];

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split("; "))
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty())
}

fn accepted(headers: &HeaderMap) -> Option<Lang> {
    Lang::from_accept_language(text(headers, &header::ACCEPT_LANGUAGE))
}

/// A proxy on the same machine is believed; anybody else is known by the address they come from.
fn address(headers: &HeaderMap, peer: Option<SocketAddr>) -> String {
    let forwarded = headers
        .get("x-forwarded-for")
        .and_then(|v| v.to_str().ok())
        .and_then(|list| list.rsplit(',').next());
    match (peer, forwarded) {
        (Some(peer), Some(client)) if peer.ip().is_loopback() => client.trim().to_owned(),
        (Some(peer), _) => peer.ip().to_string(),
        (None, _) => "-".to_owned(),
    }
}
