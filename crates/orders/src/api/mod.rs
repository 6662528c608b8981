//! The operations under `/api/v1/orders`, `/products`, `/payments`, `/returns` and `/rates`, and what they share.

mod bulk;
mod buying;
mod create;
mod get;
mod list;
mod payments;
mod products;
mod rates;
mod returns;
mod shape;
mod status;

pub(crate) use products::ProductBody;
pub(crate) use rates::RateBody;
use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list::list_orders, create::place_order))
        .routes(routes!(bulk::upsert_orders))
        .routes(routes!(get::get_order, create::change_order))
        .routes(routes!(status::place))
        .routes(routes!(status::complete))
        .routes(routes!(status::cancel))
        .routes(routes!(payments::list_payments, payments::enter_payment))
        .routes(routes!(payments::receive_payment))
        .routes(routes!(payments::withdraw_payment))
        .routes(routes!(returns::list_returns, returns::take_back))
        .routes(routes!(returns::withdraw_return))
        .routes(routes!(products::list_products, products::add_product))
        .routes(routes!(products::get_product, products::change_product))
        .routes(routes!(products::archive_product, products::restore_product))
        .routes(routes!(rates::list_rates, rates::set_rate))
        .routes(routes!(rates::remove_rate))
        .routes(routes!(rates::get_rules, rates::decide_rules))
        .routes(routes!(buying::get_buying))
}
