//! `GET /firm` and `PATCH /firm`: the firm's own settings.

use super::body::{Body, deed, expected, json, match_state};
use crate::firm::{self, FirmChange};
use crate::rights::FIRM;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::{Country, Level};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{FieldError, Firm, Problem, ProblemBody, Visit};

/// The firm's own settings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FirmShown {
    /// Its name; may be empty.
    name: String,
    /// `kz`, `ru` or `other`.
    country: &'static str,
    /// What it counts in, an ISO 4217 code.
    currency: String,
    /// The language of those who chose none.
    lang: &'static str,
    /// The time zone of those who chose none, an IANA name.
    zone: String,
    /// Whether the demo company is loaded.
    is_demo: bool,
}

impl FirmShown {
    fn of(firm: &Firm) -> Self {
        Self {
            name: firm.name.clone(),
            country: firm.country.slug(),
            currency: firm.currency.code().to_owned(),
            lang: firm.lang.code(),
            zone: firm.zone.clone(),
            is_demo: firm.is_demo,
        }
    }
}

/// What to change of the firm; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirmWishes {
    /// Its name.
    #[schema(example = "Дастархан")]
    name: Option<String>,
    /// `kz`, `ru` or `other`.
    #[schema(example = "kz")]
    country: Option<String>,
    /// What it counts in, an ISO 4217 code.
    #[schema(example = "KZT")]
    currency: Option<String>,
    /// `ru`, `kk` or `en`.
    #[schema(example = "ru")]
    lang: Option<String>,
    /// An IANA name.
    #[schema(example = "Asia/Almaty")]
    zone: Option<String>,
}

impl FirmWishes {
    fn upon(self, held: &Firm) -> Result<FirmChange, Problem> {
        let wrong = |field: &str, key: &str| Problem::invalid(vec![FieldError::new(field, key)]);
        let country = match self.country.as_deref() {
            Some(slug) => {
                Country::from_slug(slug).ok_or_else(|| wrong("country", "access-country-unknown"))?
            }
            None => held.country,
        };
        let lang = match self.lang.as_deref() {
            Some(code) => code.parse().map_err(|_| wrong("lang", "access-lang-unknown"))?,
            None => held.lang,
        };
        Ok(FirmChange {
            name: self.name.unwrap_or_else(|| held.name.clone()),
            country,
            currency: self.currency.unwrap_or_else(|| held.currency.code().to_owned()),
            lang,
            zone: self.zone.unwrap_or_else(|| held.zone.clone()),
        })
    }
}

/// Reads the firm's own settings.
#[utoipa::path(get, path = "/firm", tag = "access", responses(
    (status = 200, description = "The firm", body = FirmShown),
    (status = 403, description = "The right over the firm is missing", body = ProblemBody),
))]
pub(crate) async fn get_firm(visit: Visit) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Read)?;
    json(StatusCode::OK, &FirmShown::of(&visit.app.firm()))
}

/// Changes the firm's own settings.
#[utoipa::path(patch, path = "/firm", tag = "access", request_body = FirmWishes, responses(
    (status = 200, description = "The firm as it is now", body = FirmShown),
    (status = 403, description = "The right over the firm is missing", body = ProblemBody),
    (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn change_firm(
    visit: Visit,
    headers: HeaderMap,
    Body(sent): Body<FirmWishes>,
) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let (setting, actor, expected) = (visit.app.setting.clone(), visit.actor().clone(), expected(&headers));
    let changed = deed(&visit, move |tx| {
        let held = firm::load(tx)?;
        match_state(expected.as_deref(), &FirmShown::of(&held))?;
        Ok::<_, Problem>(firm::change(tx, &setting, &actor, sent.upon(&held)?)?)
    })
    .await?;
    visit.app.set_firm(changed.clone());
    json(StatusCode::OK, &FirmShown::of(&changed))
}
