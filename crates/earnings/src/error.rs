//! Why a verb over earnings is refused.

use crate::holding::HeldDeal;
use access::Refusal;
use customers::CustomerError;
use db::DbError;
use deals::DealError;
use http::StatusCode;
use orders::OrderError;
use std::borrow::Cow;
use web::{FieldError, Problem};

/// Why a verb over earnings is refused.
#[derive(Debug, thiserror::Error)]
pub enum EarningError {
    /// The right is missing.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or it is not to be seen.
    #[error("no such thing")]
    Missing,
    /// Somebody changed it meanwhile.
    #[error("changed meanwhile")]
    Outdated,
    /// It is not in the state for this: somebody did it already, or something comes first.
    #[error("not now")]
    NotNow,
    /// Nobody approves, gives back or pays their own.
    #[error("nobody approves their own")]
    OwnDeed,
    /// Nobody scores what they held themselves.
    #[error("nobody scores their own")]
    OwnScore,
    /// No line of it may be paid yet.
    #[error("nothing to pay")]
    Nothing,
    /// Contact cards must be filled first.
    #[error("contact cards are missing")]
    Held(Vec<HeldDeal>),
    /// Something of it is wrong.
    #[error("invalid")]
    Invalid(Vec<FieldError>),
    /// Deals refused.
    #[error(transparent)]
    Deal(#[from] DealError),
    /// The guard of exports and people refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl EarningError {
    /// One wrong field.
    pub(crate) fn field(field: &str, key: &str) -> Self {
        Self::Invalid(vec![FieldError::new(field, key)])
    }
}

impl From<CustomerError> for EarningError {
    fn from(error: CustomerError) -> Self {
        Self::Deal(error.into())
    }
}

impl From<OrderError> for EarningError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Forbidden => Self::Forbidden,
            OrderError::Missing => Self::Missing,
            OrderError::Outdated => Self::Outdated,
            OrderError::Invalid(errors) => Self::Invalid(errors),
            OrderError::Db(error) => Self::Db(error),
        }
    }
}

impl From<EarningError> for Problem {
    fn from(error: EarningError) -> Self {
        match error {
            EarningError::Forbidden => Problem::forbidden(),
            EarningError::Missing => Problem::missing(),
            EarningError::Outdated => Problem::outdated(),
            EarningError::NotNow => Problem::new(StatusCode::CONFLICT, "earnings-not-now"),
            EarningError::OwnDeed => Problem::new(StatusCode::FORBIDDEN, "earnings-own-deed"),
            EarningError::OwnScore => Problem::new(StatusCode::FORBIDDEN, "earnings-own-score"),
            EarningError::Nothing => Problem::new(StatusCode::CONFLICT, "earnings-nothing"),
            EarningError::Held(held) => Problem::invalid(held.iter().flat_map(missing).collect()),
            EarningError::Invalid(errors) => Problem::invalid(errors),
            EarningError::Deal(error) => error.into(),
            EarningError::Refused(refusal) => refusal.into(),
            EarningError::Db(error) => error.into(),
        }
    }
}

/// One error per contact card that stands before the commission of a deal.
fn missing(held: &HeldDeal) -> Vec<FieldError> {
    let error = |card: &customers::gating::Unfilled| FieldError {
        field: format!("deals/{}/cards/{}", held.deal, card.form),
        key: "earnings-card-missing".into(),
        args: vec![
            ("deal", Cow::Owned(held.title.clone())),
            ("name", Cow::Owned(card.name.clone())),
            ("missing", Cow::Owned(card.missing.join(", "))),
            ("href", Cow::Owned(card.href.clone())),
        ],
    };
    held.cards.iter().map(error).collect()
}
