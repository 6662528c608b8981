//! `/consent-purposes`: what clients are asked for, and the texts they are shown.

use super::shape::{read, write_at};
use crate::consents::{self, ConsentText, Purpose};
use axum::Json;
use axum::extract::Path;
use kernel::{Level, RawId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// What clients are asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PurposeView {
    /// Its name in conditions and consents.
    slug: String,
    /// What people read.
    label: String,
    /// Whether a yes is needed; else it is enough that there is no no.
    is_needed: bool,
    /// Whether it is asked for each channel; else once.
    is_by_channel: bool,
    /// Whether a yes counts only once it was confirmed by a link.
    is_confirmed: bool,
    /// After how many days a yes is over; null for never.
    keeps_days: Option<i64>,
    /// Since when it is not asked for any more, RFC 3339.
    archived_at: Option<String>,
}

impl PurposeView {
    fn of(purpose: Purpose, say: &words::Say) -> Self {
        Self {
            label: purpose.name(say),
            slug: purpose.slug,
            is_needed: purpose.is_needed,
            is_by_channel: purpose.is_by_channel,
            is_confirmed: purpose.is_confirmed,
            keeps_days: purpose.keeps_days,
            archived_at: purpose.archived_at.map(moment),
        }
    }
}

/// List what clients are asked for
#[utoipa::path(
    get,
    path = "/consent-purposes",
    tag = "consents",
    responses((status = 200, description = "All, in the order of screens", body = Vec<PurposeView>))
)]
pub(crate) async fn list_purposes(visit: Visit) -> Result<Json<Vec<PurposeView>>, Problem> {
    let all = read(&visit, |tx, act| consents::purposes(tx, act, true)).await?;
    Ok(Json(all.into_iter().map(|purpose| PurposeView::of(purpose, &visit.say)).collect()))
}

/// A purpose as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PurposeBody {
    /// What people read; may be left out for the purposes that every base comes with.
    #[serde(default)]
    #[schema(example = "Клуб покупателей")]
    label: String,
    /// Whether a yes is needed.
    is_needed: bool,
    /// Whether it is asked for each channel; cannot be changed afterwards.
    #[serde(default = "yes")]
    is_by_channel: bool,
    /// Whether a yes counts only once it was confirmed.
    #[serde(default)]
    is_confirmed: bool,
    /// After how many days a yes is over.
    #[serde(default)]
    keeps_days: Option<i64>,
    /// Whether it is not asked for any more.
    #[serde(default)]
    is_archived: bool,
}

fn yes() -> bool {
    true
}

/// Add a purpose, or write one anew
#[utoipa::path(
    put,
    path = "/consent-purposes/{slug}",
    tag = "consents",
    params(("slug" = String, Path, description = "Its name: Latin letters, digits and underscores")),
    request_body = PurposeBody,
    responses(
        (status = 200, description = "The purpose", body = PurposeView),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn put_purpose(
    visit: Visit,
    Path(slug): Path<String>,
    Body(body): Body<PurposeBody>,
) -> Result<Json<PurposeView>, Problem> {
    let put = write_at(&visit, Level::Arrange, move |tx, act| {
        let wanted = Purpose {
            no: 0,
            slug,
            label: body.label,
            is_needed: body.is_needed,
            is_by_channel: body.is_by_channel,
            is_confirmed: body.is_confirmed,
            keeps_days: body.keeps_days,
            archived_at: body.is_archived.then(|| act.setting.now()),
        };
        consents::put_purpose(tx, act, &wanted)
    });
    Ok(Json(PurposeView::of(put.await?, &visit.say)))
}

/// A version of what clients are shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TextView {
    /// Its id, by which a consent names it.
    #[schema(value_type = String, format = "uuid")]
    id: RawId,
    /// `ru`, `kk` or `en`.
    lang: String,
    /// Counted from 1 for each language.
    version: i64,
    /// The text.
    text: String,
    /// Since when, RFC 3339.
    created_at: String,
}

impl TextView {
    fn of(text: ConsentText) -> Self {
        Self {
            id: text.id,
            lang: text.lang,
            version: text.version,
            text: text.text,
            created_at: moment(text.created_at),
        }
    }
}

/// List every version of what clients are shown for a purpose
#[utoipa::path(
    get,
    path = "/consent-purposes/{slug}/texts",
    tag = "consents",
    params(("slug" = String, Path, description = "The purpose's slug")),
    responses(
        (status = 200, description = "The newest first", body = Vec<TextView>),
        (status = 404, description = "There is no such purpose", body = ProblemBody),
    )
)]
pub(crate) async fn list_texts(
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Json<Vec<TextView>>, Problem> {
    let all = read(&visit, move |tx, act| consents::texts(tx, act, &slug)).await?;
    Ok(Json(all.into_iter().map(TextView::of).collect()))
}

/// A text to be shown from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextBody {
    /// `ru`, `kk` or `en`.
    #[schema(example = "ru")]
    lang: String,
    /// The text, at most 10 000 letters.
    #[schema(example = "Я согласен получать новости и предложения магазина.")]
    text: String,
}

/// Write what clients are shown from now on
///
/// A version once written is never changed: consents name it as their proof.
#[utoipa::path(
    post,
    path = "/consent-purposes/{slug}/texts",
    tag = "consents",
    params(("slug" = String, Path, description = "The purpose's slug")),
    request_body = TextBody,
    responses(
        (status = 200, description = "The version", body = TextView),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn write_text(
    visit: Visit,
    Path(slug): Path<String>,
    Body(body): Body<TextBody>,
) -> Result<Json<TextView>, Problem> {
    let written = write_at(&visit, Level::Arrange, move |tx, act| {
        consents::write_text(tx, act, (&slug, &body.lang), &body.text)
    });
    Ok(Json(TextView::of(written.await?)))
}
