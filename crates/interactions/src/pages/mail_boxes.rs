//! Mail boxes: those that are read, one to be added or changed, and whether it can be read, in words.

use crate::RIGHT;
use crate::error::InteractionError;
use crate::mail::{self as room, BoxChange, BoxId, MailBox};
use crate::running;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use mail::{Post, Security};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see_with};

const HREF: &str = "/interactions/mail";

#[derive(Template)]
#[template(path = "pages/mail_boxes.html")]
struct BoxesPage {
    frame: Frame,
    lines: Vec<BoxLine>,
    /// Where the form goes.
    action: String,
    typed: Form,
    securities: Vec<(String, String)>,
    /// Those who can answer for a box: teams, then people.
    people: Vec<(String, String)>,
    errors: Vec<(String, String)>,
    /// What came of a test; empty before one.
    tried: (bool, String),
}

struct BoxLine {
    id: String,
    name: String,
    email: String,
    is_well: bool,
    state: String,
}

impl BoxesPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, sentence)| sentence)
    }
}

fn line(visit: &Visit, one: &MailBox) -> BoxLine {
    let state = match (&one.trouble, one.looked_at) {
        (Some(key), _) => visit.say.t(key),
        (None, Some(at)) => {
            visit.say.with("interactions-mail-looked", &[("at", visit.say.date_time(at).into())])
        }
        (None, None) => visit.say.t("interactions-mail-not-looked"),
    };
    BoxLine {
        id: one.id.to_string(),
        name: one.name.clone(),
        email: one.email.clone(),
        is_well: one.trouble.is_none(),
        state,
    }
}

fn typed_of(one: &MailBox) -> Form {
    let values = [
        ("name", one.name.clone()),
        ("email", one.email.clone()),
        ("host", one.host.clone()),
        ("port", one.port.to_string()),
        ("security", one.security.slug().to_owned()),
        ("user", one.user.clone()),
        ("folder", one.folder.clone()),
        ("responsible", one.responsible.or(one.team).map(|id| id.to_string()).unwrap_or_default()),
        ("smtp_host", one.outlet.as_ref().map(|outlet| outlet.host.clone()).unwrap_or_default()),
        ("smtp_port", one.outlet.as_ref().map(|outlet| outlet.port.to_string()).unwrap_or_default()),
        (
            "smtp_security",
            one.outlet.as_ref().map(|outlet| outlet.security).unwrap_or_default().slug().to_owned(),
        ),
    ];
    let mut form = Form::from_encoded("");
    form.values = values.map(|(name, value)| (name.to_owned(), value)).into();
    form
}

/// The page with a form: that of a box, or an empty one.
async fn page(visit: &Visit, id: Option<BoxId>, typed: Option<Form>) -> Result<BoxesPage, Problem> {
    let say = visit.say.clone();
    let (boxes, people) = running::read(visit, move |tx, act, staff| {
        let team = |name: &str| say.with("interactions-mail-of-team", &[("name", name.to_owned().into())]);
        let teams = staff.teams().iter().map(|(id, name)| (id.to_string(), team(name)));
        let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
        Ok((room::all(tx, act)?, teams.chain(people).collect::<Vec<_>>()))
    })
    .await?;
    let held = id.and_then(|id| boxes.iter().find(|one| one.id == id));
    let nobody = (String::new(), visit.say.t("interactions-mail-nobody"));
    let named = |one: Security| (one.slug().to_owned(), visit.say.t(one.label()));
    Ok(BoxesPage {
        frame: visit.frame("interactions-mail"),
        lines: boxes.iter().map(|one| line(visit, one)).collect(),
        action: held.map_or_else(|| HREF.to_owned(), |one| format!("{HREF}/{}", one.id)),
        typed: typed.unwrap_or_else(|| held.map_or_else(|| Form::from_encoded(""), typed_of)),
        securities: Security::ALL.map(named).into(),
        people: [nobody].into_iter().chain(people).collect(),
        errors: Vec::new(),
        tried: (false, String::new()),
    })
}

/// Shows them, with the form of the box that is asked for.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    web::page(&page(&visit, asked.text("box").parse().ok(), None).await?)
}

fn change_of(form: &Form, is_team: bool) -> BoxChange {
    let answering = form.text("responsible").parse().ok();
    let untrimmed = form.values.iter().find(|(name, _)| name == "password").map(|(_, value)| value.clone());
    BoxChange {
        name: form.text("name").to_owned(),
        email: form.text("email").to_owned(),
        host: form.text("host").to_owned(),
        port: form.text("port").parse().ok(),
        security: Security::from_slug(form.text("security")).unwrap_or_default(),
        user: form.text("user").to_owned(),
        password: untrimmed,
        folder: form.text("folder").to_owned(),
        responsible: answering.filter(|_| !is_team),
        team: answering.filter(|_| is_team),
        smtp_host: form.text("smtp_host").to_owned(),
        smtp_port: form.text("smtp_port").parse().ok(),
        smtp_security: Security::from_slug(form.text("smtp_security")).unwrap_or_default(),
    }
}

/// Adds one.
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    keep(visit, None, form).await
}

/// Changes one.
pub(super) async fn change(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    let id: BoxId = id.parse().map_err(|_| Problem::missing())?;
    keep(visit, Some(id), form).await
}

async fn keep(visit: Visit, id: Option<BoxId>, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let post = visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)?;
    let answering = form.text("responsible").to_owned();
    let is_team = running::read(&visit, move |_, _, staff| {
        Ok(staff.teams().iter().any(|(id, _)| id.to_string() == answering))
    });
    let wanted = change_of(&form, is_team.await?);
    let kept = running::write(&visit, move |tx, act| match id {
        Some(id) => room::change(tx, act, (id, &post.seal), wanted),
        None => room::add(tx, act, &post.seal, wanted),
    });
    match kept.await {
        Ok(_) => Ok(see_with(HREF, &ToastNote::new("interactions-mail-kept"))),
        Err(InteractionError::Invalid(errors)) => {
            let mut page = page(&visit, id, Some(form)).await?;
            page.errors = errors.iter().map(|error| (error.field.clone(), error.say(&visit.say))).collect();
            let mut response = web::page(&page)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads one no more.
pub(super) async fn forget(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: BoxId = id.parse().map_err(|_| Problem::missing())?;
    running::write(&visit, move |tx, act| room::forget(tx, act, id)).await?;
    Ok(see_with(HREF, &ToastNote::new("interactions-mail-forgotten")))
}

/// Tries one and says in words what is wrong.
pub(super) async fn test(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: BoxId = id.parse().map_err(|_| Problem::missing())?;
    let tried = running::try_box(&visit, id).await?;
    let mut page = page(&visit, Some(id), None).await?;
    page.tried = match tried {
        Ok(()) => (true, visit.say.t("interactions-mail-well")),
        Err(error) => (false, error.say(&visit.say)),
    };
    web::page(&page)
}

/// Has every box looked into now.
pub(super) async fn look(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    running::write(&visit, room::look_now).await?;
    Ok(see_with("/interactions/tray", &ToastNote::new("interactions-mail-looking")))
}
