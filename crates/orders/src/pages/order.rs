//! One order: its lines, what it adds up to, payments, returns, and the states it went through.

use super::list::{standing, status};
use crate::RIGHT;
use crate::counting::date;
use crate::error::OrderError;
use crate::listing;
use crate::order::{OrderId, State, Status, Whole};
use crate::paying::{self, Payment};
use crate::rates::{self, Rules};
use crate::returning::{self, Return};
use crate::running::{order_id, read, staff};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::Act;
use customers::listing::Brief;
use customers::staff::Staff;
use db::Tx;
use http::StatusCode;
use kernel::{Level, Money};
use std::collections::HashMap;
use std::sync::Arc;
use ui::Frame;
use web::{FieldError, Fragment, Problem, Visit};

/// A line as it is drawn.
pub(super) struct LineRow {
    pub(super) place: i64,
    code: String,
    pub(super) name: String,
    quantity: String,
    price: String,
    discount: String,
    net: String,
    margin: String,
    returned: String,
    pub(super) left: String,
}

/// A payment as it is drawn.
struct PaymentRow {
    at: String,
    amount: String,
    when: String,
    standing: (String, &'static str),
    method: String,
    is_open: bool,
}

/// A return as it is drawn.
struct ReturnRow {
    at: String,
    amount: String,
    when: String,
    what: String,
}

#[derive(Template)]
#[template(path = "pages/order.html")]
struct OrderPage {
    frame: Frame,
    href: String,
    customer: Option<(String, String)>,
    status: (String, &'static str),
    /// Which deeds are open: place, complete, cancel.
    can: [bool; 3],
    may_write: bool,
    facts: Vec<(String, String)>,
    sums: Vec<(String, String, bool)>,
    notes: Vec<String>,
    lines: Vec<LineRow>,
    payments: Vec<PaymentRow>,
    returns: Vec<ReturnRow>,
    states: Vec<(String, String)>,
    owed: String,
    errors: Vec<String>,
    has_left: bool,
}

#[derive(Template)]
#[template(path = "pages/order_drawer.html")]
struct OrderDrawer {
    frame: Frame,
    page: OrderPage,
}

/// All that was read of an order.
struct Found {
    whole: Whole,
    codes: HashMap<i64, String>,
    payments: Vec<Payment>,
    returns: Vec<Return>,
    states: Vec<State>,
    customer: Option<Brief>,
    staff: Arc<Staff>,
    rules: Rules,
    today: i64,
}

fn find(tx: &mut Tx<'_>, act: &Act, id: OrderId) -> Result<Found, OrderError> {
    let whole = listing::get(tx, act, id)?;
    let codes = listing::codes(tx, act, &whole)?;
    let payments = paying::of(tx, act, &whole.order)?;
    let returns = returning::of(tx, act, &whole.order)?;
    let states = listing::states(tx, act, &whole.order)?;
    let customer = customers::listing::briefs(tx, act, &[whole.order.customer_no])?.pop();
    let (staff, rules) = (staff(tx, act)?, rates::rules(tx, act)?);
    let today = rates::day_of(act, act.setting.now());
    Ok(Found { whole, codes, payments, returns, states, customer, staff, rules, today })
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    drawn(&visit, &fragment, (order_id(&text)?, Vec::new())).await
}

/// Draws the page, with what was wrong in a deed done from it.
pub(super) async fn drawn(
    visit: &Visit,
    fragment: &Fragment,
    (id, errors): (OrderId, Vec<FieldError>),
) -> Result<Response, Problem> {
    let found = read(visit, move |tx, act| find(tx, act, id)).await?;
    let is_wrong = !errors.is_empty();
    let page = page(visit, &found, errors);
    let mut response = if fragment.is("drawer") {
        web::page(&OrderDrawer { frame: page.frame.clone(), page })?
    } else {
        web::page(&page)?
    };
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn page(visit: &Visit, found: &Found, errors: Vec<FieldError>) -> OrderPage {
    let (say, order) = (&visit.say, &found.whole.order);
    let may_write = visit.actor().may(RIGHT, Level::Write);
    let title = say.with("orders-order", &[("number", order.number.as_str().into())]);
    let lines = lines(visit, found);
    let is_open = order.status != Status::Cancelled && order.status != Status::Draft;
    OrderPage {
        frame: visit.frame_titled(title),
        href: order.href(),
        customer: found.customer.as_ref().map(|one| {
            let name = if one.name.is_empty() { say.t("orders-nameless") } else { one.name.clone() };
            (name, format!("/customers/{}", one.id))
        }),
        status: status(say, order.status),
        can: [
            may_write && matches!(order.status, Status::Draft | Status::Cancelled),
            may_write && matches!(order.status, Status::Draft | Status::Placed),
            may_write && order.status != Status::Cancelled,
        ],
        may_write,
        facts: facts(visit, found),
        sums: sums(visit, found),
        notes: notes(visit, found),
        has_left: is_open && lines.iter().any(|line| line.left != "0"),
        lines,
        payments: payments(visit, found),
        returns: returns(visit, found),
        states: found.states.iter().map(|state| said_state(visit, found, state)).collect(),
        owed: if order.owed() > 0 && is_open {
            say.money(&order.money(order.owed()))
        } else {
            String::new()
        },
        errors: errors.iter().map(|error| error.say(say)).collect(),
    }
}

fn lines(visit: &Visit, found: &Found) -> Vec<LineRow> {
    let (say, order) = (&visit.say, &found.whole.order);
    let money = |minor: i64| say.money(&order.money(minor));
    let line = |line: &crate::order::Line| LineRow {
        place: line.place,
        code: line.product_no.and_then(|no| found.codes.get(&no).cloned()).unwrap_or_default(),
        name: line.name.clone(),
        quantity: say.decimal(&line.quantity.decimal()),
        price: money(line.price),
        discount: if line.discount == 0 { String::new() } else { money(line.discount) },
        net: money(line.net),
        margin: line
            .margin
            .map_or(String::from("—"), |margin| say.money(&Money::new(margin, found.rules.currency))),
        returned: if line.returned.0 == 0 { String::new() } else { say.decimal(&line.returned.decimal()) },
        left: crate::amounts::Quantity(line.quantity.0 - line.returned.0).to_string(),
    };
    found.whole.lines.iter().map(line).collect()
}

fn facts(visit: &Visit, found: &Found) -> Vec<(String, String)> {
    let (say, order) = (&visit.say, &found.whole.order);
    let mut facts = vec![(say.t("orders-date"), say.date_time(order.ordered_at))];
    let responsible = order.responsible.and_then(|id| found.staff.name(id)).map(str::to_owned);
    facts.extend(responsible.map(|name| (say.t("orders-responsible"), name)));
    if !order.source.is_empty() {
        facts.push((say.t("orders-source"), order.source.clone()));
    }
    let marks: Vec<&str> = order.utm.parts().collect();
    if !marks.is_empty() {
        facts.push((say.t("orders-utm"), marks.join(" / ")));
    }
    if !order.note.is_empty() {
        facts.push((say.t("orders-note"), order.note.clone()));
    }
    facts
}

/// Name, sum, and whether it is the one that matters most.
fn sums(visit: &Visit, found: &Found) -> Vec<(String, String, bool)> {
    let (say, order) = (&visit.say, &found.whole.order);
    let money = |minor: i64| say.money(&order.money(minor));
    let base = |minor: i64| say.money(&Money::new(minor, found.rules.currency));
    let mut sums = Vec::new();
    let mut line = |key: &str, value: String, is_strong| sums.push((say.t(key), value, is_strong));
    if order.discount > 0 {
        line("orders-discount", money(order.discount), false);
    }
    if order.delivery > 0 {
        line("orders-delivery", money(order.delivery), false);
    }
    line("orders-total", money(order.total), true);
    if order.refunded > 0 {
        line("orders-sum-returned", money(order.refunded), false);
    }
    line("orders-paid", money(order.paid), false);
    match order.owed() {
        owed if owed > 0 => line("orders-owed", money(owed), false),
        owed if owed < 0 => line("orders-give-back", money(-owed), false),
        _ => {}
    }
    if let Some(revenue) = order.revenue.filter(|_| order.currency != found.rules.currency) {
        line("orders-sum-revenue", base(revenue - order.returned), false);
    }
    line("orders-margin", order.margin.map_or_else(|| say.t("orders-margin-unknown"), base), false);
    sums
}

fn notes(visit: &Visit, found: &Found) -> Vec<String> {
    let (say, order) = (&visit.say, &found.whole.order);
    let mut notes = Vec::new();
    if order.lacks_rate() {
        let args =
            [("currency", order.currency.code().into()), ("date", say.date(order.ordered_at).into())];
        notes.push(say.with("orders-note-no-rate", &args));
    }
    if order.margin.is_none() && order.revenue.is_some() {
        notes.push(say.t("orders-note-no-cost"));
    }
    if order.owed() < 0 {
        let sum = order.money(-order.owed());
        let is_off = order.status == Status::Cancelled;
        let key = if is_off { "orders-note-give-back" } else { "orders-note-overpaid" };
        notes.push(say.with(key, &[("sum", sum.into())]));
    }
    notes
}

fn payments(visit: &Visit, found: &Found) -> Vec<PaymentRow> {
    let (say, order) = (&visit.say, &found.whole.order);
    let row = |payment: &Payment| {
        let day = |on: i64| say.day(date(on));
        let when = match (payment.paid_on, payment.due_on) {
            (Some(paid), _) => day(paid),
            (None, Some(due)) => say.with("orders-due-until", &[("date", day(due).into())]),
            (None, None) => say.t("orders-due-open"),
        };
        PaymentRow {
            at: format!("{}/payments/{}", order.href(), payment.id),
            amount: say.money(&order.money(payment.amount)),
            when,
            standing: standing(say, payment.standing(order.status, found.today)),
            method: payment.method.clone(),
            is_open: payment.paid_at.is_none(),
        }
    };
    found.payments.iter().map(row).collect()
}

fn returns(visit: &Visit, found: &Found) -> Vec<ReturnRow> {
    let (say, order) = (&visit.say, &found.whole.order);
    let row = |one: &Return| {
        let names = one.lines.iter().map(|part| {
            let line = found.whole.lines.iter().find(|line| line.place == part.place);
            let name = line.map(|line| line.name.clone()).unwrap_or_default();
            format!("{name} × {}", say.decimal(&part.quantity.decimal()))
        });
        let mut what: Vec<String> = names.collect();
        if what.is_empty() {
            what.push(say.t("orders-return-money"));
        }
        if !one.is_restocked && !one.lines.is_empty() {
            what.push(say.t("orders-return-spoiled"));
        }
        what.extend(Some(one.reason.clone()).filter(|reason| !reason.is_empty()));
        ReturnRow {
            at: format!("{}/returns/{}", order.href(), one.id),
            amount: say.money(&order.money(one.amount)),
            when: say.day(date(one.returned_on)),
            what: what.join(" · "),
        }
    };
    found.returns.iter().map(row).collect()
}

fn said_state(visit: &Visit, found: &Found, state: &State) -> (String, String) {
    let say = &visit.say;
    let who = state.user.and_then(|id| found.staff.name(id)).map(str::to_owned);
    let mut said = vec![say.date_time(state.at)];
    said.extend(who);
    said.extend(Some(state.reason.clone()).filter(|reason| !reason.is_empty()));
    (status(say, state.status).0, said.join(" · "))
}
