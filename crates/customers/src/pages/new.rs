//! A new card: fields by blocks, a word at once when such a client is there already.

use super::card_deed::{reading, unprocessable, writing};
use super::card_form::{self, Alike, Errors, FormPage, Wanted};
use super::typed_card::{self, Taken};
use crate::act::Act;
use crate::changing;
use crate::customer::{Customer, Kind};
use crate::duplicates::{self, Asked, Likeness};
use crate::editing::NewValue;
use crate::error::CustomerError;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit};
use words::Say;

/// Clients alike that are named.
const N_ALIKE: usize = 5;

#[derive(Template)]
#[template(path = "pages/alike.html")]
struct AlikeFragment {
    frame: Frame,
    alike: Vec<Alike>,
}

/// What came of a save.
enum Saved {
    Done(Box<Customer>),
    Wrong(Errors),
    Alike(Vec<Alike>),
}

/// Shows the form.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    // By the time that a name is typed the base is prepared.
    likeness(&visit).wake(&visit.app.db, visit.app.firm().country);
    page(&visit, kind_of(query.as_deref()), None, (Errors::new(), Vec::new())).await
}

/// Adds the client.
pub(super) async fn save(
    visit: Visit,
    RawQuery(query): RawQuery,
    mut form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let kind = kind_of(query.as_deref());
    let taken = typed_card::take_files(&visit, &mut form).await?;
    let (eye, mut sent, likeness) = (visit.clone(), form.clone(), likeness(&visit));
    let saved =
        writing(&visit, move |tx, act| saved(tx, act, (&eye.say, &likeness, kind), (&mut sent, &taken)));
    let wrong = match saved.await? {
        Saved::Done(card) => {
            let undo = format!("{}/archive", card.href());
            let note = ToastNote::new("customers-created-toast").name(card.name.clone());
            return Ok(web::see_with(&card.href(), &note.undo(undo, Vec::new())));
        }
        Saved::Wrong(errors) => (errors, Vec::new()),
        Saved::Alike(alike) => (Errors::new(), alike),
    };
    Ok(unprocessable(page(&visit, kind, Some(form), wrong).await?))
}

fn saved(
    tx: &mut Tx<'_>,
    act: &Act,
    (say, likeness, kind): (&Say, &Likeness, Kind),
    (form, taken): (&mut Form, &Taken),
) -> Result<Saved, CustomerError> {
    let typed = typed_card::read(tx, act, form)?;
    if !typed.errors.is_empty() {
        return Ok(Saved::Wrong(typed.errors));
    }
    let values: Vec<(i64, NewValue)> = typed
        .changed
        .into_iter()
        .flat_map(|(no, values, _)| values.into_iter().map(move |value| (no, value)))
        .collect();
    if form.text("anyway") != "1" {
        let alike = alike(tx, act, (say, likeness), (kind, &values))?;
        if !alike.is_empty() {
            return Ok(Saved::Alike(alike));
        }
    }
    let card = match changing::create(tx, act, kind, &values) {
        Err(CustomerError::Invalid(errors)) => {
            let by_field = |error: FieldError| (error.field.clone(), vec![(0, error)]);
            return Ok(Saved::Wrong(errors.into_iter().map(by_field).collect()));
        }
        made => made?,
    };
    let edits = typed_card::file_edits(tx, act, card.id, taken)?;
    let card = if edits.is_empty() { card } else { changing::change(tx, act, (card.id, None), &edits)? };
    Ok(Saved::Done(Box::new(card)))
}

/// The clients who may be the one that is being typed, the likeliest first, each with the reasons in words.
fn alike(
    tx: &mut Tx<'_>,
    act: &Act,
    (say, likeness): (&Say, &Likeness),
    (kind, values): (Kind, &[(i64, NewValue)]),
) -> Result<Vec<Alike>, CustomerError> {
    let sure = values.iter().filter(|(_, new)| new.doubt.is_none());
    let values = sure.map(|(no, new)| (*no, new.value.clone())).collect();
    let asked = Asked { kind, values, except: None };
    let sheet = asked.sheet();
    let found = duplicates::likely(tx, act, likeness, (&asked, N_ALIKE))?;
    let line = |one: duplicates::Likely| {
        let why = duplicates::why(&one.reasons, (&sheet, &one.card.sheet), &act.fields, say);
        let same = match one.probability {
            Some(p) => {
                let percent = duplicates::percent(p, say);
                say.with("customers-why-sum", &[("why", why.into()), ("percent", percent.into())])
            }
            None => why,
        };
        Alike { href: one.card.href(), same, name: one.card.name }
    };
    Ok(found.into_iter().map(line).collect())
}

/// The prepared base of the house, or one of a moment in a house without.
pub(super) fn likeness(visit: &Visit) -> Likeness {
    visit.app.offer::<Likeness>().cloned().unwrap_or_default()
}

/// Names the clients who are like what is being typed; nothing when there are none.
pub(super) async fn show_alike(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let (eye, likeness, kind) = (visit.clone(), likeness(&visit), kind_of(query.as_deref()));
    likeness.wake(&visit.app.db, visit.app.firm().country);
    let alike = reading(&visit, move |tx, act, _| {
        let mut values = Vec::new();
        for field in act.fields.of(kind).filter(|field| form.filled(&field.slug).is_some()) {
            let read = super::asked_field::read(field, &form, &act.manner).unwrap_or_default();
            values.extend(read.into_iter().map(|value| (field.no, value)));
        }
        alike(tx, act, (&eye.say, &likeness), (kind, &values))
    });
    let alike = alike.await?;
    web::page(&AlikeFragment { frame: visit.frame("customers-new"), alike })
}

/// Tells whether one typed value is right: 204, or the sentence that says what is wrong.
pub(super) async fn check(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let say = visit.say.clone();
    let sentence = reading(&visit, move |_, act, _| {
        let field = act.fields.slug(form.text("field")).ok_or(CustomerError::Missing)?;
        Ok(match crate::typing::read(field, form.text("value"), &act.manner) {
            Err(error) => error.say(&say),
            Ok(value) => value.and_then(|v| v.doubt).map(|key| say.t(&key)).unwrap_or_default(),
        })
    });
    let sentence = sentence.await?;
    let mut response = Response::new(sentence.clone().into());
    if sentence.is_empty() {
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    Ok(response)
}

async fn page(
    visit: &Visit,
    kind: Kind,
    typed: Option<Form>,
    (errors, alike): (Errors, Vec<Alike>),
) -> Result<Response, Problem> {
    let eye = visit.clone();
    let drawn = reading(visit, move |_, act, staff| {
        let names = typed_card::no_names();
        let clashes = Vec::new();
        let wanted = Wanted { card: None, kind, only: "", typed: typed.as_ref(), errors, clashes, names };
        Ok(card_form::drawn(act, (&eye.say, &act.manner, staff), wanted))
    });
    let mut drawn = drawn.await?;
    drawn.alike = alike;
    let say = &visit.say;
    let kinds = Kind::ALL.iter().map(|one| {
        let label = say.t(&format!("customers-field-kind-{}", one.slug()));
        (format!("/customers/new?kind={}", one.slug()), label, *one == kind)
    });
    web::page(&FormPage {
        frame: visit.frame_titled(drawn.title.clone()),
        action: format!("/customers/new?kind={}", kind.slug()),
        cancel: "/customers".into(),
        save: say.t("customers-new-save"),
        kinds: kinds.collect(),
        draft: format!("new-{}", kind.slug()),
        drawn,
    })
}

/// The address says it, also when the form is sent.
fn kind_of(query: Option<&str>) -> Kind {
    let asked = Form::from_encoded(query.unwrap_or_default());
    Kind::from_slug(asked.text("kind")).unwrap_or_default()
}
