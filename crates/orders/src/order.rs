//! An order: what a customer asked for, in lines, and in what state it is.

use crate::amounts::Quantity;
use customers::CustomerNo;
use kernel::{Currency, Millis, Money, RawId, id_type};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

id_type!(
    /// An order.
    OrderId
);

/// An order's number inside the base.
pub type OrderNo = i64;

/// A day: how many since 1970-01-01, in the firm's zone.
pub type Day = i64;

/// In what state an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being put together; does not count.
    Draft,
    /// Ordered; counts.
    Placed,
    /// Delivered and closed; counts.
    Done,
    /// Called off; does not count.
    Cancelled,
}

impl Status {
    /// All, in the order of an order's life.
    pub const ALL: [Status; 4] = [Status::Draft, Status::Placed, Status::Done, Status::Cancelled];

    /// `draft`, `placed`, `done` or `cancelled`.
    pub fn slug(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Placed => "placed",
            Status::Done => "done",
            Status::Cancelled => "cancelled",
        }
    }

    /// The state of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }

    /// Whether orders in this state are counted among what a customer bought.
    pub fn counts(self) -> bool {
        matches!(self, Status::Placed | Status::Done)
    }

    /// What the journal calls coming into this state.
    pub fn verb(self) -> &'static str {
        match self {
            Status::Draft => "order.drafted",
            Status::Placed => "order.placed",
            Status::Done => "order.done",
            Status::Cancelled => "order.cancelled",
        }
    }
}

/// The marks by which a site tells where a visitor came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Utm {
    /// The site or channel.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The kind of channel.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub medium: String,
    /// The campaign.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub campaign: String,
    /// The search words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub term: String,
    /// Which of several ads.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content: String,
}

impl Utm {
    /// From what the base keeps.
    pub fn from_text(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { serde_json::from_str(text).unwrap_or_default() }
    }

    /// What the base keeps: JSON, or nothing at all.
    pub fn to_text(&self) -> String {
        if *self == Self::default() {
            String::new()
        } else {
            serde_json::to_string(self).unwrap_or_default()
        }
    }

    /// What is known of it, in order.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let parts = [&self.source, &self.medium, &self.campaign, &self.term, &self.content];
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty())
    }
}

/// An order without its lines. Amounts are smallest units: of its own currency, or of the firm's where said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its number inside the base.
    pub no: OrderNo,
    /// The id used outside.
    pub id: OrderId,
    /// The number that people know it by, unique within its source.
    pub number: String,
    /// From which program or place it came; empty for one's own.
    pub source: String,
    /// Whose it is.
    pub customer_no: CustomerNo,
    /// In what state it is.
    pub status: Status,
    /// When it was ordered.
    pub ordered_at: Millis,
    /// On which day.
    pub ordered_on: Day,
    /// What its amounts are counted in.
    pub currency: Currency,
    /// How many lines it has.
    pub n_lines: i64,
    /// What the client owes in all: lines, less the discount, with delivery.
    pub total: i64,
    /// Taken off the whole order.
    pub discount: i64,
    /// What the client pays for delivery.
    pub delivery: i64,
    /// What came so far.
    pub paid: i64,
    /// What went back to the client, or need not be paid, for returned goods.
    pub refunded: i64,
    /// The day on which the first payment that is still open was or is due; `None` for a cancelled order.
    pub due_on: Option<Day>,
    /// Goods less discounts in the firm's currency; `None` while there is no rate.
    pub revenue: Option<i64>,
    /// Revenue less what the goods cost, returns taken off; in the firm's currency; `None` while a cost or the rate is
    /// not known.
    pub margin: Option<i64>,
    /// Of the revenue, what was returned; in the firm's currency.
    pub returned: i64,
    /// Who of the staff answers for it.
    pub responsible: Option<RawId>,
    /// Where the client came from.
    pub utm: Utm,
    /// What else there is to say.
    pub note: String,
    /// Grows by one with every change; the ETag.
    pub revision: i64,
    /// When it was made here.
    pub created_at: Millis,
    /// When it was last changed.
    pub updated_at: Millis,
}

impl Order {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/orders/{}", self.id)
    }

    /// An amount of its currency.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// What is still to be paid; below zero when too much came. Of a cancelled order nothing is due, and what came and
    /// was not given back is too much.
    pub fn owed(&self) -> i64 {
        match self.status {
            Status::Cancelled => (self.refunded - self.paid).min(0),
            _ => self.total - self.refunded - self.paid,
        }
    }

    /// Whether it is counted: placed or done, and in a currency that has a rate.
    pub fn is_counted(&self) -> bool {
        self.status.counts() && self.revenue.is_some()
    }

    /// Whether it would count if its currency had a rate on its day.
    pub fn lacks_rate(&self) -> bool {
        self.status.counts() && self.revenue.is_none()
    }
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place in the order, from 1.
    pub place: i64,
    /// Which product, if it is one of the list.
    pub product_no: Option<i64>,
    /// What it is called on this order.
    pub name: String,
    /// How much; above 0.
    pub quantity: Quantity,
    /// The price of one unit.
    pub price: i64,
    /// Taken off the whole line.
    pub discount: i64,
    /// What one unit cost then; `None` when nobody knows.
    pub cost: Option<i64>,
    /// What the client pays for the line, its share of the order's discount taken off.
    pub net: i64,
    /// The same in the firm's currency.
    pub revenue: Option<i64>,
    /// Revenue less cost in the firm's currency, returns not taken off.
    pub margin: Option<i64>,
    /// How much of it came back.
    pub returned: Quantity,
}

/// An order with its lines in their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The order.
    pub order: Order,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// Who brought an order into which state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Which.
    pub status: Status,
    /// When.
    pub at: Millis,
    /// Who of the staff; `None` for a program of nobody's and the system.
    pub user: Option<RawId>,
    /// Why, if it was said.
    pub reason: String,
}
