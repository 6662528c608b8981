//! `/earnings/statements/{id}/submission`, `/approval` and `/payment`.

use super::shape::StatementView;
use crate::earning::Earning;
use crate::error::EarningError;
use crate::running;
use crate::seeing;
use crate::statement::{Statement, StatementId};
use crate::stating::{self, Seen};
use axum::extract::{Path, Query};
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::Level;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{IfMatch, Problem, ProblemBody, Visit, json_at};

async fn step(
    visit: &Visit,
    (text, revision): (&str, Option<i64>),
    verb: impl FnOnce(&mut Tx<'_>, &Earning, Seen) -> Result<Statement, EarningError> + Send + 'static,
) -> Result<Response, Problem> {
    let id: StatementId = running::id(text)?;
    let done = running::write(visit, Level::Read, move |tx, earning| {
        verb(tx, earning, (id, revision))?;
        Ok(StatementView::whole(seeing::whole(tx, earning, id)?, earning))
    });
    let view = done.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

/// Submit a statement for approval
///
/// Lines that are held back or cannot be counted yet move on to the next month.
#[utoipa::path(
    put,
    path = "/earnings/statements/{id}/submission",
    tag = "earnings",
    params(("id" = String, Path, description = "The statement's id")),
    responses(
        (status = 200, description = "The statement", body = StatementView),
        (status = 404, description = "There is no such statement", body = ProblemBody),
        (status = 409, description = "It is no draft, or nothing of it may be paid yet", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn submit_statement(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    step(&visit, (&text, revision), stating::submit).await
}

/// Take a submitted statement back into its draft
#[utoipa::path(
    delete,
    path = "/earnings/statements/{id}/submission",
    tag = "earnings",
    params(("id" = String, Path, description = "The statement's id")),
    responses(
        (status = 200, description = "The statement", body = StatementView),
        (status = 404, description = "There is no such statement", body = ProblemBody),
        (status = 409, description = "It is not submitted", body = ProblemBody),
    )
)]
pub(crate) async fn take_back_statement(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    step(&visit, (&text, revision), stating::take_back).await
}

/// Approve a statement
///
/// Nobody approves their own.
#[utoipa::path(
    put,
    path = "/earnings/statements/{id}/approval",
    tag = "earnings",
    params(("id" = String, Path, description = "The statement's id")),
    responses(
        (status = 200, description = "The statement", body = StatementView),
        (status = 403, description = "It is one's own, or the right is missing", body = ProblemBody),
        (status = 404, description = "There is no such statement", body = ProblemBody),
        (status = 409, description = "It is not submitted, or approved already", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Contact cards must be filled first", body = ProblemBody),
    )
)]
pub(crate) async fn approve_statement(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    step(&visit, (&text, revision), stating::approve).await
}

/// Why a statement is given back.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Reason {
    /// In words.
    #[serde(default)]
    note: String,
}

/// Give a statement back into its draft
#[utoipa::path(
    delete,
    path = "/earnings/statements/{id}/approval",
    tag = "earnings",
    params(("id" = String, Path, description = "The statement's id"), Reason),
    responses(
        (status = 200, description = "The statement", body = StatementView),
        (status = 403, description = "It is one's own, or the right is missing", body = ProblemBody),
        (status = 404, description = "There is no such statement", body = ProblemBody),
        (status = 409, description = "It is a draft, or paid", body = ProblemBody),
        (status = 422, description = "Nobody said why", body = ProblemBody),
    )
)]
pub(crate) async fn give_back_statement(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Query(reason): Query<Reason>,
) -> Result<Response, Problem> {
    let verb = move |tx: &mut Tx<'_>, earning: &Earning, seen: Seen| {
        stating::give_back(tx, earning, seen, &reason.note)
    };
    step(&visit, (&text, revision), verb).await
}

/// Say that a statement is paid
///
/// Nobody says so of their own.
#[utoipa::path(
    put,
    path = "/earnings/statements/{id}/payment",
    tag = "earnings",
    params(("id" = String, Path, description = "The statement's id")),
    responses(
        (status = 200, description = "The statement", body = StatementView),
        (status = 403, description = "It is one's own, or the right is missing", body = ProblemBody),
        (status = 404, description = "There is no such statement", body = ProblemBody),
        (status = 409, description = "It is not approved, or paid already", body = ProblemBody),
        (status = 422, description = "Contact cards must be filled first", body = ProblemBody),
    )
)]
pub(crate) async fn pay_statement(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    step(&visit, (&text, revision), stating::pay).await
}
