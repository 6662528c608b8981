//! `/calls`: customers called through the firm's exchange; `/telephone-exchange` and `/telephone-lines`: how it is arranged.

use crate::RIGHT;
use crate::calling::{self as room, Call, Exchange, ExchangeChange};
use crate::error::InteractionError;
use crate::interaction::InteractionId;
use crate::running;
use axum::Json;
use axum::extract::Path;
use customers::CustomerId;
use http::StatusCode;
use kernel::{Level, RawId};
use mail::Post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit};

/// A call to be placed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallBody {
    /// Whom.
    customer: CustomerId,
    /// Which of their phones, counted from 0 as the card shows them.
    #[serde(default)]
    phone: usize,
    /// Whether at an hour at which they should not be disturbed too.
    #[serde(default)]
    anyway: bool,
}

/// A call that rings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CallView {
    /// The interaction as which it was written down; its outcome and length are told afterwards.
    interaction: InteractionId,
}

/// The firm's exchange.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExchangeView {
    /// Where it is told to ring; null when there is none.
    address: Option<String>,
    /// Whether it is told with a secret.
    has_secret: bool,
}

impl ExchangeView {
    fn of(exchange: Option<Exchange>) -> Self {
        let has_secret = exchange.as_ref().is_some_and(Exchange::has_secret);
        Self { address: exchange.map(|one| one.address), has_secret }
    }
}

/// What to say of the exchange.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExchangeBody {
    /// Where it is told; `{from}` and `{to}` in it stand for the line and the number.
    #[schema(example = "https://pbx.example.kz/originate")]
    address: String,
    /// The value of the header `Authorization`; an empty one takes it away, and left out it stays for the same host.
    #[schema(example = json!(null))]
    authorization: Option<String>,
}

/// A line at somebody's desk.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TelephoneLineView {
    /// Whose.
    #[schema(value_type = String)]
    user: RawId,
    /// An extension, or what the exchange calls it by.
    line: String,
}

/// Every line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TelephoneLineList {
    /// In no order.
    items: Vec<TelephoneLineView>,
}

/// A line to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TelephoneLineBody {
    /// An extension, or what the exchange calls it by; an empty one takes it away.
    #[schema(example = "101")]
    line: String,
}

/// Call a customer through the exchange
///
/// The exchange rings one's own line and joins it with the customer; the number is told to the exchange alone. The client's
/// consent to calls about orders and services is asked, and the hours at which they may be called. The call is written down
/// before it rings; one that the exchange does not put through is taken back, and may be sent again under its key.
#[utoipa::path(post, path = "/calls", tag = "interactions", request_body = CallBody, responses(
    (status = 202, description = "It rings, and is written down", body = CallView),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
    (status = 404, description = "There is no such customer", body = ProblemBody),
    (status = 422, description = "No phone, no line, no exchange or one that does not put it through; the client does not want it, or not at this hour", body = ProblemBody),
))]
pub(crate) async fn place_call(
    visit: Visit,
    Body(sent): Body<CallBody>,
) -> Result<(StatusCode, Json<CallView>), Problem> {
    visit.need(RIGHT, Level::Write)?;
    let call = Call { customer: sent.customer, nth: sent.phone, is_anyway: sent.anyway };
    let one = running::call(&visit, call).await?;
    Ok((StatusCode::ACCEPTED, Json(CallView { interaction: one.id })))
}

/// How the exchange is told
#[utoipa::path(get, path = "/telephone-exchange", tag = "interactions", responses(
    (status = 200, description = "The exchange without its secret", body = ExchangeView),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
))]
pub(crate) async fn get_exchange(visit: Visit) -> Result<Json<ExchangeView>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    running::read(&visit, |tx, act, _| Ok(ExchangeView::of(room::get(tx, act)?))).await.map(Json)
}

/// Say where the exchange is
#[utoipa::path(put, path = "/telephone-exchange", tag = "interactions", request_body = ExchangeBody, responses(
    (status = 200, description = "The exchange as it is now", body = ExchangeView),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 422, description = "The address is none", body = ProblemBody),
))]
pub(crate) async fn decide_exchange(
    visit: Visit,
    Body(sent): Body<ExchangeBody>,
) -> Result<Json<ExchangeView>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let post = visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)?;
    let wanted = ExchangeChange { address: sent.address, authorization: sent.authorization };
    let done = running::write(&visit, move |tx, act| room::decide(tx, act, &post.seal, wanted)).await?;
    Ok(Json(ExchangeView::of(Some(done))))
}

/// Disconnect the exchange
#[utoipa::path(delete, path = "/telephone-exchange", tag = "interactions", responses(
    (status = 204, description = "There is none any more"),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 404, description = "There was none", body = ProblemBody),
))]
pub(crate) async fn forget_exchange(visit: Visit) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    running::write(&visit, room::forget).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// List the lines at people's desks
#[utoipa::path(get, path = "/telephone-lines", tag = "interactions", responses(
    (status = 200, description = "The lines", body = TelephoneLineList),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
))]
pub(crate) async fn list_lines(visit: Visit) -> Result<Json<TelephoneLineList>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let lines = running::read(&visit, |tx, act, _| room::lines(tx, act)).await?;
    let items = lines.into_iter().map(|(user, line)| TelephoneLineView { user, line }).collect();
    Ok(Json(TelephoneLineList { items }))
}

/// Give somebody a line
#[utoipa::path(put, path = "/telephone-lines/{id}", tag = "interactions", request_body = TelephoneLineBody,
    params(("id" = String, Path, description = "The person's id")), responses(
    (status = 204, description = "The line is theirs"),
    (status = 403, description = "The right to arrange is missing", body = ProblemBody),
    (status = 404, description = "There is no such person", body = ProblemBody),
    (status = 422, description = "That is no line", body = ProblemBody),
))]
pub(crate) async fn give_line(
    visit: Visit,
    Path(path): Path<String>,
    Body(sent): Body<TelephoneLineBody>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let person: RawId = path.parse().map_err(|_| Problem::missing())?;
    let giving = running::write(&visit, move |tx, act| {
        room::put_line(tx, act, person, &sent.line)?;
        Ok::<_, InteractionError>(())
    });
    giving.await?;
    Ok(StatusCode::NO_CONTENT)
}
