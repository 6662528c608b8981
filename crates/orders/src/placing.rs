//! Orders by hand and by program: making, changing, bringing into another state; rule, write, journal, sums.

use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::{Order, OrderId, OrderNo, State, Status, Whole};
use crate::paying::{self, Payment};
use crate::rates;
use crate::reading::{self, Discount, Draft, OrderBody, Standing};
use crate::returning;
use crate::store::{lines, orders, payments, states};
use crate::sums;
use customers::{Act, CustomerError, CustomerId, CustomerNo};
use db::Tx;
use serde_json::json;

/// Makes an order of a customer.
///
/// # Errors
/// [`OrderError::Forbidden`]; [`OrderError::Invalid`] also for an unknown customer, when the number is taken, and when it
/// would count without a single line.
pub fn place(
    tx: &mut Tx<'_>,
    act: &Act,
    customer: CustomerId,
    body: &OrderBody,
) -> Result<Whole, OrderError> {
    crate::writable(act)?;
    let card = match customers::listing::get(tx, act, customer) {
        Err(CustomerError::Missing) => {
            return Err(OrderError::field("customer", "orders-customer-missing"));
        }
        found => found?,
    };
    let mut ledger = Ledger::open(tx, act)?;
    let draft = reading::read(tx, act, body, usual(act, &ledger))?;
    let source = draft.source.clone().unwrap_or_default();
    if let Some(number) = &draft.number
        && orders::known(tx, &source, number)?.is_some()
    {
        return Err(OrderError::field("number", "orders-number-taken"));
    }
    let no = orders::next_no(tx)?;
    let whole = add(tx, act, &mut ledger, (card.no, no, draft))?;
    ledger.close(tx, act)?;
    Ok(whole)
}

/// Changes an order: its lines, discount, date, customer's note and so on; what is not said stays. Its state is changed
/// by [`bring`]. What was counted changes by the difference.
///
/// # Errors
/// As [`place`]; [`OrderError::Missing`] for an unknown order; [`OrderError::Outdated`] when the order moved on; [`OrderError::Invalid`] also when lines would go of
/// which something was returned.
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (OrderId, Option<i64>),
    body: &OrderBody,
) -> Result<Whole, OrderError> {
    let before = open(tx, act, (id, revision))?;
    let mut ledger = Ledger::open(tx, act)?;
    let standing = Standing {
        currency: before.order.currency,
        ordered_on: before.order.ordered_on,
        base: ledger.rules.currency,
    };
    let draft = reading::read(tx, act, body, standing)?;
    let (source, number) = (
        draft.source.as_ref().unwrap_or(&before.order.source),
        draft.number.as_ref().unwrap_or(&before.order.number),
    );
    if orders::known(tx, source, number)?.is_some_and(|other| other.no != before.order.no) {
        return Err(OrderError::field("number", "orders-number-taken"));
    }
    let after = rewrite(tx, act, &mut ledger, before, draft)?;
    ledger.close(tx, act)?;
    Ok(after)
}

/// Brings an order into a state; what is already in it stays as it is.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`]; [`OrderError::Invalid`] when it would count without a single line.
pub fn bring(
    tx: &mut Tx<'_>,
    act: &Act,
    id: OrderId,
    (status, reason): (Status, &str),
) -> Result<Whole, OrderError> {
    let before = open(tx, act, (id, None))?;
    if before.order.status == status {
        return Ok(before);
    }
    let mut ledger = Ledger::open(tx, act)?;
    let draft = Draft { status: Some(status), note: None, ..Draft::default() };
    let reason = reading::short(reason, "").unwrap_or_default();
    let after = restate(tx, act, &mut ledger, before, (draft, &reason))?;
    ledger.close(tx, act)?;
    Ok(after)
}

/// The order for a deed that writes, with its lines.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (OrderId, Option<i64>),
) -> Result<Whole, OrderError> {
    crate::writable(act)?;
    let order = orders::find(tx, id)?.ok_or(OrderError::Missing)?;
    crate::must_see(tx, act, order.customer_no)?;
    if revision.is_some_and(|seen| seen != order.revision) {
        return Err(OrderError::Outdated);
    }
    let lines = lines::of(tx, &order)?;
    Ok(Whole { order, lines })
}

/// What is usual for a new order.
pub(crate) fn usual(act: &Act, ledger: &Ledger) -> Standing {
    let base = ledger.rules.currency;
    Standing { currency: base, ordered_on: rates::day_of(act, act.setting.now()), base }
}

/// Works a new order out; its payments are those that the draft asks for.
pub(crate) fn made(
    tx: &mut Tx<'_>,
    act: &Act,
    ledger: &Ledger,
    (customer, no, draft): (CustomerNo, OrderNo, Draft),
) -> Result<(Whole, Vec<Payment>), OrderError> {
    let now = act.setting.now();
    let (ordered_at, ordered_on) = draft.ordered.unwrap_or((now, rates::day_of(act, now)));
    let order = Order {
        no,
        id: act.setting.id(),
        number: match &draft.number {
            Some(number) => number.clone(),
            None => free_number(tx, draft.source.as_deref().unwrap_or_default(), no)?,
        },
        source: draft.source.clone().unwrap_or_default(),
        customer_no: customer,
        status: draft.status.unwrap_or(Status::Placed),
        ordered_at,
        ordered_on,
        currency: draft.currency.unwrap_or(ledger.rules.currency),
        n_lines: 0,
        total: 0,
        discount: 0,
        delivery: draft.delivery.unwrap_or(0),
        paid: 0,
        refunded: 0,
        due_on: None,
        revenue: None,
        margin: None,
        returned: 0,
        responsible: draft.responsible.or(act.actor.user),
        utm: draft.utm.clone().unwrap_or_default(),
        note: draft.note.clone().unwrap_or_default(),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let mut whole = Whole { order, lines: draft.lines.clone().unwrap_or_default() };
    take_off(&mut whole, draft.discount)?;
    hold_lines(&whole)?;
    work_out(tx, ledger, &mut whole)?;
    let asked = paying::asked(act, &whole.order, (draft.due_on, draft.is_paid));
    paying::weigh(&mut whole.order, &asked);
    Ok((whole, asked))
}

fn add(
    tx: &mut Tx<'_>,
    act: &Act,
    ledger: &mut Ledger,
    (customer, no, draft): (CustomerNo, OrderNo, Draft),
) -> Result<Whole, OrderError> {
    let (whole, asked) = made(tx, act, ledger, (customer, no, draft))?;
    write_new(tx, act, ledger, (&[&whole], asked))?;
    Ok(whole)
}

/// Writes orders worked out beforehand, with their first states and payments.
pub(crate) fn write_new(
    tx: &mut Tx<'_>,
    act: &Act,
    ledger: &mut Ledger,
    (wholes, mut asked): (&[&Whole], Vec<Payment>),
) -> Result<(), OrderError> {
    let list: Vec<&Order> = wholes.iter().map(|whole| &whole.order).collect();
    orders::insert(tx, &list)?;
    lines::insert(tx, wholes)?;
    let first = |order: &Order| State {
        status: order.status,
        at: act.setting.now(),
        user: act.actor.user,
        reason: String::new(),
    };
    let firsts: Vec<_> = list.iter().map(|order| (order.no, first(order))).collect();
    states::insert(tx, &firsts)?;
    payments::insert(tx, &mut asked)?;
    for whole in wholes {
        ledger.moved(None, Some(&whole.order));
        let lines: Vec<_> = whole.lines.iter().take(5).map(|line| line.name.as_str()).collect();
        ledger.tell(act, &whole.order, whole.order.status.verb(), json!({ "lines": lines }));
    }
    Ok(())
}

/// Changes an order by a draft; writes and tells only when something differs.
pub(crate) fn rewrite(
    tx: &mut Tx<'_>,
    act: &Act,
    ledger: &mut Ledger,
    before: Whole,
    draft: Draft,
) -> Result<Whole, OrderError> {
    restate(tx, act, ledger, before, (draft, ""))
}

fn restate(
    tx: &mut Tx<'_>,
    act: &Act,
    ledger: &mut Ledger,
    before: Whole,
    (draft, reason): (Draft, &str),
) -> Result<Whole, OrderError> {
    let off = draft.discount;
    let mut after = with(&before, draft);
    take_off(&mut after, off)?;
    returning::keep_returned(&before, &mut after)?;
    if hold_lines(&before).is_ok() {
        hold_lines(&after)?;
    }
    stand_as(tx, act, ledger, before, (after, reason))
}

/// Writes an order as it is to be, once it is worked out; writes and tells only when something differs.
pub(crate) fn stand_as(
    tx: &mut Tx<'_>,
    act: &Act,
    ledger: &mut Ledger,
    before: Whole,
    (mut after, reason): (Whole, &str),
) -> Result<Whole, OrderError> {
    settle(tx, ledger, &mut after)?;
    if after == before {
        return Ok(before);
    }
    let is_new_state = after.order.status != before.order.status;
    after.order.revision += 1;
    after.order.updated_at = act.setting.now();
    orders::update(tx, &after.order)?;
    lines::replace(tx, &before.order, &after)?;
    if is_new_state {
        let reason = reason.to_owned();
        let state = State {
            status: after.order.status,
            at: act.setting.now(),
            user: act.actor.user,
            reason: reason.clone(),
        };
        states::add(tx, after.order.no, &state)?;
        let told = if reason.is_empty() { json!({}) } else { json!({ "reason": reason }) };
        ledger.tell(act, &after.order, after.order.status.verb(), told);
    }
    let (was, is) = (shape(&before), shape(&after));
    if was != is {
        let told = json!({ "total_before": before.order.money(before.order.total) });
        ledger.tell(act, &after.order, "order.changed", told);
    }
    ledger.moved(Some(&before.order), Some(&after.order));
    Ok(after)
}

/// What makes a line what it is: product, name; place, quantity, price, discount, cost.
type LineShape = (Option<i64>, String, [i64; 5]);

/// All that makes an order what it is besides its state and what follows from payments and rates.
fn shape(whole: &Whole) -> (Order, Vec<LineShape>) {
    let blank = Order {
        status: Status::Placed,
        revision: 0,
        updated_at: 0,
        paid: 0,
        due_on: None,
        revenue: None,
        margin: None,
        ..whole.order.clone()
    };
    let line = |line: &crate::order::Line| {
        let numbers = [line.place, line.quantity.0, line.price, line.discount, line.cost.unwrap_or(-1)];
        (line.product_no, line.name.clone(), numbers)
    };
    (blank, whole.lines.iter().map(line).collect())
}

/// Puts the discount of the whole on an order: a share is one of what its lines come to.
fn take_off(whole: &mut Whole, off: Option<Discount>) -> Result<(), OrderError> {
    let Some(off) = off else { return Ok(()) };
    let goods = whole.lines.iter().try_fold(0_i64, |sum, line| {
        sum.checked_add(line.quantity.at(line.price)?)?.checked_sub(line.discount)
    });
    let minor = goods.and_then(|goods| off.of(goods));
    whole.order.discount = minor.ok_or(OrderError::field("lines", "fields-number-large"))?;
    Ok(())
}

/// Refuses an order that counts while nothing was ordered.
fn hold_lines(whole: &Whole) -> Result<(), OrderError> {
    let is_hollow = whole.lines.is_empty() && whole.order.status.counts();
    if is_hollow { Err(OrderError::field("lines", "orders-lines-missing")) } else { Ok(()) }
}

fn with(before: &Whole, draft: Draft) -> Whole {
    let order = before.order.clone();
    let (ordered_at, ordered_on) = draft.ordered.unwrap_or((order.ordered_at, order.ordered_on));
    Whole {
        order: Order {
            number: draft.number.unwrap_or(order.number),
            source: draft.source.unwrap_or(order.source),
            status: draft.status.unwrap_or(order.status),
            ordered_at,
            ordered_on,
            currency: draft.currency.unwrap_or(order.currency),
            delivery: draft.delivery.unwrap_or(order.delivery),
            responsible: draft.responsible.or(order.responsible),
            utm: draft.utm.unwrap_or(order.utm),
            note: draft.note.unwrap_or(order.note),
            ..order
        },
        lines: draft.lines.unwrap_or_else(|| before.lines.clone()),
    }
}

/// Works out sums by the rate of the day, then takes payments and returns of the base into account.
pub(crate) fn settle(tx: &mut Tx<'_>, ledger: &Ledger, whole: &mut Whole) -> Result<(), OrderError> {
    work_out(tx, ledger, whole)?;
    let exchange =
        rates::exchange(tx, (whole.order.currency, ledger.rules.currency), whole.order.ordered_on)?;
    let paid = paying::in_base(tx, &whole.order, exchange.as_ref())?;
    paying::weigh(&mut whole.order, &paid);
    returning::weigh(tx, whole)
}

fn work_out(tx: &mut Tx<'_>, ledger: &Ledger, whole: &mut Whole) -> Result<(), OrderError> {
    let exchange =
        rates::exchange(tx, (whole.order.currency, ledger.rules.currency), whole.order.ordered_on)?;
    sums::work_out(whole, exchange.as_ref()).ok_or(OrderError::field("lines", "fields-number-large"))?;
    let gross = whole.order.total - whole.order.delivery;
    if gross < 0 {
        return Err(OrderError::field("discount", "orders-discount-large"));
    }
    Ok(())
}

/// Counts an order anew after a rate of its currency changed; tells nothing, since the order is what it was.
pub(crate) fn count_anew(tx: &mut Tx<'_>, ledger: &mut Ledger, no: OrderNo) -> Result<(), OrderError> {
    let Some(order) = orders::numbered(tx, no)? else { return Ok(()) };
    let lines = lines::of(tx, &order)?;
    let before = Whole { order, lines };
    let mut after = before.clone();
    settle(tx, ledger, &mut after)?;
    if after != before {
        orders::update(tx, &after.order)?;
        lines::replace(tx, &before.order, &after)?;
        ledger.moved(Some(&before.order), Some(&after.order));
    }
    Ok(())
}

fn free_number(tx: &mut Tx<'_>, source: &str, no: OrderNo) -> Result<String, OrderError> {
    let mut number = no;
    while orders::known(tx, source, &number.to_string())?.is_some() {
        number += 1;
    }
    Ok(number.to_string())
}
