//! Where a mail server is and how to sign in there.

use crate::MailError;
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How the way to a server is kept from others.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// Plain at first, TLS before anything is said that matters.
    StartTls,
    /// No TLS: only to a server on this very machine.
    Plain,
}

impl Security {
    /// All, the safest first.
    pub const ALL: [Security; 3] = [Security::Tls, Security::StartTls, Security::Plain];

    /// The word in the base, the API and the catalogue's keys.
    pub fn slug(self) -> &'static str {
        match self {
            Security::Tls => "tls",
            Security::StartTls => "starttls",
            Security::Plain => "plain",
        }
    }

    /// The one of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// The catalogue's key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Security::Tls => "mail-security-tls",
            Security::StartTls => "mail-security-starttls",
            Security::Plain => "mail-security-plain",
        }
    }

    /// The port that servers for sending listen on.
    pub fn smtp_port(self) -> u16 {
        match self {
            Security::Tls => 465,
            Security::StartTls | Security::Plain => 587,
        }
    }

    /// The port that servers for reading listen on.
    pub fn imap_port(self) -> u16 {
        match self {
            Security::Tls => 993,
            Security::StartTls | Security::Plain => 143,
        }
    }
}

/// An account on a mail server, with its password in clear: made for one use, never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The server's name or number.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is kept.
    pub security: Security,
    /// Who signs in; empty where nobody has to.
    pub user: String,
    /// With what.
    pub password: String,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({}:{} {})", self.host, self.port, self.security.slug())
    }
}

impl Account {
    /// Where the server listens, refusing a plain way to anything but this machine.
    pub(crate) fn addresses(&self) -> Result<Vec<SocketAddr>, MailError> {
        let found = (self.host.as_str(), self.port).to_socket_addrs();
        let found: Vec<SocketAddr> = found.map_err(|_| MailError::HostUnknown)?.collect();
        if found.is_empty() {
            return Err(MailError::HostUnknown);
        }
        if self.security == Security::Plain && !found.iter().all(|address| is_here(address.ip())) {
            return Err(MailError::PlainAfar);
        }
        Ok(found)
    }

    /// A connection, with the same patience for every later read and write.
    pub(crate) fn connect(&self, patience: Duration) -> Result<TcpStream, MailError> {
        let mut last = MailError::HostUnknown;
        for address in self.addresses()? {
            match TcpStream::connect_timeout(&address, patience) {
                Ok(stream) => {
                    let set = stream
                        .set_read_timeout(Some(patience))
                        .and_then(|()| stream.set_write_timeout(Some(patience)))
                        .and_then(|()| stream.set_nodelay(true));
                    set.map_err(|e| MailError::of_io(&e))?;
                    return Ok(stream);
                }
                Err(error) if error.kind() == std::io::ErrorKind::TimedOut => last = MailError::TimedOut,
                Err(error) => last = MailError::Unreachable(error.to_string()),
            }
        }
        Err(last)
    }
}

fn is_here(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_way_leads_to_this_machine_only() {
        let check = |host: &str, security: Security, expected: Result<(), MailError>| {
            let account = Account {
                host: host.into(),
                port: 25,
                security,
                user: String::new(),
                password: "x".into(),
            };
            assert_eq!(account.addresses().map(drop), expected, "{host}");
        };
        check("127.0.0.1", Security::Plain, Ok(()));
        check("::1", Security::Plain, Ok(()));
        check("192.0.2.7", Security::Plain, Err(MailError::PlainAfar));
        check("192.0.2.7", Security::Tls, Ok(()));
        check("nobody.invalid", Security::Tls, Err(MailError::HostUnknown));
    }

    #[test]
    fn a_password_does_not_show_itself() {
        let account = Account {
            host: "mail.example".into(),
            port: 465,
            security: Security::Tls,
            user: "u".into(),
            password: "hidden".into(),
        };
        assert_eq!(format!("{account:?}"), "Account(mail.example:465 tls)");
    }

    #[test]
    fn every_slug_leads_back() {
        for one in Security::ALL {
            assert_eq!(Security::from_slug(one.slug()), Some(one));
        }
    }
}
