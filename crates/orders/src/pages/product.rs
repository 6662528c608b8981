//! The form of a product: a new one, and one that is changed.

use crate::RIGHT;
use crate::api::ProductBody;
use crate::product::{self, Product, ProductId};
use crate::rates;
use crate::reading::Amount;
use crate::running::{id, read, write_at};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};

#[derive(Template)]
#[template(path = "pages/product.html")]
struct ProductPage {
    frame: Frame,
    action: String,
    form: Form,
    errors: Vec<FieldError>,
    categories: Vec<String>,
    may_write: bool,
    /// Where it is put away or taken out; empty for a new one.
    away: String,
    is_away: bool,
}

impl ProductPage {
    fn error(&self, name: &str) -> String {
        let wrong = self.errors.iter().find(|error| error.field == name);
        wrong.map(|error| error.say(&self.frame.say)).unwrap_or_default()
    }
}

/// Shows the form of a new product.
pub(super) async fn show_new(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let base = read(&visit, |tx, act| Ok(rates::rules(tx, act)?.currency)).await?;
    let form = Form { values: vec![("currency".into(), base.to_string())], ..Form::default() };
    drawn(&visit, None, (form, Vec::new())).await
}

/// Adds it.
pub(super) async fn save_new(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let body = body(&form);
    let done = write_at(&visit, Level::Write, move |tx, act| {
        let card = body.over(tx, act, None)?;
        product::add(tx, act, card)
    });
    match done.await? {
        Ok(product) => {
            Ok(see_with("/products", &ToastNote::new("orders-toast-product-added").name(product.name)))
        }
        Err(errors) => drawn(&visit, None, (form, errors)).await,
    }
}

/// Shows the form of a product that is there.
pub(super) async fn show(
    visit: Visit,
    _fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id: ProductId = id(&text)?;
    let product = read(&visit, move |tx, act| product::get(tx, act, id)).await?;
    let form = typed(&product);
    drawn(&visit, Some(product), (form, Vec::new())).await
}

/// Changes it.
pub(super) async fn save(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: ProductId = id(&text)?;
    let known = read(&visit, move |tx, act| product::get(tx, act, id)).await?;
    let body = body(&form);
    let done = write_at(&visit, Level::Write, move |tx, act| {
        let standing = product::get(tx, act, id)?.card();
        let card = body.over(tx, act, Some(standing))?;
        product::change(tx, act, (id, None), card)
    });
    match done.await? {
        Ok(product) => {
            Ok(see_with("/products", &ToastNote::new("orders-toast-product-changed").name(product.name)))
        }
        Err(errors) => drawn(&visit, Some(known), (form, errors)).await,
    }
}

/// Puts it away.
pub(super) async fn archive(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    put_away(visit, text, true).await
}

/// Takes it out of the archive.
pub(super) async fn restore(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    put_away(visit, text, false).await
}

async fn put_away(visit: Visit, text: String, is_away: bool) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: ProductId = id(&text)?;
    let done = write_at(&visit, Level::Write, move |tx, act| product::archive(tx, act, id, is_away));
    let product = done.await?.map_err(Problem::invalid)?;
    let (key, back) = match is_away {
        true => ("orders-toast-product-archived", "restore"),
        false => ("orders-toast-product-restored", "archive"),
    };
    let note = ToastNote::new(key).name(&product.name);
    Ok(see_with("/products", &note.undo(format!("{}/{back}", product.href()), Vec::new())))
}

fn body(form: &Form) -> ProductBody {
    let text = |name: &str| Some(form.text(name).to_owned());
    ProductBody {
        code: text("code"),
        name: text("name"),
        category: text("category"),
        supplier: text("supplier"),
        unit: text("unit"),
        currency: text("currency"),
        price: text("price").map(Amount),
        cost: text("cost").map(Amount),
    }
}

fn typed(product: &Product) -> Form {
    let money = |money: Option<kernel::Money>| money.map(|m| m.decimal().to_string()).unwrap_or_default();
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let values = vec![
        pair("code", product.code.clone()),
        pair("name", product.name.clone()),
        pair("category", product.category.clone()),
        pair("supplier", product.supplier.clone()),
        pair("unit", product.unit.clone()),
        pair("currency", product.currency.to_string()),
        pair("price", money(product.price)),
        pair("cost", money(product.cost)),
    ];
    Form { values, ..Form::default() }
}

async fn drawn(
    visit: &Visit,
    product: Option<Product>,
    (form, errors): (Form, Vec<FieldError>),
) -> Result<Response, Problem> {
    let (_, categories) = read(visit, product::overview).await?;
    let is_wrong = !errors.is_empty();
    let is_away = product.as_ref().is_some_and(|product| product.archived_at.is_some());
    let page = ProductPage {
        frame: match &product {
            Some(product) => visit.frame_titled(product.name.clone()),
            None => visit.frame("orders-product-new"),
        },
        action: product.as_ref().map_or("/products/new".into(), Product::href),
        away: product
            .as_ref()
            .map(|product| format!("{}/{}", product.href(), if is_away { "restore" } else { "archive" }))
            .unwrap_or_default(),
        form,
        errors,
        categories,
        may_write: visit.actor().may(RIGHT, Level::Write),
        is_away,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}
