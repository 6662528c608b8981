//! Exports that were asked for, and a second person's consent.

use crate::exporting::{self, ExportId, ExportRequest, ExportState};
use crate::rights::EXPORT;
use crate::{ListWords, User, user};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::{Level, RawId};
use ui::Frame;
use web::{Problem, ToastNote, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/exports.html")]
struct ExportsPage {
    frame: Frame,
    lines: Vec<ExportLine>,
}

/// An export as it is drawn.
struct ExportLine {
    id: ExportId,
    no: i64,
    when: String,
    who: String,
    n: i64,
    /// Which list, in words: what it was filtered by and which columns it has.
    what: String,
    format: String,
    reason: String,
    state: String,
    signal: &'static str,
    can_decide: bool,
}

/// Shows them, newest first: everybody's to those who decide, else one's own.
pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(EXPORT, Level::Write)?;
    let actor = visit.actor().clone();
    let read = visit
        .app
        .db
        .reading(move |tx| Ok::<_, crate::Refusal>((exporting::all(tx, &actor, 200)?, user::all(tx)?)));
    let (requests, people) = read.await?;
    let lists = requests.iter().map(|request| request.what.clone()).collect();
    let words = ListWords::of(&visit, lists).await?;
    let lines = requests.into_iter().zip(words).map(|asked| line(&visit, asked, &people)).collect();
    web::page(&ExportsPage { frame: visit.frame("access-audit"), lines })
}

fn name(say: &Say, id: Option<RawId>, people: &[User]) -> String {
    let user = people.iter().find(|user| Some(user.id.0) == id);
    user.map_or_else(|| say.t("access-audit-nobody"), |user| user.name.clone())
}

fn line(visit: &Visit, (request, what): (ExportRequest, String), people: &[User]) -> ExportLine {
    let (say, actor) = (&visit.say, visit.actor());
    let word = say.t(&format!("access-export-{}", request.state.slug()));
    let state = match request.decided_by {
        Some(by) => format!("{word} ({})", name(say, Some(by), people)),
        None => word,
    };
    ExportLine {
        id: request.id,
        no: request.no,
        when: say.date_time(request.asked_at),
        who: name(say, request.user, people),
        n: request.n,
        what,
        format: request.format,
        reason: request.reason,
        state,
        signal: match request.state {
            ExportState::Waiting => "amber",
            ExportState::Refused => "red",
            ExportState::Agreed | ExportState::Begun => "",
        },
        can_decide: request.state == ExportState::Waiting
            && request.user != actor.user
            && actor.may(EXPORT, Level::Arrange),
    }
}

/// Agrees to one.
pub(crate) async fn agree(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    decide(&visit, &id, true).await
}

/// Refuses one.
pub(crate) async fn refuse(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    decide(&visit, &id, false).await
}

async fn decide(visit: &Visit, id: &str, is_agreed: bool) -> Result<Response, Problem> {
    visit.need(EXPORT, Level::Arrange)?;
    let id: ExportId = id.parse().map_err(|_| Problem::missing())?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    visit.app.db.writing(move |tx| exporting::decide(tx, &setting, &actor, id, is_agreed)).await?;
    Ok(web::see_with("/audit/exports", &ToastNote::new("access-saved")))
}
