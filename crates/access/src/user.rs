//! A person who signs in.

use crate::roles::Role;
use crate::{Scope, TeamId, store};
use db::{DbError, Tx};
use kernel::{Level, Millis};
use ui::{Density, Theme};
use words::Lang;

kernel::id_type!(
    /// A person who signs in.
    UserId
);

/// A person who signs in, without their secrets.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their e-mail, folded; by it they sign in.
    pub email: String,
    /// Their name, as they want to be called.
    pub name: String,
    /// What they may do when nothing else was agreed.
    pub role: &'static Role,
    /// How far they see, when that differs from their role.
    pub scope: Option<Scope>,
    /// Their team, if they are in one.
    pub team: Option<TeamId>,
    /// Their language; `None` for the firm's.
    pub lang: Option<Lang>,
    /// Their time zone, an IANA name; `None` for the firm's.
    pub zone: Option<String>,
    /// Their colours.
    pub theme: Theme,
    /// Their height of rows.
    pub density: Density,
    /// Since when they may not sign in.
    pub disabled_at: Option<Millis>,
    /// When they were added.
    pub created_at: Millis,
    /// When they were here last, to five minutes.
    pub last_seen_at: Option<Millis>,
    /// Whether they have a password; without one an invitation waits for them.
    pub has_password: bool,
}

impl User {
    /// How far this person sees.
    pub fn sight(&self) -> Scope {
        self.scope.unwrap_or(self.role.scope)
    }
}

/// The form in which an e-mail is kept and compared.
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whether this could be an e-mail: something, one @, and a host with a dot or `localhost`.
pub(crate) fn is_email(folded: &str) -> bool {
    let Some((name, host)) = folded.split_once('@') else { return false };
    let is_host =
        host.contains('.') && !host.starts_with('.') && !host.ends_with('.') || host == "localhost";
    let is_plain = !folded.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"()".contains(c));
    !name.is_empty() && !host.contains('@') && is_host && is_plain && folded.len() <= 254
}

/// The person of an id.
///
/// # Errors
/// Any [`DbError`].
pub fn get(tx: &mut Tx<'_>, id: UserId) -> Result<Option<User>, DbError> {
    store::users::get(tx, id)
}

/// The person of an e-mail, however it is spelled.
///
/// # Errors
/// Any [`DbError`].
pub fn by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<User>, DbError> {
    store::users::by_email(tx, &fold_email(email))
}

/// Everybody: those who may sign in first, then by name.
///
/// # Errors
/// Any [`DbError`].
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<User>, DbError> {
    store::users::all(tx)
}

/// Where a person's rights differ from those of their role; each right at most once, by name.
///
/// # Errors
/// Any [`DbError`].
pub fn exceptions(tx: &mut Tx<'_>, id: UserId) -> Result<Vec<(String, Level)>, DbError> {
    store::rights::of_user(tx, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_has_a_name_and_a_host() {
        let check = |text: &str, expected| assert_eq!(is_email(&fold_email(text)), expected, "{text}");
        check(" Aigerim@Dastarkhan.KZ ", true);
        check("owner@localhost", true);
        check("почта@пример.рф", true);
        check("aigerim", false);
        check("@dastarkhan.kz", false);
        check("a@b", false);
        check("a@b@c.kz", false);
        check("a b@c.kz", false);
        check("a@.kz", false);
    }
}
