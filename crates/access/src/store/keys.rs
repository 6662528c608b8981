//! Recognition: from the digest of a session or token to the person and their rights, in one indexed question.

use crate::roles::Role;
use crate::secret::Digest;
use crate::session::{IDLE_MS, LONGEST_MS};
use crate::sight::Seer;
use crate::token::TokenScopes;
use crate::{Scope, TeamId, UserId, store};
use db::{DbError, Row, Tx, params};
use kernel::{Level, Millis, RawId};
use ui::{Density, Theme};

/// Somebody whose key fits.
pub(crate) struct KeyHolder {
    pub(crate) user: UserId,
    pub(crate) name: String,
    pub(crate) role: &'static Role,
    pub(crate) team: Option<TeamId>,
    pub(crate) scope: Option<Scope>,
    pub(crate) lang: Option<words::Lang>,
    pub(crate) zone: Option<String>,
    pub(crate) theme: Theme,
    pub(crate) density: Density,
    /// The session or token itself.
    pub(crate) key: RawId,
    /// When the key was last noted as used.
    pub(crate) used_at: Option<Millis>,
    /// What a token is narrowed to.
    pub(crate) token_scopes: Option<TokenScopes>,
    pub(crate) exceptions: Vec<(String, Level)>,
}

impl KeyHolder {
    pub(crate) fn seer(&self) -> Seer {
        Seer { id: self.user, role: self.role, scope: self.scope, team: self.team }
    }
}

const PERSON: &str = "users.id, users.name, users.role, users.team_id, users.lang, users.zone, \
     users.theme, users.density, user_rights.capability, user_rights.level";

pub(crate) fn by_session(
    tx: &mut Tx<'_>,
    digest: &Digest,
    now: Millis,
) -> Result<Option<KeyHolder>, DbError> {
    let sql = format!(
        "SELECT {PERSON}, sessions.id, sessions.last_seen_at, NULL, users.scope FROM sessions
         JOIN users ON users.id = sessions.user_id LEFT JOIN user_rights ON user_rights.user_id = users.id
         WHERE sessions.secret_digest = $1 AND sessions.ended_at IS NULL AND sessions.last_seen_at > $2
         AND sessions.created_at > $3 AND users.disabled_at IS NULL"
    );
    holder(tx, &sql, params![digest, now - IDLE_MS, now - LONGEST_MS])
}

pub(crate) fn by_token(
    tx: &mut Tx<'_>,
    digest: &Digest,
    now: Millis,
) -> Result<Option<KeyHolder>, DbError> {
    let sql = format!(
        "SELECT {PERSON}, tokens.id, tokens.last_used_at, tokens.scopes, users.scope FROM tokens
         JOIN users ON users.id = tokens.user_id LEFT JOIN user_rights ON user_rights.user_id = users.id
         WHERE tokens.secret_digest = $1 AND tokens.ended_at IS NULL
         AND (tokens.expires_at IS NULL OR tokens.expires_at > $2) AND users.disabled_at IS NULL"
    );
    holder(tx, &sql, params![digest, now])
}

/// The answer has one row per exception, or a single one without.
fn holder(tx: &mut Tx<'_>, sql: &str, params: &[db::Value<'_>]) -> Result<Option<KeyHolder>, DbError> {
    let mut found: Option<KeyHolder> = None;
    tx.each(sql, params, |row| {
        let exception = row.get::<Option<String>>(8)?.zip(row.get::<Option<String>>(9)?);
        let holder = match &mut found {
            Some(holder) => holder,
            None => found.insert(person(row)?),
        };
        holder.exceptions.extend(exception.map(|(right, level)| (right, store::rights::level(&level))));
        Ok(true)
    })?;
    Ok(found)
}

fn person(row: &Row<'_>) -> Result<KeyHolder, DbError> {
    Ok(KeyHolder {
        user: row.id(0)?,
        name: row.get(1)?,
        role: store::users::role(&row.get::<String>(2)?),
        team: row.opt_id(3)?,
        lang: row.get::<Option<String>>(4)?.and_then(|code| code.parse().ok()),
        zone: row.get(5)?,
        theme: Theme::from_slug(&row.get::<String>(6)?),
        density: Density::from_slug(&row.get::<String>(7)?),
        key: row.get(10)?,
        used_at: row.get(11)?,
        token_scopes: row.get::<Option<String>>(12)?.map(|json| TokenScopes::from_json(&json)),
        scope: row.get::<Option<String>>(13)?.and_then(|slug| Scope::from_slug(&slug)),
        exceptions: Vec::new(),
    })
}
