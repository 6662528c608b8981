//! Rates and rules: `GET` and `PUT /rates`, `DELETE /rates/{currency}/{day}`, `GET` and `PUT /order-rules`.

use crate::counting::date;
use crate::error::OrderError;
use crate::rates::{self, Rate, Rules, Unknown};
use crate::reading::{self, Amount, Errors};
use crate::running::{read, write, write_at};
use axum::Json;
use axum::extract::{Path, Query as UrlQuery};
use customers::Act;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, FieldError, Problem, ProblemBody, Visit};

/// A rate.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RateView {
    /// The other currency.
    #[schema(example = "USD")]
    currency: String,
    /// From which day on.
    #[schema(example = "2026-03-01")]
    from_on: String,
    /// Units of the firm's currency for one of the other.
    #[schema(example = "512.4")]
    rate: String,
}

/// A currency without a rate.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MissingView {
    /// The currency.
    currency: String,
    /// How many orders wait for it.
    n_orders: i64,
    /// The first of their days.
    first_on: String,
    /// The last of their days.
    last_on: String,
}

/// Rates, and what is missing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RateList {
    /// What sums are kept in.
    base: String,
    /// The rates, the newest day first.
    items: Vec<RateView>,
    /// Currencies of orders that cannot be counted for want of a rate.
    missing: Vec<MissingView>,
}

/// A rate to give.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "currency": "USD", "from_on": "2026-03-01", "rate": "512.4" }))]
pub(crate) struct RateBody {
    /// The other currency.
    pub(crate) currency: String,
    /// From which day on; today when left out.
    #[serde(default)]
    pub(crate) from_on: Option<String>,
    /// Units of the firm's currency for one of the other.
    pub(crate) rate: Amount,
}

impl RateBody {
    /// Understands it.
    pub(crate) fn read(&self, act: &Act) -> Result<Rate, OrderError> {
        let mut errors = Errors::default();
        let currency = errors.take("currency", Some(reading::currency(&self.currency)));
        let typed = self.from_on.as_deref().filter(|text| !text.trim().is_empty());
        let from_on = errors.take("from_on", typed.map(|text| reading::date_of(act, text)));
        let rate = errors.take("rate", Some(reading::number(act, &self.rate)));
        match (currency, rate, errors.0.is_empty()) {
            (Some(currency), Some(rate), true) => {
                let today = rates::day_of(act, act.setting.now());
                Ok(Rate { currency, from_on: from_on.unwrap_or(today), rate })
            }
            _ => Err(OrderError::Invalid(errors.0)),
        }
    }
}

/// Which rates are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Only of this currency.
    currency: Option<String>,
    /// Only of days before this one.
    before: Option<String>,
}

/// What giving or taking away a rate did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Counted {
    /// How many orders were counted anew.
    n_orders: usize,
}

/// List rates
#[utoipa::path(
    get,
    path = "/rates",
    tag = "orders",
    params(Asked),
    responses((status = 200, description = "At most 500 rates, the newest day first", body = RateList))
)]
pub(crate) async fn list_rates(
    visit: Visit,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<RateList>, Problem> {
    let list = read(&visit, move |tx, act| {
        let wrong = |name: &str| {
            let name = name.to_owned();
            move |e: FieldError| OrderError::Invalid(vec![FieldError { field: name.clone(), ..e }])
        };
        let currency =
            asked.currency.as_deref().map(reading::currency).transpose().map_err(wrong("currency"))?;
        let before = asked.before.as_deref().map(|text| reading::date_of(act, text)).transpose();
        let rates = rates::list(tx, act, currency, (before.map_err(wrong("before"))?, 500))?;
        let missing = rates::missing(tx, act)?;
        Ok(RateList {
            base: rates::rules(tx, act)?.currency.to_string(),
            items: rates
                .iter()
                .map(|rate| RateView {
                    currency: rate.currency.to_string(),
                    from_on: date(rate.from_on).to_string(),
                    rate: rate.rate.to_string(),
                })
                .collect(),
            missing: missing
                .into_iter()
                .map(|(currency, n_orders, first, last)| MissingView {
                    currency,
                    n_orders,
                    first_on: date(first).to_string(),
                    last_on: date(last).to_string(),
                })
                .collect(),
        })
    });
    Ok(Json(list.await?))
}

/// Give a rate
///
/// Every order that it is for is counted anew.
#[utoipa::path(
    put,
    path = "/rates",
    tag = "orders",
    request_body = RateBody,
    responses(
        (status = 200, description = "What was counted anew", body = Counted),
        (status = 422, description = "Something cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn set_rate(visit: Visit, Body(body): Body<RateBody>) -> Result<Json<Counted>, Problem> {
    let n_orders = write(&visit, move |tx, act| {
        let rate = body.read(act)?;
        rates::set(tx, act, rate)
    });
    Ok(Json(Counted { n_orders: n_orders.await? }))
}

/// Take a rate away
#[utoipa::path(
    delete,
    path = "/rates/{currency}/{day}",
    tag = "orders",
    params(
        ("currency" = String, Path, description = "Three letters"),
        ("day" = String, Path, description = "The day it was given for, as 2026-03-01"),
    ),
    responses(
        (status = 200, description = "What was counted anew", body = Counted),
        (status = 404, description = "There is no such rate", body = ProblemBody),
    )
)]
pub(crate) async fn remove_rate(
    visit: Visit,
    Path((currency, day)): Path<(String, String)>,
) -> Result<Json<Counted>, Problem> {
    let n_orders = write(&visit, move |tx, act| {
        let currency = reading::currency(&currency).map_err(|_| OrderError::Missing)?;
        let on = reading::date_of(act, &day).map_err(|_| OrderError::Missing)?;
        rates::remove(tx, act, currency, on)
    });
    Ok(Json(Counted { n_orders: n_orders.await? }))
}

/// The firm's rules about orders.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RulesView {
    /// What sums are kept in.
    #[schema(example = "KZT")]
    currency: String,
    /// What becomes of orders of clients that nobody knows.
    unknown: Unknown,
}

impl RulesView {
    fn of(rules: Rules) -> Self {
        Self { currency: rules.currency.to_string(), unknown: rules.unknown }
    }
}

/// Rules to decide.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RulesBody {
    /// What becomes of orders of clients that nobody knows: `lead` or `reject`.
    unknown: Unknown,
}

/// Read the rules about orders
#[utoipa::path(
    get,
    path = "/order-rules",
    tag = "orders",
    responses((status = 200, description = "The rules", body = RulesView))
)]
pub(crate) async fn get_rules(visit: Visit) -> Result<Json<RulesView>, Problem> {
    let rules = read(&visit, |tx, act| Ok(rates::rules(tx, act)?)).await?;
    Ok(Json(RulesView::of(rules)))
}

/// Decide the rules about orders
#[utoipa::path(
    put,
    path = "/order-rules",
    tag = "orders",
    request_body = RulesBody,
    responses(
        (status = 200, description = "The rules as they stand now", body = RulesView),
        (status = 403, description = "The right to arrange orders is missing", body = ProblemBody),
    )
)]
pub(crate) async fn decide_rules(
    visit: Visit,
    Body(body): Body<RulesBody>,
) -> Result<(StatusCode, Json<RulesView>), Problem> {
    let rules =
        write_at(&visit, Level::Arrange, move |tx, act| rates::decide(tx, act, body.unknown)).await?;
    Ok((StatusCode::OK, Json(RulesView::of(rules.map_err(Problem::invalid)?))))
}
