//! One's own settings.

use super::drawing::{self, Choices, Faults, drawn, local};
use crate::own::{self, Habits};
use crate::rights::{known_rights, shown_rights};
use crate::{Session, SessionId, Token, User, UserId, device, session, token, user};
use askama::Template;
use axum::response::Response;
use http::{HeaderMap, header};
use ui::{Density, Frame, Theme};
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/me.html")]
struct MePage {
    frame: Frame,
    email: String,
    habits: Habits,
    languages: Choices,
    zones: Choices,
    themes: Choices,
    densities: Choices,
    sessions: Vec<SessionLine>,
    tokens: Vec<TokenLine>,
    scopes: Choices,
    faults: Faults,
}

impl MePage {
    fn lang(&self) -> &'static str {
        self.habits.lang.map_or("", words::Lang::code)
    }

    fn zone(&self) -> &str {
        self.habits.zone.as_deref().unwrap_or_default()
    }
}

/// A session as its line shows it.
struct SessionLine {
    id: SessionId,
    device: String,
    address: String,
    seen: String,
    is_this: bool,
}

/// A token as its line shows it.
struct TokenLine {
    token: Token,
    scopes: String,
    used: String,
    until: String,
}

struct Mine {
    user: User,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    this: Option<SessionId>,
}

/// The id of the person who visits.
pub(crate) fn own_id(visit: &Visit) -> Result<UserId, Problem> {
    visit.actor().user.map(UserId).ok_or_else(Problem::forbidden)
}

/// The page, with what is wrong in one of its forms.
pub(crate) async fn redrawn(visit: &Visit, faults: Faults) -> Result<Response, Problem> {
    let mine = read(visit).await?;
    let page = page(visit, mine, faults);
    drawn(&page, &page.faults)
}

async fn read(visit: &Visit) -> Result<Mine, Problem> {
    let (id, setting, held) = (own_id(visit)?, visit.app.setting.clone(), visit.facts.session.clone());
    visit
        .app
        .db
        .reading(move |tx| {
            let this = match held {
                Some(secret) => session::of_secret(tx, &secret)?.map(|session| session.id),
                None => None,
            };
            Ok(Mine {
                user: user::get(tx, id)?.ok_or_else(Problem::missing)?,
                sessions: session::open_of(tx, &setting, id)?,
                tokens: token::open_of(tx, id)?,
                this,
            })
        })
        .await
}

fn page(visit: &Visit, mine: Mine, faults: Faults) -> MePage {
    let (say, now) = (&visit.say, visit.app.setting.now());
    let firm = visit.app.firm();
    let as_firm = |what: &str| (String::new(), say.with("access-as-firm", &[("what", what.into())]));
    let zone = mine.user.zone.clone().unwrap_or_default();
    MePage {
        frame: visit.frame("access-me"),
        email: mine.user.email.clone(),
        habits: Habits::of(&mine.user),
        languages: std::iter::once(as_firm(firm.lang.name())).chain(drawing::languages()).collect(),
        zones: std::iter::once(as_firm(&firm.zone)).chain(drawing::zones(&zone)).collect(),
        themes: Theme::ALL
            .map(|theme| (theme.slug().into(), say.t(&format!("ui-theme-{}", theme.slug()))))
            .into(),
        densities: [Density::Normal, Density::Compact]
            .map(|density| (density.slug().into(), say.t(&format!("access-density-{}", density.slug()))))
            .into(),
        sessions: mine
            .sessions
            .iter()
            .map(|session| session_line(visit, session, mine.this, now))
            .collect(),
        tokens: mine.tokens.into_iter().map(|token| token_line(visit, token, now)).collect(),
        scopes: scopes(visit),
        faults,
    }
}

fn session_line(visit: &Visit, session: &Session, this: Option<SessionId>, now: i64) -> SessionLine {
    let device = device::words(&session.agent);
    SessionLine {
        id: session.id,
        device: if device.is_empty() { visit.say.t("access-device-unknown") } else { device },
        address: session.address.clone(),
        seen: visit.say.ago(now, session.last_seen_at),
        is_this: Some(session.id) == this,
    }
}

fn token_line(visit: &Visit, token: Token, now: i64) -> TokenLine {
    let say = &visit.say;
    let until = token.expires_at.map(|at| {
        let key = if at <= now { "access-token-over" } else { "access-token-until" };
        say.with(key, &[("when", say.date(at).into())])
    });
    TokenLine {
        scopes: token.scopes.list().join(", "),
        used: token.last_used_at.map_or_else(|| say.t("access-token-unused"), |at| say.ago(now, at)),
        until: until.unwrap_or_default(),
        token,
    }
}

/// `all`, `read`, then each capability that the person may at least read, to change or only to read.
fn scopes(visit: &Visit) -> Choices {
    let (say, shown) = (&visit.say, shown_rights(visit.app.capabilities));
    let mut scopes = vec![
        ("all".to_owned(), say.t("access-token-all")),
        ("read".to_owned(), say.t("access-token-read")),
    ];
    for right in known_rights(visit.app.capabilities) {
        let Some((_, label)) = shown.iter().find(|(name, _)| *name == right) else { continue };
        if visit.actor().may(right, kernel::Level::Read) {
            let name = say.t(label);
            let only = say.with("access-token-only-read", &[("what", name.as_str().into())]);
            scopes.extend([(right.to_owned(), name), (format!("{right}:read"), only)]);
        }
    }
    scopes
}

/// Shows them.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    redrawn(&visit, Faults::default()).await
}

/// Changes name, language, zone and look.
pub(crate) async fn settle(visit: Visit, form: Form) -> Result<Response, Problem> {
    let habits = Habits {
        name: form.text("name").to_owned(),
        lang: form.text("lang").parse().ok(),
        zone: form.filled("zone").map(str::to_owned),
        theme: Theme::from_slug(form.text("theme")),
        density: Density::from_slug(form.text("density")),
    };
    let (setting, actor, wanted) = (visit.app.setting.clone(), visit.actor().clone(), habits.clone());
    match crate::changing(&visit.app, move |tx| own::settle(tx, &setting, &actor, wanted)).await {
        Ok(_) => Ok(web::see_with("/me", &ToastNote::new("access-saved"))),
        Err(refusal) => {
            let faults = Faults::of(refusal, &visit.say)?;
            let page = MePage { habits, ..page(&visit, read(&visit).await?, faults) };
            drawn(&page, &page.faults)
        }
    }
}

/// Changes theme or density from the menu of any page, and goes back there.
pub(crate) async fn look(visit: Visit, headers: HeaderMap, form: Form) -> Result<Response, Problem> {
    let (id, setting, actor) = (own_id(&visit)?, visit.app.setting.clone(), visit.actor().clone());
    let theme = form.filled("theme").map(Theme::from_slug);
    let density = form.filled("density").map(Density::from_slug);
    crate::changing(&visit.app, move |tx| {
        let user = user::get(tx, id)?.ok_or(crate::Refusal::Missing)?;
        let held = Habits::of(&user);
        let habits =
            Habits { theme: theme.unwrap_or(held.theme), density: density.unwrap_or(held.density), ..held };
        own::settle(tx, &setting, &actor, habits)
    })
    .await?;
    let from = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = from.splitn(4, '/').nth(3).map_or_else(|| "/".to_owned(), |rest| format!("/{rest}"));
    Ok(web::see(local(&path)))
}
