//! How a customer looks in JSON, and how a deed of the API is opened.

use crate::act::{Act, RIGHT};
use crate::customer::{Customer, CustomerId, Kind};
use crate::editing::Edit;
use crate::error::CustomerError;
use crate::field::FieldSet;
use crate::running;
use crate::typing;
use db::Tx;
use kernel::Level;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::{FieldError, Problem, Visit, moment};

/// A customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerView {
    /// The id.
    pub(crate) id: CustomerId,
    /// The number of the card.
    pub(crate) no: i64,
    /// Person or organization.
    pub(crate) kind: Kind,
    /// The name, made from the facts.
    pub(crate) name: String,
    /// What stands, by the field's slug; a list for fields of many values.
    #[schema(value_type = Object, example = json!({"family": "Омарова", "given": "Әлия", "phone": ["+77011234567"]}))]
    pub(crate) facts: Map<String, Value>,
    /// Whether values wait to be settled.
    pub(crate) has_conflict: bool,
    /// Grows by one with every change; also the ETag.
    pub(crate) revision: i64,
    /// RFC 3339, UTC.
    pub(crate) created_at: String,
    /// RFC 3339, UTC.
    pub(crate) updated_at: String,
    /// RFC 3339, UTC; null for a card in use.
    pub(crate) archived_at: Option<String>,
}

impl CustomerView {
    /// As whoever acts sees it, of a card that a deed gave whole.
    pub(crate) fn seen(act: &Act, card: Customer) -> Self {
        Self::of(&crate::veiling::veiled(act, card), &act.fields)
    }

    pub(crate) fn of(card: &Customer, fields: &FieldSet) -> Self {
        let mut facts = Map::new();
        for fact in card.sheet.facts().iter().filter(|fact| !fact.is_rival) {
            let Some(field) = fields.no(fact.field) else { continue };
            let value = field.kind.to_json(&fact.value);
            if !field.is_many {
                facts.insert(field.slug.clone(), value);
                continue;
            }
            let list = facts.entry(field.slug.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(value);
            }
        }
        Self {
            id: card.id,
            no: card.no,
            kind: card.kind,
            name: card.name.clone(),
            facts,
            has_conflict: card.sheet.has_conflict(),
            revision: card.revision,
            created_at: moment(card.created_at),
            updated_at: moment(card.updated_at),
            archived_at: card.archived_at.map(moment),
        }
    }
}

/// Facts to write, by the field's slug: a value, a list for fields of many values, null to take away.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactsBody {
    /// Person or organization; only for a new customer, a person when left out.
    #[serde(default)]
    pub(crate) kind: Option<Kind>,
    /// The facts.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"family": "Омарова", "phone": ["8 701 123 45 67"], "city": null}))]
    pub(crate) facts: Map<String, Value>,
}

impl FactsBody {
    /// The edits that it asks for.
    pub(crate) fn edits(&self, act: &Act) -> Result<Vec<Edit>, CustomerError> {
        let (mut edits, mut errors) = (Vec::new(), Vec::new());
        for (slug, json) in &self.facts {
            match field_edit(act, slug, json) {
                Ok(edit) => edits.push(edit),
                Err(error) => errors.push(FieldError { field: format!("facts/{}", error.field), ..error }),
            }
        }
        if errors.is_empty() { Ok(edits) } else { Err(CustomerError::Invalid(errors)) }
    }
}

fn field_edit(act: &Act, slug: &str, json: &Value) -> Result<Edit, FieldError> {
    let writable = act.fields.slug(slug).filter(|field| !field.is_made());
    let field = writable.ok_or_else(|| FieldError::new(slug, "customers-unknown-field"))?;
    Ok(Edit::Set(field.no, typing::read_json(field, json, &act.manner)?))
}

/// Runs a reading of this visit, if it may read; asked before anything is said of what was sent.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Read)?;
    running::read(visit, work).await.map_err(Problem::from)
}

/// Runs a deed of this visit, if it may write; done once for each Idempotency-Key.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, Problem> {
    write_at(visit, Level::Write, work).await
}

/// Runs a deed that another level is enough or needed for; done once for each Idempotency-Key.
pub(crate) async fn write_at<R: Send + 'static>(
    visit: &Visit,
    level: Level,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, level)?;
    let claiming = visit.clone();
    let done = running::write(visit, move |tx, act| {
        let done = work(tx, act)?;
        claiming.claim(tx)?;
        Ok(done)
    });
    done.await.map_err(Problem::from)
}

/// The id in a path; what is no id is not there.
pub(crate) fn id(text: &str) -> Result<CustomerId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}
