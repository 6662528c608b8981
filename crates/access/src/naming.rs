//! What customers are called, and which lists were asked for, told by whoever knows them: contracts from below.

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

/// Tells in words which lists these are, each as [`ExportRequest::what`](crate::exporting::ExportRequest::what) keeps it, in
/// the same order.
pub type ListsInWords =
    dyn Fn(&mut Tx<'_>, &Visit, &[String]) -> Result<Vec<String>, DbError> + Send + Sync;

/// What the house offers under this type.
#[derive(Clone)]
pub struct ListWords(pub Arc<ListsInWords>);

impl ListWords {
    /// The lists in words; as they are kept in a house where nobody knows them.
    pub(crate) async fn of(visit: &Visit, lists: Vec<String>) -> Result<Vec<String>, Problem> {
        let Some(Self(words)) = visit.app.offer::<Self>().cloned() else { return Ok(lists) };
        let eye = visit.clone();
        let read = visit.app.db.reading(move |tx| words(tx, &eye, &lists));
        read.await.map_err(|error: DbError| error.into())
    }
}
