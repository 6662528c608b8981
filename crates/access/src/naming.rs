//! What customers are called, told by whoever knows them: a contract from below.

use db::{DbError, Tx};
use kernel::RawId;
use std::collections::HashMap;
use std::sync::Arc;
use web::{Problem, Visit};

/// Gives the names of these customers as a visitor sees them; those that are not there or not seen are left out.
pub type NamesOf =
    dyn Fn(&mut Tx<'_>, &Visit, &[RawId]) -> Result<HashMap<RawId, String>, DbError> + Send + Sync;

/// What the house offers under this type.
#[derive(Clone)]
pub struct Naming(pub Arc<NamesOf>);

impl Naming {
    /// The names of these customers; `None` in a house without customers.
    pub(crate) async fn of(
        visit: &Visit,
        customers: Vec<RawId>,
    ) -> Result<Option<HashMap<RawId, String>>, Problem> {
        let Some(Self(names)) = visit.app.offer::<Self>().cloned() else { return Ok(None) };
        let eye = visit.clone();
        let read = visit.app.db.reading(move |tx| names(tx, &eye, &customers));
        read.await.map(Some).map_err(|error: DbError| error.into())
    }

    /// Whether there is such a customer; of a house without customers nobody can tell, and it is taken for granted.
    pub(crate) async fn knows(visit: &Visit, customer: RawId) -> Result<bool, Problem> {
        let names = Self::of(visit, vec![customer]).await?;
        Ok(names.is_none_or(|names| names.contains_key(&customer)))
    }
}
