//! The post: how an account's two ways are opened, with the seal that keeps its password.

use crate::imap::Imap;
use crate::sending::Sender;
use crate::smtp::Smtp;
use crate::{Account, Postbox, Seal, Trust, domain_of};
use std::sync::Arc;

/// Opens the ways of accounts.
pub trait Office: Send + Sync {
    /// The way out; `from` is the address that letters will bear.
    fn sender(&self, account: Account, from: &str) -> Box<dyn Sender>;

    /// The way in.
    fn postbox(&self, account: Account) -> Box<dyn Postbox>;
}

/// The real post: SMTP and IMAP.
#[derive(Debug, Clone, Default)]
pub struct RealPost {
    /// Whose certificates are believed.
    pub trust: Trust,
}

impl Office for RealPost {
    fn sender(&self, account: Account, from: &str) -> Box<dyn Sender> {
        let domain = domain_of(from);
        let hello = if domain.is_ascii() { domain } else { "localhost" }.to_owned();
        Box::new(Smtp { account, trust: self.trust.clone(), hello })
    }

    fn postbox(&self, account: Account) -> Box<dyn Postbox> {
        Box::new(Imap { account, trust: self.trust.clone() })
    }
}

/// What a house sends and reads letters by; cheap to clone.
#[derive(Clone)]
pub struct Post {
    /// Opens the ways.
    pub office: Arc<dyn Office>,
    /// Keeps passwords.
    pub seal: Seal,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Post(..)")
    }
}
