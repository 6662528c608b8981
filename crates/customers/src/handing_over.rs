//! Handing over what a leaver leaves, in one step: their access ends at once, their clients pass to a colleague by a
//! change that can be taken back, and what they read in the last days is told.

use crate::act::Act;
use crate::builtin::RESPONSIBLE;
use crate::bulk_change::{self, DeedId, ManyEdit, Selection};
use crate::error::CustomerError;
use crate::listing::{self, Query};
use access::{Refusal, STAFF, UserId};
use db::{DbError, Tx};
use fields::{Condition, Operator};
use kernel::{Level, RawId};
use std::sync::Arc;
use web::{FieldError, Problem};

/// How many days back is told what a leaver read.
pub const N_DAYS: i64 = 30;

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// The clients cannot be passed on.
    #[error(transparent)]
    Customer(#[from] CustomerError),
    /// The person's access cannot be ended.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<DbError> for HandOverError {
    fn from(error: DbError) -> Self {
        Self::Customer(error.into())
    }
}

impl From<HandOverError> for Problem {
    fn from(error: HandOverError) -> Self {
        match error {
            HandOverError::Customer(error) => error.into(),
            HandOverError::Refused(refusal) => refusal.into(),
        }
    }
}

/// What a capability keeps by person, beside clients, and passes on when somebody leaves: deals, tasks.
pub trait Inherits: Send + Sync {
    /// Its name among the others, as in the API.
    fn slug(&self) -> &'static str;

    /// The catalogue key of how many there are, by `$n`.
    fn words(&self) -> &'static str;

    /// How many would pass on.
    ///
    /// # Errors
    /// Any [`DbError`].
    fn count(&self, tx: &mut Tx<'_>, leaver: RawId) -> Result<i64, DbError>;

    /// Passes them on to the heir, who was looked at already, and tells the journal.
    ///
    /// # Errors
    /// Any [`CustomerError`]; then nothing is handed over.
    fn pass_on(&self, tx: &mut Tx<'_>, act: &Act, to: (RawId, RawId)) -> Result<(), CustomerError>;
}

/// All that is inherited, joined by the binary; cheap to clone.
#[derive(Clone, Default)]
pub struct Inheritance(Arc<[Arc<dyn Inherits>]>);

impl Inheritance {
    /// In the order in which screens tell of it.
    pub fn new(all: Vec<Arc<dyn Inherits>>) -> Self {
        Self(all.into())
    }
}

/// What the house says is inherited.
pub(crate) fn inherited(visit: &web::Visit) -> Inheritance {
    visit.app.offer::<Inheritance>().cloned().unwrap_or_default()
}

/// What somebody has and did.
#[derive(Debug, Clone, PartialEq)]
pub struct Estate {
    /// Clients they answer for, archived ones not among them.
    pub n_clients: i64,
    /// What else they answer for: its name, the key of its words, how many.
    pub others: Vec<(&'static str, &'static str, i64)>,
    /// How many times they read personal data in each way within [`N_DAYS`], by the word of the way.
    pub reads: Vec<(String, i64)>,
}

/// What somebody has and did, for whoever decides about the staff.
///
/// # Errors
/// [`HandOverError`]: not allowed, missing.
pub fn estate(
    tx: &mut Tx<'_>,
    act: &Act,
    (leaver, inheritance): (RawId, &Inheritance),
) -> Result<Estate, HandOverError> {
    may_decide(act)?;
    access::user::get(tx, UserId(leaver))?.ok_or(Refusal::Missing)?;
    let total = listing::total(tx, act, &query_of(leaver))?;
    let reads = access::reading::sums(tx, &act.setting, (leaver, N_DAYS))?;
    let mut others = Vec::new();
    for one in inheritance.0.iter() {
        others.push((one.slug(), one.words(), one.count(tx, leaver)?));
    }
    Ok(Estate { n_clients: total.n, others, reads })
}

/// Ends the access of a leaver and leaves the passing on of their clients to a job.
///
/// # Errors
/// [`HandOverError`]: not allowed, beyond own, missing, last owner; [`CustomerError::Invalid`] for an heir who is the
/// leaver, is not there or has no access.
pub fn hand_over(
    tx: &mut Tx<'_>,
    act: &Act,
    (leaver, heir): (RawId, RawId),
    inheritance: &Inheritance,
) -> Result<DeedId, HandOverError> {
    may_decide(act)?;
    let known = access::user::get(tx, UserId(heir))?.filter(|user| user.disabled_at.is_none());
    if heir == leaver || known.is_none() {
        let error = FieldError::new("to", "customers-heir-unknown");
        return Err(CustomerError::Invalid(vec![error]).into());
    }
    access::staff::disable(tx, &act.setting, &act.actor, UserId(leaver))?;
    for one in inheritance.0.iter() {
        one.pass_on(tx, act, (leaver, heir))?;
    }
    let edit = ManyEdit::Set { field: RESPONSIBLE, value: Some(heir.to_string()) };
    Ok(bulk_change::later(tx, act, &edit, Selection::of(&query_of(leaver)))?)
}

fn query_of(leaver: RawId) -> Query {
    let condition = Condition::field("responsible", Operator::Is, [leaver.to_string()]);
    Query { condition, ..Query::default() }
}

fn may_decide(act: &Act) -> Result<(), HandOverError> {
    let is_allowed = act.actor.may(STAFF, Level::Arrange) && act.may(Level::Write);
    if is_allowed { Ok(()) } else { Err(Refusal::NotAllowed.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::FAMILY;
    use crate::testing::{base, deed, deed_of, hire, staff};
    use crate::{Kind, NewValue, changing};
    use kernel::{Actor, Rights};

    fn boss() -> Actor {
        let rights = Rights::default().with("customers", Level::Arrange).with(STAFF, Level::Arrange);
        Actor { rights, ..staff(1, Level::Arrange) }
    }

    #[test]
    fn the_clients_of_a_leaver_pass_on_and_come_back_when_taken_back() {
        let (_folder, db) = base();
        for (no, role) in [(1, "owner"), (2, "seller"), (3, "seller")] {
            hire(&db, no, role);
        }
        let (leaver, heir) = (RawId::from_u128(2), RawId::from_u128(3));
        let made = deed(&db, move |tx, act| {
            for family in ["Ким", "Омарова"] {
                let own =
                    [(FAMILY, NewValue::new(family)), (RESPONSIBLE, NewValue::new(leaver.to_string()))];
                changing::create(tx, act, Kind::Person, &own)?;
            }
            Ok::<_, CustomerError>(())
        });
        made.unwrap();
        let of = |who: RawId| deed(&db, move |tx, act| listing::total(tx, act, &query_of(who))).unwrap().n;
        let told = deed_of(&db, &boss(), move |tx, act| estate(tx, act, (leaver, &Inheritance::default())))
            .unwrap();
        assert_eq!((told.n_clients, told.reads), (2, Vec::new()));
        let refused = deed_of(&db, &boss(), move |tx, act| {
            hand_over(tx, act, (leaver, leaver), &Inheritance::default())
        });
        assert!(matches!(refused, Err(HandOverError::Customer(CustomerError::Invalid(_)))));
        let by_seller = deed_of(&db, &staff(3, Level::Write), move |tx, act| {
            hand_over(tx, act, (leaver, heir), &Inheritance::default())
        });
        assert!(matches!(by_seller, Err(HandOverError::Refused(Refusal::NotAllowed))));
        let id = deed_of(&db, &boss(), move |tx, act| {
            hand_over(tx, act, (leaver, heir), &Inheritance::default())
        })
        .unwrap();
        jobs::run_due(&db, &kernel::Setting::real(), (crate::CAPABILITY.jobs)()).unwrap();
        assert_eq!((of(leaver), of(heir)), (0, 2));
        let gone = db.read(move |tx| access::user::get(tx, UserId(leaver))).unwrap().unwrap();
        assert!(gone.disabled_at.is_some());
        deed_of(&db, &boss(), move |tx, act| bulk_change::undo_later(tx, act, id)).unwrap();
        jobs::run_due(&db, &kernel::Setting::real(), (crate::CAPABILITY.jobs)()).unwrap();
        assert_eq!((of(leaver), of(heir)), (2, 0));
    }
}
