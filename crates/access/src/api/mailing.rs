//! `/firm/mail`: the firm's own account for letters that Kartoteka writes by itself.

use super::body::{Body, json};
use crate::mailing::{self, Mailing, MailingChange};
use crate::rights::FIRM;
use crate::running_mail as running;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use mail::{Address, Security};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// The account; its password is never told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailingShown {
    /// The server.
    host: String,
    /// Its port.
    port: u16,
    /// How the way there is kept: `tls`, `starttls` or `plain` (this machine only).
    security: Security,
    /// Who signs in; may be empty.
    user: String,
    /// The name that letters bear; may be empty.
    from_name: String,
    /// The address that letters bear.
    from_email: String,
    /// The address by which people reach this house, for links.
    house: String,
}

impl MailingShown {
    fn of(held: Mailing) -> Self {
        Self {
            host: held.host,
            port: held.port,
            security: held.security,
            user: held.user,
            from_name: held.from.name,
            from_email: held.from.email,
            house: held.house,
        }
    }
}

/// The account as it shall be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailingWishes {
    /// The server.
    #[schema(example = "smtp.dastarkhan.example")]
    host: String,
    /// Its port; the usual one when left out.
    #[schema(example = 465)]
    port: Option<u16>,
    /// How the way there is kept: `tls`, `starttls` or `plain` (this machine only).
    #[serde(default)]
    #[schema(example = "tls")]
    security: Security,
    /// Who signs in; empty where nobody has to.
    #[serde(default)]
    #[schema(example = "crm@dastarkhan.example")]
    user: String,
    /// A new password; the one at hand stays when left out, unless server or user change.
    #[schema(example = "a password for programs")]
    password: Option<String>,
    /// The name that letters bear.
    #[serde(default)]
    #[schema(example = "Дастархан")]
    from_name: String,
    /// The address that letters bear.
    #[schema(example = "crm@dastarkhan.example")]
    from_email: String,
    /// The address by which people reach this house, for links.
    #[schema(example = "https://crm.dastarkhan.example")]
    house: String,
}

/// What came of a test letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TestShown {
    /// Whether the server took it.
    is_sent: bool,
    /// To whom it went, or what is wrong.
    detail: String,
}

/// Reads the firm's mail account.
#[utoipa::path(get, path = "/firm/mail", tag = "access", responses(
    (status = 200, description = "The account, without its password", body = MailingShown),
    (status = 403, description = "The right over the firm is missing", body = ProblemBody),
    (status = 404, description = "There is none", body = ProblemBody),
))]
pub(crate) async fn get_firm_mail(visit: Visit) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let held = visit.app.db.reading(mailing::load).await?.ok_or_else(Problem::missing)?;
    json(StatusCode::OK, &MailingShown::of(held))
}

/// Sets the firm's mail account.
#[utoipa::path(put, path = "/firm/mail", tag = "access", request_body = MailingWishes, responses(
    (status = 200, description = "The account as it is now", body = MailingShown),
    (status = 403, description = "The right over the firm is missing", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn set_firm_mail(
    visit: Visit,
    Body(sent): Body<MailingWishes>,
) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let change = MailingChange {
        host: sent.host,
        port: sent.port,
        security: sent.security,
        user: sent.user,
        password: sent.password,
        from: Address { name: sent.from_name, email: sent.from_email },
        house: sent.house,
    };
    let held = running::change(&visit, change).await?;
    json(StatusCode::OK, &MailingShown::of(held))
}

/// Forgets the firm's mail account.
#[utoipa::path(delete, path = "/firm/mail", tag = "access", responses(
    (status = 204, description = "There is none any more"),
    (status = 403, description = "The right over the firm is missing", body = ProblemBody),
))]
pub(crate) async fn forget_firm_mail(visit: Visit) -> Result<StatusCode, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    running::forget(&visit).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a test letter to whoever asks.
#[utoipa::path(post, path = "/firm/mail/test", tag = "access", responses(
    (status = 200, description = "What came of it", body = TestShown),
    (status = 403, description = "The right over the firm is missing", body = ProblemBody),
    (status = 404, description = "There is no account", body = ProblemBody),
))]
pub(crate) async fn test_firm_mail(visit: Visit) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let held = visit.app.db.reading(mailing::load).await?.ok_or_else(Problem::missing)?;
    let shown = match running::test(&visit, held).await? {
        Ok(email) => TestShown { is_sent: true, detail: email },
        Err(words) => TestShown { is_sent: false, detail: words },
    };
    json(StatusCode::OK, &shown)
}
