//! One's own keys: password, sessions, tokens.

use super::drawing::{Faults, untrimmed};
use super::me::{own_id, redrawn};
use super::secret_shown;
use crate::refusal::Refusal;
use crate::rights::known_rights;
use crate::token::NewToken;
use crate::{Password, Secret, SessionId, TokenId, TokenScopes, changing, own, session, token, user};
use axum::extract::Path;
use axum::response::Response;
use kernel::DAY_MS;
use web::{Form, Problem, ToastNote, Visit};

/// Changes the password; all other sessions end.
pub(crate) async fn change_password(visit: Visit, form: Form) -> Result<Response, Problem> {
    match try_to_change(&visit, &form).await {
        Ok(_) => Ok(web::see_with("/me", &ToastNote::new("access-password-changed"))),
        Err(refusal) => redrawn(&visit, Faults::of(refusal, &visit.say)?).await,
    }
}

async fn try_to_change(visit: &Visit, form: &Form) -> Result<u64, Refusal> {
    let id = own_id(visit).map_err(|_| Refusal::NotAllowed)?;
    let db = &visit.app.db;
    let user = db.reading(move |tx| user::get(tx, id)).await?.ok_or(Refusal::Missing)?;
    let typed = (id, untrimmed(form, "current"));
    let proved = own::prove(db, &visit.app.setting, typed, &visit.facts.address).await?;
    let (setting, actor, held) =
        (visit.app.setting.clone(), visit.actor().clone(), visit.facts.session.clone());
    let fresh = Password::new(untrimmed(form, "password"), &user.email)?.hashing(&setting).await?;
    changing(&visit.app, move |tx| {
        let this = session::of_secret(tx, held.as_deref().unwrap_or_default())?;
        own::change_password(tx, &setting, &actor, (&proved, &fresh), this.map(|session| session.id))
    })
    .await
}

/// Ends one session of one's own.
pub(crate) async fn end_session(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: SessionId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| session::end(tx, &setting, &actor, id)).await?;
    Ok(web::see_with("/me#sessions", &ToastNote::new("access-session-ended")))
}

/// Ends all sessions but this one.
pub(crate) async fn end_other_sessions(visit: Visit) -> Result<Response, Problem> {
    let (setting, actor, held) =
        (visit.app.setting.clone(), visit.actor().clone(), visit.facts.session.clone());
    let n_ended = changing(&visit.app, move |tx| {
        let this = session::of_secret(tx, held.as_deref().unwrap_or_default())?;
        session::end_others(tx, &setting, &actor, this.map(|session| session.id))
    })
    .await?;
    let n = i64::try_from(n_ended).unwrap_or(i64::MAX);
    Ok(web::see_with("/me#sessions", &ToastNote::new("access-sessions-ended").n(n)))
}

/// Makes a token and shows its secret, this once.
pub(crate) async fn create_token(visit: Visit, form: Form) -> Result<Response, Problem> {
    match try_to_create(&visit, &form).await {
        Ok(secret) => {
            let words = ("access-token-made", "access-token-made-lead");
            secret_shown::page(&visit, words, secret.reveal(), "/me#tokens")
        }
        Err(Refusal::NameMissing) => {
            redrawn(&visit, Faults::one("token_name", visit.say.t("access-name-missing"))).await
        }
        Err(refusal) => redrawn(&visit, Faults::of(refusal, &visit.say)?).await,
    }
}

async fn try_to_create(visit: &Visit, form: &Form) -> Result<Secret, Refusal> {
    let known = known_rights(visit.app.capabilities);
    let days =
        form.filled("days").map(|days| days.parse::<i64>().map_err(|_| Refusal::EndPast)).transpose()?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let new = NewToken {
        name: form.text("token_name").to_owned(),
        scopes: TokenScopes::new(form.all("scopes"), &known)?,
        expires_at: days.map(|days| setting.now() + days.clamp(0, 3_650) * DAY_MS),
    };
    changing(&visit.app, move |tx| token::create(tx, &setting, &actor, new)).await.map(|(_, secret)| secret)
}

/// Ends one token of one's own.
pub(crate) async fn end_token(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: TokenId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| token::end(tx, &setting, &actor, id)).await?;
    Ok(web::see_with("/me#tokens", &ToastNote::new("access-token-ended")))
}
