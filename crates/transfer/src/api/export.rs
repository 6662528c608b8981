//! `GET /customers/export`: a list as a file.

use crate::exporting::{Asked, answer, target_of};
use crate::pages::act;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Form, Problem, ProblemBody, Visit};

/// Which list, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wished {
    /// `csv`, `xlsx`, `ods`, `vcf`, `ndjson` or `parquet`; `csv` when left out.
    format: Option<String>,
    /// A condition as JSON, such as `{"field":"warmth","is":"hot"}`.
    filter: Option<String>,
    /// Words to search for.
    q: Option<String>,
    /// A field's slug, `created_at` or `updated_at`; with a minus for greatest first. `created_at` when left out.
    sort: Option<String>,
    /// Slugs of columns, parted by commas; every field when left out.
    columns: Option<String>,
    /// The id or the name of a saved view: its condition, order and columns stand where nothing else is said.
    view: Option<String>,
    /// Archived customers in place of the others.
    archived: Option<bool>,
    /// `email` or `sms`: only those who may be written to by it with marketing, and a column that says where.
    mailing: Option<String>,
    /// What for; must be told where a second person has to agree.
    reason: Option<String>,
}

/// Export customers
#[utoipa::path(
    get,
    path = "/customers/export",
    tag = "exports",
    params(Wished),
    responses(
        (status = 200, description = "The list as a file, streamed; a broken stream says that it is not whole", body = String, content_type = "*/*"),
        (status = 403, description = "The right is missing", body = ProblemBody),
        (status = 404, description = "There is no such view", body = ProblemBody),
        (status = 409, description = "Somebody else has to agree to this list with these columns first; ask again when they have", body = ProblemBody),
        (status = 429, description = "The day's quota is used up", body = ProblemBody),
        (status = 422, description = "The filter, the order, a column or the format cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn export_customers(
    visit: Visit,
    Query(wished): Query<Wished>,
) -> Result<Response, Problem> {
    let act = act(&visit).await?;
    let format = wished.format.clone().unwrap_or_default();
    let target = target_of(&Form::from_encoded(&format!("format={format}")))?;
    let columns = wished.columns.unwrap_or_default();
    let asked = Asked {
        view: match wished.archived {
            Some(true) => "archived".to_owned(),
            _ => wished.view.unwrap_or_default(),
        },
        filter: wished.filter.unwrap_or_default(),
        search: wished.q.unwrap_or_default(),
        sort: wished.sort.unwrap_or_default(),
        mailing: wished.mailing.unwrap_or_default(),
        columns: columns.split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect(),
    };
    let asking = act.clone();
    let wanted = visit.app.db.reading(move |tx| asked.wanted(tx, &asking, target)).await?;
    let waits = || Problem::new(StatusCode::CONFLICT, "transfer-export-waits");
    answer(&visit, act, wanted.into(), wished.reason.unwrap_or_default()).await?.ok_or_else(waits)
}
