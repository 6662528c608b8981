//! `/customers/many`: one change made to many customers, and taken back.

use super::shape::{read, write};
use crate::act::Act;
use crate::bulk_change::{self, BATCH, Deed, DeedId, ManyEdit, Selection};
use crate::customer::{CustomerId, CustomerNo};
use crate::error::CustomerError;
use crate::field::Field;
use crate::{listing, typing};
use axum::Json;
use axum::extract::Path;
use db::Tx;
use fields::Condition;
use http::StatusCode;
use jobs::JobId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::{Body, FieldError, Problem, ProblemBody, Visit};

/// What is done to each customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum EditBody {
    /// Adds a value to a field of many, such as a tag.
    Add {
        /// The field's slug.
        #[schema(example = "tag")]
        field: String,
        /// The value.
        value: Value,
    },
    /// Takes a value away where it stands.
    Remove {
        /// The field's slug.
        field: String,
        /// The value.
        value: Value,
    },
    /// Makes this the value, in place of whatever stood there.
    Set {
        /// The field's slug.
        field: String,
        /// The value; null empties the field.
        #[serde(default)]
        value: Value,
    },
    /// Puts the customers away.
    Archive,
    /// Takes them out again.
    Restore,
}

impl EditBody {
    fn read(&self, act: &Act) -> Result<ManyEdit, CustomerError> {
        let value_of = |field: &Field, json: &Value| {
            let values = typing::read_json(field, json, &act.manner).map_err(|error| {
                CustomerError::Invalid(vec![FieldError { field: "edit/value".into(), ..error }])
            })?;
            match <[_; 1]>::try_from(values) {
                Ok([value]) => Ok(Some(value.value)),
                Err(values) if values.is_empty() => Ok(None),
                Err(_) => Err(wrong("edit/value", "customers-json-shape")),
            }
        };
        let needed = |field: &Field, json: &Value| {
            value_of(field, json)?.ok_or_else(|| wrong("edit/value", "customers-json-shape"))
        };
        match self {
            Self::Add { field, value } => {
                let field = field_of(act, field)?;
                Ok(ManyEdit::Add { field: field.no, value: needed(field, value)? })
            }
            Self::Remove { field, value } => {
                let field = field_of(act, field)?;
                Ok(ManyEdit::Remove { field: field.no, value: needed(field, value)? })
            }
            Self::Set { field, value } => {
                let field = field_of(act, field)?;
                Ok(ManyEdit::Set { field: field.no, value: value_of(field, value)? })
            }
            Self::Archive => Ok(ManyEdit::Archive { is_archived: true }),
            Self::Restore => Ok(ManyEdit::Archive { is_archived: false }),
        }
    }
}

fn field_of<'f>(act: &'f Act, slug: &str) -> Result<&'f Field, CustomerError> {
    let writable = act.fields.slug(slug).filter(|field| !field.is_made());
    writable.ok_or_else(|| wrong("edit/field", "customers-unknown-field"))
}

/// A change to many: named by their ids, or all that meet a filter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManyBody {
    /// The customers, at most 500; those that are gone are passed over. Not together with a filter.
    #[serde(default)]
    ids: Option<Vec<CustomerId>>,
    /// Which customers; `{"all": []}` for every one.
    #[serde(default)]
    filter: Option<Condition>,
    /// With a filter: words to search for.
    #[serde(default)]
    q: String,
    /// With a filter: archived customers in place of the others.
    #[serde(default)]
    is_archived: bool,
    /// What is done to each.
    edit: EditBody,
}

/// Which cards are meant: those found, or too many to be changed in one transaction.
enum Meant {
    Few(Vec<CustomerNo>),
    Many(Selection),
}

impl ManyBody {
    fn meant(self, tx: &mut Tx<'_>, act: &Act) -> Result<Meant, CustomerError> {
        let selection = match (self.ids, self.filter) {
            (Some(ids), None) => return named(tx, act, &ids).map(Meant::Few),
            (None, Some(filter)) => Selection { filter, search: self.q, is_archived: self.is_archived },
            _ => return Err(wrong("ids", "customers-many-whom")),
        };
        let numbers = listing::numbers(tx, act, &selection.query(), (0, BATCH + 1))?;
        Ok(if numbers.len() > BATCH { Meant::Many(selection) } else { Meant::Few(numbers) })
    }
}

fn named(tx: &mut Tx<'_>, act: &Act, ids: &[CustomerId]) -> Result<Vec<CustomerNo>, CustomerError> {
    if ids.len() > BATCH {
        let args = vec![("most", BATCH.to_string().into())];
        let error = FieldError { args, ..FieldError::new("ids", "customers-many-large") };
        return Err(CustomerError::Invalid(vec![error]));
    }
    let mut numbers = Vec::with_capacity(ids.len());
    for id in ids {
        match listing::get(tx, act, *id) {
            Ok(card) => numbers.push(card.no),
            Err(CustomerError::Missing) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn wrong(field: &str, key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, key)])
}

/// A change made to many.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ManyView {
    /// Its id, by which it is taken back.
    id: DeedId,
    /// How many customers it has changed so far.
    n: i64,
    /// The job that carries it out or takes it back; null for one that was done at once.
    job: Option<JobId>,
    /// Whether it was taken back.
    is_undone: bool,
}

impl ManyView {
    fn of(deed: &Deed) -> Self {
        Self { id: deed.id, n: deed.n, job: deed.job, is_undone: deed.is_undone }
    }

    fn status(&self) -> StatusCode {
        if self.job.is_some() { StatusCode::ACCEPTED } else { StatusCode::OK }
    }
}

/// Change many customers
///
/// Up to 500 are changed at once; more are left to a job, which `/jobs` tells of.
#[utoipa::path(
    post,
    path = "/customers/many",
    tag = "customers",
    request_body = ManyBody,
    responses(
        (status = 200, description = "It is done", body = ManyView),
        (status = 202, description = "A job carries it out", body = ManyView),
        (status = 422, description = "The edit or the filter cannot be understood, or nobody is named", body = ProblemBody),
    )
)]
pub(crate) async fn change_many(
    visit: Visit,
    Body(body): Body<ManyBody>,
) -> Result<(StatusCode, Json<ManyView>), Problem> {
    let view = write(&visit, move |tx, act| {
        let edit = body.edit.read(act)?;
        let id = match body.meant(tx, act)? {
            Meant::Many(selection) => bulk_change::later(tx, act, &edit, selection)?,
            Meant::Few(numbers) => bulk_change::at_once(tx, act, &edit, &numbers)?.0,
        };
        Ok(ManyView::of(&bulk_change::get(tx, act, id)?))
    });
    view.await.map(|view| (view.status(), Json(view)))
}

/// Tell how a change to many stands
#[utoipa::path(
    get,
    path = "/customers/many/{deed}",
    tag = "customers",
    params(("deed" = String, Path, description = "The change's id")),
    responses(
        (status = 200, description = "The change as it stands", body = ManyView),
        (status = 403, description = "It is somebody else's, and the right to arrange is missing", body = ProblemBody),
        (status = 404, description = "There is no such change", body = ProblemBody),
    )
)]
pub(crate) async fn get_many(visit: Visit, Path(text): Path<String>) -> Result<Json<ManyView>, Problem> {
    let id = deed_id(&text)?;
    let view = read(&visit, move |tx, act| Ok(ManyView::of(&bulk_change::get(tx, act, id)?)));
    view.await.map(Json)
}

/// How the taking back went.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UndoneView {
    /// Customers that stand as before.
    n: i64,
    /// Customers left as they are, since somebody changed them meanwhile.
    n_left: i64,
    /// The job that takes a large one back; null when it is taken back already.
    job: Option<JobId>,
}

/// Take a change to many back
///
/// Each customer stands as before, unless somebody has changed the same thing since. One that a job carried out is
/// taken back by a job.
#[utoipa::path(
    delete,
    path = "/customers/many/{deed}",
    tag = "customers",
    params(("deed" = String, Path, description = "The change's id")),
    responses(
        (status = 200, description = "It is taken back", body = UndoneView),
        (status = 202, description = "A job takes it back", body = UndoneView),
        (status = 403, description = "It is somebody else's, and the right to arrange is missing", body = ProblemBody),
        (status = 404, description = "There is no such change, or it was taken back before", body = ProblemBody),
    )
)]
pub(crate) async fn undo_many(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<(StatusCode, Json<UndoneView>), Problem> {
    let id = deed_id(&text)?;
    let view = write(&visit, move |tx, act| {
        let (undone, job) = bulk_change::undo(tx, act, id)?;
        Ok(UndoneView { n: undone.n, n_left: undone.n_left, job })
    })
    .await?;
    let status = if view.job.is_some() { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok((status, Json(view)))
}

fn deed_id(text: &str) -> Result<DeedId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}
