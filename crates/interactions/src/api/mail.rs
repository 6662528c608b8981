//! `/mail-boxes`: boxes that are read and sent by.

use crate::RIGHT;
use crate::mail::{self as room, BoxChange, BoxId, MailBox};
use crate::running;
use access::{TeamId, UserId};
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use kernel::Level;
use mail::{Post, Security};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A mail box; its password is never told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BoxView {
    /// Its id.
    id: BoxId,
    /// What it is called among staff.
    name: String,
    /// Its address.
    email: String,
    /// The server.
    host: String,
    /// Its port.
    port: u16,
    /// `tls`, `starttls` or `plain` (this machine only).
    security: Security,
    /// Who signs in.
    user: String,
    /// The folder that is read.
    folder: String,
    /// Who answers for what comes.
    responsible: Option<UserId>,
    /// Whose shared box it is.
    team: Option<TeamId>,
    /// The server for sending; null for a box that is read only.
    smtp_host: Option<String>,
    /// Its port.
    smtp_port: Option<u16>,
    /// `tls`, `starttls` or `plain` (this machine only).
    smtp_security: Option<Security>,
    /// What was wrong at the last look, in words.
    trouble: Option<String>,
    /// When it was looked into last.
    looked_at: Option<String>,
}

impl BoxView {
    fn of(one: MailBox, visit: &Visit) -> Self {
        Self {
            id: one.id,
            name: one.name,
            email: one.email,
            host: one.host,
            port: one.port,
            security: one.security,
            user: one.user,
            folder: one.folder,
            responsible: one.responsible.map(UserId),
            team: one.team.map(TeamId),
            smtp_host: one.outlet.as_ref().map(|outlet| outlet.host.clone()),
            smtp_port: one.outlet.as_ref().map(|outlet| outlet.port),
            smtp_security: one.outlet.as_ref().map(|outlet| outlet.security),
            trouble: one.trouble.map(|key| visit.say.t(&key)),
            looked_at: one.looked_at.map(moment),
        }
    }
}

/// A mail box as it shall be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoxBody {
    /// What it is called; its address when left out.
    #[serde(default)]
    #[schema(example = "Отдел продаж")]
    name: String,
    /// Its address.
    #[schema(example = "sales@dastarkhan.example")]
    email: String,
    /// The server.
    #[schema(example = "imap.dastarkhan.example")]
    host: String,
    /// Its port; the usual one when left out.
    #[schema(example = 993)]
    port: Option<u16>,
    /// `tls`, `starttls` or `plain` (this machine only).
    #[serde(default)]
    #[schema(example = "tls")]
    security: Security,
    /// Who signs in; the address when left out.
    #[serde(default)]
    #[schema(example = "sales@dastarkhan.example")]
    user: String,
    /// A new password; the one at hand stays when left out, unless server or user change.
    #[schema(example = "a password for programs")]
    password: Option<String>,
    /// The folder; `INBOX` when left out.
    #[serde(default)]
    #[schema(example = "INBOX")]
    folder: String,
    /// Who answers for what comes.
    #[schema(example = json!(null))]
    responsible: Option<UserId>,
    /// Whose shared box it is: they see what waits in the tray and send by it.
    #[schema(example = json!(null))]
    team: Option<TeamId>,
    /// The server for sending, with the same sign-in; left out for a box that is read only.
    #[serde(default)]
    #[schema(example = "smtp.dastarkhan.example")]
    smtp_host: String,
    /// Its port; the usual one when left out.
    #[schema(example = 465)]
    smtp_port: Option<u16>,
    /// `tls`, `starttls` or `plain` (this machine only).
    #[serde(default)]
    #[schema(example = "tls")]
    smtp_security: Security,
}

impl BoxBody {
    fn change(self) -> BoxChange {
        BoxChange {
            name: self.name,
            email: self.email,
            host: self.host,
            port: self.port,
            security: self.security,
            user: self.user,
            password: self.password,
            folder: self.folder,
            responsible: self.responsible.map(|who| who.0),
            team: self.team.map(|team| team.0),
            smtp_host: self.smtp_host,
            smtp_port: self.smtp_port,
            smtp_security: self.smtp_security,
        }
    }
}

/// What came of trying a box.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TriedView {
    /// Whether it can be read.
    is_well: bool,
    /// What is wrong, in words; empty when nothing is.
    detail: String,
}

/// Boxes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BoxList {
    /// By name.
    items: Vec<BoxView>,
}

fn id<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// List the mail boxes
#[utoipa::path(get, path = "/mail-boxes", tag = "interactions", responses(
    (status = 200, description = "Boxes, without their passwords", body = BoxList),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
))]
pub(crate) async fn list_mail_boxes(visit: Visit) -> Result<Json<BoxList>, Problem> {
    let boxes = running::read(&visit, |tx, act, _| room::all(tx, act)).await?;
    Ok(Json(BoxList { items: boxes.into_iter().map(|one| BoxView::of(one, &visit)).collect() }))
}

/// Add a mail box
///
/// It is read from today on, each minute.
#[utoipa::path(post, path = "/mail-boxes", tag = "interactions", request_body = BoxBody, responses(
    (status = 201, description = "The box", body = BoxView),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn add_mail_box(
    visit: Visit,
    Body(sent): Body<BoxBody>,
) -> Result<(StatusCode, Json<BoxView>), Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let post = visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)?;
    let change = sent.change();
    let new = running::write(&visit, move |tx, act| room::add(tx, act, &post.seal, change)).await?;
    Ok((StatusCode::CREATED, Json(BoxView::of(new, &visit))))
}

/// Change a mail box
#[utoipa::path(put, path = "/mail-boxes/{id}", tag = "interactions", request_body = BoxBody,
    params(("id" = BoxId, Path, description = "The box")), responses(
    (status = 200, description = "The box as it is now", body = BoxView),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn change_mail_box(
    visit: Visit,
    Path(path): Path<String>,
    Body(sent): Body<BoxBody>,
) -> Result<Json<BoxView>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let post = visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)?;
    let (id, change) = (id(&path)?, sent.change());
    let changed = running::write(&visit, move |tx, act| room::change(tx, act, (id, &post.seal), change));
    Ok(Json(BoxView::of(changed.await?, &visit)))
}

/// Read a mail box no more
#[utoipa::path(delete, path = "/mail-boxes/{id}", tag = "interactions",
    params(("id" = BoxId, Path, description = "The box")), responses(
    (status = 204, description = "It is read no more; what was read stays"),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
))]
pub(crate) async fn forget_mail_box(visit: Visit, Path(path): Path<String>) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&path)?;
    running::write(&visit, move |tx, act| room::forget(tx, act, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Try a mail box
#[utoipa::path(post, path = "/mail-boxes/{id}/test", tag = "interactions",
    params(("id" = BoxId, Path, description = "The box")), responses(
    (status = 200, description = "What came of it", body = TriedView),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
))]
pub(crate) async fn test_mail_box(
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Json<TriedView>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let tried = running::try_box(&visit, id(&path)?).await?;
    let detail = tried.as_ref().err().map(|error| error.say(&visit.say)).unwrap_or_default();
    Ok(Json(TriedView { is_well: tried.is_ok(), detail }))
}

/// Look into every mail box now
///
/// Otherwise each is looked into within the minute.
#[utoipa::path(post, path = "/mail-boxes/look", tag = "interactions", responses(
    (status = 202, description = "They are being looked into"),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
))]
pub(crate) async fn look_into_mail_boxes(visit: Visit) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    running::write(&visit, room::look_now).await?;
    Ok(StatusCode::ACCEPTED)
}
