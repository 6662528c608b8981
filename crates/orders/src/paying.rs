//! Payments of an order: expected, late, paid; several per order, in its currency.
//!
//! **Rule.** A payment without a day on which it came is expected; when its day of payment is over it is late. One that
//! came after its day was late; one without such a day never is.

use crate::amounts::Exchange;
use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::{Day, Order, OrderId, OrderNo, Status, Whole};
use crate::placing;
use crate::rates;
use crate::reading::{self, Amount, Errors};
use crate::store::{lines, orders, payments as table};
use customers::{Act, CustomerNo};
use db::{DbError, Tx};
use kernel::{DAY_MS, Millis, id_type};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use web::FieldError;

id_type!(
    /// A payment.
    PaymentId
);

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its number inside the base.
    pub no: i64,
    /// The id used outside.
    pub id: PaymentId,
    /// Of which order.
    pub order_no: OrderNo,
    /// Whose.
    pub customer_no: CustomerNo,
    /// How much, in smallest units of the order's currency; above 0.
    pub amount: i64,
    /// The same in the firm's currency; `None` without a rate.
    pub base_amount: Option<i64>,
    /// Until when it is to come; `None` when no day was agreed.
    pub due_on: Option<Day>,
    /// When it came; `None` while it is expected.
    pub paid_at: Option<Millis>,
    /// On which day it came.
    pub paid_on: Option<Day>,
    /// How: cash, card, transfer; as people say it.
    pub method: String,
    /// What else there is to say.
    pub note: String,
    /// When it was entered.
    pub created_at: Millis,
}

/// How a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is still to come, and there is time.
    Expected,
    /// It should have come.
    Overdue,
    /// It came in time, or no day was agreed.
    Paid,
    /// It came after its day.
    PaidLate,
    /// It did not come, and is expected no longer: its order is cancelled.
    CalledOff,
}

impl Standing {
    /// `expected`, `overdue`, `paid`, `paid_late` or `called_off`.
    pub fn slug(self) -> &'static str {
        match self {
            Standing::Expected => "expected",
            Standing::Overdue => "overdue",
            Standing::Paid => "paid",
            Standing::PaidLate => "paid_late",
            Standing::CalledOff => "called_off",
        }
    }
}

impl Payment {
    /// How it stands on a day, its order being in this state.
    pub fn standing(&self, of: Status, today: Day) -> Standing {
        match (self.paid_on, self.due_on) {
            (None, _) if of == Status::Cancelled => Standing::CalledOff,
            (Some(paid), Some(due)) if paid > due => Standing::PaidLate,
            (Some(_), _) => Standing::Paid,
            (None, Some(due)) if due < today => Standing::Overdue,
            (None, _) => Standing::Expected,
        }
    }
}

/// A payment as it is said.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "amount": "15000", "paid_at": "2026-03-02", "method": "Kaspi" }))]
pub struct PaymentBody {
    /// How much, in the order's currency; all that is owed when left out.
    pub amount: Option<Amount>,
    /// Until when it is to come.
    pub due_on: Option<String>,
    /// When it came; left out while it is expected.
    pub paid_at: Option<String>,
    /// How: cash, card, transfer.
    pub method: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
}

/// Enters a payment, expected or received.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`]; [`OrderError::Invalid`] when nothing is owed and no amount given.
pub fn enter(tx: &mut Tx<'_>, act: &Act, id: OrderId, body: &PaymentBody) -> Result<Payment, OrderError> {
    let whole = placing::open(tx, act, (id, None))?;
    let order = &whole.order;
    let mut errors = Errors::default();
    let typed = body.amount.as_ref().map(|typed| reading::amount(act, typed, order.currency));
    let amount = match typed {
        Some(typed) => errors.take("amount", Some(typed)),
        None => Some(order.owed()),
    };
    let paid_at = errors.take("paid_at", body.paid_at.as_deref().map(|text| came(act, text)));
    let due_on = errors.take("due_on", body.due_on.as_deref().map(|text| reading::date_of(act, text)));
    let short =
        |text: &Option<String>| reading::short(text.as_deref().unwrap_or_default(), "").unwrap_or_default();
    if amount.is_some_and(|amount| amount <= 0) {
        errors.0.push(FieldError::new("amount", "orders-payment-nothing"));
    }
    let (Some(amount), true) = (amount, errors.0.is_empty()) else {
        return Err(OrderError::Invalid(errors.0));
    };
    let payment = Payment {
        no: 0,
        id: act.setting.id(),
        order_no: order.no,
        customer_no: order.customer_no,
        amount,
        base_amount: None,
        due_on,
        paid_at,
        paid_on: paid_at.map(|at| rates::day_of(act, at)),
        method: short(&body.method),
        note: short(&body.note),
        created_at: act.setting.now(),
    };
    let verb = if paid_at.is_some() { "payment.received" } else { "payment.expected" };
    let mut one = [payment];
    table::insert(tx, &mut one)?;
    let [payment] = one;
    settled(tx, act, whole, (verb, &payment))?;
    Ok(payment)
}

/// Says that an expected payment came; one that came already stays as it is.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`]; [`OrderError::Invalid`] for a moment that is still to come.
pub fn receive(
    tx: &mut Tx<'_>,
    act: &Act,
    id: PaymentId,
    paid_at: Option<&str>,
) -> Result<Payment, OrderError> {
    let (whole, payment) = find(tx, act, id)?;
    if payment.paid_at.is_some() {
        return Ok(payment);
    }
    let at = match paid_at {
        Some(text) => came(act, text)
            .map_err(|e| OrderError::Invalid(vec![FieldError { field: "paid_at".into(), ..e }]))?,
        None => act.setting.now(),
    };
    let payment = Payment { paid_at: Some(at), paid_on: Some(rates::day_of(act, at)), ..payment };
    table::update(tx, &payment)?;
    settled(tx, act, whole, ("payment.received", &payment))?;
    Ok(payment)
}

/// Takes a payment out that was entered by mistake.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`].
pub fn withdraw(tx: &mut Tx<'_>, act: &Act, id: PaymentId) -> Result<Order, OrderError> {
    let (whole, payment) = find(tx, act, id)?;
    table::remove(tx, payment.no)?;
    settled(tx, act, whole, ("payment.withdrawn", &payment))
}

/// The payments of an order, in the order of coming.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of(tx: &mut Tx<'_>, act: &Act, order: &Order) -> Result<Vec<Payment>, OrderError> {
    crate::readable(act)?;
    Ok(table::of(tx, order.no)?)
}

/// How a customer pays: payments with an agreed day that came in time, that came late and by how many days in all, and
/// those that are overdue now, of orders that are not cancelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Discipline {
    /// How many came in time.
    pub n_in_time: i64,
    /// How many came late.
    pub n_late: i64,
    /// By how many days in all.
    pub late_days: i64,
    /// How many are overdue.
    pub n_overdue: i64,
}

/// How a customer pays.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn discipline(tx: &mut Tx<'_>, act: &Act, customer: CustomerNo) -> Result<Discipline, OrderError> {
    crate::readable(act)?;
    let today = rates::day_of(act, act.setting.now());
    let [n_in_time, n_late, late_days, n_overdue] = table::discipline(tx, customer, today)?;
    Ok(Discipline { n_in_time, n_late, late_days, n_overdue })
}

fn came(act: &Act, text: &str) -> Result<Millis, FieldError> {
    let at = reading::moment(act, text)?;
    if at > act.setting.now() + DAY_MS { Err(FieldError::new("", "orders-date-future")) } else { Ok(at) }
}

fn find(tx: &mut Tx<'_>, act: &Act, id: PaymentId) -> Result<(Whole, Payment), OrderError> {
    crate::writable(act)?;
    let payment = table::find(tx, id)?.ok_or(OrderError::Missing)?;
    let order = orders::numbered(tx, payment.order_no)?.ok_or(OrderError::Missing)?;
    crate::must_see(tx, act, order.customer_no)?;
    let lines = lines::of(tx, &order)?;
    Ok((Whole { order, lines }, payment))
}

fn settled(
    tx: &mut Tx<'_>,
    act: &Act,
    before: Whole,
    (verb, payment): (&'static str, &Payment),
) -> Result<Order, OrderError> {
    let mut ledger = Ledger::open(tx, act)?;
    let mut after = before.clone();
    placing::settle(tx, &ledger, &mut after)?;
    after.order.revision += 1;
    after.order.updated_at = act.setting.now();
    orders::update(tx, &after.order)?;
    let told = json!({
        "payment": payment.id, "amount": after.order.money(payment.amount), "due_on": payment.due_on,
        "is_late": payment.paid_on.zip(payment.due_on).is_some_and(|(paid, due)| paid > due),
    });
    ledger.tell(act, &after.order, verb, told);
    ledger.moved(Some(&before.order), Some(&after.order));
    ledger.close(tx, act)?;
    Ok(after.order)
}

/// The payment that a new order asks for: the whole, paid on its day or until a day.
pub(crate) fn asked(act: &Act, order: &Order, (due_on, is_paid): (Option<Day>, bool)) -> Vec<Payment> {
    if order.total <= 0 || due_on.is_none() && !is_paid {
        return Vec::new();
    }
    vec![Payment {
        no: 0,
        id: act.setting.id(),
        order_no: order.no,
        customer_no: order.customer_no,
        amount: order.total,
        base_amount: None,
        due_on,
        paid_at: is_paid.then_some(order.ordered_at),
        paid_on: is_paid.then_some(order.ordered_on),
        method: String::new(),
        note: String::new(),
        created_at: act.setting.now(),
    }]
}

/// Puts on an order what came and when the next payment is due; of a cancelled one nothing is.
pub(crate) fn weigh(order: &mut Order, payments: &[Payment]) {
    let paid = payments.iter().filter(|payment| payment.paid_at.is_some());
    order.paid = paid.fold(0, |sum, payment| sum.saturating_add(payment.amount));
    let is_due = order.status != Status::Cancelled;
    let open = payments.iter().filter(|payment| is_due && payment.paid_at.is_none());
    order.due_on = open.filter_map(|payment| payment.due_on).min();
}

/// The payments of an order, kept in the firm's currency too.
pub(crate) fn in_base(
    tx: &mut Tx<'_>,
    order: &Order,
    exchange: Option<&Exchange>,
) -> Result<Vec<Payment>, DbError> {
    let mut payments = table::of(tx, order.no)?;
    for payment in &mut payments {
        let base_amount = exchange.and_then(|exchange| exchange.convert(payment.amount));
        if base_amount != payment.base_amount {
            payment.base_amount = base_amount;
            table::update(tx, payment)?;
        }
    }
    Ok(payments)
}

/// The order that a payment is of.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`].
pub fn order_of(tx: &mut Tx<'_>, act: &Act, payment: &Payment) -> Result<Order, OrderError> {
    crate::readable(act)?;
    orders::numbered(tx, payment.order_no)?.ok_or(OrderError::Missing)
}

#[cfg(test)]
mod tests;
