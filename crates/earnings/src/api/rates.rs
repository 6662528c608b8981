//! `/earnings/rates`: by what people are paid.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::rate::{Pays, Place, Rate, RateId, What, Whom};
use crate::rating::{self, Written};
use crate::running::{self, read};
use crate::written;
use access::UserId;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use deals::{Day, dealing};
use http::StatusCode;
use jiff::civil::Date;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, FieldError, IfMatch, Problem, ProblemBody, Visit, json_at, moment};

/// A commission rate.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommissionRateView {
    /// Its id.
    id: RateId,
    /// `all`, `team:ID` or `person:ID`.
    whom: String,
    /// `all`, `category:NAME` or `product:ID`.
    what: String,
    /// `all`, `pipeline:ID`, or `stage:ID` for whoever brought the deal to that stage.
    place: String,
    /// How much.
    pays: Pays,
    /// The first day on which deals are won by it.
    from_on: String,
    /// The last one; null for no end.
    until_on: Option<String>,
    /// Why it is so.
    note: String,
    /// Grows by one with every change; also the ETag.
    revision: i64,
    /// Who added it.
    created_by: Option<UserId>,
    /// RFC 3339, UTC.
    created_at: String,
}

impl CommissionRateView {
    fn of(rate: Rate) -> Self {
        Self {
            id: rate.id,
            whom: written::of_whom(rate.whom),
            what: written::of_what(&rate.what),
            place: written::of_place(rate.place),
            pays: rate.pays,
            from_on: dealing::date(rate.from_on).to_string(),
            until_on: rate.until_on.map(|on| dealing::date(on).to_string()),
            note: rate.note,
            revision: rate.revision,
            created_by: rate.created_by.map(UserId),
            created_at: moment(rate.created_at),
        }
    }
}

/// All rates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommissionRateList {
    /// The newest first day first. Of several that are for a line the most specific one wins: a person before a team before
    /// everybody, then a product before a category before anything, then a pipeline before all.
    items: Vec<CommissionRateView>,
}

/// A rate to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CommissionRateBody)]
pub(crate) struct RateBody {
    /// `all`, `team:ID` or `person:ID`; all when left out.
    #[serde(default)]
    pub(crate) whom: String,
    /// `all`, `category:NAME` or `product:ID`; all when left out.
    #[serde(default)]
    pub(crate) what: String,
    /// `all`, `pipeline:ID`, or `stage:ID` for whoever brought the deal to that stage; all when left out.
    #[serde(default)]
    pub(crate) place: String,
    /// How much.
    pub(crate) pays: Pays,
    /// The first day on which deals are won by it, as `2026-03-01`.
    #[schema(example = "2026-03-01")]
    pub(crate) from_on: String,
    /// The last one; no end when left out.
    #[serde(default)]
    pub(crate) until_on: Option<String>,
    /// Why it is so, at most 500 letters.
    #[serde(default)]
    pub(crate) note: String,
}

impl RateBody {
    pub(crate) fn read(self) -> Result<Written, EarningError> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, key: &str| errors.push(FieldError::new(field, key));
        let or_all = |text: &str| if text.trim().is_empty() { "all".to_owned() } else { text.to_owned() };
        let whom = written::whom(&or_all(&self.whom));
        let what = written::what(&or_all(&self.what));
        let place = written::place(&or_all(&self.place));
        for (is_missing, field, key) in [
            (whom.is_none(), "whom", "earnings-rate-whom-unknown"),
            (what.is_none(), "what", "earnings-rate-what-unknown"),
            (place.is_none(), "place", "earnings-rate-place-unknown"),
        ] {
            if is_missing {
                wrong(field, key);
            }
        }
        let from_on = day(&self.from_on);
        if from_on.is_none() {
            wrong("from_on", "earnings-day-unreadable");
        }
        let until = self.until_on.as_deref().filter(|text| !text.trim().is_empty());
        let until_on = until.and_then(day);
        if until.is_some() && until_on.is_none() {
            wrong("until_on", "earnings-day-unreadable");
        }
        let whole: Option<(Whom, What, Place, Day)> =
            (|| Some((whom?, what?, place?, from_on?)))().filter(|_| errors.is_empty());
        let (whom, what, place, from_on) = whole.ok_or(EarningError::Invalid(errors))?;
        Ok(Written { whom, what, place, pays: self.pays, from_on, until_on, note: self.note })
    }
}

/// A day as `2026-03-01`.
pub(crate) fn day(text: &str) -> Option<Day> {
    text.trim().parse::<Date>().ok().map(dealing::day)
}

/// List commission rates
#[utoipa::path(
    get,
    path = "/earnings/rates",
    tag = "earnings",
    responses((status = 200, description = "All rates", body = CommissionRateList))
)]
pub(crate) async fn list_commission_rates(visit: Visit) -> Result<Json<CommissionRateList>, Problem> {
    let all = read(&visit, |tx, earning, _| rating::all(tx, earning)).await?;
    Ok(Json(CommissionRateList { items: all.into_iter().map(CommissionRateView::of).collect() }))
}

/// Read a commission rate
#[utoipa::path(
    get,
    path = "/earnings/rates/{id}",
    tag = "earnings",
    params(("id" = String, Path, description = "The rate's id")),
    responses(
        (status = 200, description = "The rate", body = CommissionRateView),
        (status = 404, description = "There is no such rate", body = ProblemBody),
    )
)]
pub(crate) async fn get_commission_rate(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id: RateId = running::id(&text)?;
    let rate = read(&visit, move |tx, earning, _| rating::get(tx, earning, id)).await?;
    Ok(json_at(StatusCode::OK, rate.revision, &CommissionRateView::of(rate)))
}

/// Add a commission rate
///
/// Deals won on its days are reckoned anew; what was paid already is corrected by lines.
#[utoipa::path(
    post,
    path = "/earnings/rates",
    tag = "earnings",
    request_body = RateBody,
    responses(
        (status = 201, description = "The rate", body = CommissionRateView),
        (status = 403, description = "The right to arrange earnings of the whole firm is missing", body = ProblemBody),
        (status = 422, description = "It cannot be, or overlaps with another one", body = ProblemBody),
    )
)]
pub(crate) async fn add_commission_rate(
    visit: Visit,
    Body(body): Body<RateBody>,
) -> Result<Response, Problem> {
    let add = move |tx: &mut db::Tx<'_>, earning: &Earning| rating::add(tx, earning, body.read()?);
    let rate = running::write(&visit, Level::Arrange, add).await?;
    Ok(json_at(StatusCode::CREATED, rate.revision, &CommissionRateView::of(rate)))
}

/// When a rate ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateEndBody {
    /// The last day on which deals are won by it, as `2026-03-31`, not before the first one; null for no end.
    #[serde(default)]
    until_on: Option<String>,
}

/// Have a commission rate end
#[utoipa::path(
    put,
    path = "/earnings/rates/{id}/end",
    tag = "earnings",
    params(("id" = String, Path, description = "The rate's id")),
    request_body = RateEndBody,
    responses(
        (status = 200, description = "The rate", body = CommissionRateView),
        (status = 404, description = "There is no such rate", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "The day cannot be understood or comes before the first one, or it overlaps with another one", body = ProblemBody),
    )
)]
pub(crate) async fn end_commission_rate(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<RateEndBody>,
) -> Result<Response, Problem> {
    let id: RateId = running::id(&text)?;
    let end = move |tx: &mut db::Tx<'_>, earning: &Earning| {
        let until = body.until_on.as_deref().filter(|text| !text.trim().is_empty());
        let wrong = || EarningError::field("until_on", "earnings-day-unreadable");
        let until = until.map(|text| day(text).ok_or_else(wrong)).transpose()?;
        rating::end(tx, earning, (id, revision), until)
    };
    let rate = running::write(&visit, Level::Arrange, end).await?;
    Ok(json_at(StatusCode::OK, rate.revision, &CommissionRateView::of(rate)))
}
