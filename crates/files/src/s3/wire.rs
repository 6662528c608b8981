//! Requests to the server and its answers.

use super::sign::{Credentials, ToSign, encoded_path, encoded_query};
use crate::FileError;
use jiff::Timestamp;
use kernel::Setting;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// Where machines keep the certificates they trust; the first file found counts.
const TRUSTED: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The most that is read of an answer in words.
const MOST_WORDS: u64 = 16 * 1024 * 1024;

/// A request before it is signed.
pub(crate) struct Ask<'a> {
    pub(crate) method: &'a str,
    /// The object's name; empty for the bucket.
    pub(crate) object: String,
    pub(crate) query: Vec<(&'a str, String)>,
    /// Names in small letters.
    pub(crate) headers: Vec<(&'a str, String)>,
    /// The SHA-256 of the body in hex.
    pub(crate) body_digest: String,
}

/// An answer of the server.
pub(crate) struct Answer {
    pub(crate) status: u16,
    response: ureq::http::Response<ureq::Body>,
}

/// The way to one bucket.
pub(crate) struct Wire {
    agent: ureq::Agent,
    endpoint: String,
    bucket: String,
    region: String,
    credentials: Credentials,
    setting: Setting,
}

impl Wire {
    pub(crate) fn new(
        endpoint: &str,
        bucket: &str,
        region: &str,
        credentials: Credentials,
        setting: Setting,
    ) -> Self {
        let mut tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        if endpoint.starts_with("https://") {
            tls = tls.root_certs(RootCerts::from(trusted()));
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_recv_response(Some(Duration::from_secs(60)))
            .user_agent("kartoteka")
            .tls_config(tls.build());
        Self {
            agent: config.build().into(),
            endpoint: endpoint.to_owned(),
            bucket: bucket.to_owned(),
            region: region.to_owned(),
            credentials,
            setting,
        }
    }

    /// Signs and sends a request, with a file as its body if there is one.
    pub(crate) fn send(&self, ask: &Ask<'_>, body: Option<File>) -> Result<Answer, FileError> {
        let path = encoded_path(format!("/{}/{}", self.bucket, ask.object).trim_end_matches('/'));
        let query = encoded_query(&ask.query);
        let headers = self.signed(ask, &path, &query)?;
        let mark = if query.is_empty() { "" } else { "?" };
        let mut request = ureq::http::Request::builder()
            .method(ask.method)
            .uri(format!("{}{path}{mark}{query}", self.endpoint));
        for (name, value) in headers.iter().filter(|(name, _)| name != "host") {
            request = request.header(name.as_str(), value.as_str());
        }
        let broken = |error: ureq::http::Error| FileError::Broken(error.to_string());
        let answered = match body {
            Some(file) => self.agent.run(request.body(file).map_err(broken)?),
            None => self.agent.run(request.body(()).map_err(broken)?),
        };
        let response = answered.map_err(|e| FileError::Unreachable(format!("{}: {e}", self.endpoint)))?;
        Ok(Answer { status: response.status().as_u16(), response })
    }

    fn signed(&self, ask: &Ask<'_>, path: &str, query: &str) -> Result<Vec<(String, String)>, FileError> {
        let now = Timestamp::from_millisecond(self.setting.now())
            .map_err(|e| FileError::Broken(e.to_string()))?;
        let moment = now.strftime("%Y%m%dT%H%M%SZ").to_string();
        let mut headers = vec![
            ("host".to_owned(), host(&self.endpoint).to_owned()),
            ("x-amz-content-sha256".to_owned(), ask.body_digest.clone()),
            ("x-amz-date".to_owned(), moment.clone()),
        ];
        headers.extend(ask.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        if let Some(token) = &self.credentials.session_token {
            headers.push(("x-amz-security-token".to_owned(), token.clone()));
        }
        let to_sign = ToSign {
            method: ask.method,
            path,
            query,
            headers: &headers,
            body_digest: &ask.body_digest,
            moment: &moment,
            region: &self.region,
        };
        let authorization = to_sign.authorization(&self.credentials);
        headers.push(("authorization".to_owned(), authorization));
        Ok(headers)
    }
}

/// The server's name as it stands in the `Host` header: without the port that its scheme implies.
fn host(endpoint: &str) -> &str {
    let (scheme, place) = endpoint.split_once("://").unwrap_or(("https", endpoint));
    let host = place.split('/').next().unwrap_or(place);
    let implied = if scheme == "http" { ":80" } else { ":443" };
    host.strip_suffix(implied).unwrap_or(host)
}

/// The certificates this machine trusts: those of `SSL_CERT_FILE`, else those of the system.
fn trusted() -> Vec<Certificate<'static>> {
    let own = std::env::var("SSL_CERT_FILE").ok();
    let paths = own.iter().map(String::as_str).chain(TRUSTED.iter().copied());
    let pem = paths.into_iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_default();
    let items = parse_pem(&pem).filter_map(Result::ok);
    items
        .filter_map(
            |item| if let PemItem::Certificate(certificate) = item { Some(certificate) } else { None },
        )
        .collect()
}

impl Answer {
    /// The length that the server names.
    pub(crate) fn length(&self) -> u64 {
        let header = self.response.headers().get("content-length");
        header.and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0)
    }

    /// The body, as it comes.
    pub(crate) fn into_reader(self) -> Box<dyn Read + Send> {
        Box::new(self.response.into_body().into_reader())
    }

    /// The body as words.
    pub(crate) fn into_text(self) -> Result<String, FileError> {
        let mut text = String::new();
        let mut reader = self.response.into_body().into_reader().take(MOST_WORDS);
        reader.read_to_string(&mut text).map_err(|e| FileError::Broken(e.to_string()))?;
        Ok(text)
    }

    /// What an answer that was not hoped for means.
    pub(crate) fn into_error(self) -> FileError {
        let status = self.status;
        let words = self.into_text().unwrap_or_default();
        let code = words.split("<Code>").nth(1).and_then(|rest| rest.split("</Code>").next()).unwrap_or("");
        let what = format!("the server answered {status} {code}").trim_end().to_owned();
        match status {
            401 | 403 => FileError::Denied(what),
            404 | 500..=506 => FileError::Unreachable(what),
            507 => FileError::Full(what),
            _ => FileError::Broken(what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_named_as_browsers_name_it() {
        let check = |endpoint: &str, wanted: &str| assert_eq!(host(endpoint), wanted);
        check("http://127.0.0.1:9000", "127.0.0.1:9000");
        check("https://s3.example:443", "s3.example");
        check("http://s3.example:80/path", "s3.example");
    }
}
