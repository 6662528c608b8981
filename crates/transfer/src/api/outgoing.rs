//! `/exports`: lists made into files by jobs, to be fetched in as many pieces as the line needs.

use crate::exporting::{Asked, Listed, orders_out, refused, target_of};
use crate::outgoing::{self, Outgoing, OutgoingId};
use crate::pages::act;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use customers::Act;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Form, Problem, ProblemBody, Visit};
use words::Say;

/// Exports told at once.
const SHOWN: usize = 100;

/// Which list, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WishedFile {
    /// `csv`, `xlsx`, `ods`, `vcf`, `ndjson` or `parquet`; `csv` when left out.
    #[serde(default)]
    format: Option<String>,
    /// `customers` or `orders`; `customers` when left out.
    #[serde(default)]
    of: ListOf,
    /// A condition, such as `{"field":"warmth","is":"hot"}`.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    filter: Option<serde_json::Value>,
    /// Words to search for.
    #[serde(default)]
    q: Option<String>,
    /// A field's slug, `created_at` or `updated_at`; of orders `date`, `sum` or `number`; with a minus for greatest first.
    #[serde(default)]
    sort: Option<String>,
    /// Slugs of columns; every field, or all of an order, when left out.
    #[serde(default)]
    columns: Vec<String>,
    /// The id or the name of a saved view.
    #[serde(default)]
    view: Option<String>,
    /// Archived customers in place of the others.
    #[serde(default)]
    archived: bool,
    /// `email` or `sms`: only those who may be written to by it with marketing, and a column that says where.
    #[serde(default)]
    mailing: Option<String>,
    /// Of orders: only those of this customer.
    #[serde(default)]
    customer: Option<String>,
    /// Of orders: only those from this source; empty for one's own.
    #[serde(default)]
    source: Option<String>,
    /// Of orders: all columns of lines too, each line as a row, when `columns` is left out.
    #[serde(default)]
    lines: bool,
    /// What for; must be told where a second person has to agree.
    #[serde(default)]
    reason: Option<String>,
}

/// What a list is of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ListOf {
    /// Customers.
    #[default]
    Customers,
    /// Orders.
    Orders,
}

/// An export that a job makes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportView {
    /// Its id.
    #[schema(value_type = String)]
    id: OutgoingId,
    /// `waiting` (somebody else has to agree), `running`, `done`, `failed` or `gone`.
    state: &'static str,
    /// In which format.
    format: String,
    /// The number that its watermark names, once it is begun.
    no: Option<i64>,
    /// How many rows there were when it was asked for, about.
    expected_rows: i64,
    /// How many rows its file has; 0 until it is done.
    rows: i64,
    /// How many bytes its file has; 0 until it is done.
    bytes: i64,
    /// The job that writes it: how far it is, stopping it, having it go on.
    #[schema(value_type = Option<String>)]
    job: Option<jobs::JobId>,
    /// Why it failed or is gone.
    error: Option<String>,
    /// When it was asked for.
    created_at: String,
    /// When its file was whole.
    finished_at: Option<String>,
    /// Until when it can be fetched.
    ends_at: Option<String>,
}

impl ExportView {
    fn of(out: Outgoing, say: &Say) -> ExportView {
        ExportView {
            id: out.id,
            state: out.state.slug(),
            no: out.mark.as_ref().map(outgoing::KeptMark::no),
            format: out.format,
            expected_rows: out.n_total,
            rows: out.n_rows,
            bytes: out.n_bytes,
            job: out.job,
            error: out.error.map(|said| said.say(say)),
            created_at: web::moment(out.created_at),
            finished_at: out.finished_at.map(web::moment),
            ends_at: out.ends_at.map(web::moment),
        }
    }
}

/// A page of exports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportPage {
    /// The newest first.
    items: Vec<ExportView>,
    /// Always null: all are told at once, at most a hundred.
    next: Option<String>,
}

/// List one's own exports
#[utoipa::path(
    get,
    path = "/exports",
    tag = "exports",
    responses(
        (status = 200, description = "The latest hundred of one's own", body = ExportPage),
        (status = 403, description = "The right is missing", body = ProblemBody),
    )
)]
pub(crate) async fn list_own_exports(visit: Visit) -> Result<Json<ExportPage>, Problem> {
    let act = act(&visit).await?;
    let all = visit.app.db.reading(move |tx| outgoing::all_own(tx, &act, SHOWN)).await?;
    let items = all.into_iter().map(|out| ExportView::of(out, &visit.say)).collect();
    Ok(Json(ExportPage { items, next: None }))
}

/// Have a list made into a file
#[utoipa::path(
    post,
    path = "/exports",
    tag = "exports",
    request_body = WishedFile,
    responses(
        (status = 202, description = "A job makes it, or somebody else has to agree first: see `state`", body = ExportView),
        (status = 403, description = "The right is missing", body = ProblemBody),
        (status = 404, description = "There is no such view", body = ProblemBody),
        (status = 422, description = "The filter, the order, a column or the format cannot be understood", body = ProblemBody),
        (status = 429, description = "The day's quota is used up", body = ProblemBody),
    )
)]
pub(crate) async fn make_export(
    visit: Visit,
    Body(wished): Body<WishedFile>,
) -> Result<(StatusCode, Json<ExportView>), Problem> {
    let reason = wished.reason.clone().unwrap_or_default();
    let (act, listed) = match wished.of {
        ListOf::Customers => of_customers(&visit, wished).await?,
        ListOf::Orders => of_orders(&visit, wished).await?,
    };
    let asking = visit.clone();
    let done = tokio::task::spawn_blocking(move || outgoing::ask(&asking, &act, (&listed, &reason))).await;
    let out = done.map_err(|_| Problem::broken())?.map_err(refused)?;
    Ok((StatusCode::ACCEPTED, Json(ExportView::of(out, &visit.say))))
}

fn format_of(wished: &WishedFile) -> Form {
    let format = wished.format.clone().unwrap_or_default();
    Form { values: vec![("format".to_owned(), format)], ..Form::default() }
}

async fn of_orders(visit: &Visit, wished: WishedFile) -> Result<(Act, Listed), Problem> {
    let form = format_of(&wished);
    let asked = orders::listing::Asked {
        filter: wished.filter.map(|filter| filter.to_string()),
        q: wished.q.unwrap_or_default(),
        customer: wished.customer,
        source: wished.source,
        sort: wished.sort,
    };
    let (act, wanted) = orders_out::wanted(visit, &form, (asked, wished.columns, wished.lines)).await?;
    Ok((act, wanted.into()))
}

async fn of_customers(visit: &Visit, wished: WishedFile) -> Result<(Act, Listed), Problem> {
    let target = target_of(&format_of(&wished))?;
    let act = act(visit).await?;
    let asked = Asked {
        view: if wished.archived { "archived".to_owned() } else { wished.view.unwrap_or_default() },
        filter: wished.filter.map(|filter| filter.to_string()).unwrap_or_default(),
        search: wished.q.unwrap_or_default(),
        sort: wished.sort.unwrap_or_default(),
        columns: wished.columns,
        mailing: wished.mailing.unwrap_or_default(),
    };
    let asking = act.clone();
    let wanted = visit.app.db.reading(move |tx| asked.wanted(tx, &asking, target)).await?;
    Ok((act, wanted.into()))
}

fn of(text: &str) -> Result<OutgoingId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// Read an export
#[utoipa::path(
    get,
    path = "/exports/{id}",
    tag = "exports",
    params(("id" = String, Path, description = "The export's id")),
    responses(
        (status = 200, description = "The export as it stands", body = ExportView),
        (status = 404, description = "There is no such export of one's own", body = ProblemBody),
    )
)]
pub(crate) async fn get_export(visit: Visit, Path(id): Path<String>) -> Result<Json<ExportView>, Problem> {
    let (act, id) = (act(&visit).await?, of(&id)?);
    let out = visit.app.db.reading(move |tx| outgoing::own(tx, &act, id)).await?;
    Ok(Json(ExportView::of(out, &visit.say)))
}

/// Fetch the file of an export
#[utoipa::path(
    get,
    path = "/exports/{id}/content",
    tag = "exports",
    params(("id" = String, Path, description = "The export's id")),
    responses(
        (status = 200, description = "The whole file", body = String, content_type = "*/*"),
        (status = 206, description = "The part that the Range header asks for; with If-Range only of the same file", body = String, content_type = "*/*"),
        (status = 404, description = "There is no such export of one's own", body = ProblemBody),
        (status = 409, description = "There is no file now, or one sees otherwise than when it was written", body = ProblemBody),
        (status = 416, description = "The part begins behind the end", body = ProblemBody),
    )
)]
pub(crate) async fn export_content(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    outgoing::fetched(&visit, &headers, of(&id)?).await
}

/// Throw an export away
#[utoipa::path(
    delete,
    path = "/exports/{id}",
    tag = "exports",
    params(("id" = String, Path, description = "The export's id")),
    responses(
        (status = 204, description = "Its job stops, its file goes"),
        (status = 404, description = "There is no such export of one's own", body = ProblemBody),
    )
)]
pub(crate) async fn drop_export(visit: Visit, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    let (act, id) = (act(&visit).await?, of(&id)?);
    let once = visit.clone();
    let thrown = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        outgoing::throw_away(tx, &act, id)
    });
    thrown.await?;
    Ok(StatusCode::NO_CONTENT)
}
