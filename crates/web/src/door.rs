//! The contract of whoever lets people in; the capability `access` fulfils it.

use crate::App;
use futures_util::future::BoxFuture;
use kernel::Actor;
use ui::{Density, Theme};
use words::Lang;

/// What a request brought to be recognised by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The session cookie's value.
    Session(String),
    /// The bearer token of the `Authorization` header.
    Token(String),
}

/// Somebody who was recognised.
#[derive(Debug, Clone)]
pub struct Person {
    /// With what rights they act.
    pub actor: Actor,
    /// Their name.
    pub name: String,
    /// The catalogue key of their role's name.
    pub role: String,
    /// Their language.
    pub lang: Lang,
    /// Their time zone, an IANA name.
    pub zone: String,
    /// Their colours.
    pub theme: Theme,
    /// Their height of rows.
    pub density: Density,
}

/// Lets people and programs in.
pub trait Door: Send + Sync {
    /// Who holds this key; `None` for an unknown, ended or revoked one.
    fn recognize<'a>(
        &'a self,
        app: &'a App,
        key: &'a Key,
    ) -> BoxFuture<'a, Result<Option<Person>, db::DbError>>;
}
