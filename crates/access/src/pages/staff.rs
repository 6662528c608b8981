//! The people of the firm and its teams.

use super::colleague::link_for;
use super::drawing::{self, Choices, Faults, drawn, untrimmed};
use super::secret_shown;
use crate::refusal::Refusal;
use crate::rights::STAFF;
use crate::roles::Role;
use crate::staff::{self, NewUser};
use crate::user::fold_email;
use crate::{Password, Secret, Team, User, UserId, changing, invitation, team, user};
use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/staff.html")]
struct StaffPage {
    frame: Frame,
    people: Vec<PersonLine>,
    teams: Vec<Team>,
    roles: Choices,
    team_choices: Choices,
    can_arrange: bool,
    typed: Typed,
    faults: Faults,
}

/// A person as the list shows them.
struct PersonLine {
    id: UserId,
    name: String,
    email: String,
    role: String,
    sentence: String,
    team: String,
    seen: String,
    is_disabled: bool,
    is_waiting: bool,
}

/// What was typed into the form that adds a person.
#[derive(Debug, Clone, Default)]
struct Typed {
    name: String,
    email: String,
    role: String,
    team: String,
}

/// The page, with what is wrong in its forms.
pub(crate) async fn redrawn(visit: &Visit, faults: Faults) -> Result<Response, Problem> {
    draw(visit, Typed { role: "seller".into(), ..Typed::default() }, faults).await
}

async fn draw(visit: &Visit, typed: Typed, faults: Faults) -> Result<Response, Problem> {
    let read = visit.app.db.reading(|tx| Ok::<_, db::DbError>((user::all(tx)?, team::all(tx)?)));
    let (people, teams) = read.await?;
    let page = StaffPage {
        frame: visit.frame("access-staff"),
        people: people.into_iter().map(|user| line(visit, user, &teams)).collect(),
        roles: drawing::roles(&visit.say),
        team_choices: drawing::teams(&visit.say, &teams),
        teams,
        can_arrange: visit.actor().may(STAFF, Level::Arrange),
        typed,
        faults,
    };
    drawn(&page, &page.faults)
}

fn line(visit: &Visit, user: User, teams: &[Team]) -> PersonLine {
    let (say, now) = (&visit.say, visit.app.setting.now());
    let team = teams.iter().find(|team| Some(team.id) == user.team);
    PersonLine {
        id: user.id,
        role: say.t(user.role.label),
        sentence: say.t(user.role.sentence),
        team: team.map(|team| team.name.clone()).unwrap_or_default(),
        seen: user.last_seen_at.map(|at| say.ago(now, at)).unwrap_or_default(),
        is_disabled: user.disabled_at.is_some(),
        is_waiting: !user.has_password,
        name: user.name,
        email: user.email,
    }
}

/// Shows them.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Read)?;
    redrawn(&visit, Faults::default()).await
}

/// Adds a person with a password, or with a link by which they choose one.
pub(crate) async fn add(visit: Visit, headers: HeaderMap, form: Form) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    match try_to_add(&visit, &form).await {
        Ok((user, Some(secret))) => {
            let words = ("access-invited", "access-invited-lead");
            let back = format!("/staff/{}", user.id);
            secret_shown::page(&visit, words, &link_for(&visit, &headers, &secret), &back)
        }
        Ok((user, None)) => Ok(web::see_with(
            &format!("/staff/{}", user.id),
            &ToastNote::new("access-added").name(user.name),
        )),
        Err(refusal) => {
            let kept = |name: &str| form.text(name).to_owned();
            let typed =
                Typed { name: kept("name"), email: kept("email"), role: kept("role"), team: kept("team") };
            draw(&visit, typed, Faults::of(refusal, &visit.say)?).await
        }
    }
}

async fn try_to_add(visit: &Visit, form: &Form) -> Result<(User, Option<Secret>), Refusal> {
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let new = NewUser {
        email: form.text("email").to_owned(),
        name: form.text("name").to_owned(),
        role: Role::from_slug(form.text("role")).ok_or(Refusal::RoleUnknown)?,
        team: form.filled("team").map(|id| id.parse().map_err(|_| Refusal::TeamUnknown)).transpose()?,
    };
    let hash = match untrimmed(form, "password") {
        "" => None,
        text => Some(Password::new(text, &fold_email(&new.email))?.hashing(&setting).await?),
    };
    changing(&visit.app, move |tx| {
        let user = staff::add(tx, &setting, &actor, new)?;
        let secret = match hash {
            Some(hash) => {
                staff::set_password(tx, &setting, &actor, user.id, &hash)?;
                None
            }
            None => Some(invitation::invite(tx, &setting, &actor, user.id)?),
        };
        Ok((user, secret))
    })
    .await
}
