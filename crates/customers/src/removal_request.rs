//! Removing a customer for good takes two people and a waiting time: one asks and says why, another agrees, and not
//! before the days have passed. Until then the card lies in the archive and everything can be taken back.

use crate::act::Act;
use crate::changing::{self, SUBJECT};
use crate::customer::CustomerId;
use crate::erasing::{self, Erasers, Word};
use crate::error::CustomerError;
use crate::store::removals;
use crate::{removal, sight};
use access::Refusal;
use db::{DbError, Tx};
use http::StatusCode;
use journal::Entry;
use kernel::{DAY_MS, Level, Millis, RawId};
use serde_json::json;
use web::{FieldError, Problem};

/// How long a request waits before anybody can agree.
pub const WAIT_MS: Millis = 7 * DAY_MS;
/// Within how long a client who asked to be erased has to be answered.
pub const TERM_MS: Millis = 30 * DAY_MS;
/// The longest reason, in letters.
const LONGEST_REASON: usize = 500;

/// A customer whom somebody wants removed for good.
#[derive(Debug, Clone, PartialEq)]
pub struct RemovalRequest {
    /// The customer.
    pub customer: CustomerId,
    /// Their name, as whoever reads sees it.
    pub name: String,
    /// Who asked; `None` for the console.
    pub asked_by: Option<RawId>,
    /// When.
    pub asked_at: Millis,
    /// Why.
    pub reason: String,
    /// Whether the client asked for it themselves: then the card is erased and its orders keep their amounts, and it has
    /// to be done within [`TERM_MS`].
    pub is_erasure: bool,
}

impl RemovalRequest {
    /// From when on somebody may agree.
    pub fn ripe_at(&self) -> Millis {
        self.asked_at + WAIT_MS
    }

    /// Until when it must be done; `None` when the client did not ask for it.
    pub fn due_at(&self) -> Option<Millis> {
        self.is_erasure.then(|| self.asked_at + TERM_MS)
    }
}

/// Why nobody was removed.
#[derive(Debug, thiserror::Error)]
pub enum RemovalError {
    /// The card is not there, not seen, or may not be removed.
    #[error(transparent)]
    Customer(#[from] CustomerError),
    /// Whoever asked does not agree to their own request.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The waiting time is not over.
    #[error("the waiting time is not over")]
    Early,
}

impl From<DbError> for RemovalError {
    fn from(error: DbError) -> Self {
        Self::Customer(error.into())
    }
}

impl From<RemovalError> for Problem {
    fn from(error: RemovalError) -> Self {
        match error {
            RemovalError::Customer(error) => error.into(),
            RemovalError::Refused(refusal) => refusal.into(),
            RemovalError::Early => Problem::new(StatusCode::CONFLICT, "customers-removal-early"),
        }
    }
}

/// Asks that a customer be removed for good, and puts the card away; a request that waits stays as it is.
///
/// # Errors
/// [`RemovalError`]: forbidden without the right to arrange, missing, reason missing.
pub fn ask(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    (reason, is_erasure): (&str, bool),
) -> Result<(), RemovalError> {
    arranging(act)?;
    sight::card(tx, act, id)?;
    let reason: String = reason.trim().chars().take(LONGEST_REASON).collect();
    if reason.is_empty() {
        let error = FieldError::new("reason", "customers-removal-reason-missing");
        return Err(CustomerError::Invalid(vec![error]).into());
    }
    if removals::find(tx, id)?.is_some() {
        return Ok(());
    }
    changing::archive(tx, act, id, true)?;
    removals::insert(tx, id, (act.actor.user, act.setting.now()), (&reason, is_erasure))?;
    let payload = json!({ "reason": reason, "is_erasure": is_erasure });
    Ok(tell(tx, act, id, "customer.removal_asked", &payload)?)
}

/// Takes a request back; the card stays in the archive.
///
/// # Errors
/// [`RemovalError`]: forbidden without the right to arrange, missing.
pub fn take_back(tx: &mut Tx<'_>, act: &Act, id: CustomerId) -> Result<(), RemovalError> {
    arranging(act)?;
    sight::must_see(tx, act, id)?;
    if !removals::remove(tx, id)? {
        return Err(CustomerError::Missing.into());
    }
    Ok(tell(tx, act, id, "customer.removal_dropped", &json!({}))?)
}

/// Agrees that a customer be removed for good, or erased, which is done at once.
///
/// # Errors
/// [`RemovalError`]: forbidden without the right to arrange, missing, own request, early.
pub fn agree(tx: &mut Tx<'_>, act: &Act, erasers: &Erasers, id: CustomerId) -> Result<(), RemovalError> {
    arranging(act)?;
    let card = sight::card(tx, act, id)?;
    let request = removals::find(tx, id)?.ok_or(CustomerError::Missing)?;
    if request.asked_by == act.actor.user {
        return Err(Refusal::OwnDeed.into());
    }
    if act.setting.now() < request.ripe_at() {
        return Err(RemovalError::Early);
    }
    removals::remove(tx, id)?;
    let word = Word { asked_by: request.asked_by, asked_at: Some(request.asked_at) };
    match request.is_erasure {
        true => Ok(erasing::erase(tx, act, erasers, (id, word))?),
        false => Ok(removal::remove(tx, act, &[card.no])?),
    }
}

/// The requests that wait about customers who are seen, the oldest first.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to arrange.
pub fn waiting(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<RemovalRequest>, RemovalError> {
    arranging(act)?;
    let mut seen = Vec::new();
    for request in removals::all(tx)? {
        match crate::listing::get(tx, act, request.customer) {
            Ok(card) => seen.push(RemovalRequest { name: card.name, ..request }),
            Err(CustomerError::Missing) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(seen)
}

fn arranging(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Arrange) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    verb: &'static str,
    payload: &serde_json::Value,
) -> Result<(), DbError> {
    let entry = Entry::now(&act.setting, verb, (SUBJECT, id.0), payload);
    journal::append(tx, &act.setting, &act.actor, entry).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed_of, person_named, staff};
    use db::Db;
    use kernel::{Setting, SystemChance, TravelClock};
    use std::sync::Arc;

    /// A deed of somebody some days later.
    fn later<R: Send + 'static>(
        db: &Db,
        (who, days): (u128, i64),
        work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, RemovalError> + Send + 'static,
    ) -> Result<R, RemovalError> {
        let clock = TravelClock::at(Setting::real().now() + days * DAY_MS);
        let setting = Setting::new(Arc::new(clock), Arc::new(SystemChance));
        deed_of(db, &staff(who, Level::Arrange), move |tx, act| work(tx, &Act { setting, ..act.clone() }))
    }

    #[test]
    fn a_customer_is_removed_by_two_people_after_a_week() {
        let (_folder, db) = base();
        let id = person_named(&db, "Омарова").id;
        let blank = later(&db, (1, 0), move |tx, act| ask(tx, act, id, (" ", false)));
        assert!(matches!(blank, Err(RemovalError::Customer(CustomerError::Invalid(_)))));
        later(&db, (1, 0), move |tx, act| ask(tx, act, id, ("просит стереть", false))).unwrap();
        let own = later(&db, (1, 9), move |tx, act| agree(tx, act, &Erasers::default(), id));
        assert!(matches!(own, Err(RemovalError::Refused(Refusal::OwnDeed))));
        let early = later(&db, (2, 6), move |tx, act| agree(tx, act, &Erasers::default(), id));
        assert!(matches!(early, Err(RemovalError::Early)));
        let waiting = later(&db, (2, 6), waiting).unwrap();
        assert_eq!((waiting.len(), waiting[0].name.as_str()), (1, "Омарова"));
        later(&db, (2, 8), move |tx, act| agree(tx, act, &Erasers::default(), id)).unwrap();
        let gone = later(&db, (2, 8), move |tx, act| Ok(crate::listing::get(tx, act, id).map(drop)?));
        assert!(matches!(gone, Err(RemovalError::Customer(CustomerError::Missing))));
        let words =
            db.read(|tx| tx.number("SELECT count(*) FROM journal WHERE payload LIKE '%Омарова%'", &[]));
        assert_eq!(words.unwrap(), 0);
    }

    #[test]
    fn a_request_can_be_taken_back_and_only_those_who_arrange_ask() {
        let (_folder, db) = base();
        let id = person_named(&db, "Ким").id;
        let seller = deed_of(&db, &staff(3, Level::Write), move |tx, act| ask(tx, act, id, ("x", false)));
        assert!(matches!(seller, Err(RemovalError::Customer(CustomerError::Forbidden))));
        later(&db, (1, 0), move |tx, act| ask(tx, act, id, ("дубль", false))).unwrap();
        later(&db, (2, 1), move |tx, act| take_back(tx, act, id)).unwrap();
        let none = later(&db, (2, 9), move |tx, act| agree(tx, act, &Erasers::default(), id));
        assert!(matches!(none, Err(RemovalError::Customer(CustomerError::Missing))));
    }
}
