//! Signing of requests (AWS Signature Version 4, "Authenticating Requests: Using the Authorization Header").

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

/// All but the letters, digits and marks that RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What requests are signed with.
#[derive(Clone)]
pub struct Credentials {
    /// The public part.
    pub access_key: String,
    /// The secret part.
    pub secret_key: String,
    /// Goes with keys that were lent for a while.
    pub session_token: Option<String>,
}

impl Credentials {
    /// What the environment says; `None` when a part is missing.
    pub fn from_environment() -> Option<Self> {
        let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Some(Self {
            access_key: of("AWS_ACCESS_KEY_ID")?,
            secret_key: of("AWS_SECRET_ACCESS_KEY")?,
            session_token: of("AWS_SESSION_TOKEN"),
        })
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({}, ...)", self.access_key)
    }
}

/// All that is signed of a request.
pub(crate) struct ToSign<'a> {
    pub(crate) method: &'a str,
    /// The path, already encoded, beginning with a slash.
    pub(crate) path: &'a str,
    /// The query, already encoded and sorted.
    pub(crate) query: &'a str,
    /// Names in small letters with their values, `host` among them; in any order.
    pub(crate) headers: &'a [(String, String)],
    /// The SHA-256 of the body in hex.
    pub(crate) body_digest: &'a str,
    /// Such as `20130524T000000Z`.
    pub(crate) moment: &'a str,
    pub(crate) region: &'a str,
}

impl ToSign<'_> {
    /// The value of the `Authorization` header.
    pub(crate) fn authorization(&self, credentials: &Credentials) -> String {
        let mut headers: Vec<_> = self.headers.iter().collect();
        headers.sort();
        let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let lines: String =
            headers.iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
        let canonical = format!(
            "{}\n{}\n{}\n{lines}\n{names}\n{}",
            self.method, self.path, self.query, self.body_digest
        );
        let day = self.moment.get(..8).unwrap_or(self.moment);
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let digest = hex::encode(Sha256::digest(canonical));
        let text = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{digest}", self.moment);
        let secret = format!("AWS4{}", credentials.secret_key);
        let key = [day, self.region, "s3", "aws4_request"]
            .iter()
            .fold(secret.into_bytes(), |key, part| mac(&key, part.as_bytes()));
        let signature = hex::encode(mac(&key, text.as_bytes()));
        format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={signature}",
            credentials.access_key
        )
    }
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    // HMAC takes keys of every length, so there is nothing that could be refused.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

/// A path with everything encoded but slashes.
pub(crate) fn encoded_path(path: &str) -> String {
    path.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

/// A query with everything encoded, sorted by name.
pub(crate) fn encoded_query(query: &[(&str, String)]) -> String {
    let mut pairs: Vec<_> =
        query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.sort();
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the page "Signature Calculations for the Authorization Header" of the S3 reference.
    #[track_caller]
    fn check(
        (method, path): (&str, &str),
        query: &[(&str, &str)],
        more: &[(&str, &str)],
        digest: &str,
        wanted: &str,
    ) {
        let credentials = Credentials {
            access_key: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
            session_token: None,
        };
        let moment = "20130524T000000Z";
        let own = [
            ("host", "examplebucket.s3.amazonaws.com"),
            ("x-amz-content-sha256", digest),
            ("x-amz-date", moment),
        ];
        let headers: Vec<_> =
            own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let query: Vec<_> = query.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let to_sign = ToSign {
            method,
            path: &encoded_path(path),
            query: &encoded_query(&query),
            headers: &headers,
            body_digest: digest,
            moment,
            region: "us-east-1",
        };
        let authorization = to_sign.authorization(&credentials);
        assert!(authorization.ends_with(&format!("Signature={wanted}")), "{path}: {authorization}");
    }

    #[test]
    fn the_examples_of_the_reference_come_out() {
        let nothing = crate::s3::NOTHING;
        check(
            ("GET", "/test.txt"),
            &[],
            &[("range", "bytes=0-9")],
            nothing,
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        );
        check(
            ("PUT", "/test$file.text"),
            &[],
            &[("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        );
        check(
            ("GET", "/"),
            &[("prefix", "J"), ("max-keys", "2")],
            &[],
            nothing,
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        );
    }
}
