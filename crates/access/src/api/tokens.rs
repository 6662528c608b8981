//! `GET /tokens` and `DELETE /tokens/{id}`: one's own tokens.

use super::body::{Items, deed, done, id, json, moment};
use crate::rights::ME;
use crate::{Token, TokenId, UserId, token};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenShown {
    id: TokenId,
    name: String,
    /// `all`, `read`, or capabilities such as `customers` and `customers:read`.
    scopes: Vec<String>,
    created_at: String,
    /// To five minutes.
    last_used_at: Option<String>,
    expires_at: Option<String>,
}

impl From<Token> for TokenShown {
    fn from(token: Token) -> Self {
        Self {
            id: token.id,
            scopes: token.scopes.list().to_vec(),
            created_at: moment(token.created_at),
            last_used_at: token.last_used_at.map(moment),
            expires_at: token.expires_at.map(moment),
            name: token.name,
        }
    }
}

/// Lists one's own tokens that were not ended, newest first.
#[utoipa::path(get, path = "/tokens", tag = "access", responses(
    (status = 200, description = "The tokens", body = Items<TokenShown>),
))]
pub(crate) async fn list_tokens(visit: Visit) -> Result<Response, Problem> {
    visit.need(ME, Level::Read)?;
    let own = UserId(visit.actor().user.ok_or_else(Problem::forbidden)?);
    let tokens = visit.app.db.reading(move |tx| token::open_of(tx, own)).await?;
    json(StatusCode::OK, &Items::all(tokens.into_iter().map(TokenShown::from).collect()))
}

/// Ends one of one's own tokens at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "access",
    params(("id" = TokenId, Path, description = "The token")), responses(
    (status = 204, description = "It works no more"),
    (status = 404, description = "There is no such token of one's own", body = ProblemBody),
))]
pub(crate) async fn end_token(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    let id = id::<TokenId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| token::end(tx, &setting, &actor, id)).await?;
    Ok(done())
}
