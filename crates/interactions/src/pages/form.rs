//! The form of an interaction: a new one, one that is corrected.

use super::{back, list, written};
use crate::RIGHT;
use crate::attaching;
use crate::cards::FormGates;
use crate::cards::gate::place_of;
use crate::error::InteractionError;
use crate::interaction::InteractionId;
use crate::kind::{self, Kind};
use crate::{reading, recording, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::gating::{Gatekeeper as _, Passing};
use customers::staff::Staff;
use customers::{Act, listing, relations};
use db::Tx;
use files::StoredFile;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use ui::address::with_query;
use web::{Compared, FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};
use words::Say;

/// Relations among which somebody of the organization is chosen.
const MOST_RELATED: usize = 100;

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
    is_new: bool,
    typed: Form,
    what: Vec<WhatGroup>,
    directions: Vec<(String, String)>,
    people: Vec<(String, String)>,
    related: Vec<(String, String)>,
    errors: Vec<(String, String)>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
}

impl Parts {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }

    /// The fields that are told of when somebody else changed them meanwhile; `whats` is all that may have happened.
    fn compared<'p>(&'p self, whats: &'p [(String, String)]) -> [Compared<'p>; 10] {
        [
            ("what", "interactions-what", whats),
            ("direction", "interactions-direction", &self.directions),
            ("customer", "interactions-customer", &[]),
            ("with", "interactions-with", &self.related),
            ("on", "interactions-on", &[]),
            ("time", "interactions-time", &[]),
            ("minutes", "interactions-minutes", &[]),
            ("subject", "interactions-subject", &[]),
            ("text", "interactions-text", &[]),
            ("responsible", "interactions-responsible", &self.people),
        ]
    }
}

/// A kind with its outcomes, to be chosen at once.
pub(super) struct WhatGroup {
    pub(super) label: String,
    pub(super) options: Vec<(String, String)>,
}

/// What may have happened: every kind that is offered, alone and with each of its outcomes; and what is chosen already.
pub(super) fn what(kinds: &[Kind], chosen: &str, say: &Say) -> Vec<WhatGroup> {
    let chosen_kind = chosen.split('/').next().unwrap_or_default();
    let offered = kinds.iter().filter(|kind| !kind.is_away || kind.slug == chosen_kind);
    offered
        .map(|kind| {
            let label = kind.label(say);
            let alone = (format!("{}/", kind.slug), label.clone());
            let is_shown =
                |slug: &str, is_away: bool| !is_away || format!("{}/{slug}", kind.slug) == chosen;
            let outcomes = kind.outcomes.iter().filter(|one| is_shown(&one.slug, one.is_away));
            let outcomes = outcomes
                .map(|one| (format!("{}/{}", kind.slug, one.slug), format!("{label}: {}", one.label(say))));
            WhatGroup { options: [alone].into_iter().chain(outcomes).collect(), label }
        })
        .collect()
}

/// Asks for a new one.
pub(super) async fn fresh(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let mut form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let me = visit.actor().user.map(|id| id.to_string()).unwrap_or_default();
    let what = match form.filled("kind") {
        Some(kind) => format!("{kind}/"),
        None => "call/".to_owned(),
    };
    for (name, value) in [("responsible", me), ("what", what), ("direction", "out".to_owned())] {
        if form.filled(name).is_none() {
            form.values.push((name.to_owned(), value));
        }
    }
    let (frame, f) = draw(&visit, (None, form), Default::default()).await?;
    answered(&fragment, frame, f)
}

/// Shows one to be corrected.
pub(super) async fn ask(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let (frame, f) = draw(&visit, (Some(id), standing(&visit, id).await?), Default::default()).await?;
    answered(&fragment, frame, f)
}

/// What one would be typed as, as it stands now.
async fn standing(visit: &Visit, id: InteractionId) -> Result<Form, Problem> {
    let say = visit.say.clone();
    let form = running::read(visit, move |tx, act, _| {
        let one = reading::get(tx, act, id)?;
        written::typed(tx, act, (&one, &say))
    });
    form.await
}

fn answered(fragment: &Fragment, frame: Frame, f: Parts) -> Result<Response, Problem> {
    match fragment.is("dialog") {
        true => web::page(&FormDialog { frame, f }),
        false => web::page(&FormPage { frame, f }),
    }
}

async fn draw(
    visit: &Visit,
    (id, mut typed): (Option<InteractionId>, Form),
    (errors, conflict): Faults,
) -> Result<(Frame, Parts), Problem> {
    let (say, asked) = (visit.say.clone(), typed.clone());
    let found = running::read(visit, move |tx, act, staff| {
        let whom = whom(tx, act, (&asked, &say))?;
        let what = what(&kind::all(tx)?, asked.text("what"), &say);
        Ok((whom, what, people(staff, &say)))
    });
    let ((shown, related), what, people) = found.await?;
    if !shown.is_empty() {
        typed.values.retain(|(name, _)| name != "customer");
        typed.values.push(("customer".into(), shown));
    }
    let say = &visit.say;
    let unsaid = (String::new(), say.t("interactions-direction-unsaid"));
    let action = id.map_or_else(|| "/interactions".to_owned(), |id| format!("/interactions/{id}"));
    let parts = Parts {
        back: back::of(&typed, if id.is_some() { &action } else { "/interactions" }).to_owned(),
        is_new: id.is_none(),
        typed,
        what,
        directions: [unsaid].into_iter().chain(list::directions(say)).collect(),
        people,
        related,
        errors: errors.iter().map(|error| (error.field.clone(), error.say(say))).collect(),
        conflict,
        action,
    };
    let title = if id.is_some() { "interactions-correct" } else { "interactions-new" };
    Ok((visit.frame(title), parts))
}

/// The customer as the form shows them, and the people of theirs to choose from.
type Whom = (String, Vec<(String, String)>);

fn whom(tx: &mut Tx<'_>, act: &Act, (form, say): (&Form, &Say)) -> Result<Whom, InteractionError> {
    let Ok(id) = form.text("customer").parse() else { return Ok(Whom::default()) };
    let Ok(card) = listing::get(tx, act, id) else { return Ok(Whom::default()) };
    let name = if card.name.is_empty() { say.t("customers-nameless") } else { card.name };
    let related = relations::of(tx, act, id, MOST_RELATED)?;
    let people = related
        .into_iter()
        .filter(|one| one.relation.ended_at.is_none() && one.other_kind == customers::Kind::Person);
    let nobody = (String::new(), say.t("interactions-with-nobody"));
    let people = people.map(|one| (one.other.to_string(), one.other_name));
    Ok((format!("№{} {name}", card.no), [nobody].into_iter().chain(people).collect()))
}

fn people(staff: &Staff, say: &Say) -> Vec<(String, String)> {
    let nobody = (String::new(), say.t("interactions-responsible-me"));
    let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
    [nobody].into_iter().chain(people).collect()
}

/// Puts what came with the form into the store.
async fn stored(visit: &Visit, form: &mut Form) -> Result<Vec<(String, StoredFile)>, Problem> {
    let mut all = Vec::new();
    for upload in form.uploads.drain(..).filter(|upload| !upload.bytes.is_empty()) {
        let name = upload.name.clone();
        all.push((name, customers::stored(visit, upload, attaching::MOST_BYTES).await?));
    }
    Ok(all)
}

/// Writes it down.
pub(super) async fn add(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let files = stored(&visit, &mut form).await?;
    let (typed, say) = (form.clone(), visit.say.clone());
    let added = running::write(&visit, move |tx, act| {
        let written = written::read(tx, act, (&typed, &say))?;
        let one = recording::record(tx, act, written)?.interaction;
        for (name, stored) in &files {
            attaching::attach(tx, act, one.id, (name, stored))?;
        }
        let customer = reading::must_see(tx, act, &one)?.id;
        let place = place_of(&one.kind);
        let passing = Passing { place: &place, customer, subject: ("interactions", one.id.0) };
        let asked = FormGates.unfilled(tx, act, passing)?.into_iter().next();
        Ok((one, asked.map(|form| form.href)))
    });
    match added.await {
        Ok((one, asked)) => {
            let note = ToastNote::new("interactions-added");
            let note = note.undo(format!("/interactions/{}/remove", one.id), Vec::new());
            let home = back::of(&form, "/interactions");
            match asked {
                // What is to be learned by it is asked right away; the interaction stands either way.
                Some(href) => Ok(see_with(&with_query(&href, "back", home), &note)),
                None => Ok(see_with(home, &note)),
            }
        }
        Err(InteractionError::Invalid(errors)) => {
            again(&visit, (None, form), (errors, String::new())).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Writes it anew.
pub(super) async fn change(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let (typed, say) = (form.clone(), visit.say.clone());
    let changed = running::write(&visit, move |tx, act| {
        let written = written::read(tx, act, (&typed, &say))?;
        recording::correct(tx, act, (id, typed.text("revision").parse().ok()), written)
    });
    match changed.await {
        Ok(one) => {
            let page = format!("/interactions/{}", one.id);
            Ok(see_with(back::of(&form, &page), &ToastNote::new("interactions-corrected")))
        }
        Err(InteractionError::Invalid(errors)) => {
            again(&visit, (Some(id), form), (errors, String::new())).await
        }
        Err(InteractionError::Outdated) => outdated(&visit, id, form).await,
        Err(other) => Err(other.into()),
    }
}

/// Draws the form again with what was typed, over what somebody else made of it meanwhile.
async fn outdated(visit: &Visit, id: InteractionId, form: Form) -> Result<Response, Problem> {
    let (_, now) = draw(visit, (Some(id), standing(visit, id).await?), Default::default()).await?;
    let whats: Vec<_> = now.what.iter().flat_map(|group| group.options.iter().cloned()).collect();
    let conflict = web::meanwhile(&visit.say, (&form, &now.typed), &now.compared(&whats));
    let form = form.renewed(now.typed.text("revision"));
    again(visit, (Some(id), form), (Vec::new(), conflict)).await
}

/// Draws the form again with what was typed and what is wrong.
async fn again(
    visit: &Visit,
    drawn: (Option<InteractionId>, Form),
    faults: Faults,
) -> Result<Response, Problem> {
    let (frame, f) = draw(visit, drawn, faults).await?;
    let mut response = web::page(&FormPage { frame, f })?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
