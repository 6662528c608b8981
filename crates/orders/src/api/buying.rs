//! `GET /customers/{id}/buying`: what the card shows of a customer's orders.

use crate::buying;
use crate::counting::date;
use crate::running::{id, read};
use axum::Json;
use axum::extract::Path;
use customers::CustomerId;
use kernel::Money;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// How a customer buys; sums in the firm's currency, returns taken off.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BuyingView {
    /// Orders that count.
    n_orders: i64,
    /// What they brought.
    #[schema(value_type = String, example = "450000.00 KZT")]
    revenue: Money,
    /// The margin of those whose margin is known.
    #[schema(value_type = String, example = "180000.00 KZT")]
    margin: Money,
    /// Of how many orders the margin is known.
    n_margin: i64,
    /// The average order; null without any.
    #[schema(value_type = Option<String>, example = "45000.00 KZT")]
    average: Option<Money>,
    /// The day of the first order.
    first_on: Option<String>,
    /// The day of the last order.
    last_on: Option<String>,
    /// The median of days between orders; null before the second one.
    rhythm_days: Option<i64>,
    /// Orders that something was returned of.
    n_returned: i64,
    /// What was returned.
    #[schema(value_type = String, example = "0.00 KZT")]
    returned: Money,
    /// Orders that were called off.
    n_cancelled: i64,
    /// Orders that wait for a rate of their currency.
    n_no_rate: i64,
    /// Products that brought most.
    products: Vec<LikedView>,
    /// Categories that brought most.
    categories: Vec<LikedView>,
    /// Payments with an agreed day that came in time.
    n_paid_in_time: i64,
    /// Payments with an agreed day that came late.
    n_paid_late: i64,
    /// Payments that are overdue now.
    n_overdue: i64,
}

/// What a customer likes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LikedView {
    /// The name of the product or category.
    name: String,
    /// What it brought.
    #[schema(value_type = String, example = "120000.00 KZT")]
    sum: Money,
}

/// Read how a customer buys
#[utoipa::path(
    get,
    path = "/customers/{id}/buying",
    tag = "orders",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "What their orders add up to", body = BuyingView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn get_buying(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<BuyingView>, Problem> {
    let id: CustomerId = id(&text)?;
    let buying = read(&visit, move |tx, act| {
        let card = customers::listing::get(tx, act, id)?;
        buying::of(tx, act, card.no)
    });
    let buying = buying.await?;
    let day = |on: Option<i64>| on.map(|on| date(on).to_string());
    let liked = |list: &[(String, Money)]| {
        list.iter().map(|(name, sum)| LikedView { name: name.clone(), sum: *sum }).collect()
    };
    let count = &buying.count;
    Ok(Json(BuyingView {
        n_orders: count.n,
        revenue: buying.money(count.revenue),
        margin: buying.money(count.margin),
        n_margin: count.n_margin,
        average: buying.average(),
        first_on: day(count.first_on),
        last_on: day(count.last_on),
        rhythm_days: buying.rhythm_days,
        n_returned: count.n_returned,
        returned: buying.money(count.returned),
        n_cancelled: count.n_cancelled,
        n_no_rate: count.n_no_rate,
        products: liked(&buying.products),
        categories: liked(&buying.categories),
        n_paid_in_time: buying.discipline.n_in_time,
        n_paid_late: buying.discipline.n_late,
        n_overdue: buying.discipline.n_overdue,
    }))
}
