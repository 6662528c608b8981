//! What is done from the page of an order: states, payments, returns.

use super::order::drawn;
use crate::RIGHT;
use crate::error::OrderError;
use crate::order::{OrderId, Status};
use crate::paying::{self, PaymentBody, PaymentId};
use crate::placing;
use crate::reading::Amount;
use crate::returning::{self, ReturnBody, ReturnId, ReturnLineBody};
use crate::running::{id, order_id, write_at};
use axum::extract::Path;
use axum::response::Response;
use customers::Act;
use db::Tx;
use kernel::Level;
use web::{Form, Fragment, Problem, ToastNote, Visit, see_with};

/// Places a draft, or takes an order up again.
pub(super) async fn place(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    bring(visit, fragment, (text, Status::Placed, String::new())).await
}

/// Closes it as done.
pub(super) async fn complete(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    bring(visit, fragment, (text, Status::Done, String::new())).await
}

/// Calls it off; the toast takes that back.
pub(super) async fn cancel(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    bring(visit, fragment, (text, Status::Cancelled, form.text("reason").to_owned())).await
}

async fn bring(
    visit: Visit,
    fragment: Fragment,
    (text, status, reason): (String, Status, String),
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = order_id(&text)?;
    let done =
        write_at(&visit, Level::Write, move |tx, act| placing::bring(tx, act, id, (status, &reason)));
    let whole = match done.await? {
        Ok(whole) => whole,
        Err(errors) => return drawn(&visit, &fragment, (id, errors)).await,
    };
    let note = ToastNote::new(&format!("orders-toast-{}", status.slug())).name(&whole.order.number);
    let note = match status {
        Status::Cancelled => note.undo(format!("{}/place", whole.order.href()), Vec::new()),
        _ => note,
    };
    Ok(see_with(&whole.order.href(), &note))
}

/// Enters a payment.
pub(super) async fn pay(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = order_id(&text)?;
    let typed = |name: &str| form.filled(name).map(str::to_owned);
    let body = PaymentBody {
        amount: typed("amount").map(Amount),
        due_on: typed("due_on"),
        paid_at: None,
        method: typed("method"),
        note: None,
    };
    let is_paid = form.is_ticked("is_paid");
    let work = move |tx: &mut Tx<'_>, act: &Act| {
        let now = jiff::Timestamp::from_millisecond(act.setting.now()).map(|at| at.to_string()).ok();
        let paid_at = now.filter(|_| is_paid);
        paying::enter(tx, act, id, &PaymentBody { paid_at, ..body }).map(drop)
    };
    done(&visit, &fragment, (id, "orders-toast-payment"), work).await
}

/// Says that a payment came.
pub(super) async fn receive(
    visit: Visit,
    fragment: Fragment,
    Path((order, payment)): Path<(String, String)>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let payment: PaymentId = id(&payment)?;
    let work = move |tx: &mut Tx<'_>, act: &Act| paying::receive(tx, act, payment, None).map(drop);
    done(&visit, &fragment, (order_id(&order)?, "orders-toast-payment"), work).await
}

/// Takes a payment out.
pub(super) async fn withdraw_payment(
    visit: Visit,
    fragment: Fragment,
    Path((order, payment)): Path<(String, String)>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let payment: PaymentId = id(&payment)?;
    let work = move |tx: &mut Tx<'_>, act: &Act| paying::withdraw(tx, act, payment).map(drop);
    done(&visit, &fragment, (order_id(&order)?, "orders-toast-withdrawn"), work).await
}

/// Takes goods back.
pub(super) async fn take_back(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = order_id(&text)?;
    let pairs = form.all("place").zip(form.all("quantity"));
    let chosen = pairs.filter(|(_, quantity)| !matches!(*quantity, "" | "0"));
    let lines: Vec<ReturnLineBody> = chosen
        .filter_map(|(place, quantity)| {
            Some(ReturnLineBody { place: place.parse().ok()?, quantity: Some(Amount(quantity.to_owned())) })
        })
        .collect();
    let body = ReturnBody {
        lines: Some(lines),
        is_restocked: Some(form.is_ticked("is_restocked")),
        reason: form.filled("reason").map(str::to_owned),
        ..ReturnBody::default()
    };
    let work = move |tx: &mut Tx<'_>, act: &Act| returning::take_back(tx, act, id, &body).map(drop);
    done(&visit, &fragment, (id, "orders-toast-returned"), work).await
}

/// Takes a return out.
pub(super) async fn withdraw_return(
    visit: Visit,
    fragment: Fragment,
    Path((order, one)): Path<(String, String)>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let one: ReturnId = id(&one)?;
    let work = move |tx: &mut Tx<'_>, act: &Act| returning::withdraw(tx, act, one).map(drop);
    done(&visit, &fragment, (order_id(&order)?, "orders-toast-withdrawn"), work).await
}

async fn done(
    visit: &Visit,
    fragment: &Fragment,
    (id, toast): (OrderId, &str),
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<(), OrderError> + Send + 'static,
) -> Result<Response, Problem> {
    match write_at(visit, Level::Write, work).await? {
        Ok(()) => Ok(see_with(&format!("/orders/{id}"), &ToastNote::new(toast))),
        Err(errors) => drawn(visit, fragment, (id, errors)).await,
    }
}
