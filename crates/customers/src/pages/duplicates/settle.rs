//! Settling a pair: merged, parted again, said to be two clients, or taken back.

use super::{followers, pair};
use crate::customer::CustomerId;
use crate::duplicates;
use crate::error::CustomerError;
use crate::field::FieldSet;
use crate::merging::{self, Keep, MergeId, Wanted};
use crate::pages::card_deed::{id, unprocessable, writing};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Form, Problem, ToastNote, Visit};

/// Merges the second card into the first.
pub(super) async fn merge(
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let (one, other) = (id(&one)?, id(&other)?);
    let (followers, sent) = (followers(&visit), form.clone());
    let merged = writing(&visit, move |tx, act| {
        let choices = choices(&sent, &act.fields);
        let revision = |name: &str| sent.text(name).parse().ok();
        let wanted = Wanted {
            winner: (one, revision("revision")),
            loser: (other, revision("other_revision")),
            choices,
            ..Wanted::of(one, other)
        };
        merging::merge_into(tx, act, &followers, &wanted)
    });
    match merged.await {
        Ok((merge, card)) => {
            let undo = format!("/merges/{}/undo", merge.id);
            let note = ToastNote::new("customers-merged-toast").name(card.name.clone());
            Ok(web::see_with(&back(&form), &note.undo(undo, vec![("at".into(), "/duplicates".into())])))
        }
        Err(CustomerError::Outdated(_)) => {
            let notice = visit.say.t("web-problem-outdated");
            Ok(unprocessable(pair::page(&visit, (one, other), notice).await?))
        }
        Err(CustomerError::Invalid(errors)) => {
            let notice = errors.iter().map(|error| error.say(&visit.say)).collect::<Vec<_>>().join(" ");
            Ok(unprocessable(pair::page(&visit, (one, other), notice).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Merges all cards of a group into the one of which most is known.
pub(super) async fn merge_group(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let mut cards = Vec::new();
    for seen in form.all("card") {
        let (card, revision) = seen.split_once(':').ok_or_else(Problem::missing)?;
        cards.push((id(card)?, revision.parse().ok()));
    }
    let followers = followers(&visit);
    let merged = writing(&visit, move |tx, act| merging::merge_all(tx, act, &followers, &cards));
    match merged.await {
        Ok((merges, card)) => {
            let mut fields = vec![("at".to_owned(), "/duplicates".to_owned())];
            fields.extend(merges.iter().map(|merge| ("merge".to_owned(), merge.id.to_string())));
            let note = ToastNote::new("customers-merged-toast").name(card.name.clone());
            Ok(web::see_with(&back(&form), &note.undo("/merges/undo", fields)))
        }
        Err(CustomerError::Outdated(_)) => {
            Err(Problem::new(StatusCode::PRECONDITION_FAILED, "customers-merge-group-moved"))
        }
        Err(CustomerError::Invalid(errors)) => {
            let words = errors.iter().map(|error| error.say(&visit.say)).collect::<Vec<_>>().join(" ");
            Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "customers-merge-group-not")
                .with_detail(words))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes the mergings of a group back.
pub(super) async fn undo_group(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let ids: Vec<MergeId> = form.all("merge").filter_map(|id| id.parse().ok()).collect();
    let followers = followers(&visit);
    let stays = writing(&visit, move |tx, act| merging::undo_all(tx, act, &followers, &ids)).await?;
    let note = ToastNote::new("customers-unmerged-group-toast").name(stays.name.clone());
    Ok(web::see_with(&back(&form), &note))
}

fn choices(form: &Form, fields: &FieldSet) -> Vec<(i64, Keep)> {
    let of_field = |field: &crate::Field| {
        let keep = match form.text(&format!("keep.{}", field.slug)) {
            "winner" => Keep::Winner,
            "loser" => Keep::Loser,
            "both" => Keep::Both,
            _ => return None,
        };
        Some((field.no, keep))
    };
    fields.all().filter_map(of_field).collect()
}

/// Takes a merging back.
pub(super) async fn undo(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let merge: MergeId = text.parse().map_err(|_| Problem::missing())?;
    let followers = followers(&visit);
    let parted = writing(&visit, move |tx, act| merging::undo(tx, act, &followers, merge)).await?;
    let note = ToastNote::new("customers-unmerged-toast").name(parted.1.name.clone());
    let to = if form.text("at") == "card" { parted.0.href() } else { back(&form) };
    Ok(web::see_with(&to, &note))
}

/// Says that two cards are of two clients.
pub(super) async fn deny(
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let pair: (CustomerId, CustomerId) = (id(&one)?, id(&other)?);
    writing(&visit, move |tx, act| duplicates::deny(tx, act, pair)).await?;
    let undo = format!("/duplicates/{}/{}/allow", pair.0, pair.1);
    let note = ToastNote::new("customers-denied-toast").undo(undo, Vec::new());
    Ok(web::see_with(&back(&form), &note))
}

/// Takes that back.
pub(super) async fn allow(
    visit: Visit,
    Path((one, other)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let pair = (id(&one)?, id(&other)?);
    writing(&visit, move |tx, act| duplicates::allow(tx, act, pair)).await?;
    Ok(web::see_with(&back(&form), &ToastNote::new("customers-allowed-toast")))
}

/// The list at the place where it was.
fn back(form: &Form) -> String {
    let at = form.text("at");
    if at.starts_with("/duplicates") { at.to_owned() } else { "/duplicates".into() }
}
