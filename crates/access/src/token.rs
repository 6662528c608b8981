//! API tokens: keys for programs, each of one person and never with more rights than that person has.

use crate::deciding::{Deed, checked_name, own};
use crate::refusal::Refusal;
use crate::secret::Secret;
use crate::{UserId, store};
use db::{DbError, Tx};
use kernel::{Actor, ActorKind, Level, Millis, Right, Rights, Setting};
use serde_json::json;

kernel::id_type!(
    /// An API token.
    TokenId
);

/// An API token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// Whose it is.
    pub user: UserId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// What it is narrowed to.
    pub scopes: TokenScopes,
    /// When it was made.
    pub created_at: Millis,
    /// When it was used last, to five minutes.
    pub last_used_at: Option<Millis>,
    /// When it stops working by itself.
    pub expires_at: Option<Millis>,
}

/// What a token is narrowed to: `all`, `read`, or capabilities such as `customers` and `customers:read`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenScopes(Vec<String>);

impl TokenScopes {
    /// Reads scopes, each once; the capabilities must be known.
    ///
    /// # Errors
    /// [`Refusal::RightUnknown`], also for none at all.
    pub fn new<'a>(scopes: impl IntoIterator<Item = &'a str>, known: &[Right]) -> Result<Self, Refusal> {
        let mut checked: Vec<String> = Vec::new();
        for scope in scopes {
            let name = scope.strip_suffix(":read").unwrap_or(scope);
            let is_known = scope == "all" || scope == "read" || known.contains(&name);
            if !is_known {
                return Err(Refusal::RightUnknown);
            }
            if !checked.iter().any(|other| other == scope) {
                checked.push(scope.to_owned());
            }
        }
        if checked.is_empty() { Err(Refusal::RightUnknown) } else { Ok(Self(checked)) }
    }

    /// The scopes in the order given.
    pub fn list(&self) -> &[String] {
        &self.0
    }

    /// What remains of the owner's rights.
    pub fn narrow(&self, owner: &Rights) -> Rights {
        let scopes = owner
            .iter()
            .fold(Rights::default(), |rights, (right, _)| rights.with(right, self.level(right)));
        owner.narrowed_by(&scopes)
    }

    fn level(&self, right: &str) -> Level {
        let one = |scope: &String| match scope.as_str() {
            "all" => Level::Arrange,
            "read" => Level::Read,
            name if name == right => Level::Arrange,
            name if name.strip_suffix(":read") == Some(right) => Level::Read,
            _ => Level::None,
        };
        self.0.iter().map(one).max().unwrap_or_default()
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    pub(crate) fn from_json(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_default())
    }
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it is narrowed to.
    pub scopes: TokenScopes,
    /// When it stops working by itself; in the future.
    pub expires_at: Option<Millis>,
}

/// Makes a token of the actor's own; its secret is given once and never again.
///
/// # Errors
/// [`Refusal`]: not allowed to tokens, which must not outlive themselves; name missing or long; end past.
pub fn create(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    new: NewToken,
) -> Result<(Token, Secret), Refusal> {
    let user = actor.user.filter(|_| actor.kind == ActorKind::Person).ok_or(Refusal::NotAllowed)?;
    create_for(tx, setting, actor, UserId(user), new)
}

/// Makes a token of any person; for the server's command line.
pub(crate) fn create_for(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    user: UserId,
    new: NewToken,
) -> Result<(Token, Secret), Refusal> {
    let name = checked_name(&new.name)?;
    if new.expires_at.is_some_and(|end| end <= setting.now()) {
        return Err(Refusal::EndPast);
    }
    let secret = Secret::for_token(setting);
    let token = Token {
        id: setting.id(),
        user,
        name,
        scopes: new.scopes,
        created_at: setting.now(),
        last_used_at: None,
        expires_at: new.expires_at,
    };
    store::tokens::insert(tx, &token, &secret.digest())?;
    let payload =
        json!({ "token": token.id, "scopes": token.scopes.list(), "expires_at": token.expires_at });
    Deed { setting, actor, verb: "token.created" }.done(tx, ("user", user.0), &payload)?;
    Ok((token, secret))
}

/// The tokens of a person that were not ended, newest first; expired ones too.
///
/// # Errors
/// Any [`DbError`].
pub fn open_of(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Token>, DbError> {
    store::tokens::open_of(tx, user)
}

/// Ends a token of the actor's own.
///
/// # Errors
/// [`Refusal`]: not allowed to a token without a scope for it; missing, also when it is somebody else's.
pub fn end(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: TokenId) -> Result<(), Refusal> {
    let own = own(actor)?;
    if !store::tokens::end(tx, id, UserId(own), setting.now())? {
        return Err(Refusal::Missing);
    }
    Deed { setting, actor, verb: "token.ended" }.done(tx, ("user", own), &json!({ "token": id }))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_narrow_what_the_owner_may() {
        let owner = Rights::default()
            .with("customers", Level::Write)
            .with("deals", Level::Read)
            .with("staff", Level::Arrange);
        let check = |scopes: &[&'static str], expected: [Level; 3]| {
            let scopes =
                TokenScopes::new(scopes.iter().copied(), &["customers", "deals", "staff"]).unwrap();
            let rights = TokenScopes::from_json(&scopes.to_json()).narrow(&owner);
            assert_eq!(
                ["customers", "deals", "staff"].map(|right| rights.level(right)),
                expected,
                "{scopes:?}"
            );
        };
        check(&["all"], [Level::Write, Level::Read, Level::Arrange]);
        check(&["read"], [Level::Read, Level::Read, Level::Read]);
        check(&["customers"], [Level::Write, Level::None, Level::None]);
        check(&["customers:read", "deals"], [Level::Read, Level::Read, Level::None]);
    }

    #[test]
    fn an_unknown_scope_is_refused() {
        let check = |scopes: &[&'static str]| {
            let refused = TokenScopes::new(scopes.iter().copied(), &["customers"]);
            assert!(matches!(refused, Err(Refusal::RightUnknown)), "{scopes:?}");
        };
        check(&[]);
        check(&["everything"]);
        check(&["customers:write"]);
        check(&["customers", ""]);
    }
}
