//! The list of products, and codes suggested while one types.

use crate::RIGHT;
use crate::product::{self, Product, ProductQuery};
use crate::running::read;
use askama::Template;
use axum::Json;
use axum::extract::RawQuery;
use axum::response::Response;
use kernel::{Cursor, Level, PageSize};
use ui::Frame;
use web::{Form, Fragment, Problem, Visit};
use words::Say;

/// A row.
struct Row {
    href: String,
    code: String,
    name: String,
    category: String,
    supplier: String,
    unit: String,
    price: String,
    cost: String,
}

/// All of the list that is drawn anew while one types.
struct Part {
    rows: Vec<Row>,
    next: String,
    sort: String,
    is_empty_base: bool,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "pages/products.html")]
struct ProductsPage {
    frame: Frame,
    query: ProductQuery,
    n: i64,
    categories: Vec<String>,
    part: Part,
}

#[derive(Template)]
#[template(path = "pages/products_rows.html")]
struct RowsFragment {
    frame: Frame,
    part: Part,
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let query = ProductQuery {
        q: form.text("q").to_owned(),
        category: form.text("category").to_owned(),
        is_archived: form.text("view") == "archived",
        sort: form.text("sort").to_owned(),
    };
    let (wanted, cursor) = (query.clone(), form.text("cursor").parse::<Cursor>().ok());
    let (page, (n, categories)) = read(&visit, move |tx, act| {
        let page = product::page(tx, act, &wanted, (cursor.as_ref(), PageSize::DEFAULT))?;
        Ok((page, product::overview(tx, act)?))
    })
    .await?;
    let frame = visit.frame("orders-products");
    let is_filtered = !query.q.is_empty() || !query.category.is_empty() || query.is_archived;
    let part = Part {
        next: page.next.map(|cursor| frame.href("cursor", &cursor.to_string())).unwrap_or_default(),
        is_empty_base: page.items.is_empty() && !is_filtered,
        rows: page.items.iter().map(|product| row(&visit.say, product)).collect(),
        sort: if query.sort.is_empty() { "name".into() } else { query.sort.clone() },
        may_write: visit.actor().may(RIGHT, Level::Write),
    };
    match fragment.is("rows") {
        true => web::page(&RowsFragment { frame, part }),
        false => web::page(&ProductsPage { frame, query, n, categories, part }),
    }
}

fn row(say: &Say, product: &Product) -> Row {
    let money = |money: Option<kernel::Money>| money.map(|money| say.money(&money)).unwrap_or_default();
    Row {
        href: product.href(),
        code: product.code.clone(),
        name: product.name.clone(),
        category: product.category.clone(),
        supplier: product.supplier.clone(),
        unit: product.unit.clone(),
        price: money(product.price),
        cost: money(product.cost),
    }
}

/// Codes of products that a typed text finds.
pub(super) async fn suggest(visit: Visit, RawQuery(query): RawQuery) -> Result<Json<Vec<String>>, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let query = ProductQuery { q: form.text("q").to_owned(), ..ProductQuery::default() };
    let page = read(&visit, move |tx, act| product::page(tx, act, &query, (None, PageSize::clamped(20))));
    Ok(Json(page.await?.items.into_iter().map(|product| product.code).collect()))
}
