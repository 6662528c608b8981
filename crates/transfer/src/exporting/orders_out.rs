//! Taking a list of orders out as a page asks for it and as programs do.

use super::orders_list::may_export;
use super::page::{ExportPage, leave_with};
use super::streaming::{answer, target_of};
use super::{OrderColumn, OrderColumns, OrdersWanted};
use crate::formats::out::{TARGETS, Target};
use crate::outgoing;
use crate::pages::act;
use axum::extract::{Query as UrlQuery, RawQuery};
use axum::response::Response;
use customers::Act;
use http::StatusCode;
use orders::OrderError;
use orders::listing::{self, Asked};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{FieldError, Form, Problem, ProblemBody, Visit};

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

/// `GET /export/orders?..`: what would go out.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let act = act(&visit).await?;
    if !may_export(&act) {
        return Err(Problem::forbidden());
    }
    let list = asked(&form);
    let read = visit.app.db.reading(move |tx| -> Result<_, OrderError> {
        let query = listing::asked(tx, &act, &list)?;
        listing::totals(tx, &act, &query)
    });
    let totals = read.await?;
    let say = &visit.say;
    let number =
        if totals.is_exact { say.number(totals.n) } else { format!("≥ {}", say.number(totals.n)) };
    let kept = PARTS.map(|part| (part, form.text(part).to_owned()));
    let formats = targets().map(|target| {
        let words = |what: &str| say.t(&format!("transfer-{what}-{}", target.slug()));
        (target.slug(), words("target"), words("target-help"))
    });
    let offered = |of_line: bool| {
        let columns = OrderColumn::ALL
            .into_iter()
            .filter(move |column| column.is_of_line() == of_line && !column.is_always());
        columns.map(|column| (column.slug().to_owned(), column.label(say), column.is_shown())).collect()
    };
    web::page(&ExportPage {
        frame: visit.frame("transfer-export-title"),
        action: "/export/orders/file",
        words: format!("{}: {number}", say.t("orders-title")),
        kept: kept.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        formats: formats.collect(),
        mailings: Vec::new(),
        columns: offered(false),
        columns_help: say.t("transfer-export-orders-columns-help"),
        line_columns: offered(true),
        back: "/orders".to_owned(),
        back_words: say.t("orders-title"),
    })
}

/// The formats of lists of orders: all but cards of people.
fn targets() -> impl Iterator<Item = &'static dyn Target> {
    TARGETS.into_iter().filter(|target| target.slug() != "vcf")
}

/// `POST /export/orders/file`: the list as a file, streamed, or by a job when it is long, or a request to let it go.
pub(crate) async fn file(visit: Visit, form: Form) -> Result<Response, Problem> {
    let mut slugs: Vec<String> =
        form.values.iter().filter(|(name, _)| name == "columns").map(|(_, slug)| slug.clone()).collect();
    if slugs.is_empty() {
        slugs = OrderColumn::ALL
            .into_iter()
            .filter(|one| one.is_shown())
            .map(|one| one.slug().into())
            .collect();
    }
    let (act, wanted) = wanted(&visit, &form, (asked(&form), slugs, false)).await?;
    let (counting, query) = (act.clone(), wanted.query.clone());
    let n = visit.app.db.reading(move |tx| listing::count(tx, &counting, &query)).await?;
    leave_with(visit, act, (wanted.into(), n > outgoing::LARGE), &form).await
}

/// The list in the format of a form, with these columns, and with those of lines where that is said.
pub(crate) async fn wanted(
    visit: &Visit,
    form: &Form,
    (asked, slugs, by_lines): (Asked, Vec<String>, bool),
) -> Result<(Act, OrdersWanted), Problem> {
    let target = target_of(form)?;
    if !targets().any(|one| one.slug() == target.slug()) {
        let wrong = FieldError::new("format", "transfer-export-unknown-order-format");
        return Err(Problem::invalid(vec![wrong]));
    }
    let columns = OrderColumns::named(slugs, by_lines)?;
    let act = act(visit).await?;
    if !may_export(&act) {
        return Err(Problem::forbidden());
    }
    let read = visit.app.db.reading(move |tx| -> Result<_, OrderError> {
        let wanted = OrdersWanted::of(tx, &act, (asked, &columns), target)?;
        Ok((act, wanted))
    });
    Ok(read.await?)
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
    /// Slugs of columns, parted by commas; all of an order when left out. The number and the source always go out. With a
    /// column of a line (`sku`, `product`, `quantity`, `unit_price`, `line_discount`, `line_total`, `unit_cost`) each line
    /// of an order is a row, beside the columns of its order.
    columns: Option<String>,
    /// All columns of lines too, when `columns` is left out.
    lines: Option<bool>,
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
        (status = 409, description = "Somebody else has to agree to this list with these columns first; ask again when they have", body = ProblemBody),
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
    let by_lines = wished.lines.unwrap_or(false);
    let (act, wanted) = wanted(&visit, &form, (asked, columns, by_lines)).await?;
    let waits = || Problem::new(StatusCode::CONFLICT, "transfer-export-waits");
    answer(&visit, act, wanted.into(), wished.reason.unwrap_or_default()).await?.ok_or_else(waits)
}
