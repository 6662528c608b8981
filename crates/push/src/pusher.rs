//! Sending to the services that browsers name (RFC 8030).

use crate::{Identity, Subscription, sealed};
use kernel::Setting;
use std::net::{IpAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// How long a service keeps a message for a browser that is away, in seconds: a reminder of yesterday helps nobody.
const KEPT_SECS: u32 = 6 * 3_600;

/// Why a message did not go.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The browser is not there any more (404 or 410): it is to be forgotten.
    #[error("the browser is gone")]
    Gone,
    /// The service refuses.
    #[error("the service refuses: {0}")]
    Refused(u16),
    /// The service has no time now, or cannot be reached.
    #[error("the service cannot be reached")]
    Unreachable,
    /// The address leads into the firm's own network, or the browser's key is none.
    #[error("the subscription is none")]
    Wrong,
}

/// By whom a message is sent.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'s> {
    /// Time and chance.
    pub setting: &'s Setting,
    /// Who signs.
    pub by: &'s Identity,
    /// Whom a service may turn to: an `https:` or `mailto:` address, or empty.
    pub contact: &'s str,
}

/// Sends messages; each call may block for as long as a service thinks.
pub trait Pusher: Send + Sync {
    /// Sends a message to one browser, signed by the house.
    ///
    /// # Errors
    /// What is wrong.
    fn push(&self, from: Sender<'_>, to: &Subscription, message: &[u8]) -> Result<(), PushError>;
}

/// The real one.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealPusher {
    /// Whether addresses of this machine are taken too, as tests need.
    pub may_stay_here: bool,
}

impl Pusher for RealPusher {
    fn push(&self, from: Sender<'_>, to: &Subscription, message: &[u8]) -> Result<(), PushError> {
        let Sender { setting, by, contact } = from;
        if !self.may_stay_here && !is_outside(to.origin()) {
            return Err(PushError::Wrong);
        }
        let body = sealed(setting, to, message).map_err(|_| PushError::Wrong)?;
        let signature = by.authorization(to, contact, setting.now()).ok_or(PushError::Wrong)?;
        let request = agent()
            .post(&to.endpoint)
            .header("authorization", signature)
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", KEPT_SECS.to_string())
            .header("urgency", "high");
        let status = request.send(&body[..]).map_err(|_| PushError::Unreachable)?.status().as_u16();
        match status {
            200..300 => Ok(()),
            404 | 410 => Err(PushError::Gone),
            429 | 500.. => Err(PushError::Unreachable),
            other => Err(PushError::Refused(other)),
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
        .timeout_global(Some(Duration::from_secs(20)))
        .user_agent("kartoteka")
        .tls_config(tls.build());
    config.build().into()
}

/// Whether a host lies out in the world: nobody has this house knock at doors inside the firm.
fn is_outside(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("https://") else { return false };
    let Ok(found) = (host, 443).to_socket_addrs() else { return false };
    let found: Vec<IpAddr> = found.map(|address| address.ip()).collect();
    !found.is_empty() && found.iter().all(|ip| is_public(*ip))
}

pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let is_shared = ip.octets()[0] == 100 && (64..128).contains(&ip.octets()[1]);
            let is_own = ip.is_private() || ip.is_loopback() || ip.is_link_local() || is_shared;
            !(is_own || ip.is_unspecified() || ip.is_broadcast() || ip.is_multicast())
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public(IpAddr::V4(ip)),
            None => {
                let is_own = ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local();
                !(is_own || ip.is_unspecified() || ip.is_multicast())
            }
        },
    }
}
