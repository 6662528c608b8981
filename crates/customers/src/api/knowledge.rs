//! `GET /customers/{id}/knowledge`: how complete and fresh a card is, and what is worth asking next.

use super::shape::{id, read};
use crate::knowing::{self, Judge, Question};
use crate::{Act, listing};
use axum::Json;
use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};
use words::Say;

/// The most questions that are named.
const N_QUESTIONS: usize = 10;

/// How much is known of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnowledgeView {
    /// The share of what is worth knowing that is known, 0 to 1.
    completeness: f64,
    /// How fresh what is known is, 0 to 1.
    freshness: f64,
    /// What is most worth asking, the best first, at most 10.
    questions: Vec<QuestionView>,
}

/// A question worth asking.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QuestionView {
    /// The slug of the field to ask for.
    field: String,
    /// What people call it.
    label: String,
    /// The value of asking, 0 to 1.
    value: f64,
    /// Why it is worth it, a sentence.
    why: String,
}

impl QuestionView {
    fn of(question: &Question, act: &Act, say: &Say) -> Option<Self> {
        let field = act.fields.no(question.field)?;
        Some(Self {
            field: field.slug.clone(),
            label: field.label(say),
            value: question.value,
            why: question.why.say(act.setting.now(), say),
        })
    }
}

/// Tell how much is known of a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/knowledge",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "How complete and fresh the card is, and what to ask next", body = KnowledgeView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn get_knowledge(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<KnowledgeView>, Problem> {
    let (id, say) = (id(&text)?, visit.say.clone());
    let view = read(&visit, move |tx, act| {
        let card = listing::get(tx, act, id)?;
        let judge = Judge { now: act.setting.now(), country: act.manner.country };
        let known = knowing::of(&card, &act.fields, judge);
        let questions = knowing::next_questions(&card, &act.fields, judge, N_QUESTIONS);
        Ok(KnowledgeView {
            completeness: known.completeness,
            freshness: known.freshness,
            questions: questions.iter().filter_map(|one| QuestionView::of(one, act, &say)).collect(),
        })
    });
    view.await.map(Json)
}
