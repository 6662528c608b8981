//! `/customers/{id}/consents`: what a client allowed and refused, with proof.

use super::shape::{id, read, write};
use crate::act::Act;
use crate::consents::{self, Entry, Origin, Proof, Standing, State};
use crate::customer::CustomerId;
use crate::error::CustomerError;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::{Millis, RawId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, FieldError, Problem, ProblemBody, Visit, json_at, moment};

/// What stands about one purpose and channel.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingView {
    /// The purpose's slug.
    purpose: String,
    /// `email`, `sms`, `phone`, `messenger`, `push`, `post`, or `any` for purposes that are asked once.
    channel: &'static str,
    /// `given`, `pending`, `refused`, `withdrawn`, `expired` or `unknown`.
    state: &'static str,
    /// When it was said, RFC 3339; null when nothing was.
    said_at: Option<String>,
    /// When a yes is over; null for never.
    until_at: Option<String>,
}

impl StandingView {
    fn of(standing: &Standing, now: Millis) -> Self {
        Self {
            purpose: standing.purpose.slug.clone(),
            channel: standing.channel.slug,
            state: standing.slug(now),
            said_at: standing.last.as_ref().map(|last| moment(last.at())),
            until_at: standing.last.as_ref().and_then(|last| last.until_at).map(moment),
        }
    }
}

/// One word of a client with its proof.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentView {
    /// Its number in the ledger.
    pub(super) no: i64,
    /// The purpose's slug.
    purpose: String,
    /// The channel.
    channel: &'static str,
    /// What was said.
    state: State,
    /// When, RFC 3339.
    said_at: String,
    /// When a yes is over; null for never.
    until_at: Option<String>,
    /// How it came.
    origin: Origin,
    /// The version of the text that was shown; null when none of ours was.
    text_version: Option<i64>,
    /// The text itself.
    text: Option<String>,
    /// The language of what was shown or said.
    lang: String,
    /// The form or page, or how it was said.
    form: String,
    /// The address it came from.
    address: String,
    /// A remark.
    note: String,
    /// Who wrote it down; null for the client and for programs of the house.
    #[schema(value_type = Option<String>, format = "uuid")]
    recorded_by: Option<RawId>,
}

impl ConsentView {
    fn of(entry: Entry) -> Self {
        let (one, text) = (entry.consent, entry.text);
        Self {
            no: one.no,
            purpose: entry.purpose.slug,
            channel: one.channel.slug,
            state: one.state,
            said_at: moment(one.at()),
            until_at: one.until_at.map(moment),
            origin: one.proof.origin,
            text_version: text.as_ref().map(|text| text.version),
            text: text.map(|text| text.text),
            lang: one.proof.lang,
            form: one.proof.form,
            address: one.proof.address,
            note: one.proof.note,
            recorded_by: one.user,
        }
    }
}

/// All consents of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentsView {
    /// What stands, for every purpose and each of its channels.
    standing: Vec<StandingView>,
    /// Every word that was ever said, newest first, those of cards that went into this one too.
    history: Vec<ConsentView>,
}

/// List a customer's consents
#[utoipa::path(
    get,
    path = "/customers/{id}/consents",
    tag = "consents",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "What stands and how it came to", body = ConsentsView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_consents(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<ConsentsView>, Problem> {
    let id = id(&text)?;
    let found = read(&visit, move |tx, act| {
        let now = act.setting.now();
        let standing = consents::standing(tx, act, id)?;
        Ok(ConsentsView {
            standing: standing.iter().map(|one| StandingView::of(one, now)).collect(),
            history: consents::history(tx, act, id)?.into_iter().map(ConsentView::of).collect(),
        })
    });
    found.await.map(Json)
}

/// What a client said, with what proves it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentBody {
    /// The purpose's slug.
    #[schema(example = "marketing")]
    pub(super) purpose: String,
    /// The channels; `any` for purposes that are asked once.
    #[schema(example = json!(["email"]))]
    pub(super) channels: Vec<String>,
    /// `given`, `refused` or `withdrawn`.
    pub(super) state: State,
    /// When it was said, RFC 3339; now when left out.
    #[serde(default)]
    said_at: Option<String>,
    /// The id of the text that was shown.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    text: Option<RawId>,
    /// The language of what was shown or said: `ru`, `kk` or `en`.
    #[serde(default)]
    lang: String,
    /// The form or page, or how it was said.
    #[serde(default)]
    #[schema(example = "Анкета в магазине")]
    form: String,
    /// The address it came from.
    #[serde(default)]
    address: String,
    /// A remark.
    #[serde(default)]
    note: String,
}

impl ConsentBody {
    pub(super) fn proof(&self) -> Result<Proof, CustomerError> {
        let at = match &self.said_at {
            Some(text) => Some(text.parse::<jiff::Timestamp>().map_err(|_| {
                CustomerError::Invalid(vec![FieldError::new("said_at", "customers-consent-at")])
            })?),
            None => None,
        };
        let form = self.form.clone();
        let origin = if form.is_empty() { Origin::Program } else { Origin::Form };
        Ok(Proof {
            text: self.text,
            lang: self.lang.clone(),
            form,
            address: self.address.clone(),
            note: self.note.clone(),
            at: at.map(jiff::Timestamp::as_millisecond),
            ..Proof::of(origin)
        })
    }

    /// Writes it down for one customer.
    pub(super) fn record(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        card: CustomerId,
    ) -> Result<Vec<RecordedView>, CustomerError> {
        let proof = self.proof()?;
        let mut all = Vec::with_capacity(self.channels.len());
        for channel in &self.channels {
            let word = (self.purpose.as_str(), channel.as_str(), self.state);
            let said = consents::record(tx, act, card, word, proof.clone())?;
            let waits = said.state == State::Pending;
            let confirm_path = match waits {
                true => Some(consents::confirmation(tx, &act.setting, (card, said.no))?),
                false => None,
            };
            all.push(RecordedView {
                no: said.no,
                channel: said.channel.slug,
                state: said.state,
                confirm_path,
            });
        }
        Ok(all)
    }
}

/// A word that was written down.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordedView {
    /// Its number in the ledger.
    no: i64,
    /// The channel.
    channel: &'static str,
    /// What stands now; `pending` for a yes that the client has to confirm first.
    state: State,
    /// The path by which they confirm it; null where nothing is to be confirmed.
    confirm_path: Option<String>,
}

/// Write down what a customer allowed or refused
#[utoipa::path(
    post,
    path = "/customers/{id}/consents",
    tag = "consents",
    params(("id" = String, Path, description = "The customer's id")),
    request_body = ConsentBody,
    responses(
        (status = 201, description = "One line of the ledger for each channel, in order", body = Vec<RecordedView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn record_consent(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<ConsentBody>,
) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let id = id(&text)?;
    let recorded = write(&visit, move |tx, act| body.record(tx, act, id)).await?;
    Ok(json_at(StatusCode::CREATED, recorded.last().map_or(0, |last| last.no), &recorded))
}
