//! Saving the list as it looks, and arranging saved views.

use super::list::address::Asked;
use super::list::{ARCHIVED, Resolved};
use crate::RIGHT;
use crate::error::CustomerError;
use crate::running;
use crate::views::{self, Look, View, ViewId};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{Form, Fragment, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/view.html")]
struct ViewPage {
    frame: Frame,
    form: ViewForm,
}

#[derive(Template)]
#[template(path = "pages/view_form.html")]
struct ViewDialog {
    frame: Frame,
    form: ViewForm,
}

/// The form of a view, new or known.
struct ViewForm {
    action: String,
    /// Where it is removed; empty for a new one.
    remove: String,
    at: String,
    back: String,
    name: String,
    is_shared: bool,
    may_share: bool,
    error: String,
}

impl ViewForm {
    fn new(visit: &Visit, at: &str) -> Self {
        Self {
            action: "/customers/views".into(),
            remove: String::new(),
            at: at.to_owned(),
            back: Asked::of(at).href(),
            name: String::new(),
            is_shared: false,
            may_share: visit.actor().may(RIGHT, Level::Arrange),
            error: String::new(),
        }
    }

    fn of(visit: &Visit, at: &str, view: &View) -> Self {
        Self {
            action: format!("/customers/views/{}", view.id),
            remove: format!("/customers/views/{}/remove", view.id),
            name: view.name.clone(),
            is_shared: view.is_shared,
            ..Self::new(visit, at)
        }
    }

    fn draw(self, visit: &Visit, fragment: &Fragment) -> Result<Response, Problem> {
        let is_wrong = !self.error.is_empty();
        let title = if self.remove.is_empty() { "ui-view-save" } else { "customers-view-arrange" };
        let frame = visit.frame(title);
        let mut response = if fragment.is("dialog") {
            web::page(&ViewDialog { frame, form: self })?
        } else {
            web::page(&ViewPage { frame, form: self })?
        };
        if is_wrong {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }
}

fn at_of(query: Option<&str>) -> String {
    Form::from_encoded(query.unwrap_or_default()).text("at").to_owned()
}

/// Asks for the name of a new view.
pub(crate) async fn ask(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    ViewForm::new(&visit, &at_of(query.as_deref())).draw(&visit, &fragment)
}

/// Shows a view's form.
pub(crate) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(id): Path<ViewId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let view = running::read(&visit, move |tx, act| views::get(tx, act, id)).await?;
    ViewForm::of(&visit, &at_of(query.as_deref()), &view).draw(&visit, &fragment)
}

/// Saves the list as it looks.
pub(crate) async fn save(visit: Visit, fragment: Fragment, form: Form) -> Result<Response, Problem> {
    let (asked, sent) = (Asked::of(form.text("at")), form.clone());
    let saved = running::write(&visit, move |tx, act| {
        let look = Resolved::of(tx, act, &asked)?.look();
        views::save(tx, act, sent.text("name"), look, sent.is_ticked("is_shared"))
    });
    match saved.await {
        Ok(view) => Ok(shown(&view, "customers-view-saved", &fragment)),
        Err(error) => redrawn(&visit, &fragment, (ViewForm::new(&visit, form.text("at")), &form), error),
    }
}

/// Writes a view anew, with the look of the list.
pub(crate) async fn change(
    visit: Visit,
    fragment: Fragment,
    Path(id): Path<ViewId>,
    form: Form,
) -> Result<Response, Problem> {
    let (asked, sent) = (Asked::of(form.text("at")), form.clone());
    let known = running::read(&visit, move |tx, act| views::get(tx, act, id)).await?;
    let changed = running::write(&visit, move |tx, act| {
        let look = Resolved::of(tx, act, &asked)?.look();
        views::change(tx, act, id, sent.text("name"), (look, sent.is_ticked("is_shared")))
    });
    match changed.await {
        Ok(view) => Ok(shown(&view, "customers-view-kept", &fragment)),
        Err(error) => {
            redrawn(&visit, &fragment, (ViewForm::of(&visit, form.text("at"), &known), &form), error)
        }
    }
}

/// Removes a view; saving it again takes that back.
pub(crate) async fn remove(visit: Visit, Path(id): Path<ViewId>) -> Result<Response, Problem> {
    let view = running::write(&visit, move |tx, act| views::remove(tx, act, id)).await?;
    let mut fields = vec![("name".into(), view.name.clone()), ("at".into(), asked_of(&view.look).query())];
    if view.is_shared {
        fields.push(("is_shared".into(), "on".into()));
    }
    let note = ToastNote::new("customers-view-removed").name(view.name).undo("/customers/views", fields);
    Ok(web::see_with("/customers", &note))
}

/// Leads to the view; a dialog closes and the page below, drawn anew, says what was done.
fn shown(view: &View, key: &str, fragment: &Fragment) -> Response {
    let asked = Asked { view: view.id.to_string(), ..Asked::default() };
    let mut response = web::see_with(&asked.href(), &ToastNote::new(key).name(&view.name));
    if fragment.is("dialog") {
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    response
}

fn redrawn(
    visit: &Visit,
    fragment: &Fragment,
    (form, sent): (ViewForm, &Form),
    error: CustomerError,
) -> Result<Response, Problem> {
    let CustomerError::Invalid(errors) = error else { return Err(error.into()) };
    let said: Vec<_> = errors.iter().map(|error| error.say(&visit.say)).collect();
    let name = sent.text("name").to_owned();
    ViewForm { name, is_shared: sent.is_ticked("is_shared"), error: said.join(" "), ..form }
        .draw(visit, fragment)
}

/// The address of a list that looks so.
fn asked_of(look: &Look) -> Asked {
    Asked {
        view: if look.is_archived { ARCHIVED.into() } else { String::new() },
        filter: look.filter.as_ref().map(|filter| filter.to_json().to_string()).unwrap_or_default(),
        sort: look.sort.clone(),
        columns: look.columns.clone(),
        ..Asked::default()
    }
}
