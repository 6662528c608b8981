//! Why a verb over interactions and contact cards is refused.

use customers::CustomerError;
use db::DbError;
use web::{FieldError, Problem};

/// Why a verb over interactions and contact cards is refused.
#[derive(Debug, thiserror::Error)]
pub enum InteractionError {
    /// The right is missing.
    #[error("not allowed")]
    Forbidden,
    /// There is none such, or it is not to be seen.
    #[error("no such thing")]
    Missing,
    /// Somebody changed it meanwhile.
    #[error("changed meanwhile")]
    Outdated,
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

impl InteractionError {
    /// One field that is wrong.
    pub(crate) fn at(field: &str, key: &str) -> Self {
        Self::Invalid(vec![FieldError::new(field, key)])
    }
}

impl From<InteractionError> for Problem {
    fn from(error: InteractionError) -> Self {
        match error {
            InteractionError::Forbidden => Problem::forbidden(),
            InteractionError::Missing => Problem::missing(),
            InteractionError::Outdated => Problem::outdated(),
            InteractionError::Invalid(errors) => Problem::invalid(errors),
            InteractionError::Customer(error) => error.into(),
            InteractionError::Db(error) => error.into(),
        }
    }
}

/// Lets a deed pass only with at least this level over interactions.
pub(crate) fn needs(act: &customers::Act, level: kernel::Level) -> Result<(), InteractionError> {
    if act.actor.may(crate::RIGHT, level) { Ok(()) } else { Err(InteractionError::Forbidden) }
}
