//! `GET /orders`: a page of a list.

use super::shape::{Around, OrderView};
use crate::listing;
use crate::running::read;
use axum::Json;
use axum::extract::Query as UrlQuery;
use kernel::{Cursor, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit};

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// A condition as JSON over `status`, `date`, `sum`, `margin`, `payment` (paid, owed, overdue; a cancelled order is
    /// none of them), `rate` (known, missing) and `responsible`, such as `{"all":[{"field":"status","is":"done"},{"field":"date","last_days":30}]}`.
    filter: Option<String>,
    /// The beginning of a number, or whatever a customer is found by.
    q: Option<String>,
    /// Only those of this customer.
    customer: Option<String>,
    /// Only those from this source; empty for one's own.
    source: Option<String>,
    /// `date`, `sum` or `number`; with a minus for greatest first. `-date` when left out.
    sort: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// `exact` or `estimate` to be told how many there are in all; above ten thousand it is a lower bound.
    total: Option<String>,
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderPage {
    /// The orders without their lines, in the order asked for.
    items: Vec<OrderView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
    /// How many there are; only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
    /// Whether that is all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    total_is_exact: Option<bool>,
}

/// List orders
#[utoipa::path(
    get,
    path = "/orders",
    tag = "orders",
    params(Asked),
    responses(
        (status = 200, description = "A page of orders", body = OrderPage),
        (status = 422, description = "The filter cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn list_orders(
    visit: Visit,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<OrderPage>, Problem> {
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let wanted = listing::Asked {
        filter: asked.filter,
        q: asked.q.unwrap_or_default(),
        customer: asked.customer,
        source: asked.source,
        sort: asked.sort,
    };
    let page = read(&visit, move |tx, act| {
        let query = listing::asked(tx, act, &wanted)?;
        let slice = listing::page(tx, act, &query, (cursor.as_ref(), size))?;
        let total = match asked.total {
            Some(_) => Some(listing::totals(tx, act, &query)?),
            None => None,
        };
        let around = Around::of(tx, act, &slice.items.iter().collect::<Vec<_>>())?;
        Ok(OrderPage {
            items: slice.items.iter().map(|order| around.view(order)).collect(),
            next: slice.next.map(|cursor| cursor.to_string()),
            total: total.map(|total| total.n),
            total_is_exact: total.map(|total| total.is_exact),
        })
    });
    Ok(Json(page.await?))
}
