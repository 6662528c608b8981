//! What is done to a deal by one press: brought to a stage, won, lost, opened again, taken.

use super::around::back;
use super::gate::{self, Target};
use super::lines::amounts;
use crate::deal::{Deal, DealId};
use crate::error::DealError;
use crate::gates::Held;
use crate::moving::{self, Move};
use crate::{Dealing, board, dealing, running};
use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse as _, Response};
use db::Tx;
use http::StatusCode;
use kernel::Level;
use ui::address::with_query;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};

/// The heads of the columns as they are after a move.
#[derive(Template)]
#[template(path = "pages/moved.html")]
struct Moved {
    sums: Vec<(String, String, String)>,
    /// That it is with others now and seen no more; else empty.
    gone: String,
}

/// Does a deed over the deal of a path.
pub(super) async fn deed<R: Send + 'static>(
    visit: &Visit,
    text: &str,
    verb: impl FnOnce(&mut Tx<'_>, &Dealing, DealId) -> Result<R, DealError> + Send + 'static,
) -> Result<R, DealError> {
    let id: DealId = text.parse().map_err(|_| DealError::Missing)?;
    running::write(visit, Level::Write, move |tx, dealing| verb(tx, dealing, id)).await
}

pub(super) fn revision(form: &Form) -> Option<i64> {
    form.text("revision").parse().ok()
}

/// A deal after a deed, and whether whoever did it still sees it.
pub(super) struct Kept {
    pub(super) deal: Deal,
    pub(super) is_seen: bool,
}

/// Looks whether a deal is still seen after a deed that may have handed it over.
pub(super) fn still(tx: &mut Tx<'_>, dealing: &Dealing, deal: Deal) -> Result<Kept, DealError> {
    match dealing::get(tx, dealing, deal.id) {
        Ok(_) => Ok(Kept { deal, is_seen: true }),
        Err(DealError::Missing) => Ok(Kept { deal, is_seen: false }),
        Err(error) => Err(error),
    }
}

/// Where one lands after a deed: where one was; with a deal that went to others, on a look at many deals.
pub(super) fn landed(form: &Form, (kept, otherwise): (&Kept, &str), note: ToastNote) -> Response {
    let to = back(form, otherwise);
    if kept.is_seen {
        return see_with(to, &note);
    }
    let note = ToastNote::new("deals-handed-over").name(kept.deal.title.clone());
    let is_of_many = ["/deals?", "/deals/list"].iter().any(|path| to.starts_with(path));
    match is_of_many {
        true => see_with(to, &note),
        false => see_with(&with_query("/deals", "pipeline", &kept.deal.pipeline.to_string()), &note),
    }
}

/// Says that somebody was faster, and where the deal is now.
pub(crate) async fn outdated(visit: &Visit, deal: Deal) -> Result<Problem, Problem> {
    let (pipeline, staff) = running::read(visit, move |tx, _, staff| {
        Ok(((dealing::pipeline(tx, deal.pipeline)?, deal), staff.clone()))
    })
    .await?;
    let (pipeline, deal) = pipeline;
    let stage = pipeline.stage(deal.stage).map(|stage| stage.name.as_str()).unwrap_or_default();
    let who = deal.responsible.and_then(|id| staff.name(id)).unwrap_or_default();
    let args = [("stage", stage.into()), ("who", who.into())];
    Ok(Problem::outdated().with_detail(visit.say.with("deals-outdated", &args)))
}

/// Answers a deed that did not come about.
pub(super) async fn refused(
    visit: &Visit,
    (fragment, text, form): (&Fragment, &str, &Form),
    (target, error): (Option<Target>, DealError),
) -> Result<Response, Problem> {
    match (error, target) {
        (DealError::Held(held), Some(target)) => {
            gate::draw(visit, (text, form, fragment), (target, *held), &[]).await
        }
        (DealError::Invalid(errors), Some(target)) if errors.iter().any(|error| error.field == "note") => {
            // Another team works on that stage: the page where its note is written opens.
            gate::draw(visit, (text, form, fragment), (target, Held::default()), &errors).await
        }
        (DealError::Outdated(deal), _) => {
            let problem = outdated(visit, *deal).await?;
            if fragment.is("card") {
                // The board shows a sentence where the card was let go.
                let words = problem.detail().unwrap_or_default().to_owned();
                return Ok(web::refusal(StatusCode::PRECONDITION_FAILED, words));
            }
            Err(problem)
        }
        (DealError::Invalid(errors), _) if fragment.is("card") => {
            let words = errors.first().map(|error: &FieldError| error.say(&visit.say)).unwrap_or_default();
            Ok(web::refusal(StatusCode::CONFLICT, words))
        }
        (error, _) => Err(error.into()),
    }
}

/// Brings it to the stage named by `stage`, before the card named by `before`.
pub(super) async fn shift(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let stage = form.text("stage").parse().map_err(|_| unknown_stage())?;
    let to = Move { stage, before: form.text("before").parse().ok(), note: form.text("note").to_owned() };
    let seen = revision(&form);
    let moved = deed(&visit, &text, move |tx, dealing, id| {
        let deal = moving::shift(tx, dealing, (id, seen), &to)?;
        let pipeline = dealing::pipeline(tx, deal.pipeline)?;
        Ok((board::sums_of(tx, dealing, &pipeline)?, still(tx, dealing, deal)?))
    });
    match moved.await {
        Ok((sums, Kept { deal, is_seen })) if fragment.is("card") => {
            let say = &visit.say;
            let sum = |(id, sum): &(crate::StageId, crate::listing::Sum)| {
                (id.to_string(), say.number(sum.n), amounts(sum, say))
            };
            let name = [("name", deal.title.as_str().into())];
            let gone = if is_seen { String::new() } else { say.with("deals-handed-over", &name) };
            let page = Moved { sums: sums.iter().map(sum).collect(), gone };
            let html = page.render().map_err(|_| Problem::broken())?;
            Ok(([(http::header::ETAG, format!("\"{}\"", deal.revision))], Html(html)).into_response())
        }
        Ok((_, kept)) => Ok(landed(&form, (&kept, "/deals"), ToastNote::new("deals-moved"))),
        Err(error) => refused(&visit, (&fragment, &text, &form), (Some(Target::Stage(stage)), error)).await,
    }
}

fn unknown_stage() -> Problem {
    Problem::invalid(vec![FieldError::new("stage", "deals-stage-unknown")])
}

pub(super) async fn win(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let (seen, note) = (revision(&form), form.text("note").to_owned());
    let won = deed(&visit, &text, move |tx, dealing, id| moving::win(tx, dealing, (id, seen), &note)).await;
    match won {
        Ok(deal) => {
            let note = ToastNote::new("deals-won").name(visit.say.money(&deal.money()));
            let note = note.undo(format!("/deals/{text}/reopen"), Vec::new());
            Ok(see_with(back(&form, &deal.href()), &note))
        }
        Err(error) => refused(&visit, (&fragment, &text, &form), (Some(Target::Won), error)).await,
    }
}

pub(super) async fn lose(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let seen = revision(&form);
    let (reason, note) = (form.text("reason").parse().ok(), form.text("note").to_owned());
    let lost =
        deed(&visit, &text, move |tx, dealing, id| moving::lose(tx, dealing, (id, seen), (reason, &note)));
    match lost.await {
        Ok(deal) => {
            let note = ToastNote::new("deals-lost").undo(format!("/deals/{text}/reopen"), Vec::new());
            Ok(see_with(back(&form, &deal.href()), &note))
        }
        Err(error) => refused(&visit, (&fragment, &text, &form), (None, error)).await,
    }
}

pub(super) async fn reopen(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let seen = revision(&form);
    match deed(&visit, &text, move |tx, dealing, id| moving::reopen(tx, dealing, (id, seen))).await {
        Ok(deal) => Ok(see_with(back(&form, &deal.href()), &ToastNote::new("deals-reopened"))),
        Err(error) => refused(&visit, (&fragment, &text, &form), (None, error)).await,
    }
}

pub(super) async fn take(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let deal = deed(&visit, &text, dealing::take).await?;
    Ok(see_with(back(&form, &deal.href()), &ToastNote::new("deals-taken")))
}
