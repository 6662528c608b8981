//! `/earnings/scores`: how calls and letters did by check-lists.

use crate::check_list::CheckListId;
use crate::month::Month;
use crate::running::{self, read};
use crate::scoring::{self, Answer, Score, ScoreId, Written};
use access::UserId;
use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use interactions::InteractionId;
use kernel::Level;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A score.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScoreView {
    /// Its id.
    id: ScoreId,
    /// Of which interaction.
    interaction: InteractionId,
    /// By which check-list.
    check_list: CheckListId,
    /// Who held it.
    person: UserId,
    /// When it was held, RFC 3339, UTC.
    held_at: String,
    /// What was asked, and whether it was done.
    answers: Vec<Answer>,
    /// In percent.
    #[schema(value_type = String, example = "66.67")]
    percent: Decimal,
    /// What should be said about it.
    note: String,
    /// Who gave it; null for the console.
    scored_by: Option<UserId>,
    /// RFC 3339, UTC.
    scored_at: String,
}

impl ScoreView {
    fn of(score: Score) -> Self {
        Self {
            id: score.id,
            interaction: InteractionId(score.interaction),
            check_list: score.check_list,
            person: UserId(score.person),
            held_at: moment(score.held_at),
            answers: score.answers,
            percent: Decimal::new(score.score, 2),
            note: score.note,
            scored_by: score.scored_by.map(UserId),
            scored_at: moment(score.scored_at),
        }
    }
}

/// The scores of a person in a month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScorePage {
    /// The latest held first.
    items: Vec<ScoreView>,
    /// Their mean in percent; null where there are none.
    #[schema(value_type = Option<String>, example = "82.5")]
    mean: Option<Decimal>,
}

/// Whose scores are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Whose; one's own when left out.
    person: Option<String>,
    /// Of which month, as `2026-03`; this one when left out.
    month: Option<String>,
}

/// A score to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScoreBody {
    /// Of which interaction: a call or a letter that somebody else held.
    interaction: InteractionId,
    /// By which check-list.
    check_list: CheckListId,
    /// The places of what was done, from 0.
    done: Vec<usize>,
    /// What should be said about it, at most 1 000 letters.
    #[serde(default)]
    note: String,
}

/// List the scores of a person in a month
#[utoipa::path(
    get,
    path = "/earnings/scores",
    tag = "earnings",
    params(Asked),
    responses(
        (status = 200, description = "The scores and their mean", body = ScorePage),
        (status = 404, description = "There is no such person", body = ProblemBody),
    )
)]
pub(crate) async fn list_scores(
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Json<ScorePage>, Problem> {
    let person = match &asked.person {
        Some(text) => text.parse().map_err(|_| Problem::missing())?,
        None => visit.actor().user.unwrap_or_default(),
    };
    let month: Option<Month> = asked
        .month
        .as_deref()
        .map(|text| text.parse().map_err(|()| Problem::unreadable("month")))
        .transpose()?;
    let all = read(&visit, move |tx, earning, _| {
        scoring::of(tx, earning, (person, month.unwrap_or(earning.this_month())))
    });
    let all = all.await?;
    let mean = scoring::mean_of(&all).map(|mean| Decimal::new(mean, 2));
    Ok(Json(ScorePage { items: all.into_iter().map(ScoreView::of).collect(), mean }))
}

/// Score a call or a letter
///
/// By somebody other than whoever held it. Scored again by the same check-list, the score takes the place of the other.
#[utoipa::path(
    post,
    path = "/earnings/scores",
    tag = "earnings",
    request_body = ScoreBody,
    responses(
        (status = 201, description = "The score", body = ScoreView),
        (status = 403, description = "It is one's own, or the right is missing", body = ProblemBody),
        (status = 404, description = "There is no such interaction or check-list", body = ProblemBody),
        (status = 422, description = "It is neither a call nor a letter, or the check-list does not fit", body = ProblemBody),
    )
)]
pub(crate) async fn give_score(visit: Visit, Body(body): Body<ScoreBody>) -> Result<Response, Problem> {
    let ScoreBody { interaction, check_list, done, note } = body;
    let give = move |tx: &mut db::Tx<'_>, earning: &crate::Earning| {
        scoring::score(tx, earning, Written { interaction, check_list, done, note })
    };
    let score = running::write(&visit, Level::Write, give).await?;
    Ok((StatusCode::CREATED, Json(ScoreView::of(score))).into_response())
}
