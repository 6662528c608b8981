//! `/customers/{id}/merges`: another card into this one, and back.

use super::shape::{CustomerView, id, read, write};
use crate::act::Act;
use crate::customer::CustomerId;
use crate::editing::Rule;
use crate::error::CustomerError;
use crate::merging::{self, Followers, Keep, Merge, MergeId, Wanted};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Body, FieldError, IfMatch, Problem, ProblemBody, Visit, json_at, moment};

/// Which card goes into this one, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeBody {
    /// The card that goes; its id leads to this one from then on.
    from: CustomerId,
    /// What was last seen of it; without it, whatever stands.
    #[serde(default)]
    from_revision: Option<i64>,
    /// What happens where the cards disagree and nothing was chosen; the most trusted value stands when left out.
    #[serde(default)]
    rule: Option<Rule>,
    /// Whose value stands, by the field's slug: `winner` is this card, `loser` the other, `both` leaves it to be settled.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"city": "loser"}))]
    choices: BTreeMap<String, Keep>,
}

impl MergeBody {
    fn wanted(self, act: &Act, winner: (CustomerId, Option<i64>)) -> Result<Wanted, CustomerError> {
        let mut choices = Vec::new();
        for (slug, keep) in self.choices {
            let field = act.fields.slug(&slug).filter(|field| !field.is_made()).ok_or_else(|| {
                let error = FieldError::new(format!("choices/{slug}"), "customers-merge-unknown-field");
                CustomerError::Invalid(vec![error])
            })?;
            choices.push((field.no, keep));
        }
        let rule = self.rule.unwrap_or(Rule::MostTrusted);
        Ok(Wanted { winner, loser: (self.from, self.from_revision), choices, rule, run: None })
    }
}

/// A merging of two cards.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MergeView {
    /// Its id, by which it is taken back.
    id: MergeId,
    /// The card that stays.
    winner: CustomerId,
    /// The card that went; its address answers 307 to the one that stays.
    loser: CustomerId,
    /// The number of the card that went.
    loser_no: i64,
    /// When. RFC 3339, UTC.
    merged_at: String,
}

impl MergeView {
    fn of(merge: &Merge) -> Self {
        Self {
            id: merge.id,
            winner: merge.winner,
            loser: merge.loser,
            loser_no: merge.loser_no,
            merged_at: moment(merge.merged_at),
        }
    }
}

/// Two cards that became one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MergedView {
    /// The merging.
    merge: MergeView,
    /// The card that stays.
    customer: CustomerView,
}

/// Two cards that are separate again.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartedView {
    /// The card that stayed, with what was written on it since.
    customer: CustomerView,
    /// The card that is there again.
    returned: CustomerView,
}

/// Those who follow a merging in this house.
pub(crate) fn followers(visit: &Visit) -> Followers {
    visit.app.offer::<Followers>().cloned().unwrap_or_default()
}

/// Merge another customer into this one
///
/// Facts keep their source and age; past values, relations, files and what other capabilities keep move along. The other
/// card leaves lists and search; whatever is asked of its address answers 307 with the address of this one.
#[utoipa::path(
    post,
    path = "/customers/{id}/merges",
    tag = "duplicates",
    params(("id" = String, Path, description = "The customer who stays")),
    request_body = MergeBody,
    responses(
        (status = 200, description = "The merging and the customer; the ETag is the customer's revision", body = MergedView),
        (status = 404, description = "One of the two is not there", body = ProblemBody),
        (status = 412, description = "One of the two was changed meanwhile", body = ProblemBody),
        (status = 422, description = "They cannot be merged, or a field is unknown", body = ProblemBody),
    )
)]
pub(crate) async fn merge_customers(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<MergeBody>,
) -> Result<Response, Problem> {
    let (id, followers) = (id(&text)?, followers(&visit));
    let view = write(&visit, move |tx, act| {
        let wanted = body.wanted(act, (id, revision))?;
        let (merge, card) = merging::merge_into(tx, act, &followers, &wanted)?;
        Ok(MergedView { merge: MergeView::of(&merge), customer: CustomerView::seen(act, card) })
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.customer.revision, &view))
}

/// List what went into a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/merges",
    tag = "duplicates",
    params(("id" = String, Path, description = "The customer who stayed")),
    responses(
        (status = 200, description = "The mergings that stand, newest first, at most 200", body = Vec<MergeView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_merges(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<MergeView>>, Problem> {
    let id = id(&text)?;
    let list = read(&visit, move |tx, act| {
        Ok(merging::into(tx, act, id)?.iter().map(MergeView::of).collect::<Vec<_>>())
    });
    list.await.map(Json)
}

/// Take a merging back
///
/// The card that went is there again as it was; what was written on the card that stayed since then stays on it. A
/// contact point that was refused on either stays refused on both.
#[utoipa::path(
    delete,
    path = "/customers/{id}/merges/{merge}",
    tag = "duplicates",
    params(
        ("id" = String, Path, description = "The customer who stayed"),
        ("merge" = String, Path, description = "The merging's id"),
    ),
    responses(
        (status = 200, description = "Both customers", body = PartedView),
        (status = 404, description = "There is no such merging, or it was taken back before", body = ProblemBody),
        (status = 422, description = "The customer who stayed has gone into another one since", body = ProblemBody),
    )
)]
pub(crate) async fn undo_merge(
    visit: Visit,
    Path((text, merge)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let card = id(&text)?;
    let merge: MergeId = merge.parse().map_err(|_| Problem::missing())?;
    let followers = followers(&visit);
    let view = write(&visit, move |tx, act| {
        if !merging::is_into(tx, merge, card)? {
            return Err(CustomerError::Missing);
        }
        let (own, back) = merging::undo(tx, act, &followers, merge)?;
        Ok(PartedView { customer: CustomerView::seen(act, own), returned: CustomerView::seen(act, back) })
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.customer.revision, &view))
}

/// A card of a group.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupCard {
    /// Its id.
    id: CustomerId,
    /// What was last seen of it; without it, whatever stands.
    #[serde(default)]
    revision: Option<i64>,
}

/// The cards of one client.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupBody {
    /// From 2 to 20 of them.
    cards: Vec<GroupCard>,
}

/// Cards that became one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MergedGroupView {
    /// The mergings in their order; the last one is taken back first.
    merges: Vec<MergeView>,
    /// The card that stays.
    customer: CustomerView,
}

/// Merge a whole group
///
/// All cards go into the one of which most is known, by rule: the most trusted value stands. Either all of them do or none.
#[utoipa::path(
    post,
    path = "/customers/duplicates/group",
    tag = "duplicates",
    request_body = GroupBody,
    responses(
        (status = 200, description = "The mergings and the customer; the ETag is the customer's revision", body = MergedGroupView),
        (status = 404, description = "One of them is not there", body = ProblemBody),
        (status = 412, description = "One of them was changed meanwhile", body = ProblemBody),
        (status = 422, description = "They cannot be merged, are too few or too many, or two were said to be different", body = ProblemBody),
    )
)]
pub(crate) async fn merge_group(visit: Visit, Body(body): Body<GroupBody>) -> Result<Response, Problem> {
    let followers = followers(&visit);
    let view = write(&visit, move |tx, act| {
        let cards: Vec<_> = body.cards.iter().map(|card| (card.id, card.revision)).collect();
        let (merges, card) = merging::merge_all(tx, act, &followers, &cards)?;
        let merges = merges.iter().map(MergeView::of).collect();
        Ok(MergedGroupView { merges, customer: CustomerView::seen(act, card) })
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.customer.revision, &view))
}
