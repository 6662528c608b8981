//! One person: role, team, sight, rights as sentences, the way in.

use super::drawing::{self, Choices, Faults, drawn};
use super::secret_shown;
use crate::refusal::Refusal;
use crate::rights::{STAFF, known_rights, shown_rights};
use crate::roles::Role;
use crate::staff::{self, Placement};
use crate::{Scope, Secret, Team, User, UserId, changing, invitation, team, user};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::{HeaderMap, header};
use kernel::{Level, Millis};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/colleague.html")]
struct ColleaguePage {
    frame: Frame,
    user: User,
    sentence: String,
    roles: Choices,
    teams: Choices,
    scopes: Choices,
    rights: Vec<RightLine>,
    invitation: String,
    can_arrange: bool,
    faults: Faults,
}

impl ColleaguePage {
    fn team(&self) -> String {
        self.user.team.map(|id| id.to_string()).unwrap_or_default()
    }

    fn scope(&self) -> &'static str {
        self.user.scope.map_or("", Scope::slug)
    }
}

/// One right: the sentence of what the person may do, and what may be chosen instead.
struct RightLine {
    field: String,
    label: String,
    levels: Choices,
    chosen: &'static str,
}

struct Read {
    user: User,
    exceptions: Vec<(String, Level)>,
    teams: Vec<Team>,
    invitation: Option<Millis>,
}

async fn read(visit: &Visit, id: &str) -> Result<Read, Problem> {
    visit.need(STAFF, Level::Read)?;
    let id: UserId = id.parse().map_err(|_| Problem::missing())?;
    visit
        .app
        .db
        .reading(move |tx| {
            Ok(Read {
                user: user::get(tx, id)?.ok_or_else(Problem::missing)?,
                exceptions: user::exceptions(tx, id)?,
                teams: team::all(tx)?,
                invitation: invitation::expiry(tx, id)?,
            })
        })
        .await
}

fn page(visit: &Visit, read: Read, faults: Faults) -> ColleaguePage {
    let (say, now) = (&visit.say, visit.app.setting.now());
    let role = read.user.role;
    let waits = read.invitation.filter(|until| *until > now);
    ColleaguePage {
        frame: visit.frame_titled(read.user.name.clone()),
        sentence: say.t(role.sentence),
        roles: drawing::roles(say),
        teams: drawing::teams(say, &read.teams),
        scopes: drawing::scopes(say, role.scope),
        rights: lines(visit, role, &read.exceptions),
        invitation: waits
            .map(|at| say.with("access-invitation-until", &[("when", say.date_time(at).into())]))
            .unwrap_or_default(),
        can_arrange: visit.actor().may(STAFF, Level::Arrange),
        user: read.user,
        faults,
    }
}

fn lines(visit: &Visit, role: &Role, exceptions: &[(String, Level)]) -> Vec<RightLine> {
    let line = |(right, label): (&'static str, &'static str)| RightLine {
        field: format!("right.{right}"),
        label: visit.say.t(label),
        levels: drawing::levels(&visit.say, role.level(right)),
        chosen: exceptions.iter().find(|(name, _)| name == right).map_or("", |(_, level)| level.slug()),
    };
    shown_rights(visit.app.capabilities).into_iter().map(line).collect()
}

/// Shows them.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let read = read(&visit, &id).await?;
    web::page(&page(&visit, read, Faults::default()))
}

/// Changes name, role, team and sight.
pub(crate) async fn place(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let held = read(&visit, &id).await?;
    match try_to_place(&visit, held.user.id, &form).await {
        Ok(_) => Ok(web::see_with(&format!("/staff/{id}"), &ToastNote::new("access-saved"))),
        Err(refusal) => {
            let page = page(&visit, held, Faults::of(refusal, &visit.say)?);
            drawn(&page, &page.faults)
        }
    }
}

async fn try_to_place(visit: &Visit, id: UserId, form: &Form) -> Result<User, Refusal> {
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let placement = Placement {
        name: form.text("name").to_owned(),
        role: Role::from_slug(form.text("role")).ok_or(Refusal::RoleUnknown)?,
        team: form.filled("team").map(|id| id.parse().map_err(|_| Refusal::TeamUnknown)).transpose()?,
        scope: Scope::from_slug(form.text("scope")),
    };
    changing(&visit.app, move |tx| staff::place(tx, &setting, &actor, id, placement)).await
}

/// Sets what the person may do, right by right.
pub(crate) async fn give_rights(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id: UserId = id.parse().map_err(|_| Problem::missing())?;
    let chosen = form.values.iter().filter_map(|(name, value)| {
        Some((name.strip_prefix("right.")?.to_owned(), Level::from_slug(value)?))
    });
    let (levels, known): (Vec<_>, _) = (chosen.collect(), known_rights(visit.app.capabilities));
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| staff::give_rights(tx, &setting, &actor, id, (&levels, &known))).await?;
    Ok(web::see_with(&format!("/staff/{id}#rights"), &ToastNote::new("access-saved")))
}

/// Makes a new link for them and shows it, this once.
pub(crate) async fn invite(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id: UserId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let secret = changing(&visit.app, move |tx| invitation::invite(tx, &setting, &actor, id)).await?;
    let words = ("access-invited", "access-invited-lead");
    secret_shown::page(&visit, words, &link_for(&visit, &headers, &secret), &format!("/staff/{id}"))
}

/// Ends their access at once.
pub(crate) async fn disable(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id: UserId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| staff::disable(tx, &setting, &actor, id)).await?;
    let back = ToastNote::new("access-disabled-done").undo(format!("/staff/{id}/enable"), Vec::new());
    Ok(web::see_with(&format!("/staff/{id}"), &back))
}

/// Lets them in again.
pub(crate) async fn enable(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id: UserId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    changing(&visit.app, move |tx| staff::enable(tx, &setting, &actor, id)).await?;
    Ok(web::see_with(&format!("/staff/{id}"), &ToastNote::new("access-enabled-done")))
}

/// The whole address of an invitation, as the browser that asks knows this house.
pub(crate) fn link_for(visit: &Visit, headers: &HeaderMap, secret: &Secret) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let path = format!("/invitation/{}", secret.reveal());
    match (host, visit.app.is_secure) {
        ("", _) => path,
        (host, true) => format!("https://{host}{path}"),
        (host, false) => format!("http://{host}{path}"),
    }
}
