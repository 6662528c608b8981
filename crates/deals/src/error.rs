//! Why a verb over deals is refused.

use crate::deal::Deal;
use crate::gates::Held;
use customers::CustomerError;
use db::DbError;
use http::StatusCode;
use web::{FieldError, Problem};

/// Why a verb over deals is refused.
#[derive(Debug, thiserror::Error)]
pub enum DealError {
    /// The right is missing.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or it is not to be seen.
    #[error("no such thing")]
    Missing,
    /// Somebody changed it meanwhile; how it stands now.
    #[error("changed meanwhile")]
    Outdated(Box<Deal>),
    /// Somebody changed the pipeline meanwhile.
    #[error("the pipeline changed meanwhile")]
    Rearranged,
    /// It is closed already, or open already.
    #[error("not now")]
    NotNow,
    /// Something must be written down of the customer first.
    #[error("something is missing on the card")]
    Held(Box<Held>),
    /// Deals stand here, and nothing says where they go.
    #[error("{0} deals stand here")]
    Occupied(i64),
    /// Deals are open in a pipeline that should go.
    #[error("{0} deals are open in this pipeline")]
    InUse(i64),
    /// Something of it is wrong.
    #[error("invalid")]
    Invalid(Vec<FieldError>),
    /// The customer's side refused.
    #[error(transparent)]
    Customer(#[from] CustomerError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl DealError {
    /// One wrong field.
    pub(crate) fn field(field: &str, key: &str) -> Self {
        Self::Invalid(vec![FieldError::new(field, key)])
    }
}

impl From<DealError> for Problem {
    fn from(error: DealError) -> Self {
        match error {
            DealError::Forbidden => Problem::forbidden(),
            DealError::Missing => Problem::missing(),
            DealError::Outdated(_) | DealError::Rearranged => Problem::outdated(),
            DealError::NotNow => Problem::new(StatusCode::CONFLICT, "deals-not-now"),
            DealError::Held(held) => Problem::invalid(held.errors()),
            DealError::Occupied(_) => Problem::new(StatusCode::CONFLICT, "deals-stage-occupied"),
            DealError::InUse(_) => Problem::new(StatusCode::CONFLICT, "deals-pipeline-in-use"),
            DealError::Invalid(errors) => Problem::invalid(errors),
            DealError::Customer(error) => error.into(),
            DealError::Db(error) => error.into(),
        }
    }
}
