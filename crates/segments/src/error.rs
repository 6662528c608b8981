//! What a verb over segments can answer instead of doing it.

use customers::CustomerError;
use db::DbError;
use fields::ConditionError;
use web::{FieldError, Problem};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum SegmentError {
    /// The actor lacks the right.
    #[error("the right over segments is missing")]
    Forbidden,
    /// There is no such segment.
    #[error("no such segment")]
    Missing,
    /// Somebody changed it meanwhile.
    #[error("changed by someone else meanwhile")]
    Outdated,
    /// Other segments speak of it.
    #[error("other segments speak of it: {0}")]
    InUse(String),
    /// Some values cannot be understood, or break a rule.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl SegmentError {
    /// One wrong field.
    pub fn field(name: &str, key: &str) -> Self {
        Self::Invalid(vec![FieldError::new(name, key)])
    }

    /// A condition that cannot be understood, with the place in it.
    pub fn condition(error: ConditionError) -> Self {
        let field = format!("condition{}", error.pointer);
        Self::Invalid(vec![FieldError { field, key: error.why.key.into(), args: error.why.args }])
    }
}

impl From<CustomerError> for SegmentError {
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

impl From<SegmentError> for CustomerError {
    fn from(error: SegmentError) -> Self {
        match error {
            SegmentError::Forbidden => Self::Forbidden,
            SegmentError::Missing | SegmentError::Outdated => Self::Missing,
            SegmentError::InUse(name) => {
                let args = vec![("name", name.into())];
                Self::Invalid(vec![FieldError { args, ..FieldError::new("", "segments-in-use") }])
            }
            SegmentError::Invalid(errors) => Self::Invalid(errors),
            SegmentError::Db(error) => Self::Db(error),
        }
    }
}

impl From<SegmentError> for Problem {
    fn from(error: SegmentError) -> Self {
        match error {
            SegmentError::Forbidden => Problem::forbidden(),
            SegmentError::Missing => Problem::missing(),
            SegmentError::Outdated => Problem::outdated(),
            SegmentError::InUse(name) => {
                let error = FieldError {
                    args: vec![("name", name.into())],
                    ..FieldError::new("", "segments-in-use")
                };
                Problem::invalid(vec![error])
            }
            SegmentError::Invalid(errors) => Problem::invalid(errors),
            SegmentError::Db(error) => error.into(),
        }
    }
}
