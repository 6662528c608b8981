//! Sending by SMTP (RFC 5321, RFC 6409) through lettre.

use crate::sending::{Envelope, Handing, HandingError, Sender};
use crate::{Account, MailError, Security, Trust};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, CertificateStore, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::io::ErrorKind;
use std::time::Duration;

/// How long a server may think over each answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends by an account on an SMTP server.
pub(crate) struct Smtp {
    pub(crate) account: Account,
    pub(crate) trust: Trust,
    /// By what name this machine greets.
    pub(crate) hello: String,
}

impl Smtp {
    fn connect(&self) -> Result<SmtpConnection, MailError> {
        let account = &self.account;
        let addresses = account.addresses()?;
        let hello = ClientId::Domain(self.hello.clone());
        let tls = match account.security {
            Security::Plain => None,
            Security::Tls | Security::StartTls => Some(self.tls()?),
        };
        let at_once = tls.as_ref().filter(|_| account.security == Security::Tls);
        // One attempt by hand first: it tells a closed door from a silent one, which lettre does not.
        drop(account.connect(PATIENCE.min(Duration::from_secs(20)))?);
        let mut server =
            SmtpConnection::connect(addresses.as_slice(), Some(PATIENCE), &hello, at_once, None)
                .map_err(|e| of(&e))?;
        if let Some(tls) = tls.as_ref().filter(|_| account.security == Security::StartTls) {
            if !server.can_starttls() {
                server.abort();
                return Err(MailError::NoTls);
            }
            server.starttls(tls, &hello).map_err(|e| of(&e))?;
        }
        if !account.user.is_empty() {
            let known = Credentials::new(account.user.clone(), account.password.clone());
            server.auth(&[Mechanism::Plain, Mechanism::Login], &known).map_err(|e| sign_in(&e))?;
        }
        Ok(server)
    }

    fn tls(&self) -> Result<TlsParameters, MailError> {
        let mut tls = TlsParameters::builder(self.account.host.clone());
        if let Trust::Only(_) = self.trust {
            tls = tls.certificate_store(CertificateStore::None);
            for root in self.trust.roots() {
                let root = Certificate::from_der(root.to_vec()).map_err(|e| MailError::Tls(words(&e)))?;
                tls = tls.add_root_certificate(root);
            }
        }
        tls.build().map_err(|e| MailError::Tls(words(&e)))
    }
}

impl Sender for Smtp {
    fn check(&self) -> Result<(), MailError> {
        let mut server = self.connect()?;
        let _bye = server.quit();
        Ok(())
    }

    fn begin(&self, envelope: &Envelope) -> Result<Box<dyn Handing>, MailError> {
        let mut server = self.connect()?;
        let is_national = !envelope.from.is_ascii() || envelope.to.iter().any(|to| !to.is_ascii());
        let mut parameters = Vec::new();
        if is_national {
            if !server.server_info().supports_feature(Extension::SmtpUtfEight) {
                server.abort();
                let words = "SMTPUTF8".to_owned();
                return Err(MailError::Refused { words, is_for_good: true });
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let from = address(&envelope.from)?;
        server.command(Mail::new(Some(from), parameters)).map_err(|e| of_address(&e, &envelope.from))?;
        for to in &envelope.to {
            if let Err(error) = server.command(Rcpt::new(address(to)?, Vec::new())) {
                server.abort();
                return Err(of_address(&error, to));
            }
        }
        Ok(Box::new(Waiting(server)))
    }
}

fn address(email: &str) -> Result<lettre::Address, MailError> {
    email.parse().map_err(|_| MailError::AddressRefused {
        address: email.to_owned(),
        words: String::new(),
        is_for_good: true,
    })
}

/// A server that has the envelope and waits for the letter.
struct Waiting(SmtpConnection);

impl Handing for Waiting {
    fn hand_over(self: Box<Self>, letter: &[u8]) -> Result<String, HandingError> {
        let mut server = self.0;
        server.command(Data).map_err(|e| HandingError::Refused(of(&e)))?;
        match server.message(letter) {
            Ok(answer) => {
                let _bye = server.quit();
                Ok(answer.message().collect::<Vec<_>>().join(" "))
            }
            // An answer with a code is the server's own word; without one nobody knows.
            Err(error) if error.status().is_some() => Err(HandingError::Refused(of(&error))),
            Err(error) => Err(HandingError::Uncertain(of(&error))),
        }
    }
}

fn words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        words = inner.to_string();
        source = inner.source();
    }
    words
}

fn of(error: &Error) -> MailError {
    let said = words(error);
    if error.is_tls() || io_kind(error) == Some(ErrorKind::InvalidData) {
        MailError::Tls(said)
    } else if error.is_timeout() || io_kind(error) == Some(ErrorKind::WouldBlock) {
        MailError::TimedOut
    } else if error.is_permanent() || error.is_transient() {
        MailError::Refused { words: said, is_for_good: error.is_permanent() }
    } else if error.is_response() {
        MailError::NotUnderstood(said)
    } else {
        MailError::Broken(said)
    }
}

/// What the socket said. Lettre does not take "would block" for a timeout, as Linux means it, nor what is no TLS for a
/// trouble with TLS.
fn io_kind(error: &Error) -> Option<std::io::ErrorKind> {
    let source = std::error::Error::source(error);
    source.and_then(|inner| inner.downcast_ref::<std::io::Error>()).map(std::io::Error::kind)
}

fn sign_in(error: &Error) -> MailError {
    if error.is_permanent() || error.is_client() {
        MailError::SignInRefused(words(error))
    } else {
        of(error)
    }
}

fn of_address(error: &Error, address: &str) -> MailError {
    match of(error) {
        MailError::Refused { words, is_for_good } => {
            MailError::AddressRefused { address: address.to_owned(), words, is_for_good }
        }
        other => other,
    }
}
