//! Telling an exchange to join a line with a number: one request, which may block for as long as the exchange thinks.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// What an exchange is told.
#[derive(Clone, PartialEq, Eq)]
pub struct Ring {
    /// The address, with the line and the number in it where it asks for them.
    pub address: String,
    /// What it is asked with, as `Bearer ...`; empty for nothing.
    pub authorization: String,
    /// The line of ours.
    pub from: String,
    /// The number of theirs, with its plus.
    pub to: String,
}

/// Why nothing rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    /// The exchange refuses, with the status of its answer.
    #[error("the exchange refuses: {0}")]
    Refused(u16),
    /// The exchange cannot be reached.
    #[error("the exchange cannot be reached")]
    Unreachable,
}

impl RingError {
    /// The key of what is said of it.
    pub fn key(self) -> &'static str {
        match self {
            RingError::Refused(_) => "interactions-call-refused",
            RingError::Unreachable => "interactions-call-unreachable",
        }
    }
}

/// Tells an exchange.
pub trait Ringer: Send + Sync {
    /// Has a line ring.
    ///
    /// # Errors
    /// What is wrong.
    fn ring(&self, ring: &Ring) -> Result<(), RingError>;
}

/// What the house rings by, as it is offered.
#[derive(Clone)]
pub struct Ringing(pub Arc<dyn Ringer>);

/// The real one: a POST with JSON `{"from", "to"}`.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealRinger;

impl Ringer for RealRinger {
    fn ring(&self, ring: &Ring) -> Result<(), RingError> {
        let body = serde_json::json!({ "from": ring.from, "to": ring.to }).to_string();
        let mut request = agent().post(&ring.address).header("content-type", "application/json");
        if !ring.authorization.is_empty() {
            request = request.header("authorization", &ring.authorization);
        }
        let answer = request.send(body.as_bytes()).map_err(|_| RingError::Unreachable)?;
        match answer.status().as_u16() {
            200..300 => Ok(()),
            502..505 => Err(RingError::Unreachable),
            other => Err(RingError::Refused(other)),
        }
    }
}

fn agent() -> ureq::Agent {
    let roots = rustls_native_certs::load_native_certs().certs;
    let roots: Vec<_> = roots.iter().map(|cert| Certificate::from_der(cert).to_owned()).collect();
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::from(roots));
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(15)))
        .user_agent("kartoteka")
        .tls_config(tls.build());
    config.build().into()
}

/// One that only remembers, for tests.
#[derive(Clone, Default)]
pub struct MemoryRinger(Arc<Mutex<Vec<Ring>>>);

impl MemoryRinger {
    /// What it was told.
    pub fn rung(&self) -> Vec<Ring> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Ringer for MemoryRinger {
    fn ring(&self, ring: &Ring) -> Result<(), RingError> {
        if ring.address.contains("refuses") {
            return Err(RingError::Refused(403));
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(ring.clone());
        Ok(())
    }
}
