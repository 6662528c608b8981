//! Returns: `GET` and `POST /orders/{id}/returns`, `DELETE /returns/{id}`.

use crate::amounts::Quantity;
use crate::listing;
use crate::order::Order;
use crate::rates;
use crate::returning::{self, Return, ReturnBody, ReturnId};
use crate::running::{id, order_id, read, write};
use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use kernel::{Currency, Money};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A return.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnView {
    /// The id.
    id: ReturnId,
    /// RFC 3339, UTC.
    returned_at: String,
    /// How much it takes back.
    #[schema(value_type = String, example = "7500.00 KZT")]
    amount: Money,
    /// What the margin loses, in the firm's currency; null when it is not known.
    #[schema(value_type = Option<String>, example = "3000.00 KZT")]
    margin: Option<Money>,
    /// Whether the goods can be sold again.
    is_restocked: bool,
    /// Why.
    reason: String,
    /// What came back; empty when it was money alone.
    lines: Vec<ReturnLineView>,
}

/// What came back of one line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnLineView {
    /// The place of the line in the order.
    place: i64,
    /// How much of it.
    #[schema(value_type = String, example = "1")]
    quantity: Quantity,
}

impl ReturnView {
    fn of(order: &Order, one: &Return, base: Currency) -> Self {
        let line =
            |line: &returning::ReturnLine| ReturnLineView { place: line.place, quantity: line.quantity };
        Self {
            id: one.id,
            returned_at: moment(one.returned_at),
            amount: order.money(one.amount),
            margin: one.margin.map(|margin| Money::new(margin, base)),
            is_restocked: one.is_restocked,
            reason: one.reason.clone(),
            lines: one.lines.iter().map(line).collect(),
        }
    }
}

/// List the returns of an order
#[utoipa::path(
    get,
    path = "/orders/{id}/returns",
    tag = "orders",
    params(("id" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The returns, in the order of coming", body = Vec<ReturnView>))
)]
pub(crate) async fn list_returns(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<ReturnView>>, Problem> {
    let id = order_id(&text)?;
    let views = read(&visit, move |tx, act| {
        let (order, base) = (listing::get(tx, act, id)?.order, rates::rules(tx, act)?.currency);
        let returns = returning::of(tx, act, &order)?;
        Ok(returns.iter().map(|one| ReturnView::of(&order, one, base)).collect())
    });
    Ok(Json(views.await?))
}

/// Take goods or money back
#[utoipa::path(
    post,
    path = "/orders/{id}/returns",
    tag = "orders",
    params(("id" = String, Path, description = "The order's id")),
    request_body = ReturnBody,
    responses(
        (status = 201, description = "The return", body = ReturnView),
        (status = 422, description = "More would come back than was bought", body = ProblemBody),
    )
)]
pub(crate) async fn take_back(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<ReturnBody>,
) -> Result<Response, Problem> {
    let id = order_id(&text)?;
    let view = write(&visit, move |tx, act| {
        let one = returning::take_back(tx, act, id, &body)?;
        let (order, base) = (listing::get(tx, act, id)?.order, rates::rules(tx, act)?.currency);
        Ok(ReturnView::of(&order, &one, base))
    });
    Ok((StatusCode::CREATED, Json(view.await?)).into_response())
}

/// Take a return out that was entered by mistake
#[utoipa::path(
    delete,
    path = "/returns/{id}",
    tag = "orders",
    params(("id" = String, Path, description = "The return's id")),
    responses(
        (status = 204, description = "It is gone; the journal keeps that it was there"),
        (status = 404, description = "There is no such return", body = ProblemBody),
    )
)]
pub(crate) async fn withdraw_return(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    let id: ReturnId = id(&text)?;
    write(&visit, move |tx, act| returning::withdraw(tx, act, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
