//! Somebody who asks a house over HTTP: a browser, a program, or nobody.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// Whoever asks, with the headers of every request.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    address: String,
    headers: Vec<(String, String)>,
}

/// What the house answered, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub body: String,
}

impl Client {
    /// Asks at an address and follows no redirection.
    pub fn new(address: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // A house may close a connection whose request it did not read to its end.
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self { agent: config.into(), address: address.to_owned(), headers: Vec::new() }
    }

    /// The same with one header more.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name.to_owned(), value.to_owned()));
        with
    }

    /// Sends a request; a type of content that is empty is left out.
    ///
    /// # Errors
    /// When no whole answer comes, as from a program that was killed.
    pub fn try_send(&self, method: &str, path: &str, (kind, body): (&str, &str)) -> Result<Answer, String> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        let request = request.body(body.to_owned()).unwrap();
        let mut response = self.agent.run(request).map_err(|error| error.to_string())?;
        let read = response.body_mut().with_config().limit(64 * 1024 * 1024).read_to_string();
        let body = read.map_err(|error| error.to_string())?;
        Ok(Answer { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    /// Sends a request to a house that answers.
    pub fn send(&self, method: &str, path: &str, body: (&str, &str)) -> Answer {
        self.try_send(method, path, body).unwrap_or_else(|why| panic!("{method} {path}: {why}"))
    }

    /// Asks for a page or an operation.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, ("", ""))
    }

    /// Asks an operation that must succeed.
    pub fn json(&self, path: &str) -> Value {
        self.get(path).ok()
    }

    /// Sends a form as a browser does.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs = form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.send("POST", path, ("application/x-www-form-urlencoded", &body))
    }

    /// Sends JSON to an operation.
    pub fn give(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.send(method, path, ("application/json", &body.to_string()))
    }
}

impl Answer {
    /// The body as JSON; null when there is none.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The body of a deed that succeeded.
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.body);
        self.value()
    }

    /// Each line of the body as JSON.
    pub fn lines(&self) -> Vec<Value> {
        self.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The value of a cookie that it sets.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let lines = self.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.filter_map(|line| line.split(';').next()?.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// A text as it may stand in an address or a form.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
