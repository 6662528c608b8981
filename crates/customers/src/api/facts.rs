//! `/customers/{id}/facts`: each value with its source, age and history; confirming one, settling a conflict.

use super::shape::{CustomerView, id, read, write};
use crate::act::Act;
use crate::changing;
use crate::customer::{Customer, CustomerId};
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::listing::{self, Source};
use crate::provenance::{Provenances, Trace};
use crate::sheet::{Fact, SourceNo, Usage};
use crate::typing;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, json_at, moment};

/// One value of one field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FactView {
    /// The field's slug.
    field: String,
    /// The value.
    value: serde_json::Value,
    /// In what way it came: staff, form, import, api...
    source: Option<String>,
    /// The file's or form's name, if it has one.
    source_name: Option<String>,
    /// The page of the import that brought it, for whoever may see imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    source_href: Option<String>,
    /// Which record of its file told of the customer, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    source_record: Option<i64>,
    /// Who of the staff brought it.
    by: Option<String>,
    /// When it came, RFC 3339.
    at: String,
    /// How sure it is, 0 to 100 percent.
    sure: u8,
    /// When somebody last said that it is still so.
    confirmed_at: Option<String>,
    /// When a guess expires.
    until: Option<String>,
    /// Why it can hardly be right.
    doubt: Option<String>,
    /// How a contact point may be used.
    usage: Option<Usage>,
    /// Whether it disagrees with the value that stands and waits to be settled.
    is_rival: bool,
    /// When it ended, for an earlier value.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
    /// How it ended: replaced, removed, settled, expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    ending: Option<String>,
}

impl FactView {
    fn of(fact: &Fact, act: &Act, sources: &[Source], traces: &HashMap<SourceNo, Trace>) -> Self {
        let field = act.fields.no(fact.field);
        let source = sources.iter().find(|source| source.no == fact.source);
        let trace = traces.get(&fact.source);
        Self {
            field: field.map(|field| field.slug.clone()).unwrap_or_default(),
            value: field.map_or(serde_json::Value::Null, |field| field.kind.to_json(&fact.value)),
            source: source.map(|source| source.kind.slug().to_owned()),
            source_name: source.map(|source| source.name.clone()).filter(|name| !name.is_empty()),
            source_href: trace.map(|trace| trace.href.clone()),
            source_record: trace.and_then(|trace| trace.record),
            by: source.and_then(|source| source.user).map(|user| user.to_string()),
            at: moment(fact.at),
            sure: fact.sure,
            confirmed_at: fact.confirmed_at.map(moment),
            until: fact.until.map(moment),
            doubt: fact.doubt.clone(),
            usage: fact.usage.as_deref().cloned(),
            is_rival: fact.is_rival,
            ended_at: None,
            ending: None,
        }
    }
}

fn views(
    tx: &mut Tx<'_>,
    act: &Act,
    (card, keepers): (CustomerId, &Provenances),
    facts: &[Fact],
) -> Result<Vec<FactView>, CustomerError> {
    let mut numbers: Vec<i64> = facts.iter().map(|fact| fact.source).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let sources = listing::sources(tx, act, &numbers)?;
    let traces = keepers.of_card(tx, (&act.actor, card), &sources)?;
    Ok(facts.iter().map(|fact| FactView::of(fact, act, &sources, &traces)).collect())
}

/// List the facts of a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/facts",
    tag = "facts",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "Every value that stands or disagrees, in the order of the card", body = Vec<FactView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_facts(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<FactView>>, Problem> {
    let id = id(&text)?;
    let keepers = visit.app.offer::<Provenances>().cloned().unwrap_or_default();
    let list = read(&visit, move |tx, act| {
        let card = listing::get(tx, act, id)?;
        views(tx, act, (id, &keepers), card.sheet.facts())
    });
    list.await.map(Json)
}

/// Which earlier values are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Only of this field.
    field: Option<String>,
}

/// List earlier values
#[utoipa::path(
    get,
    path = "/customers/{id}/facts/past",
    tag = "facts",
    params(("id" = String, Path, description = "The customer's id"), Wanted),
    responses(
        (status = 200, description = "Values that ended, the latest first, at most 500", body = Vec<FactView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_past_facts(
    visit: Visit,
    Path(text): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Vec<FactView>>, Problem> {
    let id = id(&text)?;
    let keepers = visit.app.offer::<Provenances>().cloned().unwrap_or_default();
    let list = read(&visit, move |tx, act| {
        let card = listing::get(tx, act, id)?;
        let field = match &wanted.field {
            Some(slug) => Some(field_no(act, slug)?),
            None => None,
        };
        let past = listing::past(tx, act, &card, field)?;
        let facts: Vec<Fact> = past.iter().map(|past| past.fact.clone()).collect();
        let mut list = views(tx, act, (id, &keepers), &facts)?;
        for (view, past) in list.iter_mut().zip(&past) {
            view.ended_at = Some(moment(past.ended_at));
            view.ending = Some(past.ending.clone());
        }
        Ok(list)
    });
    list.await.map(Json)
}

/// A value of a field.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ValueBody {
    /// The value, as it is given elsewhere.
    #[schema(example = json!("Алматы"))]
    value: serde_json::Value,
}

/// Say that a value is still so
#[utoipa::path(
    put,
    path = "/customers/{id}/facts/{field}/confirmation",
    tag = "facts",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("field" = String, Path, description = "The field's slug"),
    ),
    request_body = ValueBody,
    responses(
        (status = 200, description = "The customer as it stands now", body = CustomerView),
        (status = 404, description = "There is no such customer or value", body = ProblemBody),
    )
)]
pub(crate) async fn confirm_fact(
    visit: Visit,
    Path((text, slug)): Path<(String, String)>,
    Body(body): Body<ValueBody>,
) -> Result<Response, Problem> {
    judge(&visit, (&text, slug, body), changing::confirm).await
}

/// Settle a conflict
///
/// The value given stands; the others that disagreed end.
#[utoipa::path(
    put,
    path = "/customers/{id}/facts/{field}/settlement",
    tag = "facts",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("field" = String, Path, description = "The field's slug"),
    ),
    request_body = ValueBody,
    responses(
        (status = 200, description = "The customer as it stands now", body = CustomerView),
        (status = 404, description = "There is no such customer or value", body = ProblemBody),
    )
)]
pub(crate) async fn settle_conflict(
    visit: Visit,
    Path((text, slug)): Path<(String, String)>,
    Body(body): Body<ValueBody>,
) -> Result<Response, Problem> {
    judge(&visit, (&text, slug, body), changing::settle).await
}

/// A verb that says of one value of a card how true it is.
type Judging = fn(&mut Tx<'_>, &Act, CustomerId, (FieldNo, &str)) -> Result<Customer, CustomerError>;

async fn judge(
    visit: &Visit,
    (text, slug, body): (&str, String, ValueBody),
    judging: Judging,
) -> Result<Response, Problem> {
    let id = id(text)?;
    let view = write(visit, move |tx, act| {
        let (field, value) = value_of(act, &slug, &body.value)?;
        let card = judging(tx, act, id, (field, &value))?;
        Ok(CustomerView::of(&card, &act.fields))
    });
    let view = view.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

fn field_no(act: &Act, slug: &str) -> Result<i64, CustomerError> {
    act.fields.slug(slug).map(|field| field.no).ok_or(CustomerError::Missing)
}

pub(crate) fn value_of(
    act: &Act,
    slug: &str,
    json: &serde_json::Value,
) -> Result<(i64, String), CustomerError> {
    let field = act.fields.slug(slug).ok_or(CustomerError::Missing)?;
    let values =
        typing::read_json(field, json, &act.manner).map_err(|error| CustomerError::Invalid(vec![error]))?;
    let first = values.into_iter().next().ok_or(CustomerError::Missing)?;
    Ok((field.no, first.value))
}
