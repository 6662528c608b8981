//! `/contact-cards`: the forms, where they stand, and putting them away.

use crate::RIGHT;
use crate::cards::arranging::{self, Drawn};
use crate::cards::{CardForm, FormId};
use crate::running;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::gating::{Gates, Place};
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see_with};

#[derive(Template)]
#[template(path = "pages/cards/forms.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<FormLine>,
}

/// A form in the list.
struct FormLine {
    id: String,
    name: String,
    n_questions: usize,
    places: String,
    is_away: bool,
}

/// Every place of the house.
pub(super) fn gates(visit: &Visit) -> Gates {
    visit.app.offer::<Gates>().cloned().unwrap_or_default()
}

/// Shows them.
pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let gates = gates(&visit);
    let found = running::read(&visit, move |tx, act, _| Ok((arranging::all(tx, act)?, gates.places(tx)?)));
    let (forms, places) = found.await?;
    let lines = forms.into_iter().map(|form| line(form, &places)).collect();
    web::page(&ListPage { frame: visit.frame("interactions-forms"), lines })
}

fn line(form: CardForm, places: &[Place]) -> FormLine {
    let named = form.places.iter().map(|key| {
        places.iter().find(|place| place.key == *key).map_or(key.as_str(), |place| place.label.as_str())
    });
    FormLine {
        id: form.id.to_string(),
        n_questions: form.questions.len(),
        places: named.collect::<Vec<_>>().join(", "),
        is_away: form.is_away,
        name: form.name,
    }
}

/// Puts one away, or brings it back.
pub(super) async fn put_away(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: FormId = text.parse().map_err(|_| Problem::missing())?;
    let is_away = form.text("is_away") == "1";
    let kept = running::write(&visit, move |tx, act| {
        let known = arranging::get(tx, act, id)?;
        let drawn = Drawn { is_away, ..Drawn::of(&known) };
        arranging::change(tx, act, (id, None), (drawn, &[]))
    });
    let kept = kept.await?;
    let (key, other) =
        if is_away { ("interactions-kind-away", "0") } else { ("interactions-kind-back", "1") };
    let undo = vec![("is_away".to_owned(), other.to_owned())];
    let note = ToastNote::new(key).name(kept.name).undo(format!("/contact-cards/{id}/away"), undo);
    Ok(see_with("/contact-cards", &note))
}
