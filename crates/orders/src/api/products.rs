//! Products: `GET` and `POST /products`, `GET` and `PATCH /products/{id}`, `PUT` and `DELETE /products/{id}/archiving`.

use crate::error::OrderError;
use crate::product::{self, Product, ProductCard, ProductId, ProductQuery};
use crate::rates;
use crate::reading::{self, Amount, Errors};
use crate::running::{id, read, write};
use axum::Json;
use axum::extract::{Path, Query as UrlQuery};
use axum::response::Response;
use customers::Act;
use db::Tx;
use http::StatusCode;
use kernel::{Cursor, Money, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at, moment};

/// A product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductView {
    /// The id.
    id: ProductId,
    /// What the firm knows it by; unique.
    code: String,
    /// What people call it.
    name: String,
    /// The group it belongs to.
    category: String,
    /// Who supplies it.
    supplier: String,
    /// What it is counted in.
    unit: String,
    /// The price of one unit.
    #[schema(value_type = Option<String>, example = "7500.00 KZT")]
    price: Option<Money>,
    /// What one unit costs.
    #[schema(value_type = Option<String>, example = "4500.00 KZT")]
    cost: Option<Money>,
    /// Grows by one with every change; also the ETag.
    revision: i64,
    /// RFC 3339, UTC; null while it is in use.
    archived_at: Option<String>,
}

impl ProductView {
    fn of(product: &Product) -> Self {
        Self {
            id: product.id,
            code: product.code.clone(),
            name: product.name.clone(),
            category: product.category.clone(),
            supplier: product.supplier.clone(),
            unit: product.unit.clone(),
            price: product.price,
            cost: product.cost,
            revision: product.revision,
            archived_at: product.archived_at.map(moment),
        }
    }
}

/// What is said of a product; what is left out stays, or is empty for a new one.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "code": "PL-1", "name": "Пиала «Көк»", "category": "Пиалы", "unit": "шт", "price": "1500", "cost": "900",
}))]
pub(crate) struct ProductBody {
    /// What the firm knows it by; unique.
    pub(crate) code: Option<String>,
    /// What people call it.
    pub(crate) name: Option<String>,
    /// The group it belongs to.
    pub(crate) category: Option<String>,
    /// Who supplies it.
    pub(crate) supplier: Option<String>,
    /// What it is counted in.
    pub(crate) unit: Option<String>,
    /// Three letters; the firm's own when left out.
    pub(crate) currency: Option<String>,
    /// The price of one unit.
    pub(crate) price: Option<Amount>,
    /// What one unit costs.
    pub(crate) cost: Option<Amount>,
}

impl ProductBody {
    /// Understands it over what stands.
    pub(crate) fn over(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        known: Option<ProductCard>,
    ) -> Result<ProductCard, OrderError> {
        let base = rates::rules(tx, act)?.currency;
        let mut errors = Errors::default();
        let typed = self.currency.as_deref().filter(|text| !text.trim().is_empty());
        let typed = errors.take("currency", typed.map(reading::currency));
        let currency = typed.or(known.as_ref().map(|known| known.currency)).unwrap_or(base);
        let mut money = |name: &str, typed: &Option<Amount>, known: Option<i64>| match typed {
            Some(text) if text.0.trim().is_empty() => None,
            Some(text) => errors.take(name, Some(reading::amount(act, text, currency))),
            None => known,
        };
        let price = money("price", &self.price, known.as_ref().and_then(|known| known.price));
        let cost = money("cost", &self.cost, known.as_ref().and_then(|known| known.cost));
        if !errors.0.is_empty() {
            return Err(OrderError::Invalid(errors.0));
        }
        let text = |typed: &Option<String>, known: Option<&String>| {
            typed.clone().or_else(|| known.cloned()).unwrap_or_default()
        };
        let known = known.as_ref();
        Ok(ProductCard {
            code: text(&self.code, known.map(|known| &known.code)),
            name: text(&self.name, known.map(|known| &known.name)),
            category: text(&self.category, known.map(|known| &known.category)),
            supplier: text(&self.supplier, known.map(|known| &known.supplier)),
            unit: text(&self.unit, known.map(|known| &known.unit)),
            currency,
            price,
            cost,
        })
    }
}

/// Which products are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// A part of the name, or the beginning of a code.
    q: Option<String>,
    /// Only this category.
    category: Option<String>,
    /// Archived ones in place of the others.
    archived: Option<bool>,
    /// `name` (when left out), `code`, `category`, `price` or `updated_at`; with a minus for greatest first.
    sort: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

/// A page of products.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductPage {
    /// The products, in the order asked for.
    items: Vec<ProductView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
}

/// List products
#[utoipa::path(
    get,
    path = "/products",
    tag = "orders",
    params(Asked),
    responses((status = 200, description = "A page of products", body = ProductPage))
)]
pub(crate) async fn list_products(
    visit: Visit,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<ProductPage>, Problem> {
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let query = ProductQuery {
        q: asked.q.unwrap_or_default(),
        category: asked.category.unwrap_or_default(),
        is_archived: asked.archived.unwrap_or(false),
        sort: asked.sort.unwrap_or_default(),
    };
    let page = read(&visit, move |tx, act| product::page(tx, act, &query, (cursor.as_ref(), size))).await?;
    Ok(Json(ProductPage {
        items: page.items.iter().map(ProductView::of).collect(),
        next: page.next.map(|cursor| cursor.to_string()),
    }))
}

/// Add a product
#[utoipa::path(
    post,
    path = "/products",
    tag = "orders",
    request_body = ProductBody,
    responses(
        (status = 201, description = "The new product", body = ProductView),
        (status = 422, description = "The code is missing or taken", body = ProblemBody),
    )
)]
pub(crate) async fn add_product(visit: Visit, Body(body): Body<ProductBody>) -> Result<Response, Problem> {
    let product = write(&visit, move |tx, act| {
        let card = body.over(tx, act, None)?;
        product::add(tx, act, card)
    });
    let product = product.await?;
    Ok(json_at(StatusCode::CREATED, product.revision, &ProductView::of(&product)))
}

/// Read a product
#[utoipa::path(
    get,
    path = "/products/{id}",
    tag = "orders",
    params(("id" = String, Path, description = "The product's id")),
    responses(
        (status = 200, description = "The product; the ETag is its revision", body = ProductView),
        (status = 404, description = "There is no such product", body = ProblemBody),
    )
)]
pub(crate) async fn get_product(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: ProductId = id(&text)?;
    let product = read(&visit, move |tx, act| product::get(tx, act, id)).await?;
    Ok(json_at(StatusCode::OK, product.revision, &ProductView::of(&product)))
}

/// Change a product
///
/// Orders keep the price and the cost that they were made with.
#[utoipa::path(
    patch,
    path = "/products/{id}",
    tag = "orders",
    params(
        ("id" = String, Path, description = "The product's id"),
        ("If-Match" = Option<String>, Header, description = "The ETag last seen"),
    ),
    request_body = ProductBody,
    responses(
        (status = 200, description = "The product as it stands now", body = ProductView),
        (status = 404, description = "There is no such product", body = ProblemBody),
        (status = 412, description = "Somebody else changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn change_product(
    visit: Visit,
    Path(text): Path<String>,
    IfMatch(revision): IfMatch,
    Body(body): Body<ProductBody>,
) -> Result<Response, Problem> {
    let id: ProductId = id(&text)?;
    let product = write(&visit, move |tx, act| {
        let known = product::get(tx, act, id)?.card();
        let card = body.over(tx, act, Some(known))?;
        product::change(tx, act, (id, revision), card)
    });
    let product = product.await?;
    Ok(json_at(StatusCode::OK, product.revision, &ProductView::of(&product)))
}

/// Put a product away
#[utoipa::path(
    put,
    path = "/products/{id}/archiving",
    tag = "orders",
    params(("id" = String, Path, description = "The product's id")),
    responses(
        (status = 200, description = "The product as it stands now", body = ProductView),
        (status = 404, description = "There is no such product", body = ProblemBody),
    )
)]
pub(crate) async fn archive_product(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    put_away(visit, text, true).await
}

/// Take a product out of the archive
#[utoipa::path(
    delete,
    path = "/products/{id}/archiving",
    tag = "orders",
    params(("id" = String, Path, description = "The product's id")),
    responses(
        (status = 200, description = "The product as it stands now", body = ProductView),
        (status = 404, description = "There is no such product", body = ProblemBody),
    )
)]
pub(crate) async fn restore_product(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    put_away(visit, text, false).await
}

async fn put_away(visit: Visit, text: String, is_away: bool) -> Result<Response, Problem> {
    let id: ProductId = id(&text)?;
    let product = write(&visit, move |tx, act| product::archive(tx, act, id, is_away)).await?;
    Ok(json_at(StatusCode::OK, product.revision, &ProductView::of(&product)))
}
