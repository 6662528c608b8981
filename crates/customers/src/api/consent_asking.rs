//! Whether a client may be reached, their own link, withdrawing everything, and recording for many at once.

use super::consents::{ConsentBody, RecordedView};
use super::shape::{id, read, write};
use crate::consents::{self, May, Origin, Proof, Why};
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::{sight, veiling};
use axum::Json;
use axum::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, FieldError, Problem, ProblemBody, Visit};

/// Customers of one request that records for many.
const MOST: usize = 1_000;

/// For what and by which channel.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// The purpose's slug.
    purpose: String,
    /// The channel.
    channel: String,
}

/// Whether a client may be reached.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MayView {
    /// Whether.
    may: bool,
    /// Why not.
    why: Option<Why>,
    /// By which contact points and no others, as the caller may see them; none for channels without addresses.
    addresses: Vec<String>,
}

/// Ask whether a customer may be reached now
///
/// The question that every sender asks at the moment of sending, over the client and every card with the same address.
#[utoipa::path(
    get,
    path = "/customers/{id}/consents/may",
    tag = "consents",
    params(("id" = String, Path, description = "The customer's id"), Asked),
    responses(
        (status = 200, description = "Yes or no, and why", body = MayView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn may_reach(
    visit: Visit,
    Path(text): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<MayView>, Problem> {
    let id = id(&text)?;
    let answer = read(&visit, move |tx, act| {
        sight::must_see(tx, act, id)?;
        let answer = consents::may(tx, id, &asked.purpose, &asked.channel, act.setting.now())?;
        Ok(match answer {
            May::Refused(why) => MayView { may: false, why: Some(why), addresses: Vec::new() },
            May::Allowed(points) => {
                let seen = points.iter().filter_map(|(no, value)| {
                    act.fields.no(*no).map(|field| veiling::seen(act, field, value))
                });
                MayView { may: true, why: None, addresses: seen.collect() }
            }
        })
    });
    answer.await.map(Json)
}

/// A link for a client.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkView {
    /// The path of the page on which they see and change their consents.
    path: String,
    /// The path for `List-Unsubscribe` (RFC 8058): `?purpose=` and `&channel=` narrow down what is withdrawn.
    one_click_path: String,
}

/// Make the link by which a customer changes their consents
#[utoipa::path(
    post,
    path = "/customers/{id}/consents/link",
    tag = "consents",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "The link; the same each time", body = LinkView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn make_link(visit: Visit, Path(text): Path<String>) -> Result<Json<LinkView>, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let id = id(&text)?;
    let path = write(&visit, move |tx, act| {
        sight::card(tx, act, id)?;
        Ok(consents::link(tx, &act.setting, id)?)
    });
    let path = path.await?;
    Ok(Json(LinkView { one_click_path: format!("{path}/one-click"), path }))
}

/// How many words were withdrawn.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Withdrawn {
    /// How many.
    n: usize,
}

/// Withdraw everything that a customer allowed
#[utoipa::path(
    put,
    path = "/customers/{id}/consents/withdrawal",
    tag = "consents",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "No purpose and channel is left without a no", body = Withdrawn),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn withdraw_consents(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Withdrawn>, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let id = id(&text)?;
    let n = write(&visit, move |tx, act| consents::withdraw_all(tx, act, id, &Proof::of(Origin::Program)));
    Ok(Json(Withdrawn { n: n.await? }))
}

/// What many clients said alike, as from a list that was signed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaidByMany {
    /// The customers, at most 1 000.
    #[schema(example = json!([]))]
    customers: Vec<CustomerId>,
    /// What each of them said.
    consent: ConsentBody,
}

/// What became of one customer of many.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SaidByOne {
    /// The customer.
    customer: CustomerId,
    /// What was written down; nothing when there is no such customer.
    recorded: Vec<RecordedView>,
}

/// Write down what many customers allowed or refused
#[utoipa::path(
    post,
    path = "/consents/bulk",
    tag = "consents",
    request_body = SaidByMany,
    responses(
        (status = 200, description = "What became of each, in order", body = Vec<SaidByOne>),
        (status = 422, description = "Something of it is wrong; nothing was written", body = ProblemBody),
    )
)]
pub(crate) async fn record_many(
    visit: Visit,
    Body(body): Body<SaidByMany>,
) -> Result<Json<Vec<SaidByOne>>, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    if body.customers.len() > MOST {
        let error = FieldError::new("customers", "customers-many-large");
        return Err(Problem::invalid(vec![FieldError {
            args: vec![("most", MOST.to_string().into())],
            ..error
        }]));
    }
    let all = write(&visit, move |tx, act| {
        let mut all = Vec::with_capacity(body.customers.len());
        for customer in body.customers {
            let recorded = match body.consent.record(tx, act, customer) {
                Err(CustomerError::Missing) => Vec::new(),
                other => other?,
            };
            all.push(SaidByOne { customer, recorded });
        }
        Ok(all)
    });
    all.await.map(Json)
}
