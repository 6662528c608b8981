//! Reading interactions: one by id, a page of a list, those of a customer, the last one.

use crate::RIGHT;
use crate::error::{InteractionError, needs};
use crate::interaction::{Direction, Interaction, InteractionId, Letter};
use crate::store::interactions::{self as table, Seen, Wanted};
use customers::{Act, Customer, CustomerNo, builtin, listing, veiling};
use db::Tx;
use kernel::{Cursor, Level, Millis, PageSize, RawId, Slice};

/// The most customers that a search for interactions looks at.
const FOUND: PageSize = PageSize::DEFAULT;

/// Which interactions are asked for; what is left out does not matter.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Whatever their customers are found by; blank for all.
    pub q: String,
    /// With this customer, or with an organization for which they spoke.
    pub customer: Option<CustomerNo>,
    /// Of this kind.
    pub kind: Option<String>,
    /// From whom they came.
    pub direction: Option<Direction>,
    /// With this outcome.
    pub outcome: Option<String>,
    /// Of this person of ours.
    pub responsible: Option<RawId>,
    /// At this moment or later.
    pub from: Option<Millis>,
    /// Before this moment.
    pub before: Option<Millis>,
    /// Letters of this thread.
    pub thread: Option<String>,
}

impl Query {
    fn wanted(&self, tx: &mut Tx<'_>, act: &Act) -> Result<Wanted, InteractionError> {
        let customers = match (self.customer, self.q.trim()) {
            (Some(_), _) | (None, "") => None,
            (None, q) => {
                let query = listing::Query { search: q.to_owned(), ..listing::Query::default() };
                let found = listing::page(tx, act, &query, (None, FOUND))?;
                Some(found.items.into_iter().map(|card| card.no).collect())
            }
        };
        Ok(Wanted {
            customers,
            around: self.customer,
            kind: self.kind.clone(),
            direction: self.direction,
            outcome: self.outcome.clone(),
            responsible: self.responsible,
            from: self.from,
            before: self.before,
            thread: self.thread.clone(),
            seen: seen(act),
        })
    }
}

/// What somebody sees: interactions with customers whom they see, and where their reach over interactions is shorter
/// than that over customers, of those only the ones with customers within it, and their own.
pub(crate) fn seen(act: &Act) -> Seen {
    let (customers, own) = (act.actor.sight.reach(customers::RIGHT), act.actor.sight.reach(RIGHT));
    let own = if own == customers { None } else { own.people(act.actor.user) };
    Seen { customers: customers::sight::marks(act), own }
}

/// Lets a deed over an interaction pass only for those who see it; gives the card of its customer.
///
/// # Errors
/// [`InteractionError::Missing`].
pub(crate) fn must_see(
    tx: &mut Tx<'_>,
    act: &Act,
    one: &Interaction,
) -> Result<Customer, InteractionError> {
    must_see_of(tx, act, (one.customer_no, &[one.responsible, one.created_by]))
}

/// Lets a deed over what these people did with a customer pass only for those who see it; gives the customer's card.
///
/// # Errors
/// [`InteractionError::Missing`].
pub(crate) fn must_see_of(
    tx: &mut Tx<'_>,
    act: &Act,
    (customer, doers): (CustomerNo, &[Option<RawId>]),
) -> Result<Customer, InteractionError> {
    let card = listing::numbered(tx, act, customer)?.ok_or(InteractionError::Missing)?;
    let Some(people) = seen(act).own else { return Ok(card) };
    let is_one = |id: Option<RawId>| id.is_some_and(|id| people.contains(&id));
    let mut answering = card.sheet.facts().iter().filter(|fact| fact.field == builtin::RESPONSIBLE);
    let is_seen =
        doers.iter().any(|who| is_one(*who)) || answering.any(|fact| is_one(fact.value.parse().ok()));
    if is_seen { Ok(card) } else { Err(InteractionError::Missing) }
}

/// An e-mail as it is seen.
pub(crate) fn seen_email(act: &Act, email: &str) -> String {
    act.fields.no(builtin::EMAIL).map_or_else(|| email.to_owned(), |field| veiling::seen(act, field, email))
}

/// A letter as it is seen: with its addresses masked for those from whom e-mails are hidden.
pub(crate) fn veiled(act: &Act, letter: &Letter) -> Letter {
    let seen = |email: &String| seen_email(act, email);
    Letter { from: seen(&letter.from), to: letter.to.iter().map(seen).collect(), ..letter.clone() }
}

/// The interaction of an id that was not taken back.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Missing`] also when it is not seen.
pub fn get(tx: &mut Tx<'_>, act: &Act, id: InteractionId) -> Result<Interaction, InteractionError> {
    needs(act, Level::Read)?;
    let known = table::find(tx, id)?.filter(|one| one.removed_at.is_none());
    let known = known.ok_or(InteractionError::Missing)?;
    must_see(tx, act, &known)?;
    Ok(known)
}

/// One page, the latest first.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn page(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &Query,
    place: (Option<&Cursor>, PageSize),
) -> Result<Slice<Interaction>, InteractionError> {
    needs(act, Level::Read)?;
    let wanted = query.wanted(tx, act)?;
    Ok(table::page(tx, &wanted, place)?)
}

/// How many a list has, counted up to `most`.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn count(tx: &mut Tx<'_>, act: &Act, query: &Query, most: i64) -> Result<i64, InteractionError> {
    needs(act, Level::Read)?;
    let wanted = query.wanted(tx, act)?;
    Ok(table::count(tx, &wanted, most)?)
}

/// The last time that somebody was in touch with a customer; notes do not count.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn last(
    tx: &mut Tx<'_>,
    act: &Act,
    customer: CustomerNo,
) -> Result<Option<Interaction>, InteractionError> {
    let query = Query { customer: Some(customer), ..Query::default() };
    let is_contact = |one: &Interaction| crate::kinds::find(&one.kind).is_none_or(|kind| kind.is_contact());
    Ok(page(tx, act, &query, (None, PageSize::DEFAULT))?.items.into_iter().find(is_contact))
}

/// The letter that a letter with these Message-IDs (what it answers, its thread) belongs after, the latest first; for what
/// reads mail. Letters that were taken back are among them, so that the thread is not torn.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn answered(
    tx: &mut Tx<'_>,
    act: &Act,
    message_ids: &[&str],
) -> Result<Option<Interaction>, InteractionError> {
    needs(act, Level::Read)?;
    let found = table::of_messages(tx, message_ids)?;
    let Some(found) = found else { return Ok(None) };
    match must_see(tx, act, &found) {
        Ok(_) => Ok(Some(found)),
        Err(InteractionError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}
