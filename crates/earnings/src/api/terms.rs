//! `/earnings/terms`: what a confirmed fact is worth.

use crate::bonus::{self, Terms};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::running::{self, read};
use axum::response::Response;
use http::StatusCode;
use kernel::{Currency, Level, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// What a confirmed fact is worth: `fact * min(max(revenue / usual, 0.5), 3)`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarningTermsView {
    /// Of a usual client; nothing is paid while it is 0.
    #[schema(value_type = String, example = "300.00 KZT")]
    fact: Money,
    /// The revenue of a usual client; while it is 0 all clients weigh the same.
    #[schema(value_type = String, example = "500000.00 KZT")]
    usual: Money,
    /// Grows by one with every change; also the ETag.
    revision: i64,
}

impl EarningTermsView {
    fn of(terms: Terms, currency: Currency) -> Self {
        let money = |minor| Money::new(minor, currency);
        Self { fact: money(terms.fact), usual: money(terms.usual), revision: terms.revision }
    }
}

/// Terms to decide.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarningTermsBody {
    /// Of a usual client, in the firm's currency; 0 for nothing.
    #[schema(value_type = String, example = "300 KZT")]
    fact: Money,
    /// The revenue of a usual client, in the firm's currency; 0 where all weigh the same.
    #[schema(value_type = String, example = "500000 KZT")]
    usual: Money,
}

/// Read the terms of the bonus for knowledge
#[utoipa::path(
    get,
    path = "/earnings/terms",
    tag = "earnings",
    responses((status = 200, description = "The terms", body = EarningTermsView))
)]
pub(crate) async fn get_earning_terms(visit: Visit) -> Result<Response, Problem> {
    let view = read(&visit, |tx, earning, _| {
        Ok(EarningTermsView::of(bonus::terms(tx, earning)?, earning.currency))
    });
    let view = view.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

/// Decide the terms of the bonus for knowledge
///
/// For facts that are confirmed from now on.
#[utoipa::path(
    put,
    path = "/earnings/terms",
    tag = "earnings",
    request_body = EarningTermsBody,
    responses(
        (status = 200, description = "The terms", body = EarningTermsView),
        (status = 403, description = "The right to arrange earnings of the whole firm is missing", body = ProblemBody),
        (status = 412, description = "Somebody changed them meanwhile", body = ProblemBody),
        (status = 422, description = "Below 0, or in another currency", body = ProblemBody),
    )
)]
pub(crate) async fn decide_earning_terms(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Body(body): Body<EarningTermsBody>,
) -> Result<Response, Problem> {
    let decide = move |tx: &mut db::Tx<'_>, earning: &Earning| {
        for (field, money) in [("fact", body.fact), ("usual", body.usual)] {
            if money.currency != earning.currency {
                return Err(EarningError::field(field, "earnings-currency-foreign"));
            }
        }
        let terms = bonus::decide(tx, earning, revision, (body.fact.minor, body.usual.minor))?;
        Ok(EarningTermsView::of(terms, earning.currency))
    };
    let view = running::write(&visit, Level::Arrange, decide).await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}
