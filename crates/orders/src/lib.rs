//! Orders: products, what customers ordered, what they paid, what they brought back.
//!
//! An **order** belongs to a customer and has **lines**, each a product or a free text with quantity, price, discount and
//! cost as they were. It is a draft, placed, done or cancelled; only what is placed or done counts. **Payments** are
//! expected, late or paid, several per order; **returns** take back lines, whole or in part, or money alone. Amounts are
//! exact. What an order brought is kept in the firm's currency at the **rate** of its day; without a rate the order is
//! taken in, said to have none, and counted in no sum until the rate is given.
//!
//! Verbs take a transaction and the customers' [`customers::Act`]: [`placing`] orders by hand and by program,
//! [`paying`], [`returning`], [`rates`], [`bulk`] for many. Each asks for the right first, tells the journal of the
//! customer, and through a `ledger` keeps what is added up true in the same transaction: totals per day, per customer,
//! and the counted facts on the card. An order that changes after it was counted changes those sums by the difference.

pub mod amounts;
mod api;
pub mod bulk;
pub mod buying;
pub mod counting;
pub mod disclosing;
pub mod erasing;
pub mod error;
pub mod following;
mod ledger;
pub mod listing;
pub mod load;
pub mod order;
mod pages;
pub mod paying;
pub mod placing;
pub mod product;
pub mod rates;
pub mod reading;
pub mod removal;
pub mod returning;
mod running;
mod stood;
mod store;
mod sums;
pub mod telling;
pub mod unmaking;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use error::OrderError;
pub use order::{Line, Order, OrderId, OrderNo, Status, Whole};
pub use stood::Stood;
pub use store::happenings;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "orders";

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "orders",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry { href: "/orders", icon: "shopping-cart", label: "orders-title", right: RIGHT }],
    arranged: &[web::NavEntry {
        href: "/orders/rates",
        icon: "banknote",
        label: "orders-rates",
        right: RIGHT,
    }],
    pages: pages::routes,
    api: api::router,
    jobs: Vec::new,
};

/// The tab that this capability puts on the card of a customer.
pub fn panel() -> std::sync::Arc<dyn customers::CustomerPanel> {
    std::sync::Arc::new(pages::OrdersPanel)
}

/// Lets a deed pass only with the right to read orders.
fn readable(act: &customers::Act) -> Result<(), OrderError> {
    if act.actor.may(RIGHT, kernel::Level::Read) { Ok(()) } else { Err(OrderError::Forbidden) }
}

/// Lets a deed pass only with the right to write orders.
fn writable(act: &customers::Act) -> Result<(), OrderError> {
    if act.actor.may(RIGHT, kernel::Level::Write) { Ok(()) } else { Err(OrderError::Forbidden) }
}

/// Lets a deed over what belongs to a customer pass only for those who see the customer.
fn must_see(
    tx: &mut db::Tx<'_>,
    act: &customers::Act,
    customer: customers::CustomerNo,
) -> Result<(), OrderError> {
    let seen = customers::listing::briefs(tx, act, &[customer])?;
    if seen.is_empty() { Err(OrderError::Missing) } else { Ok(()) }
}

#[cfg(test)]
mod catalogue_tests {
    #[test]
    fn the_catalogues_are_whole() {
        assert_eq!(words::check_catalogues(&[super::CATALOGUE]), Vec::<String>::new());
    }
}
