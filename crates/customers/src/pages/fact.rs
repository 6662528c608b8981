//! Deeds over one fact: still so, settled, answered, taken back.

use super::asked_field;
use super::card_deed::{id, writing};
use crate::act::Act;
use crate::changing;
use crate::customer::CustomerId;
use crate::editing::{Edit, Rule};
use crate::error::CustomerError;
use crate::field::FieldNo;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use web::{FieldError, Form, Problem, ToastNote, Visit};

/// Says that a value is still so.
pub(super) async fn still_so(
    visit: Visit,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (id, about) = (id(&text)?, About::of(query));
    writing(&visit, move |tx, act| {
        let field = about.field(act)?;
        changing::confirm(tx, act, id, (field, &about.value))
    })
    .await?;
    Ok(back(id, &ToastNote::new("customers-fact-still-so-toast")))
}

/// Settles a conflict in favour of a value.
pub(super) async fn settle(
    visit: Visit,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (id, about) = (id(&text)?, About::of(query));
    writing(&visit, move |tx, act| {
        let field = about.field(act)?;
        changing::settle(tx, act, id, (field, &about.value))
    })
    .await?;
    Ok(back(id, &ToastNote::new("customers-conflict-settled-toast")))
}

/// Writes down the answer to a question; the toast takes it back.
pub(super) async fn answer(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let eye = visit.clone();
    let answered = writing(&visit, move |tx, act| {
        let mut form = form;
        let slug = form.text("field").to_owned();
        let field =
            act.fields.slug(&slug).filter(|field| !field.is_made()).ok_or(CustomerError::Missing)?;
        crate::pointing::resolve(tx, act, &mut form, field)?;
        let read = asked_field::read(field, &form, &act.manner);
        let values = read.map_err(|errors| {
            CustomerError::Invalid(errors.into_iter().map(|(_, error)| error).collect())
        })?;
        let Some(value) = values.first().map(|value| value.value.clone()) else {
            return Err(CustomerError::Invalid(vec![FieldError::new(&slug, "fields-text-empty")]));
        };
        let edits: Vec<Edit> = match field.is_many {
            true => values.into_iter().map(|value| Edit::Add(field.no, value, Rule::Newest)).collect(),
            false => vec![Edit::Set(field.no, values)],
        };
        changing::change(tx, act, (id, None), &edits)?;
        Ok((slug, value, field.label(&eye.say)))
    })
    .await?;
    let (slug, value, label) = answered;
    let undo = format!("/customers/{id}/facts/remove");
    let note = ToastNote::new("customers-answered-toast").name(label);
    Ok(back(id, &note.undo(undo, vec![("field".into(), slug), ("value".into(), value)])))
}

/// Takes a value away.
pub(super) async fn remove(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    writing(&visit, move |tx, act| {
        let about = About { slug: form.text("field").to_owned(), value: form.text("value").to_owned() };
        let field = about.field(act)?;
        changing::change(tx, act, (id, None), &[Edit::Remove(field, about.value)])
    })
    .await?;
    Ok(back(id, &ToastNote::new("customers-answer-undone")))
}

/// Puts a card away.
pub(super) async fn archive(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id = id(&text)?;
    writing(&visit, move |tx, act| changing::archive(tx, act, id, true)).await?;
    let undo = format!("/customers/{id}/restore");
    Ok(back(id, &ToastNote::new("customers-archived-toast").undo(undo, Vec::new())))
}

/// Takes a card out of the archive.
pub(super) async fn restore(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id = id(&text)?;
    writing(&visit, move |tx, act| changing::archive(tx, act, id, false)).await?;
    let undo = format!("/customers/{id}/archive");
    Ok(back(id, &ToastNote::new("customers-restored-toast").undo(undo, Vec::new())))
}

/// Which value a deed is about.
struct About {
    slug: String,
    value: String,
}

impl About {
    fn of(query: Option<String>) -> Self {
        let form = Form::from_encoded(query.as_deref().unwrap_or_default());
        Self { slug: form.text("field").to_owned(), value: form.text("value").to_owned() }
    }

    fn field(&self, act: &Act) -> Result<FieldNo, CustomerError> {
        act.fields.slug(&self.slug).map(|field| field.no).ok_or(CustomerError::Missing)
    }
}

fn back(id: CustomerId, note: &ToastNote) -> Response {
    web::see_with(&format!("/customers/{id}"), note)
}
