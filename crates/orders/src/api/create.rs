//! `POST /orders` and `PATCH /orders/{id}`: a new order, and changes of one.

use super::shape::{self, OrderView};
use crate::placing;
use crate::reading::OrderBody;
use crate::running::{order_id, write};
use axum::extract::Path;
use axum::response::Response;
use customers::CustomerId;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// A new order.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({
    "customer": "0197a3c0-0000-7000-8000-000000000000",
    "lines": [{ "name": "Пиала", "quantity": 2, "price": "1500" }],
}))]
pub(crate) struct NewOrder {
    /// Whose it is.
    customer: CustomerId,
    #[serde(flatten)]
    order: Loose,
}

/// The order itself; what is not known here is refused by [`OrderBody`].
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewOrderBody)]
pub(crate) struct Loose {
    #[serde(flatten)]
    #[schema(value_type = Object)]
    rest: serde_json::Map<String, serde_json::Value>,
}

impl Loose {
    pub(crate) fn read(self) -> Result<OrderBody, Problem> {
        let read = serde_json::from_value(serde_json::Value::Object(self.rest));
        read.map_err(|error| Problem::unreadable(error.to_string()))
    }
}

/// Place an order
#[utoipa::path(
    post,
    path = "/orders",
    tag = "orders",
    request_body(content = NewOrder, description = "The customer and what an order says"),
    responses(
        (status = 201, description = "The new order", body = OrderView),
        (
            status = 422,
            description = "Something cannot be understood, there is no such customer, the number is taken, or an order that \
                           counts has no line",
            body = ProblemBody
        ),
    )
)]
pub(crate) async fn place_order(visit: Visit, Body(body): Body<NewOrder>) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let (customer, order) = (body.customer, body.order.read()?);
    let view = write(&visit, move |tx, act| {
        let whole = placing::place(tx, act, customer, &order)?;
        shape::whole(tx, act, &whole)
    })
    .await?;
    Ok(json_at(StatusCode::CREATED, view.revision, &view))
}

/// Change an order
///
/// What is left out stays as it is; `lines` replaces all lines. What was counted changes by the difference.
#[utoipa::path(
    patch,
    path = "/orders/{id}",
    tag = "orders",
    params(
        ("id" = String, Path, description = "The order's id"),
        ("If-Match" = Option<String>, Header, description = "The ETag last seen"),
    ),
    request_body = OrderBody,
    responses(
        (status = 200, description = "The order as it stands now", body = OrderView),
        (status = 404, description = "There is no such order", body = ProblemBody),
        (status = 412, description = "Somebody else changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something cannot be understood, or no line would be left", body = ProblemBody),
    )
)]
pub(crate) async fn change_order(
    visit: Visit,
    Path(text): Path<String>,
    IfMatch(revision): IfMatch,
    Body(body): Body<OrderBody>,
) -> Result<Response, Problem> {
    let id = order_id(&text)?;
    let view = write(&visit, move |tx, act| {
        let whole = placing::change(tx, act, (id, revision), &body)?;
        shape::whole(tx, act, &whole)
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}
