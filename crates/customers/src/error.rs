//! What a verb over customers can answer instead of doing it.

use crate::customer::Customer;
use db::DbError;
use web::{FieldError, Problem};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum CustomerError {
    /// The actor lacks the right.
    #[error("the right over customers is missing")]
    Forbidden,
    /// There is no such card, or it must not be known.
    #[error("no such customer")]
    Missing,
    /// Somebody changed the card meanwhile; how it stands now.
    #[error("changed by someone else meanwhile")]
    Outdated(Box<Customer>),
    /// Some values cannot be understood.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<CustomerError> for Problem {
    fn from(error: CustomerError) -> Self {
        match error {
            CustomerError::Forbidden => Problem::forbidden(),
            CustomerError::Missing => Problem::missing(),
            CustomerError::Outdated(_) => Problem::outdated(),
            CustomerError::Invalid(errors) => Problem::invalid(errors),
            CustomerError::Db(error) => error.into(),
        }
    }
}
