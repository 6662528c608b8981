//! Files and recordings of an interaction: taking in, giving out and playing, removing.

use crate::RIGHT;
use crate::attaching::{self, AttachedFile, AttachedId};
use crate::interaction::InteractionId;
use crate::running;
use axum::extract::Path;
use axum::response::Response;
use customers::Given;
use files::StoredFile;
use http::HeaderMap;
use kernel::Level;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};

/// Takes files in.
pub(super) async fn add(
    visit: Visit,
    Path(text): Path<String>,
    mut form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let all = stored(&visit, &mut form).await?;
    if all.is_empty() {
        return Err(Problem::invalid(vec![FieldError::new("file", "customers-file-missing")]));
    }
    let added = running::write(&visit, move |tx, act| {
        let each = all.iter().map(|(name, stored)| attaching::attach(tx, act, id, (name, stored)));
        each.collect::<Result<Vec<AttachedFile>, _>>()
    });
    let added = added.await?;
    let note = ToastNote::new("interactions-files-added").n(i64::try_from(added.len()).unwrap_or(0));
    let note = match added.as_slice() {
        [one] => note.undo(format!("/interactions/{id}/files/{}/remove", one.id), Vec::new()),
        _ => note,
    };
    Ok(see_with(&format!("/interactions/{id}"), &note))
}

/// Puts what came with a form into the store, with its names; what is empty is left out.
pub(super) async fn stored(visit: &Visit, form: &mut Form) -> Result<Vec<(String, StoredFile)>, Problem> {
    let mut all = Vec::new();
    for upload in form.uploads.drain(..).filter(|upload| !upload.bytes.is_empty()) {
        let name = upload.name.clone();
        all.push((name, customers::stored(visit, upload, attaching::MOST_BYTES).await?));
    }
    Ok(all)
}

/// Gives a file out, or a part of it to a player.
pub(super) async fn give(
    visit: Visit,
    headers: HeaderMap,
    Path((text, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let both = ids(&text, &file)?;
    let file = running::read(&visit, move |tx, act, _| attaching::get(tx, act, both)).await?;
    customers::served(&visit, given(file), &headers).await
}

/// A file as it is given out.
pub(crate) fn given(file: AttachedFile) -> Given {
    let is_shown = file.is_shown();
    Given { name: file.name, media_type: file.media_type, key: file.key, size: file.size, is_shown }
}

/// Removes a file.
pub(super) async fn remove(
    visit: Visit,
    Path((text, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    turn(&visit, ids(&text, &file)?, true).await
}

/// Brings a file back.
pub(super) async fn restore(
    visit: Visit,
    Path((text, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    turn(&visit, ids(&text, &file)?, false).await
}

async fn turn(
    visit: &Visit,
    (id, file): (InteractionId, AttachedId),
    is_removed: bool,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let turned =
        running::write(visit, move |tx, act| attaching::remove(tx, act, (id, file), is_removed)).await?;
    let (key, other) = match is_removed {
        true => ("interactions-file-removed", "restore"),
        false => ("interactions-file-restored", "remove"),
    };
    let note = ToastNote::new(key).name(turned.name);
    let note = note.undo(format!("/interactions/{id}/files/{file}/{other}"), Vec::new());
    Ok(see_with(&format!("/interactions/{id}"), &note))
}

fn ids(text: &str, file: &str) -> Result<(InteractionId, AttachedId), Problem> {
    Ok((text.parse().map_err(|_| Problem::missing())?, file.parse().map_err(|_| Problem::missing())?))
}
