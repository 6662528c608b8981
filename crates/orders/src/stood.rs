//! An order as it stood before a file changed it: no more of it than such a change can alter, to be put back by.

use crate::amounts::Quantity;
use crate::error::OrderError;
use crate::order::{Day, Line, Order, Status, Utm, Whole};
use crate::product::ProductId;
use crate::store::products;
use db::{DbError, Tx};
use kernel::{Currency, Millis};
use serde::{Deserialize, Serialize};

/// An order as it stood. What follows from lines, payments, returns and rates is worked out when it is put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// Its revision then.
    pub revision: i64,
    status: Status,
    ordered_at: Millis,
    ordered_on: Day,
    /// The code of its currency.
    currency: String,
    discount: i64,
    delivery: i64,
    /// What had gone back to the client.
    pub(crate) refunded: i64,
    utm: Utm,
    note: String,
    lines: Vec<StoodLine>,
}

/// A line as it stood; its product by id, since numbers are given anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StoodLine {
    place: i64,
    product: Option<ProductId>,
    name: String,
    /// Millionths of the unit.
    quantity: i64,
    price: i64,
    discount: i64,
    cost: Option<i64>,
}

impl Stood {
    /// What there is to keep of an order.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn of(tx: &mut Tx<'_>, whole: &Whole) -> Result<Self, DbError> {
        let numbers: Vec<i64> = whole.lines.iter().filter_map(|line| line.product_no).collect();
        let known = products::numbered(tx, &numbers)?;
        let order = &whole.order;
        let line = |line: &Line| StoodLine {
            place: line.place,
            product: line.product_no.and_then(|no| known.get(&no)).map(|product| product.id),
            name: line.name.clone(),
            quantity: line.quantity.0,
            price: line.price,
            discount: line.discount,
            cost: line.cost,
        };
        Ok(Self {
            revision: order.revision,
            status: order.status,
            ordered_at: order.ordered_at,
            ordered_on: order.ordered_on,
            currency: order.currency.code().to_owned(),
            discount: order.discount,
            delivery: order.delivery,
            refunded: order.refunded,
            utm: order.utm.clone(),
            note: order.note.clone(),
            lines: whole.lines.iter().map(line).collect(),
        })
    }

    /// As it is kept.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From what is kept; `None` when that was forgotten.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The order as it stood, of which nothing is worked out yet; a product that is gone meanwhile is a name only. What
    /// no file alters is as it is now.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(crate) fn again(&self, tx: &mut Tx<'_>, now: &Order) -> Result<Whole, OrderError> {
        let ids: Vec<ProductId> = self.lines.iter().filter_map(|line| line.product).collect();
        let known = products::of_ids(tx, &ids)?;
        let line = |line: &StoodLine| Line {
            place: line.place,
            product_no: line.product.and_then(|id| known.get(&id)).map(|product| product.no),
            name: line.name.clone(),
            quantity: Quantity(line.quantity),
            price: line.price,
            discount: line.discount,
            cost: line.cost,
            net: 0,
            revenue: None,
            margin: None,
            returned: Quantity(0),
        };
        let order = Order {
            status: self.status,
            ordered_at: self.ordered_at,
            ordered_on: self.ordered_on,
            currency: Currency::from_code(&self.currency).unwrap_or(now.currency),
            discount: self.discount,
            delivery: self.delivery,
            utm: self.utm.clone(),
            note: self.note.clone(),
            ..now.clone()
        };
        Ok(Whole { order, lines: self.lines.iter().map(line).collect() })
    }
}
