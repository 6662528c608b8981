//! Payments: `GET` and `POST /orders/{id}/payments`, `PUT /payments/{id}/receipt`, `DELETE /payments/{id}`.

use crate::counting::date;
use crate::listing;
use crate::order::Order;
use crate::paying::{self, Payment, PaymentBody, PaymentId};
use crate::rates;
use crate::running::{id, order_id, read, write};
use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use customers::Act;
use http::StatusCode;
use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A payment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaymentView {
    /// The id.
    id: PaymentId,
    /// How much.
    #[schema(value_type = String, example = "15000.00 KZT")]
    amount: Money,
    /// Until when it is to come.
    due_on: Option<String>,
    /// When it came, RFC 3339, UTC; null while it is expected.
    paid_at: Option<String>,
    /// `expected`, `overdue`, `paid`, `paid_late`, or `called_off`: it did not come, and its order is cancelled.
    standing: String,
    /// How.
    method: String,
    /// What else there is to say.
    note: String,
}

impl PaymentView {
    fn of(act: &Act, order: &Order, payment: &Payment) -> Self {
        let today = rates::day_of(act, act.setting.now());
        Self {
            id: payment.id,
            amount: order.money(payment.amount),
            due_on: payment.due_on.map(|on| date(on).to_string()),
            paid_at: payment.paid_at.map(moment),
            standing: payment.standing(order.status, today).slug().to_owned(),
            method: payment.method.clone(),
            note: payment.note.clone(),
        }
    }
}

/// When it came.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReceiptBody {
    /// When it came; now when left out.
    #[serde(default)]
    #[schema(example = "2026-03-02")]
    paid_at: Option<String>,
}

/// List the payments of an order
#[utoipa::path(
    get,
    path = "/orders/{id}/payments",
    tag = "orders",
    params(("id" = String, Path, description = "The order's id")),
    responses((status = 200, description = "The payments, in the order of coming", body = Vec<PaymentView>))
)]
pub(crate) async fn list_payments(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<PaymentView>>, Problem> {
    let id = order_id(&text)?;
    let views = read(&visit, move |tx, act| {
        let order = listing::get(tx, act, id)?.order;
        let payments = paying::of(tx, act, &order)?;
        Ok(payments.iter().map(|payment| PaymentView::of(act, &order, payment)).collect())
    });
    Ok(Json(views.await?))
}

/// Enter a payment, expected or received
#[utoipa::path(
    post,
    path = "/orders/{id}/payments",
    tag = "orders",
    params(("id" = String, Path, description = "The order's id")),
    request_body = PaymentBody,
    responses(
        (status = 201, description = "The payment", body = PaymentView),
        (status = 422, description = "Nothing is owed, or something cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn enter_payment(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<PaymentBody>,
) -> Result<Response, Problem> {
    let id = order_id(&text)?;
    let view = write(&visit, move |tx, act| {
        let payment = paying::enter(tx, act, id, &body)?;
        let order = listing::get(tx, act, id)?.order;
        Ok(PaymentView::of(act, &order, &payment))
    });
    Ok((StatusCode::CREATED, Json(view.await?)).into_response())
}

/// Say that an expected payment came
#[utoipa::path(
    put,
    path = "/payments/{id}/receipt",
    tag = "orders",
    params(("id" = String, Path, description = "The payment's id")),
    request_body = ReceiptBody,
    responses(
        (status = 200, description = "The payment as it stands now", body = PaymentView),
        (status = 404, description = "There is no such payment", body = ProblemBody),
    )
)]
pub(crate) async fn receive_payment(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<ReceiptBody>,
) -> Result<Json<PaymentView>, Problem> {
    let id: PaymentId = id(&text)?;
    let view = write(&visit, move |tx, act| {
        let payment = paying::receive(tx, act, id, body.paid_at.as_deref())?;
        let order = paying::order_of(tx, act, &payment)?;
        Ok(PaymentView::of(act, &order, &payment))
    });
    Ok(Json(view.await?))
}

/// Take a payment out that was entered by mistake
#[utoipa::path(
    delete,
    path = "/payments/{id}",
    tag = "orders",
    params(("id" = String, Path, description = "The payment's id")),
    responses(
        (status = 204, description = "It is gone; the journal keeps that it was there"),
        (status = 404, description = "There is no such payment", body = ProblemBody),
    )
)]
pub(crate) async fn withdraw_payment(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: PaymentId = id(&text)?;
    write(&visit, move |tx, act| paying::withdraw(tx, act, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
