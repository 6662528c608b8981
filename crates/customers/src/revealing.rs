//! Showing masked values in full: a right with a daily quota, a reason, and an entry in the journal.

use crate::act::Act;
use crate::changing::SUBJECT;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::field::Field;
use crate::{sight, veiling};
use access::Refusal;
use access::quota::{self, Quota};
use db::{DbError, Tx};
use journal::Entry;
use kernel::Level;
use serde_json::json;
use web::{FieldError, Problem};

/// The verb of a reveal in the journal; its entry names the field and the reason, never the value.
pub const REVEALED: &str = "customer.revealed";

/// The longest reason, in letters.
const LONGEST_REASON: usize = 300;

/// Why nothing was revealed.
#[derive(Debug, thiserror::Error)]
pub enum RevealError {
    /// The card or the field is not there, or not seen.
    #[error(transparent)]
    Customer(#[from] CustomerError),
    /// The right is missing or the quota used up.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<DbError> for RevealError {
    fn from(error: DbError) -> Self {
        Self::Customer(error.into())
    }
}

impl From<RevealError> for Problem {
    fn from(error: RevealError) -> Self {
        match error {
            RevealError::Customer(error) => error.into(),
            RevealError::Refused(refusal) => refusal.into(),
        }
    }
}

/// What was revealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Revealed {
    /// The values that stand, in the canonical text of their kind.
    pub values: Vec<String>,
    /// How often more today; `None` for no bound.
    pub left: Option<i64>,
}

/// The field of a slug, if it is masked for whoever acts and they may reveal it; and how often more today.
///
/// # Errors
/// [`RevealError`]: the right over reveals is missing; missing card, or a field that is not masked.
pub fn may_reveal<'f>(
    tx: &mut Tx<'_>,
    act: &'f Act,
    id: CustomerId,
    slug: &str,
) -> Result<(&'f Field, Option<i64>), RevealError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden.into());
    }
    sight::must_see(tx, act, id)?;
    if !act.actor.may(access::REVEAL, Level::Write) {
        return Err(Refusal::NotAllowed.into());
    }
    let masked = act.fields.slug(slug).filter(|field| veiling::is_masked(act, field));
    let field = masked.ok_or(CustomerError::Missing)?;
    Ok((field, quota::left(tx, &act.setting, &act.actor, Quota::Reveals)?))
}

/// Reveals the values of a masked field.
///
/// # Errors
/// As [`may_reveal`]; [`CustomerError::Invalid`] without a reason; [`Refusal::QuotaOver`].
pub fn reveal(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    (slug, reason): (&str, &str),
) -> Result<Revealed, RevealError> {
    let field = may_reveal(tx, act, id, slug)?.0;
    let card = sight::card(tx, act, id)?;
    let reason: String = reason.trim().chars().take(LONGEST_REASON).collect();
    if reason.is_empty() {
        let error = FieldError::new("reason", "customers-reveal-reason-missing");
        return Err(CustomerError::Invalid(vec![error]).into());
    }
    let values: Vec<String> = card.sheet.of(field.no).map(|fact| fact.value.clone()).collect();
    if values.is_empty() {
        return Err(CustomerError::Missing.into());
    }
    quota::take(tx, &act.setting, &act.actor, (Quota::Reveals, 1))?;
    let payload = json!({ "revealed": field.slug, "reason": reason });
    let entry = Entry::now(&act.setting, REVEALED, (SUBJECT, id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    let left = quota::left(tx, &act.setting, &act.actor, Quota::Reveals)?;
    Ok(Revealed { values, left })
}
