//! Returns: goods that came back, whole or in part, or money alone.
//!
//! **Rule.** A return takes its amount off what the client owes and off the revenue of the order, on the order's own day;
//! the day of the return is kept beside it. Goods that can be sold again give their cost back to the margin; goods that
//! cannot, and money given back without goods, do not. No more can be returned than was bought.

use crate::amounts::{Quantity, cut, share};
use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::{Day, Line, Order, OrderId, OrderNo, Whole};
use crate::placing;
use crate::rates;
use crate::reading::{self, Amount, Errors};
use crate::store::{lines, orders, returns as table};
use customers::{Act, CustomerNo};
use db::Tx;
use kernel::{DAY_MS, Millis, id_type};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use web::FieldError;

id_type!(
    /// A return.
    ReturnId
);

/// A return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Its number inside the base.
    pub no: i64,
    /// The id used outside.
    pub id: ReturnId,
    /// Of which order.
    pub order_no: OrderNo,
    /// Whose.
    pub customer_no: CustomerNo,
    /// When.
    pub returned_at: Millis,
    /// On which day.
    pub returned_on: Day,
    /// How much of what was paid or owed it takes back, in smallest units of the order's currency; above 0.
    pub amount: i64,
    /// The same in the firm's currency; `None` without a rate.
    pub base_amount: Option<i64>,
    /// What the margin loses, in the firm's currency; `None` when it is not known.
    pub margin: Option<i64>,
    /// Whether the goods can be sold again.
    pub is_restocked: bool,
    /// Why, if it was said.
    pub reason: String,
    /// When it was entered.
    pub created_at: Millis,
    /// What came back; empty when it was money alone.
    pub lines: Vec<ReturnLine>,
}

/// What came back of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnLine {
    /// The place of the line in the order.
    pub place: i64,
    /// How much of it.
    pub quantity: Quantity,
    /// What of the amount is for it.
    pub amount: i64,
}

/// A return as it is said. Without lines and amount, all that did not come back yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "lines": [{ "place": 1, "quantity": 1 }], "reason": "трещина" }))]
pub struct ReturnBody {
    /// What came back; left out with an amount for money alone.
    pub lines: Option<Vec<ReturnLineBody>>,
    /// How much is taken back, in the order's currency; what the lines cost the client when left out.
    pub amount: Option<Amount>,
    /// When; now when left out.
    pub date: Option<String>,
    /// Whether the goods can be sold again; they can when left out.
    pub is_restocked: Option<bool>,
    /// Why.
    pub reason: Option<String>,
}

/// What came back of one line, as it is said.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnLineBody {
    /// The place of the line in the order, from 1.
    pub place: i64,
    /// How much of it; all that is left when left out.
    #[serde(default)]
    pub quantity: Option<Amount>,
}

/// Takes goods or money back.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`]; [`OrderError::Invalid`] when more would come back than was bought.
pub fn take_back(tx: &mut Tx<'_>, act: &Act, id: OrderId, body: &ReturnBody) -> Result<Return, OrderError> {
    let whole = placing::open(tx, act, (id, None))?;
    let mut errors = Errors::default();
    let at = errors.take("date", body.date.as_deref().map(|text| moment(act, text)));
    let typed = body.amount.as_ref().map(|typed| reading::amount(act, typed, whole.order.currency));
    let typed = errors.take("amount", typed);
    let lines = match (&body.lines, typed) {
        (Some(asked), _) => chosen(act, &whole, asked, &mut errors),
        (None, Some(_)) => Vec::new(),
        (None, None) => whole.lines.iter().filter_map(|line| part(line, left(line))).collect(),
    };
    let amount =
        typed.unwrap_or_else(|| lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.amount)));
    let most = whole.order.total - whole.order.delivery - whole.order.refunded;
    if errors.0.is_empty() && (amount <= 0 && lines.is_empty() || amount > most) {
        errors.0.push(FieldError::new("amount", "orders-return-much"));
    }
    if !errors.0.is_empty() {
        return Err(OrderError::Invalid(errors.0));
    }
    let at = at.unwrap_or_else(|| act.setting.now());
    let mut one = Return {
        no: 0,
        id: act.setting.id(),
        order_no: whole.order.no,
        customer_no: whole.order.customer_no,
        returned_at: at,
        returned_on: rates::day_of(act, at),
        amount,
        base_amount: None,
        margin: None,
        is_restocked: body.is_restocked.unwrap_or(true),
        reason: reading::short(body.reason.as_deref().unwrap_or_default(), "").unwrap_or_default(),
        created_at: act.setting.now(),
        lines,
    };
    one.no = table::insert(tx, &one)?;
    settled(tx, act, whole, ("order.returned", &one))?;
    let kept = table::of(tx, one.order_no)?.into_iter().find(|kept| kept.no == one.no);
    kept.ok_or(OrderError::Missing)
}

/// Takes a return out that was entered by mistake.
///
/// # Errors
/// [`OrderError::Forbidden`], [`OrderError::Missing`].
pub fn withdraw(tx: &mut Tx<'_>, act: &Act, id: ReturnId) -> Result<Order, OrderError> {
    crate::writable(act)?;
    let no = table::order_of(tx, id)?.ok_or(OrderError::Missing)?;
    let order = orders::numbered(tx, no)?.ok_or(OrderError::Missing)?;
    crate::must_see(tx, act, order.customer_no)?;
    let one = table::of(tx, no)?.into_iter().find(|one| one.id == id).ok_or(OrderError::Missing)?;
    let whole = Whole { lines: lines::of(tx, &order)?, order };
    table::remove(tx, one.no)?;
    settled(tx, act, whole, ("return.withdrawn", &one))
}

/// The returns of an order, in the order of coming.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn of(tx: &mut Tx<'_>, act: &Act, order: &Order) -> Result<Vec<Return>, OrderError> {
    crate::readable(act)?;
    Ok(table::of(tx, order.no)?)
}

fn moment(act: &Act, text: &str) -> Result<Millis, FieldError> {
    let at = reading::moment(act, text)?;
    if at > act.setting.now() + DAY_MS { Err(FieldError::new("", "orders-date-future")) } else { Ok(at) }
}

/// How much of a line did not come back yet.
fn left(line: &Line) -> Quantity {
    Quantity(line.quantity.0 - line.returned.0)
}

/// So much of a line, with what the client pays for it; `None` for nothing.
fn part(line: &Line, quantity: Quantity) -> Option<ReturnLine> {
    let until = share(line.net, line.returned.0 + quantity.0, line.quantity.0)?;
    let before = share(line.net, line.returned.0, line.quantity.0)?;
    (quantity.0 > 0).then_some(ReturnLine { place: line.place, quantity, amount: until - before })
}

fn chosen(act: &Act, whole: &Whole, asked: &[ReturnLineBody], errors: &mut Errors) -> Vec<ReturnLine> {
    let mut lines: Vec<ReturnLine> = Vec::with_capacity(asked.len());
    for (at, one) in asked.iter().enumerate() {
        let field = |name: &str| format!("lines/{at}/{name}");
        let line = whole.lines.iter().find(|line| line.place == one.place);
        let is_double = lines.iter().any(|known| known.place == one.place);
        let Some(line) = line.filter(|_| !is_double) else {
            errors.0.push(FieldError::new(field("place"), "orders-return-line"));
            continue;
        };
        let typed = one.quantity.as_ref().map(|typed| reading::number(act, typed));
        let typed = errors.take(&field("quantity"), typed);
        let quantity = match typed {
            Some(number) => Quantity::from_decimal(number).unwrap_or_default(),
            None => left(line),
        };
        if quantity.0 <= 0 || quantity > left(line) {
            errors.0.push(FieldError::new(field("quantity"), "orders-return-much"));
            continue;
        }
        lines.extend(part(line, quantity));
    }
    lines
}

fn settled(
    tx: &mut Tx<'_>,
    act: &Act,
    before: Whole,
    (verb, one): (&'static str, &Return),
) -> Result<Order, OrderError> {
    let mut ledger = Ledger::open(tx, act)?;
    let mut after = before.clone();
    placing::settle(tx, &ledger, &mut after)?;
    after.order.revision += 1;
    after.order.updated_at = act.setting.now();
    orders::update(tx, &after.order)?;
    lines::replace(tx, &before.order, &after)?;
    let told = json!({
        "return": one.id, "amount": after.order.money(one.amount), "reason": one.reason,
    });
    ledger.tell(act, &after.order, verb, told);
    ledger.moved(Some(&before.order), Some(&after.order));
    ledger.close(tx, act)?;
    Ok(after.order)
}

/// Takes what came back off an order that was just worked out, and keeps each return in the firm's currency.
pub(crate) fn weigh(tx: &mut Tx<'_>, whole: &mut Whole) -> Result<(), OrderError> {
    let mut returns = table::of(tx, whole.order.no)?;
    for line in &mut whole.lines {
        let parts = returns.iter().flat_map(|one| &one.lines).filter(|part| part.place == line.place);
        line.returned = Quantity(parts.map(|part| part.quantity.0).sum());
    }
    whole.order.refunded = returns.iter().map(|one| one.amount).sum();
    let mut weights: Vec<i64> = returns.iter().map(|one| one.amount).collect();
    let rest = whole.order.total - whole.order.delivery - whole.order.refunded;
    if rest < 0 {
        return Err(OrderError::field("lines", "orders-line-returned"));
    }
    weights.push(rest);
    let parts = whole.order.revenue.map(|revenue| cut(revenue, &weights));
    whole.order.returned = 0;
    for (at, one) in returns.iter_mut().enumerate() {
        let base_amount = parts.as_ref().and_then(|parts| parts.get(at).copied());
        let margin = base_amount.and_then(|amount| lost(&whole.lines, one, amount));
        whole.order.returned += base_amount.unwrap_or(0);
        whole.order.margin = whole.order.margin.zip(margin).map(|(kept, lost)| kept - lost);
        if (base_amount, margin) != (one.base_amount, one.margin) {
            (one.base_amount, one.margin) = (base_amount, margin);
            table::update(tx, one)?;
        }
    }
    Ok(())
}

/// What the margin loses by a return of so much in the firm's currency.
fn lost(lines: &[Line], one: &Return, amount: i64) -> Option<i64> {
    if !one.is_restocked {
        return Some(amount);
    }
    let costs = one.lines.iter().map(|part| {
        let line = lines.iter().find(|line| line.place == part.place)?;
        share(line.revenue? - line.margin?, part.quantity.0, line.quantity.0)
    });
    Some(amount - costs.sum::<Option<i64>>()?)
}

/// Refuses a change by which a line would go, or shrink below what came back of it.
pub(crate) fn keep_returned(before: &Whole, after: &mut Whole) -> Result<(), OrderError> {
    for line in before.lines.iter().filter(|line| line.returned.0 > 0) {
        let kept = after.lines.iter_mut().find(|other| other.place == line.place);
        match kept.filter(|other| other.quantity >= line.returned && other.product_no == line.product_no) {
            Some(kept) => kept.returned = line.returned,
            None => return Err(OrderError::field("lines", "orders-line-returned")),
        }
    }
    Ok(())
}
