//! What holds a deal back, and the form in which it is filled right there.

use super::around::back;
use super::deeds::{deed, landed, outdated, refused, revision, still};
use crate::deal::{Deal, DealId};
use crate::error::DealError;
use crate::gates::Held;
use crate::moving::{self, Move};
use crate::pipeline::{Pipeline, StageId};
use crate::{RIGHT, dealing, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use customers::staff::Staff;
use customers::{Edit, Field, changing, gating, typing};
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use ui::address::with_query;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit};
use words::Say;

/// Where a deal wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Stage(StageId),
    Won,
}

impl Target {
    /// As addresses and forms name it.
    fn slug(self) -> String {
        match self {
            Target::Stage(id) => id.to_string(),
            Target::Won => "won".into(),
        }
    }

    fn from_slug(text: &str) -> Option<Self> {
        match text {
            "won" => Some(Target::Won),
            id => id.parse().ok().map(Target::Stage),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/gate.html")]
struct GatePage {
    frame: Frame,
    gate: Gate,
}

#[derive(Template)]
#[template(path = "pages/gate_dialog.html")]
struct GateDialog {
    frame: Frame,
    gate: Gate,
}

/// What both show.
struct Gate {
    id: String,
    to: String,
    revision: i64,
    back: String,
    note: String,
    fields: Vec<AskedFact>,
    /// Name, what is missing, where it is filled.
    cards: Vec<(String, String, String)>,
    /// How a link to a contact card opens: over what is looked at, where a script holds it already.
    opens: &'static str,
    is_open: bool,
    asks_note: bool,
    card_href: String,
    n_errors: usize,
}

/// A fact to be filled in.
struct AskedFact {
    slug: String,
    label: String,
    widget: &'static str,
    inputmode: &'static str,
    options: Vec<(String, String)>,
    typed: String,
    error: String,
    rule: String,
}

/// Shows what is still missing.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let target = Target::from_slug(form.text("to")).unwrap_or(Target::Won);
    let id: DealId = running::id(&text)?;
    let held = running::read(&visit, move |tx, dealing, _| {
        let stage = match target {
            Target::Stage(id) => Some(id),
            Target::Won => None,
        };
        moving::held(tx, dealing, id, stage)
    });
    let held = held.await?;
    let mut response = draw(&visit, (&text, &form, &fragment), (target, held), &[]).await?;
    *response.status_mut() = StatusCode::OK;
    Ok(response)
}

/// Draws what holds a deal back; 422 when something does.
pub(super) async fn draw(
    visit: &Visit,
    (text, form, fragment): (&str, &Form, &Fragment),
    (target, held): (Target, Held),
    errors: &[FieldError],
) -> Result<Response, Problem> {
    let id: DealId = running::id(text)?;
    let (say, typed, told, missing) = (visit.say.clone(), form.clone(), errors.to_vec(), held.clone());
    let (deal, fields, card, asks_note) = running::read(visit, move |tx, dealing, staff| {
        let deal = dealing::get(tx, dealing, id)?;
        let fields = missing.facts.iter().filter_map(|slug| dealing.act.fields.slug(slug));
        let asked = fields.map(|field| asked(field, (&typed, &told), (&say, staff))).collect::<Vec<_>>();
        let card = customers::listing::numbered(tx, &dealing.act_of(&deal), deal.customer_no)?;
        let asks_note = needs_note(&dealing::pipeline(tx, deal.pipeline)?, &deal, target);
        Ok((deal, asked, card.map(|card| format!("/customers/{}", card.id)), asks_note))
    })
    .await?;
    let is_whole = !(fragment.is("card") || fragment.is("dialog") || fragment.is("drawer"));
    let (to, revision) = (target.slug(), deal.revision.to_string());
    let (back, note) = (back(form, &deal.href()).to_owned(), form.text("note").to_owned());
    let aim = [("to", to.as_str()), ("revision", &revision), ("back", &back), ("note", &note)];
    let here = with_query(&format!("/deals/{text}/gate"), "to", &to);
    let href = |href: &str| {
        let from = with_query(href, "back", &here);
        aim.iter().fold(from, |href, (name, value)| {
            with_query(&href, &format!("{}{name}", gating::ONWARD), value)
        })
    };
    let cards =
        held.cards.iter().map(|card| (card.name.clone(), card.missing.join(", "), href(&card.href)));
    let gate = Gate {
        id: text.to_owned(),
        revision: deal.revision,
        cards: cards.collect(),
        opens: if is_whole { "" } else { "data-dialog" },
        is_open: held.is_empty() && !asks_note,
        asks_note,
        card_href: card.unwrap_or_default(),
        n_errors: errors.len(),
        fields,
        to,
        back,
        note,
    };
    let frame = visit.frame_titled(deal.title);
    let is_held = !gate.is_open;
    let mut response = match is_whole {
        true => web::page(&GatePage { frame, gate })?,
        false => web::page(&GateDialog { frame, gate })?,
    };
    if is_held {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Whether going there hands the deal to another team that wants a note.
fn needs_note(pipeline: &Pipeline, deal: &Deal, target: Target) -> bool {
    let Target::Stage(id) = target else { return false };
    let handing = pipeline.stage(id).and_then(|stage| stage.handing.as_ref());
    handing.is_some_and(|handing| handing.needs_note && deal.team != Some(handing.team))
}

fn asked(field: &Field, (form, errors): (&Form, &[FieldError]), (say, staff): (&Say, &Staff)) -> AskedFact {
    let control = field.kind.control();
    let none = (String::new(), say.t("customers-choose"));
    let listed = field.settings.options.iter().map(|one| (one.slug.clone(), field.option_label(one, say)));
    let options = match control.widget {
        "select" | "choices" => std::iter::once(none).chain(listed).collect(),
        "checkbox" => {
            vec![none, ("true".into(), say.t("fields-yes")), ("false".into(), say.t("fields-no"))]
        }
        "staff" => {
            let people = staff.people().iter().map(|(id, name)| (id.to_string(), name.clone()));
            std::iter::once(none).chain(people).collect()
        }
        _ => Vec::new(),
    };
    AskedFact {
        slug: field.slug.clone(),
        label: field.label(say),
        widget: control.widget,
        inputmode: control.inputmode,
        options,
        typed: form.text(&field.slug).to_owned(),
        error: errors
            .iter()
            .find(|one| one.field == field.slug)
            .map_or_else(String::new, |one| one.say(say)),
        rule: if control.rule.is_empty() { String::new() } else { say.t(control.rule) },
    }
}

/// Writes the missing facts on the customer's card, then goes on; what is filled stays, even where more is missing.
pub(super) async fn fill(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let target = Target::from_slug(form.text("to")).unwrap_or(Target::Won);
    let typed = form.clone();
    let written = deed(&visit, &text, move |tx, dealing, id| {
        let deal = dealing::get(tx, dealing, id)?;
        let held = moving::held(tx, dealing, id, stage_of(target))?;
        let (mut edits, mut errors) = (Vec::new(), Vec::new());
        for slug in &held.facts {
            let Some(field) = dealing.act.fields.slug(slug) else { continue };
            match typing::read(field, typed.text(slug), &dealing.act.manner) {
                Ok(Some(value)) => edits.push(Edit::Set(field.no, vec![value])),
                Ok(None) => {}
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() && !edits.is_empty() {
            let act = dealing.act_of(&deal);
            let card = customers::listing::numbered(tx, &act, deal.customer_no)?;
            let card = card.ok_or(DealError::Missing)?;
            changing::change(tx, &act, (card.id, None), &edits)?;
        }
        Ok((held, errors))
    });
    let (held, errors) = written.await?;
    if !errors.is_empty() {
        return draw(&visit, (&text, &form, &fragment), (target, held), &errors).await;
    }
    go_on(&visit, (&fragment, &text, &form), target).await
}

/// Goes on where a contact card that held the deal back has just been filled.
pub(super) async fn onward(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let ours = |(name, value): &(String, String)| {
        name.strip_prefix(gating::ONWARD).map(|name| (name.to_owned(), value.clone()))
    };
    let form = Form { values: form.values.iter().filter_map(ours).collect(), uploads: Vec::new() };
    let target = Target::from_slug(form.text("to")).ok_or_else(Problem::missing)?;
    go_on(&visit, (&fragment, &text, &form), target).await
}

fn stage_of(target: Target) -> Option<StageId> {
    match target {
        Target::Stage(id) => Some(id),
        Target::Won => None,
    }
}

async fn go_on(
    visit: &Visit,
    (fragment, text, form): (&Fragment, &str, &Form),
    target: Target,
) -> Result<Response, Problem> {
    let (seen, note) = (revision(form), form.text("note").to_owned());
    let done = deed(visit, text, move |tx, dealing, id| {
        let deal = match target {
            Target::Stage(stage) => {
                moving::shift(tx, dealing, (id, seen), &Move { stage, before: None, note })?
            }
            Target::Won => moving::win(tx, dealing, (id, seen), &note)?,
        };
        still(tx, dealing, deal)
    });
    match done.await {
        Ok(kept) => {
            let href = kept.deal.href();
            Ok(landed(form, (&kept, &href), said(visit, target, &kept.deal)))
        }
        Err(DealError::Outdated(deal)) => Err(outdated(visit, *deal).await?),
        Err(error) => Box::pin(refused(visit, (fragment, text, form), (Some(target), error))).await,
    }
}

fn said(visit: &Visit, target: Target, deal: &Deal) -> ToastNote {
    match target {
        Target::Stage(_) => ToastNote::new("deals-moved"),
        Target::Won => ToastNote::new("deals-won").name(visit.say.money(&deal.money())),
    }
}
