//! `POST /tokens`: a new token of one's own; only for somebody who signed in, never for a token.

use super::body::{Body, deed, shown_once};
use super::tokens::TokenShown;
use super::user_shown::known;
use crate::token::NewToken;
use crate::{Refusal, Secret, Token, TokenScopes, token};
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenToCreate {
    /// What it is for.
    #[schema(example = "Сайт")]
    name: String,
    /// `all`, `read`, or capabilities such as `customers` and `customers:read`.
    #[schema(example = json!(["customers:read"]))]
    scopes: Vec<String>,
    /// When it stops working by itself, RFC 3339.
    expires_at: Option<String>,
}

/// A token with its secret, this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenCreated {
    #[serde(flatten)]
    shown: TokenShown,
    /// What to send as `Authorization: Bearer ...`.
    token: String,
}

/// Makes a token of one's own.
#[utoipa::path(post, path = "/tokens", tag = "access", request_body = TokenToCreate, responses(
    (status = 201, description = "The token with its secret, shown once", body = TokenCreated),
    (status = 403, description = "A token cannot make tokens", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn create_token(
    visit: Visit,
    Body(sent): Body<TokenToCreate>,
) -> Result<Response, Problem> {
    let (made, secret) = create(&visit, sent).await?;
    let shown = TokenCreated { shown: made.into(), token: secret.reveal().to_owned() };
    shown_once(StatusCode::CREATED, &shown)
}

async fn create(visit: &Visit, sent: TokenToCreate) -> Result<(Token, Secret), Refusal> {
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let end = sent.expires_at.map(|end| end.parse::<jiff::Timestamp>().map_err(|_| Refusal::EndPast));
    let new = NewToken {
        name: sent.name,
        scopes: TokenScopes::new(sent.scopes.iter().map(String::as_str), &known(visit))?,
        expires_at: end.transpose()?.map(|end| end.as_millisecond()),
    };
    deed(visit, move |tx| token::create(tx, &setting, &actor, new)).await
}
