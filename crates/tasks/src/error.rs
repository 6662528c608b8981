//! Why a verb over tasks is refused.

use customers::CustomerError;
use db::DbError;
use web::{FieldError, Problem};

/// Why a verb over tasks is refused.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The right is missing, or the task is another person's.
    #[error("not allowed")]
    Forbidden,
    /// There is no such task, or it is not to be seen.
    #[error("no such task")]
    Missing,
    /// Somebody changed it meanwhile.
    #[error("changed meanwhile")]
    Outdated,
    /// It is closed already, or open already.
    #[error("not now")]
    NotNow,
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

impl From<TaskError> for Problem {
    fn from(error: TaskError) -> Self {
        match error {
            TaskError::Forbidden => Problem::forbidden(),
            TaskError::Missing => Problem::missing(),
            TaskError::Outdated => Problem::outdated(),
            TaskError::NotNow => Problem::new(http::StatusCode::CONFLICT, "tasks-not-now"),
            TaskError::Invalid(errors) => Problem::invalid(errors),
            TaskError::Customer(error) => error.into(),
            TaskError::Db(error) => error.into(),
        }
    }
}
