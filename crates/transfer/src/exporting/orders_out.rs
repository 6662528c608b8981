//! Taking a list of orders out as a page asks for it and as programs do.

use super::Leave;
use super::orders_list::{self, OrderColumn, OrdersWanted, may_export};
use super::page::ExportPage;
use super::streaming::{refused, stream, target_of};
use crate::formats::out::TARGETS;
use crate::pages::act;
use axum::extract::{Query as UrlQuery, RawQuery};
use axum::response::Response;
use customers::Act;
use http::StatusCode;
use orders::OrderError;
use orders::listing::{self, Asked, Totals};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{FieldError, Form, Problem, ProblemBody, ToastNote, Visit, see_with};

/// What of an address tells which list it is.
const PARTS: [&str; 5] = ["filter", "q", "customer", "source", "sort"];

/// The list of an address.
fn asked(form: &Form) -> Asked {
    let text = |name: &str| form.filled(name).map(str::to_owned);
    Asked {
        filter: text("filter"),
        q: form.text("q").to_owned(),
        customer: text("customer"),
        source: form.values.iter().find(|(name, _)| name == "source").map(|(_, value)| value.clone()),
        sort: text("sort"),
    }
}

async fn found(visit: &Visit, asked: Asked) -> Result<(Act, listing::Query, Totals), Problem> {
    let act = act(visit).await?;
    if !may_export(&act) {
        return Err(Problem::forbidden());
    }
    let read = visit.app.db.reading(move |tx| -> Result<_, OrderError> {
        let query = listing::asked(tx, &act, &asked)?;
        let totals = listing::totals(tx, &act, &query)?;
        Ok((act, query, totals))
    });
    Ok(read.await?)
}

/// `GET /export/orders?..`: what would go out.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let (_, _, totals) = found(&visit, asked(&form)).await?;
    let say = &visit.say;
    let number =
        if totals.is_exact { say.number(totals.n) } else { format!("≈ {}", say.number(totals.n)) };
    let kept = PARTS.map(|part| (part, form.text(part).to_owned()));
    let formats = TARGETS.into_iter().filter(|target| target.slug() != "vcf").map(|target| {
        let words = |what: &str| say.t(&format!("transfer-{what}-{}", target.slug()));
        (target.slug(), words("target"), words("target-help"))
    });
    let columns = OrderColumn::ALL.map(|column| (column.slug().to_owned(), column.label(say), true));
    web::page(&ExportPage {
        frame: visit.frame("transfer-export-title"),
        action: "/export/orders/file",
        words: format!("{}: {number}", say.t("orders-title")),
        kept: kept.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        formats: formats.collect(),
        mailings: Vec::new(),
        columns: columns.into(),
        back: "/orders".to_owned(),
        back_words: say.t("orders-title"),
    })
}

/// `POST /export/orders/file`: the list as a file, streamed, or a request to let it go.
pub(crate) async fn file(visit: Visit, form: Form) -> Result<Response, Problem> {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let parts = form.values.iter().filter(|(name, _)| PARTS.contains(&name.as_str()));
    let address: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let columns: Vec<String> =
        form.values.iter().filter(|(name, _)| name == "columns").map(|(_, slug)| slug.clone()).collect();
    let reason = form.text("reason").to_owned();
    match answered(&visit, (&form, asked(&form)), &columns, reason).await? {
        Some(response) => Ok(response),
        None => {
            let back = format!("/export/orders?{}", address.join("&"));
            Ok(see_with(&back, &ToastNote::new("transfer-export-waits")))
        }
    }
}

/// The list as an answer; `None` when somebody else has to agree first.
async fn answered(
    visit: &Visit,
    (form, asked): (&Form, Asked),
    columns: &[String],
    reason: String,
) -> Result<Option<Response>, Problem> {
    let target = target_of(form)?;
    let is_column = |slug: &String| OrderColumn::ALL.iter().any(|column| column.slug() == slug);
    if target.slug() == "vcf" {
        return Err(Problem::invalid(vec![FieldError::new("format", "transfer-export-unknown-format")]));
    }
    if let Some(unknown) = columns.iter().find(|slug| !is_column(slug)) {
        let wrong = FieldError::new("columns", "transfer-export-unknown-column");
        let args = vec![("name", unknown.clone().into())];
        return Err(Problem::invalid(vec![FieldError { args, ..wrong }]));
    }
    let (act, query, _) = found(visit, asked).await?;
    let wanted = OrdersWanted::new(query, columns, target);
    let (asking, list, db) = (act.clone(), wanted.clone(), visit.app.db.clone());
    let leave =
        tokio::task::spawn_blocking(move || orders_list::ask_leave(&db, &asking, &list, &reason)).await;
    let mark = match leave.map_err(|_| Problem::broken())?.map_err(refused)? {
        Leave::Given(mark) => mark,
        Leave::Waits(_) => return Ok(None),
    };
    let name = visit.say.t("orders-title");
    Ok(Some(stream(visit, ("orders", &name, target), move |visit, output| {
        orders_list::export(&visit.app.db, &act, (&wanted, &mark), &visit.say, output)
    })))
}

/// Which list of orders, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WishedOrders {
    /// `csv`, `xlsx`, `ods`, `ndjson` or `parquet`; `csv` when left out.
    format: Option<String>,
    /// A condition as JSON, as in the list of orders.
    filter: Option<String>,
    /// The beginning of a number, or whatever a customer is found by.
    q: Option<String>,
    /// Only those of this customer.
    customer: Option<String>,
    /// Only those from this source; empty for one's own.
    source: Option<String>,
    /// `date`, `sum` or `number`; with a minus for greatest first. `-date` when left out.
    sort: Option<String>,
    /// Slugs of columns, parted by commas; all when left out. The number and the source always go out.
    columns: Option<String>,
    /// What for; must be told where a second person has to agree.
    reason: Option<String>,
}

/// Export orders
///
/// A file that went out comes back in unchanged: an import knows each order by its number and source.
#[utoipa::path(
    get,
    path = "/orders/export",
    tag = "exports",
    params(WishedOrders),
    responses(
        (status = 200, description = "The list as a file, streamed; a broken stream says that it is not whole", body = String, content_type = "*/*"),
        (status = 403, description = "The right is missing", body = ProblemBody),
        (status = 409, description = "Somebody else has to agree first; ask again when they have", body = ProblemBody),
        (status = 429, description = "The day's quota is used up", body = ProblemBody),
        (status = 422, description = "The filter, the order, a column or the format cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn export_orders(
    visit: Visit,
    UrlQuery(wished): UrlQuery<WishedOrders>,
) -> Result<Response, Problem> {
    let form = Form::from_encoded(&format!("format={}", wished.format.clone().unwrap_or_default()));
    let columns = wished.columns.unwrap_or_default();
    let columns: Vec<String> =
        columns.split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect();
    let asked = Asked {
        filter: wished.filter,
        q: wished.q.unwrap_or_default(),
        customer: wished.customer,
        source: wished.source,
        sort: wished.sort,
    };
    let waits = || Problem::new(StatusCode::CONFLICT, "transfer-export-waits");
    answered(&visit, (&form, asked), &columns, wished.reason.unwrap_or_default()).await?.ok_or_else(waits)
}
