//! The form of a task: a new one, one that is changed.

use super::lines;
use crate::error::TaskError;
use crate::repeating::{Repeat, Unit};
use crate::{Doing, Due, Task, TaskId, Written, doing, hinting, kinds, planning, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::staff::Staff;
use customers::{listing, pointing};
use db::Tx;
use http::StatusCode;
use kernel::{Level, RawId};
use ui::Frame;
use web::{Compared, FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};
use words::Say;

/// What a form offers to choose from.
struct Choices {
    people: Vec<(String, String)>,
    teams: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/form.html")]
struct FormPage {
    frame: Frame,
    f: Parts,
}

#[derive(Template)]
#[template(path = "pages/form_dialog.html")]
struct FormDialog {
    frame: Frame,
    f: Parts,
}

/// What is wrong in a form, field by field, and that somebody changed it meanwhile; else empty.
type Faults = (Vec<FieldError>, String);

/// What both show.
struct Parts {
    action: String,
    back: String,
    task: Option<Shown>,
    typed: Form,
    kinds: Vec<(String, String)>,
    people: Vec<(String, String)>,
    teams: Vec<(String, String)>,
    units: Vec<(String, String)>,
    errors: Vec<(String, String)>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
    can_write: bool,
}

/// What is told of a task beside its fields.
struct Shown {
    id: String,
    is_closed: bool,
    hint: String,
    outcome: String,
    about: Option<(String, String)>,
}

impl Parts {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }

    /// The fields that are told of when somebody else changed them meanwhile.
    fn compared(&self) -> [Compared<'_>; 10] {
        [
            ("kind", "tasks-kind", &self.kinds),
            ("title", "tasks-what", &[]),
            ("customer", "tasks-about", &[]),
            ("due_on", "tasks-due-on", &[]),
            ("due_time", "tasks-due-time", &[]),
            ("assignee", "tasks-assignee", &self.people),
            ("team", "tasks-team", &self.teams),
            ("every", "tasks-every", &[]),
            ("unit", "tasks-unit", &self.units),
            ("note", "tasks-note", &[]),
        ]
    }
}

/// Asks for a new task.
pub(super) async fn fresh(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let mut form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let today = lines::today(visit.app.setting.now(), &running::zone(&visit));
    let me = visit.actor().user.map(|id| id.to_string()).unwrap_or_default();
    for (name, value) in [("due_on", today.to_string()), ("assignee", me), ("every", "1".to_owned())] {
        if form.filled(name).is_none() {
            form.values.push((name.to_owned(), value));
        }
    }
    let (frame, f) = draw(&visit, (None, form), Default::default()).await?;
    if fragment.is("dialog") {
        web::page(&FormDialog { frame, f })
    } else {
        web::page(&FormPage { frame, f })
    }
}

/// Shows a task to be changed.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id: TaskId = text.parse().map_err(|_| Problem::missing())?;
    let task = running::read(&visit, move |tx, doing, _| doing::get(tx, doing, id)).await?;
    let form = typed(&task);
    let (frame, f) = draw(&visit, (Some(task), form), Default::default()).await?;
    if fragment.is("dialog") {
        web::page(&FormDialog { frame, f })
    } else {
        web::page(&FormPage { frame, f })
    }
}

/// What a task would have been typed as.
fn typed(task: &Task) -> Form {
    let written = &task.written;
    let id = |id: Option<RawId>| id.map(|id| id.to_string()).unwrap_or_default();
    let (every, unit) = match written.repeat {
        Some(repeat) => (repeat.every.to_string(), repeat.unit.slug()),
        None => ("1".into(), ""),
    };
    let pairs = [
        ("kind", written.kind.slug().to_owned()),
        ("title", written.title.clone()),
        ("note", written.note.clone()),
        ("customer", written.customer.map(|id| id.to_string()).unwrap_or_default()),
        ("assignee", id(written.assignee)),
        ("team", id(written.team)),
        ("due_on", written.due.on.to_string()),
        ("due_time", written.due.clock()),
        ("every", every),
        ("unit", unit.to_owned()),
        ("revision", task.revision.to_string()),
    ];
    Form {
        values: pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        ..Form::default()
    }
}

async fn draw(
    visit: &Visit,
    (task, mut typed): (Option<Task>, Form),
    (errors, conflict): Faults,
) -> Result<(Frame, Parts), Problem> {
    let (say, customer) = (visit.say.clone(), typed.text("customer").to_owned());
    let found = running::read(visit, move |tx, doing, staff| {
        // A customer is shown by name; one who may not be seen by nothing.
        let card = match customer.parse() {
            Ok(id) => listing::get(tx, &doing.act, id).ok(),
            Err(_) => None,
        };
        let about = card.map(|card| (format!("/customers/{}", card.id), lines::name(&card, &say), card.no));
        let planned = task.map(|task| planning::with_customer(tx, doing, task)).transpose()?;
        Ok((choices(tx, staff, &say)?, about, planned))
    });
    let (choices, about, planned) = found.await?;
    if let Some((_, name, no)) = &about {
        let shown = format!("№{no} {name}");
        typed.values.retain(|(name, _)| name != "customer");
        typed.values.push(("customer".into(), shown));
    }
    let say = &visit.say;
    let title = planned.as_ref().map_or_else(|| say.t("tasks-new"), |known| lines::title(&known.task, say));
    let hint = planned.as_ref().map(hinting::of).unwrap_or_default();
    let shown = planned.map(|known| known.task).map(|task| Shown {
        id: task.id.to_string(),
        is_closed: task.closure.is_some(),
        hint,
        outcome: task.closure.map(|closure| closure.outcome).unwrap_or_default(),
        about: about.map(|(href, name, _)| (href, name)),
    });
    let parts = Parts {
        back: typed.text("back").to_owned(),
        action: shown.as_ref().map_or_else(|| "/tasks".into(), |task| format!("/tasks/{}", task.id)),
        task: shown,
        typed,
        kinds: kinds::KINDS.iter().map(|kind| (kind.slug().to_owned(), say.t(&kind.label()))).collect(),
        people: choices.people,
        teams: choices.teams,
        units: units(say),
        errors: errors.iter().map(|error| (error.field.clone(), error.say(say))).collect(),
        conflict,
        can_write: visit.actor().may(crate::RIGHT, Level::Write),
    };
    Ok((visit.frame_titled(title), parts))
}

fn choices(tx: &mut Tx<'_>, staff: &Staff, say: &Say) -> Result<Choices, TaskError> {
    let nobody = (String::new(), say.t("tasks-nobody"));
    let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
    let teams = access::team::all(tx)?.into_iter().map(|team| (team.id.to_string(), team.name));
    Ok(Choices {
        people: [nobody.clone()].into_iter().chain(people).collect(),
        teams: [(String::new(), say.t("tasks-no-team"))].into_iter().chain(teams).collect(),
    })
}

fn units(say: &Say) -> Vec<(String, String)> {
    let once = (String::new(), say.t("tasks-once"));
    let unit = |unit: Unit| (unit.slug().to_owned(), say.t(&format!("tasks-unit-{}", unit.slug())));
    [once].into_iter().chain(Unit::ALL.map(unit)).collect()
}

/// Reads what was typed; a customer may be named by number, phone or exact name.
fn written(tx: &mut Tx<'_>, doing: &Doing, form: &Form) -> Result<Written, TaskError> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, key: &str| errors.push(FieldError::new(field, key));
    let due = Due::read(form.text("due_on"), form.text("due_time"));
    if let Err(field) = due {
        wrong(field, if field == "due_on" { "tasks-day-unreadable" } else { "tasks-time-unreadable" });
    }
    let customer = match form.filled("customer") {
        Some(typed) => pointing::find(tx, &doing.act, number_of(typed)).ok().flatten(),
        None => None,
    };
    if customer.is_none() && form.filled("customer").is_some() {
        wrong("customer", "customers-link-unknown");
    }
    let unit = form.filled("unit").map(Unit::from_slug);
    let since = due.map_or(jiff::civil::Date::default(), |due| due.on);
    let repeat = match unit {
        None => None,
        Some(unit) => {
            let every = form.text("every").trim().parse().unwrap_or(0);
            let repeat = unit.and_then(|unit| Repeat::new(every, unit, since));
            if repeat.is_none() {
                wrong("every", "tasks-every-out-of-range");
            }
            repeat
        }
    };
    match (due, errors.is_empty()) {
        (Ok(due), true) => Ok(Written {
            kind: kinds::find(form.text("kind")).unwrap_or(kinds::OTHER),
            title: form.text("title").to_owned(),
            note: form.text("note").to_owned(),
            customer: customer.map(|card| card.id),
            assignee: form.text("assignee").parse().ok(),
            team: form.text("team").parse().ok(),
            due,
            repeat,
        }),
        _ => Err(TaskError::Invalid(errors)),
    }
}

/// The number of a card shown as `№17 Омарова`; anything else stays as it is.
fn number_of(typed: &str) -> &str {
    match typed.split_once(' ') {
        Some((number, _)) if number.starts_with('№') => number,
        _ => typed,
    }
}

/// Adds the task.
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let typed = form.clone();
    let added = running::write(&visit, move |tx, doing| {
        let written = written(tx, doing, &typed)?;
        doing::add(tx, doing, written)
    });
    match added.await {
        Ok(task) => {
            let note = ToastNote::new("tasks-added").name(visit.say.day(task.written.due.on));
            Ok(see_with(back(&form), &note.undo(format!("/tasks/{}/drop", task.id), Vec::new())))
        }
        Err(TaskError::Invalid(errors)) => again(&visit, (None, form), (errors, String::new())).await,
        Err(other) => Err(other.into()),
    }
}

/// Writes the task anew.
pub(super) async fn change(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let id: TaskId = text.parse().map_err(|_| Problem::missing())?;
    let typed = form.clone();
    let changed = running::write(&visit, move |tx, doing| {
        let written = written(tx, doing, &typed)?;
        doing::change(tx, doing, (id, typed.text("revision").parse().ok()), written)
    });
    match changed.await {
        Ok(_) => Ok(see_with(back(&form), &ToastNote::new("tasks-changed"))),
        Err(TaskError::Invalid(errors)) => {
            let task = running::read(&visit, move |tx, doing, _| doing::get(tx, doing, id)).await?;
            again(&visit, (Some(task), form), (errors, String::new())).await
        }
        Err(TaskError::Outdated) => {
            let task = running::read(&visit, move |tx, doing, _| doing::get(tx, doing, id)).await?;
            outdated(&visit, task, form).await
        }
        Err(other) => Err(other.into()),
    }
}

fn back(form: &Form) -> &str {
    let is_ours = |path: &&str| path.starts_with('/') && !path.starts_with("//");
    form.filled("back").filter(is_ours).unwrap_or("/tasks")
}

/// Draws the form again with what was typed, over what somebody else made of the task meanwhile.
async fn outdated(visit: &Visit, task: Task, form: Form) -> Result<Response, Problem> {
    let (_, now) = draw(visit, (Some(task.clone()), typed(&task)), Default::default()).await?;
    let conflict = web::meanwhile(&visit.say, (&form, &now.typed), &now.compared());
    let form = form.renewed(task.revision);
    again(visit, (Some(task), form), (Vec::new(), conflict)).await
}

/// Draws the form again with what was typed and what is wrong.
async fn again(visit: &Visit, drawn: (Option<Task>, Form), faults: Faults) -> Result<Response, Problem> {
    let (frame, f) = draw(visit, drawn, faults).await?;
    let mut response = web::page(&FormPage { frame, f })?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
