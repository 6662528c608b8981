//! Which fields can be masked, told by whoever knows the fields: a contract from below.

use db::{DbError, Tx};
use std::sync::Arc;
use web::{Problem, Visit};
use words::Say;

/// Gives the slug and the name of each field that can be masked, in the order of the card.
pub type FieldsOf = dyn Fn(&mut Tx<'_>, &Say) -> Result<Vec<(String, String)>, DbError> + Send + Sync;

/// What the house offers under this type.
#[derive(Clone)]
pub struct Maskable(pub Arc<FieldsOf>);

impl Maskable {
    /// The fields as a visitor reads their names; none in a house without customers.
    pub(crate) async fn of(visit: &Visit) -> Result<Vec<(String, String)>, Problem> {
        let Some(Self(fields)) = visit.app.offer::<Self>().cloned() else { return Ok(Vec::new()) };
        let say = visit.say.clone();
        visit.app.db.reading(move |tx| fields(tx, &say)).await.map_err(|error: DbError| error.into())
    }
}
