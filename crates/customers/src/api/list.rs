//! `GET /customers`: a page of a list.

use super::shape::{CustomerView, read};
use crate::act::Act;
use crate::error::CustomerError;
use crate::field::{FieldNo, FieldSet, Letters};
use crate::listing::{self, Order, Query};
use crate::reading;
use crate::running;
use axum::Json;
use axum::extract::Query as UrlQuery;
use db::Tx;
use fields::Condition;
use kernel::{Cursor, PageSize};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Visit};

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// A condition as JSON, such as `{"field":"warmth","is":"hot"}`.
    filter: Option<String>,
    /// Words to search for: name, phone, e-mail, legal number, tag, in any spelling.
    q: Option<String>,
    /// A field's slug, `created_at` or `updated_at`; with a minus for greatest first. `name` when left out.
    sort: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
    /// `exact` or `estimate` to be told how many there are in all.
    total: Option<String>,
    /// Archived customers in place of the others.
    archived: Option<bool>,
}

/// A page of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerPage {
    /// The customers, in the order asked for.
    items: Vec<CustomerView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
    /// How many there are; only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
    /// Whether the number is exact; an estimate may be given where counting would be slow.
    #[serde(skip_serializing_if = "Option::is_none")]
    total_is_exact: Option<bool>,
    /// Whether the order is only near that of the alphabet: that of a field's words is made the first time somebody sorts
    /// by it, which takes a while where customers are many. Left out when the order is exact.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    order_is_rough: bool,
}

/// List customers
#[utoipa::path(
    get,
    path = "/customers",
    tag = "customers",
    params(Asked),
    responses(
        (status = 200, description = "A page of customers", body = CustomerPage),
        (status = 422, description = "The filter cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn list_customers(
    visit: Visit,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<CustomerPage>, Problem> {
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let asked = Arc::new((asked, cursor));
    let read = || {
        let asked = Arc::clone(&asked);
        read(&visit, move |tx, act| page(tx, act, (&asked.0, asked.1.as_ref())))
    };
    let mut found = read().await?;
    if let Some(field) = found.unasked
        && running::letters(&visit, field).await
    {
        found = read().await?;
    }
    let Found { page, query, .. } = found;
    reading::listed(&visit, &query, page.items.len());
    Ok(Json(page))
}

/// What was read of the base.
struct Found {
    page: CustomerPage,
    query: Query,
    /// The field of words by which nobody has sorted before.
    unasked: Option<FieldNo>,
}

fn page(
    tx: &mut Tx<'_>,
    act: &Act,
    (asked, cursor): (&Asked, Option<&Cursor>),
) -> Result<Found, CustomerError> {
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let query = query(asked, &act.fields)?;
    let slice = listing::page(tx, act, &query, (cursor, size))?;
    let total = match asked.total {
        Some(_) => Some(listing::total(tx, act, &query)?),
        None => None,
    };
    let unready = query.unready(&act.fields);
    let page = CustomerPage {
        items: slice.items.iter().map(|card| CustomerView::of(card, &act.fields)).collect(),
        next: slice.next.map(|cursor| cursor.to_string()),
        total: total.map(|total| total.n),
        total_is_exact: total.map(|total| total.is_exact),
        order_is_rough: unready.is_some(),
    };
    let unasked = unready.filter(|field| field.letters == Letters::Unasked).map(|field| field.no);
    Ok(Found { page, query, unasked })
}

fn query(asked: &Asked, fields: &FieldSet) -> Result<Query, CustomerError> {
    let wrong = |name: &str, key: &str| CustomerError::Invalid(vec![FieldError::new(name, key)]);
    let condition = match asked.filter.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => Condition::parse(text).map_err(|error| {
            let field = format!("filter{}", error.pointer);
            CustomerError::Invalid(vec![FieldError {
                field,
                key: error.why.key.into(),
                args: error.why.args,
            }])
        })?,
        None => Condition::everything(),
    };
    let sort = asked.sort.as_deref().unwrap_or("name");
    let (name, is_descending) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    let order = match name {
        "created_at" => Order::Made,
        "updated_at" => Order::Changed,
        slug => Order::Field(fields.slug(slug).ok_or_else(|| wrong("sort", "customers-unknown-field"))?.no),
    };
    Ok(Query {
        condition,
        among: None,
        search: asked.q.clone().unwrap_or_default(),
        is_archived: asked.archived.unwrap_or(false),
        order,
        is_descending,
    })
}
