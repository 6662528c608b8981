//! What is done to an interaction by one press: taken back, brought back.

use super::back;
use crate::RIGHT;
use crate::interaction::InteractionId;
use crate::{recording, running};
use axum::extract::Path;
use axum::response::Response;
use kernel::Level;
use web::{Form, Problem, ToastNote, Visit, see_with};

/// Takes it back.
pub(super) async fn remove(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    turn(&visit, &text, (&form, true)).await
}

/// Brings it back.
pub(super) async fn restore(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    turn(&visit, &text, (&form, false)).await
}

async fn turn(visit: &Visit, text: &str, (form, is_removed): (&Form, bool)) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    running::write(visit, move |tx, act| recording::remove(tx, act, id, is_removed)).await?;
    let (key, other) = match is_removed {
        true => ("interactions-removed", "restore"),
        false => ("interactions-restored", "remove"),
    };
    let note = ToastNote::new(key).undo(format!("/interactions/{id}/{other}"), Vec::new());
    Ok(see_with(back::of(form, "/interactions"), &note))
}
