//! `/customers/duplicates` and `/customers/match`: cards that may be of one client, and the likes of a posted record.

use super::shape::{CustomerView, FactsBody, id, read, write};
use crate::act::Act;
use crate::customer::Customer;
use crate::duplicates::{self, Asked, Likely, Likeness, Place, Reason, SeenPair};
use crate::editing::Edit;
use axum::Json;
use axum::extract::{Path, Query};
use http::StatusCode;
use jobs::JobId;
use kernel::{Level, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, Problem, ProblemBody, Visit};
use words::Say;

/// Likes of a posted record that are named.
const MOST_LIKELY: usize = 10;

/// Which page of groups.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AskedPage {
    /// How many groups, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

/// Two customers who may be one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PairView {
    /// The one with the lower number.
    left: CustomerView,
    /// The other.
    right: CustomerView,
    /// How likely they are one, 0 to 1.
    probability: f64,
    /// Why, the strongest for first, those against last: `k` what was compared, `l` how it agreed, `b` bits.
    reasons: Vec<Reason>,
    /// The same in words of the caller's language.
    why: String,
}

impl PairView {
    pub(crate) fn of(seen: &SeenPair, act: &Act, say: &Say) -> Self {
        let sheets = (&seen.left.sheet, &seen.right.sheet);
        Self {
            left: CustomerView::of(&seen.left, &act.fields),
            right: CustomerView::of(&seen.right, &act.fields),
            probability: seen.pair.probability,
            why: duplicates::why(&seen.pair.reasons, sheets, &act.fields, say),
            reasons: seen.pair.reasons.clone(),
        }
    }
}

/// Pairs that hang together, the likeliest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DuplicateGroup {
    /// The pairs.
    pairs: Vec<PairView>,
}

/// A page of groups.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DuplicatePage {
    /// The groups, the likeliest first.
    items: Vec<DuplicateGroup>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
}

/// List customers who may be the same
#[utoipa::path(
    get,
    path = "/customers/duplicates",
    tag = "duplicates",
    params(AskedPage),
    responses((status = 200, description = "A page of groups of pairs", body = DuplicatePage))
)]
pub(crate) async fn list_duplicates(
    visit: Visit,
    Query(asked): Query<AskedPage>,
) -> Result<Json<DuplicatePage>, Problem> {
    let after = match asked.cursor.as_deref() {
        Some(text) => Some(duplicates::place_of(text).ok_or_else(|| Problem::unreadable("cursor"))?),
        None => None,
    };
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped).get();
    let say = visit.say.clone();
    let page = read(&visit, move |tx, act| {
        let (groups, next): (Vec<Vec<SeenPair>>, Option<Place>) =
            duplicates::groups(tx, act, (after, size))?;
        let group = |pairs: &Vec<SeenPair>| DuplicateGroup {
            pairs: pairs.iter().map(|seen| PairView::of(seen, act, &say)).collect(),
        };
        let items = groups.iter().map(group).collect();
        Ok(DuplicatePage { items, next: next.map(duplicates::place_text) })
    });
    page.await.map(Json)
}

/// The job that searches.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchView {
    /// Its id, by which `/jobs` tells of it.
    job: JobId,
}

/// Search the whole base for duplicates
///
/// While a search waits or runs no second one is begun; its job is answered.
#[utoipa::path(
    post,
    path = "/customers/duplicates/search",
    tag = "duplicates",
    responses((status = 202, description = "The job that searches", body = SearchView))
)]
pub(crate) async fn search_duplicates(visit: Visit) -> Result<(StatusCode, Json<SearchView>), Problem> {
    let job = write(&visit, duplicates::search).await?;
    Ok((StatusCode::ACCEPTED, Json(SearchView { job })))
}

/// Say that two customers are not the same
///
/// They are not shown as a pair again, and the model learns from it.
#[utoipa::path(
    put,
    path = "/customers/duplicates/{left}/{right}/denial",
    tag = "duplicates",
    params(("left" = String, Path, description = "One customer"), ("right" = String, Path, description = "The other")),
    responses(
        (status = 204, description = "It is remembered"),
        (status = 404, description = "One of the two is not there", body = ProblemBody),
    )
)]
pub(crate) async fn deny_duplicate(
    visit: Visit,
    Path((left, right)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let pair = (id(&left)?, id(&right)?);
    write(&visit, move |tx, act| duplicates::deny(tx, act, pair)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take back that two customers are not the same
#[utoipa::path(
    delete,
    path = "/customers/duplicates/{left}/{right}/denial",
    tag = "duplicates",
    params(("left" = String, Path, description = "One customer"), ("right" = String, Path, description = "The other")),
    responses(
        (status = 204, description = "The pair is shown again"),
        (status = 404, description = "One of the two is not there", body = ProblemBody),
    )
)]
pub(crate) async fn allow_duplicate(
    visit: Visit,
    Path((left, right)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let pair = (id(&left)?, id(&right)?);
    write(&visit, move |tx, act| duplicates::allow(tx, act, pair)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A customer who may be the posted one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LikelyView {
    /// The customer.
    customer: CustomerView,
    /// How likely, 0 to 1; null when only an exact key says so, since the base is still being prepared for the model.
    probability: Option<f64>,
    /// Why, the strongest for first, those against last.
    reasons: Vec<Reason>,
    /// The same in words of the caller's language.
    why: String,
}

/// Find the customers who a record may be
///
/// Nothing is written. Values that cannot be understood are refused as when a customer is made.
#[utoipa::path(
    post,
    path = "/customers/match",
    tag = "duplicates",
    request_body = FactsBody,
    responses(
        (status = 200, description = "The likely ones, the likeliest first, at most 10", body = Vec<LikelyView>),
        (status = 422, description = "Some facts cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn match_customers(
    visit: Visit,
    Body(body): Body<FactsBody>,
) -> Result<Json<Vec<LikelyView>>, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let likeness = visit.app.offer::<Likeness>().cloned().unwrap_or_default();
    likeness.wake(&visit.app.db, visit.app.firm().country);
    let say = visit.say.clone();
    let found = read(&visit, move |tx, act| {
        let values = body.edits(act)?.into_iter().flat_map(|edit| match edit {
            Edit::Set(field, values) => values.into_iter().map(|new| (field, new.value)).collect(),
            _ => Vec::new(),
        });
        let asked = Asked { kind: body.kind.unwrap_or_default(), values: values.collect(), except: None };
        let sheet = asked.sheet();
        let found = duplicates::likely(tx, act, &likeness, (&asked, MOST_LIKELY))?;
        let view = |Likely { card, probability, reasons }: Likely| {
            let why = duplicates::why(&reasons, (&sheet, &card.sheet), &act.fields, &say);
            LikelyView { customer: seen(&card, act), probability, reasons, why }
        };
        Ok(found.into_iter().map(view).collect::<Vec<_>>())
    });
    found.await.map(Json)
}

fn seen(card: &Customer, act: &Act) -> CustomerView {
    CustomerView::of(card, &act.fields)
}
