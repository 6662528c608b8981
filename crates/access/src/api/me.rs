//! `GET /me` and `PATCH /me`: who asks, and how they like things.

use super::body::{Body, deed, expected, json, match_state};
use super::user_shown::{UserShown, known};
use crate::own::{self, Habits};
use crate::{Refusal, UserId, user};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use ui::{Density, Theme};
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// What to change of oneself; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wishes {
    /// One's name.
    name: Option<String>,
    /// `ru`, `kk`, `en`, or empty for the firm's.
    #[schema(example = "kk")]
    lang: Option<String>,
    /// An IANA name, or empty for the firm's.
    #[schema(example = "Asia/Almaty")]
    zone: Option<String>,
    /// `system`, `light` or `dark`.
    theme: Option<String>,
    /// `normal` or `compact`.
    density: Option<String>,
}

impl Wishes {
    fn upon(self, held: Habits) -> Habits {
        Habits {
            name: self.name.unwrap_or(held.name),
            lang: self.lang.map_or(held.lang, |code| code.parse().ok()),
            zone: self.zone.map_or(held.zone, |zone| Some(zone).filter(|zone| !zone.is_empty())),
            theme: self.theme.map_or(held.theme, |slug| Theme::from_slug(&slug)),
            density: self.density.map_or(held.density, |slug| Density::from_slug(&slug)),
        }
    }
}

/// Tells who asks and what they may do.
#[utoipa::path(get, path = "/me", tag = "access", responses(
    (status = 200, description = "The person behind the session or token", body = UserShown),
))]
pub(crate) async fn get_me(visit: Visit) -> Result<Response, Problem> {
    let (own, known) = (UserId(visit.actor().user.ok_or_else(Problem::forbidden)?), known(&visit));
    let shown = visit.app.db.reading(move |tx| UserShown::read(tx, own, &known)).await?;
    json(StatusCode::OK, &shown)
}

/// Changes how one likes things.
#[utoipa::path(patch, path = "/me", tag = "access", request_body = Wishes, responses(
    (status = 200, description = "The person as they are now", body = UserShown),
    (status = 412, description = "Something changed meanwhile", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn change_me(
    visit: Visit,
    headers: HeaderMap,
    Body(sent): Body<Wishes>,
) -> Result<Response, Problem> {
    let (own, known) = (UserId(visit.actor().user.ok_or_else(Problem::forbidden)?), known(&visit));
    let (setting, actor, expected) = (visit.app.setting.clone(), visit.actor().clone(), expected(&headers));
    let shown = deed(&visit, move |tx| {
        let held = user::get(tx, own)?.ok_or(Refusal::Missing)?;
        match_state(expected.as_deref(), &UserShown::of(tx, held.clone(), &known)?)?;
        let settled = own::settle(tx, &setting, &actor, sent.upon(Habits::of(&held)))?;
        Ok::<_, Problem>(UserShown::of(tx, settled, &known)?)
    })
    .await?;
    json(StatusCode::OK, &shown)
}
