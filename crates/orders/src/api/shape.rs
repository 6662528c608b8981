//! How an order looks in JSON.

use crate::amounts::Quantity;
use crate::error::OrderError;
use crate::listing;
use crate::order::{Order, OrderId, Status, Utm, Whole};
use crate::rates;
use customers::{Act, CustomerId};
use db::Tx;
use kernel::{Currency, Money};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use web::moment;

/// An order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderView {
    /// The id.
    pub(crate) id: OrderId,
    /// The number that people know it by, unique within its source.
    number: String,
    /// From which program or place it came; empty for one's own.
    source: String,
    /// Whose it is.
    customer: Option<CustomerId>,
    /// The customer's name.
    customer_name: String,
    /// In what state it is.
    status: Status,
    /// RFC 3339, UTC.
    ordered_at: String,
    /// What the client owes in all.
    #[schema(value_type = String, example = "15000.00 KZT")]
    total: Money,
    /// Taken off the whole order.
    #[schema(value_type = String, example = "0.00 KZT")]
    discount: Money,
    /// For delivery.
    #[schema(value_type = String, example = "0.00 KZT")]
    delivery: Money,
    /// What came so far.
    #[schema(value_type = String, example = "15000.00 KZT")]
    paid: Money,
    /// What was taken back.
    #[schema(value_type = String, example = "0.00 KZT")]
    refunded: Money,
    /// Goods less discounts and returns in the firm's currency; null while there is no rate.
    #[schema(value_type = Option<String>, example = "15000.00 KZT")]
    revenue: Option<Money>,
    /// Revenue less cost in the firm's currency; null while a cost or the rate is not known.
    #[schema(value_type = Option<String>, example = "6000.00 KZT")]
    margin: Option<Money>,
    /// Whether it counts: placed or done, and in a currency with a rate.
    is_counted: bool,
    /// Whether only the rate of its currency is missing for it to count.
    lacks_rate: bool,
    /// The day by which the next payment is due; null for a cancelled order.
    due_on: Option<String>,
    /// Who of the staff answers for it.
    #[schema(value_type = Option<String>, format = Uuid)]
    responsible: Option<kernel::RawId>,
    /// Where the client came from.
    utm: Utm,
    /// What else there is to say.
    note: String,
    /// Grows by one with every change; also the ETag.
    pub(crate) revision: i64,
    /// The lines; left out in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<LineView>>,
}

/// A line of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LineView {
    /// Its place, from 1.
    place: i64,
    /// The code of the product; null for a free text.
    product: Option<String>,
    /// What it is called.
    name: String,
    /// How much.
    #[schema(value_type = String, example = "2")]
    quantity: Quantity,
    /// The price of one unit.
    #[schema(value_type = String, example = "7500.00 KZT")]
    price: Money,
    /// Taken off the line.
    #[schema(value_type = String, example = "0.00 KZT")]
    discount: Money,
    /// What one unit cost then.
    #[schema(value_type = Option<String>, example = "4500.00 KZT")]
    cost: Option<Money>,
    /// What the client pays for the line, its share of the order's discount taken off.
    #[schema(value_type = String, example = "15000.00 KZT")]
    net: Money,
    /// What it brings less what it cost, in the firm's currency.
    #[schema(value_type = Option<String>, example = "6000.00 KZT")]
    margin: Option<Money>,
    /// How much of it came back.
    #[schema(value_type = String, example = "0")]
    returned: Quantity,
}

/// Names and codes that views need besides the orders.
pub(crate) struct Around {
    base: Currency,
    people: HashMap<i64, (CustomerId, String)>,
}

impl Around {
    /// Reads what these orders need.
    pub(crate) fn of(tx: &mut Tx<'_>, act: &Act, orders: &[&Order]) -> Result<Self, OrderError> {
        let mut numbers: Vec<i64> = orders.iter().map(|order| order.customer_no).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let people = customers::listing::briefs(tx, act, &numbers)?;
        let people = people.into_iter().map(|brief| (brief.no, (brief.id, brief.name))).collect();
        Ok(Self { base: rates::rules(tx, act)?.currency, people })
    }

    /// An order without its lines.
    pub(crate) fn view(&self, order: &Order) -> OrderView {
        let base = |minor: i64| Money::new(minor, self.base);
        let who = self.people.get(&order.customer_no);
        OrderView {
            id: order.id,
            number: order.number.clone(),
            source: order.source.clone(),
            customer: who.map(|(id, _)| *id),
            customer_name: who.map(|(_, name)| name.clone()).unwrap_or_default(),
            status: order.status,
            ordered_at: moment(order.ordered_at),
            total: order.money(order.total),
            discount: order.money(order.discount),
            delivery: order.money(order.delivery),
            paid: order.money(order.paid),
            refunded: order.money(order.refunded),
            revenue: order.revenue.map(|revenue| base(revenue - order.returned)),
            margin: order.margin.map(base),
            is_counted: order.is_counted(),
            lacks_rate: order.lacks_rate(),
            due_on: order.due_on.map(|on| crate::counting::date(on).to_string()),
            responsible: order.responsible,
            utm: order.utm.clone(),
            note: order.note.clone(),
            revision: order.revision,
            lines: None,
        }
    }
}

/// An order with its lines.
pub(crate) fn whole(tx: &mut Tx<'_>, act: &Act, whole: &Whole) -> Result<OrderView, OrderError> {
    let around = Around::of(tx, act, &[&whole.order])?;
    let codes = listing::codes(tx, act, whole)?;
    let money = |minor: i64| whole.order.money(minor);
    let lines = whole.lines.iter().map(|line| LineView {
        place: line.place,
        product: line.product_no.and_then(|no| codes.get(&no).cloned()),
        name: line.name.clone(),
        quantity: line.quantity,
        price: money(line.price),
        discount: money(line.discount),
        cost: line.cost.map(money),
        net: money(line.net),
        margin: line.margin.map(|margin| Money::new(margin, around.base)),
        returned: line.returned,
    });
    Ok(OrderView { lines: Some(lines.collect()), ..around.view(&whole.order) })
}
