//! Editing a card, whole or one field: only what was changed is written, and nobody's change is lost unseen.

use super::card::Room;
use super::card_deed::{id, reading};
use super::card_facts;
use super::card_form::{self, Clash, Drawn, Errors, FormDialog, FormPage, Wanted};
use super::typed_card::{self, Taken};
use crate::act::Act;
use crate::changing;
use crate::customer::CustomerId;
use crate::editing::Edit;
use crate::error::CustomerError;
use crate::listing;
use crate::staff::Staff;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use db::Tx;
use web::{Form, Fragment, Problem, ToastNote, Visit};

/// What came of a save.
enum Saved {
    Done { is_changed: bool },
    Wrong(Errors),
    Met(Vec<Clash>),
}

/// Shows the form.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let id = id(&text)?;
    let only = Form::from_encoded(query.as_deref().unwrap_or_default()).text("only").to_owned();
    let drawn = redrawn(&visit, id, (only, None), (Errors::new(), Vec::new())).await?;
    page(&visit, &fragment, id, drawn)
}

/// Saves it.
pub(super) async fn save(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    mut form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let id = id(&text)?;
    let taken = typed_card::take_files(&visit, &mut form).await?;
    let (eye, mut sent) = (visit.clone(), form.clone());
    let saved =
        super::card_deed::writing(&visit, move |tx, act| saved(tx, act, (&eye, id), (&mut sent, &taken)));
    let only = form.text("only").to_owned();
    let (errors, clashes) = match saved.await? {
        Saved::Done { is_changed } => {
            let key = if is_changed { "customers-saved-toast" } else { "customers-nothing-changed" };
            return Ok(web::see_with(&card_form::href(id), &ToastNote::new(key)));
        }
        Saved::Wrong(errors) => (errors, Vec::new()),
        Saved::Met(clashes) => (Errors::new(), clashes),
    };
    let drawn = redrawn(&visit, id, (only, Some(form)), (errors, clashes)).await?;
    Ok(super::card_deed::unprocessable(page(&visit, &fragment, id, drawn)?))
}

fn saved(
    tx: &mut Tx<'_>,
    act: &Act,
    (visit, id): (&Visit, CustomerId),
    (form, taken): (&mut Form, &Taken),
) -> Result<Saved, CustomerError> {
    let card = listing::get(tx, act, id)?;
    let typed = typed_card::read(tx, act, form)?;
    if !typed.errors.is_empty() {
        return Ok(Saved::Wrong(typed.errors));
    }
    let is_mine = |no: i64| {
        let slug = act.fields.no(no).map_or("", |field| field.slug.as_str());
        form.text(&format!("keep.{slug}")) != "theirs"
    };
    let changed: Vec<_> = typed.changed.into_iter().filter(|(no, ..)| is_mine(*no)).collect();
    if form.text("revision").parse() != Ok(card.revision) {
        let names = card_facts::names(tx, act, &card)?;
        let staff = Staff::read(tx, act.setting.now())?;
        let room = Room { visit, act, staff: &staff, card: &card, names };
        let met = typed_card::clashes(&room, &changed);
        if !met.is_empty() {
            return Ok(Saved::Met(met));
        }
    }
    let mut edits: Vec<Edit> = changed.into_iter().map(|(no, values, _)| Edit::Set(no, values)).collect();
    edits.extend(typed_card::file_edits(tx, act, id, taken)?);
    let after = changing::change(tx, act, (id, Some(card.revision)), &edits)?;
    Ok(Saved::Done { is_changed: after.revision != card.revision })
}

async fn redrawn(
    visit: &Visit,
    id: CustomerId,
    (only, typed): (String, Option<Form>),
    (errors, clashes): (Errors, Vec<Clash>),
) -> Result<Drawn, Problem> {
    let eye = visit.clone();
    reading(visit, move |tx, act, staff| {
        let card = listing::get(tx, act, id)?;
        let names = card_facts::names(tx, act, &card)?;
        let wanted = Wanted {
            card: Some(&card),
            kind: card.kind,
            only: &only,
            typed: typed.as_ref(),
            errors,
            clashes,
            names,
        };
        Ok(card_form::drawn(act, (&eye.say, &act.manner, staff), wanted))
    })
    .await
}

fn page(visit: &Visit, fragment: &Fragment, id: CustomerId, drawn: Drawn) -> Result<Response, Problem> {
    let frame = visit.frame_titled(drawn.title.clone());
    let (action, cancel, save) =
        (format!("/customers/{id}/edit"), card_form::href(id), visit.say.t("ui-save"));
    match fragment.is("dialog") {
        true => web::page(&FormDialog { frame, action, cancel, save, drawn }),
        false => {
            let draft = format!("edit-{id}-{}", drawn.revision);
            web::page(&FormPage { frame, action, cancel, save, kinds: Vec::new(), draft, drawn })
        }
    }
}
