//! What a verb over orders can answer instead of doing it.

use customers::CustomerError;
use db::DbError;
use web::{FieldError, Problem};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// The actor lacks the right.
    #[error("the right over orders is missing")]
    Forbidden,
    /// There is no such thing, or it must not be known.
    #[error("no such order, product, payment or return")]
    Missing,
    /// Somebody changed it meanwhile.
    #[error("changed by someone else meanwhile")]
    Outdated,
    /// Some values cannot be understood, or break a rule.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl OrderError {
    /// One wrong field.
    pub fn field(name: &str, key: &str) -> Self {
        Self::Invalid(vec![FieldError::new(name, key)])
    }
}

impl From<CustomerError> for OrderError {
    fn from(error: CustomerError) -> Self {
        match error {
            CustomerError::Forbidden => Self::Forbidden,
            CustomerError::Missing => Self::Missing,
            CustomerError::Outdated(_) => Self::Outdated,
            CustomerError::Invalid(errors) => Self::Invalid(errors),
            CustomerError::Db(error) => Self::Db(error),
        }
    }
}

impl From<OrderError> for Problem {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Forbidden => Problem::forbidden(),
            OrderError::Missing => Problem::missing(),
            OrderError::Outdated => Problem::outdated(),
            OrderError::Invalid(errors) => Problem::invalid(errors),
            OrderError::Db(error) => error.into(),
        }
    }
}
