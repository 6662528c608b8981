//! Somebody who asks the house: a person of some role with a session, a program with a token, or nobody.

use crate::{Answer, TestApp};
use axum::body::Body;
use http::{HeaderValue, Method, Request, header};
use serde_json::Value;
use tower::ServiceExt as _;

/// A visitor with their key.
#[derive(Debug, Clone)]
pub struct Visitor<'a> {
    pub(crate) app: &'a TestApp,
    /// The header that the key travels in, and the key.
    pub(crate) key: Option<(header::HeaderName, String)>,
    /// The person behind it.
    pub user: Option<kernel::RawId>,
}

impl Visitor<'_> {
    /// Asks for a page or an operation.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, ("", String::new())).await
    }

    /// Sends a form as a browser would.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let encoded = form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = encoded.collect::<Vec<_>>().join("&");
        self.send(Method::POST, path, ("application/x-www-form-urlencoded", body)).await
    }

    /// Sends JSON to an operation.
    pub async fn json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.send(method, path, ("application/json", body.to_string())).await
    }

    /// Sends anything; a type of content that is empty is left out.
    pub async fn send(&self, method: Method, path: &str, (kind, body): (&str, String)) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        self.request(request.body(Body::from(body)).expect("a right request")).await
    }

    /// Sends a request of one's own making with the key of this visitor.
    pub async fn request(&self, mut request: Request<Body>) -> Answer {
        if let Some((name, key)) = &self.key {
            request.headers_mut().insert(name, HeaderValue::from_str(key).expect("a key of plain letters"));
        }
        let response = self.app.router.clone().oneshot(request).await.expect("a router that never fails");
        Answer::read(response).await
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
