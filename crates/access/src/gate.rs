//! The gate: recognises sessions and tokens, quickly, and forgets at once when something about people changes.
//!
//! In front of the one question to the base lies a small memory. An entry lives five seconds, so that a change made by
//! another process counts soon; a change made by this one counts at once, because [`changing`] empties the memory of
//! every gate of the process after its transaction is on the disk. An answer that was asked before that and comes
//! after it is not remembered.

use crate::memory::Memory;
use crate::rights::{known_rights, rights_of};
use crate::secret::{self, Digest, TOKEN_MARK};
use crate::store::keys::KeyHolder;
use crate::{SessionId, TokenId};
use crate::{sight, store};
use db::{DbError, Tx};
use futures_util::future::BoxFuture;
use kernel::{Actor, ActorKind, MINUTE_MS, Millis, Sight};
use std::sync::atomic::{AtomicU64, Ordering};
use web::{App, Door, Key, Person};

/// Being here is written down at most once in so long.
const NOTED_EVERY_MS: Millis = 5 * MINUTE_MS;

static EPOCH: AtomicU64 = AtomicU64::new(0);

/// How often something about people changed in this process.
pub(crate) fn epoch() -> u64 {
    EPOCH.load(Ordering::SeqCst)
}

/// Empties the memory of every gate of this process; to be called after a change was committed.
pub fn forget_everyone() {
    EPOCH.fetch_add(1, Ordering::SeqCst);
}

/// Runs a verb that changes who may do what, and has every gate forget afterwards.
///
/// # Errors
/// Whatever the verb returns.
pub async fn changing<R, E>(
    app: &App,
    work: impl FnOnce(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
) -> Result<R, E>
where
    R: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let answer = app.db.writing(work).await;
    forget_everyone();
    answer
}

/// The door of the house.
#[derive(Default)]
pub struct Gate {
    memory: Memory,
}

impl Gate {
    /// A gate that remembers nobody yet.
    pub fn new() -> Self {
        Self::default()
    }

    async fn ask(&self, app: &App, key: &Key, digest: Digest) -> Result<Option<Person>, DbError> {
        let now = app.setting.now();
        let is_token = matches!(key, Key::Token(_));
        let asked_in = epoch();
        let found = app
            .db
            .reading(move |tx| {
                let holder = match is_token {
                    true => store::keys::by_token(tx, &digest, now),
                    false => store::keys::by_session(tx, &digest, now),
                }?;
                let Some(holder) = holder else { return Ok::<_, DbError>(None) };
                let sight = sight::of_seer(tx, &holder.seer())?;
                Ok(Some((holder, sight)))
            })
            .await?;
        let Some((holder, sight)) = found else { return Ok(None) };
        if holder.used_at.is_none_or(|at| now - at > NOTED_EVERY_MS) {
            self.note(app, &holder, now).await;
        }
        let person = person(app, holder, sight);
        self.memory.put(digest, &person, now, asked_in);
        Ok(Some(person))
    }

    /// Writes down that the key was used; a base that cannot be written to still lets people read.
    async fn note(&self, app: &App, holder: &KeyHolder, now: Millis) {
        let (key, user, is_token) = (holder.key, holder.user, holder.token_scopes.is_some());
        let noted: Result<(), DbError> = app
            .db
            .writing(move |tx| match is_token {
                true => store::tokens::used(tx, TokenId(key), now),
                false => store::sessions::seen(tx, SessionId(key), user, now),
            })
            .await;
        if let Err(error) = noted {
            tracing::warn!(detail = %error.detail, "a visit could not be written down");
        }
    }
}

impl Door for Gate {
    fn recognize<'a>(
        &'a self,
        app: &'a App,
        key: &'a Key,
    ) -> BoxFuture<'a, Result<Option<Person>, DbError>> {
        let (secret, is_right_kind) = match key {
            Key::Session(secret) => (secret, secret.len() == 43),
            Key::Token(secret) => (secret, secret.starts_with(TOKEN_MARK)),
        };
        Box::pin(async move {
            if !is_right_kind {
                return Ok(None);
            }
            let digest = secret::digest(secret);
            match self.memory.get(&digest, app.setting.now(), epoch()) {
                Some(person) => Ok(Some(person)),
                None => self.ask(app, key, digest).await,
            }
        })
    }
}

fn person(app: &App, holder: KeyHolder, sight: Sight) -> Person {
    let firm = app.firm();
    let rights = rights_of(holder.role, &holder.exceptions, &known_rights(app.capabilities));
    let (kind, rights) = match &holder.token_scopes {
        Some(scopes) => (ActorKind::Token, scopes.narrow(&rights)),
        None => (ActorKind::Person, rights),
    };
    Person {
        actor: Actor {
            user: Some(holder.user.0),
            kind,
            team: holder.team.map(|team| team.0),
            rights,
            sight,
        },
        name: holder.name,
        role: holder.role.label.to_owned(),
        lang: holder.lang.unwrap_or(firm.lang),
        zone: holder.zone.unwrap_or(firm.zone),
        theme: holder.theme,
        density: holder.density,
    }
}
