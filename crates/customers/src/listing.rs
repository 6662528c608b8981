//! Reading cards: one by id, a page of a list, the number in it, hits of a search.

use crate::act::Act;
use crate::beyond;
use crate::builtin;
use crate::customer::{Customer, CustomerId, CustomerNo};
use crate::error::CustomerError;
use crate::field::{Field, FieldSet, Letters};
use crate::sight;
use crate::store::past;
use crate::store::sources;
use crate::store::{cards, lists};
use crate::veiling::{self, Veil};
use columns::Bits;
use db::Tx;
use fields::{Condition, KeyTest, Tested};
use kernel::{Cursor, Level, PageSize, Slice};
use std::sync::Arc;

pub use crate::source::Source;
pub use crate::store::cards::Brief;
pub use crate::store::lists::{Order, Total};
pub use crate::store::past::PastFact;

/// Cards with one value that are looked at when not all of them may be seen.
const LOOKED_AT: usize = 100;

/// What a list asks for.
#[derive(Debug, Clone)]
pub struct Query {
    /// The condition to meet.
    pub condition: Condition,
    /// The numbers of the cards among which to look; `None` for all. What was worked out elsewhere, such as the members
    /// of a segment, comes this way.
    pub among: Option<Arc<Bits>>,
    /// What was typed into the search; blank for none.
    pub search: String,
    /// Whether archived cards are wanted in place of the others.
    pub is_archived: bool,
    /// The order; a search puts its best hits first instead.
    pub order: Order,
    /// Greatest first.
    pub is_descending: bool,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            condition: Condition::everything(),
            among: None,
            search: String::new(),
            is_archived: false,
            order: Order::Field(builtin::NAME),
            is_descending: false,
        }
    }
}

impl Query {
    fn wanted(&self, tx: &mut Tx<'_>, act: &Act) -> Result<lists::Wanted, CustomerError> {
        veiling::may_ask(act, &self.condition, self.order)?;
        let (condition, found) = beyond::parted(tx, act, &self.condition)?;
        let lookup = |slug: &str| act.fields.slug(slug).map(|field| (field.kind, &field.settings));
        let tested = condition.test_with(&lookup, &act.manner).map_err(|error| {
            let args = error.why.args;
            CustomerError::Invalid(vec![web::FieldError {
                field: format!("filter{}", error.pointer),
                key: error.why.key.into(),
                args,
            }])
        })?;
        let mut words = words_of(&self.search);
        words.extend(name_words(&tested));
        let tested = match sight::test(act) {
            Some(seen) => within(tested, seen),
            None => tested,
        };
        Ok(lists::Wanted {
            keys: self.keys(tx, act)?,
            tested,
            among: both(self.among.clone(), found),
            veil: Veil::of(act),
            words,
            is_archived: self.is_archived,
            order: self.order,
            is_descending: self.is_descending,
        })
    }
}

impl Query {
    /// By which keys the order goes: words by the alphabet as soon as their lines are ready, answers as they are listed,
    /// people by their names.
    fn keys(&self, tx: &mut Tx<'_>, act: &Act) -> Result<lists::Keys, CustomerError> {
        let Order::Field(no) = self.order else { return Ok(lists::Keys::Own) };
        let Some(field) = act.fields.no(no).filter(|_| self.search.trim().is_empty()) else {
            return Ok(lists::Keys::Own);
        };
        if field.is_words() && field.letters == Letters::Ready {
            return Ok(lists::Keys::Letters);
        }
        let ranks = if field.kind.control().widget == "staff" {
            let mut people = access::user::all(tx)?;
            people.sort_by_cached_key(|user| crate::name_order::key(&user.name));
            lists::Ranks::new(people.into_iter().map(|user| user.id.0.to_string()))
        } else if !field.settings.options.is_empty() {
            lists::Ranks::new(field.settings.options.iter().map(|option| option.slug.clone()))
        } else {
            return Ok(lists::Keys::Own);
        };
        Ok(lists::Keys::Ranked(Arc::new(ranks)))
    }

    /// The field of words that the list is to be sorted by, if its order of the alphabet is not ready.
    pub(crate) fn unready<'f>(&self, fields: &'f FieldSet) -> Option<&'f Field> {
        let Order::Field(no) = self.order else { return None };
        let field = fields.no(no).filter(|_| self.search.trim().is_empty())?;
        (field.is_words() && field.letters != Letters::Ready).then_some(field)
    }
}

/// The cards that are in both; an absent one has all.
fn both(one: Option<Arc<Bits>>, other: Option<Arc<Bits>>) -> Option<Arc<Bits>> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let mut both = Bits::clone(&one);
            both.and(&other);
            Some(Arc::new(both))
        }
        (one, other) => one.or(other),
    }
}

/// Both, with the second beside the parts of the first, so that each is weighed on its own.
fn within(tested: Tested, seen: Tested) -> Tested {
    match tested {
        Tested::All(mut parts) => {
            parts.push(seen);
            Tested::All(parts)
        }
        other => Tested::All(vec![other, seen]),
    }
}

/// The cards of a slice as they are seen.
fn veiled(act: &Act, slice: Slice<Customer>) -> Slice<Customer> {
    let items = slice.items.into_iter().map(|card| veiling::veiled(act, card)).collect();
    Slice { items, next: slice.next }
}

/// The folded words of what was typed; a phone in any spelling becomes its digits, an e-mail stays in one piece.
pub fn words_of(search: &str) -> Vec<String> {
    let is_number = search.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    if is_number {
        let digits: String = search.chars().filter(char::is_ascii_digit).collect();
        // The index holds +7 701 as 7701: what is typed as 8 701 is looked for without its 8. Four digits are the tail.
        let word =
            if digits.len() > 4 { digits.strip_prefix('8').unwrap_or(&digits) } else { &digits }.to_owned();
        return if word.is_empty() { Vec::new() } else { vec![word] };
    }
    let words = search.split_whitespace().flat_map(|typed| {
        let folded = matching::fold::fold(typed);
        // An e-mail is looked for as it is written: its parts alone are in many cards.
        let is_whole = typed.contains('@');
        let parts: Vec<String> =
            if is_whole { vec![folded] } else { folded.split(' ').map(str::to_owned).collect() };
        parts
    });
    words.filter(|word| !word.is_empty()).take(8).collect()
}

/// What must be found in the search text for a condition over the name to hold: the search index narrows it down.
fn name_words(tested: &Tested) -> Vec<String> {
    match tested {
        Tested::All(inner) => inner.iter().flat_map(name_words).collect(),
        Tested::Field { field, test: KeyTest::Contains(part) } if field == "name" => vec![part.clone()],
        Tested::Field { field, test: KeyTest::AnyOf(keys) } if field == "name" && keys.len() == 1 => {
            keys.clone()
        }
        _ => Vec::new(),
    }
}

/// The card of an id.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn get(tx: &mut Tx<'_>, act: &Act, id: CustomerId) -> Result<Customer, CustomerError> {
    readable(act)?;
    Ok(veiling::veiled(act, sight::card(tx, act, id)?))
}

/// The cards of these ids, in no special order; those that are not there or not seen are left out. For lists above that show
/// more than a name of whom they are about.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn several(tx: &mut Tx<'_>, act: &Act, ids: &[CustomerId]) -> Result<Vec<Customer>, CustomerError> {
    readable(act)?;
    let found = cards::several(tx, ids)?.into_iter().filter(|card| crate::sight::sees(act, card));
    Ok(found.map(|card| veiling::veiled(act, card)).collect())
}

/// Who stands behind these numbers, in no special order; numbers without a card are left out. For lists above that show
/// names beside what they list.
///
/// # Errors
/// [`CustomerError::Forbidden`]; cards that are not seen are left out.
pub fn briefs(tx: &mut Tx<'_>, act: &Act, numbers: &[CustomerNo]) -> Result<Vec<Brief>, CustomerError> {
    readable(act)?;
    let mut briefs = cards::briefs(tx, numbers)?;
    for brief in briefs.iter_mut().filter(|_| act.actor.sight.has_masks()) {
        let card = cards::numbered(tx, brief.no)?.map(|card| veiling::veiled(act, card));
        brief.name = card.map(|card| card.name).unwrap_or_default();
    }
    if let Some((field, keys)) = sight::marks(act) {
        let numbers: Vec<CustomerNo> = briefs.iter().map(|brief| brief.no).collect();
        let seen = cards::with_any_of(tx, (field, &keys), &numbers)?;
        briefs.retain(|brief| seen.contains(&brief.no));
    }
    Ok(briefs)
}

/// The card of a number, if it is there and seen.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn numbered(tx: &mut Tx<'_>, act: &Act, no: CustomerNo) -> Result<Option<Customer>, CustomerError> {
    readable(act)?;
    Ok(crate::sight::numbered(tx, act, no)?.map(|card| veiling::veiled(act, card)))
}

/// One page of a list.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] when the condition cannot be understood.
pub fn page(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &Query,
    place: (Option<&Cursor>, PageSize),
) -> Result<Slice<Customer>, CustomerError> {
    readable(act)?;
    let wanted = query.wanted(tx, act)?;
    Ok(veiled(act, lists::page(tx, &act.fields, &wanted, place)?))
}

/// One page of a list and how many cards the whole list has.
///
/// # Errors
/// As [`page`].
pub fn page_with_total(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &Query,
    place: (Option<&Cursor>, PageSize),
) -> Result<(Slice<Customer>, Total), CustomerError> {
    readable(act)?;
    let wanted = query.wanted(tx, act)?;
    let (slice, total) = lists::page_with_total(tx, &act.fields, &wanted, place)?;
    Ok((veiled(act, slice), total))
}

/// Existing values of a field that begin with what was typed, in the order of their keys, at most `limit`, each as one
/// card has it written. One look into the index per value, however many cards there are.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn values(
    tx: &mut Tx<'_>,
    act: &Act,
    field: &Field,
    (typed, limit): (&str, usize),
) -> Result<Vec<String>, CustomerError> {
    readable(act)?;
    if veiling::is_masked(act, field) {
        return Ok(Vec::new());
    }
    let prefix = matching::fold::fold(typed);
    match sight::marks(act) {
        Some(marks) => Ok(lists::values_among(tx, (field, &marks), (&prefix, limit))?),
        None => Ok(lists::values_of_field(tx, field, (&prefix, limit))?),
    }
}

/// How many cards the list has.
///
/// # Errors
/// As [`page`].
pub fn total(tx: &mut Tx<'_>, act: &Act, query: &Query) -> Result<Total, CustomerError> {
    readable(act)?;
    let wanted = query.wanted(tx, act)?;
    Ok(lists::total(tx, &act.fields, &wanted)?)
}

/// The numbers of the cards of a list that come after `after`, ascending whatever the order, at most `limit`: for deeds
/// over many, which are done by batches and must meet each card once.
///
/// # Errors
/// As [`page`].
pub fn numbers(
    tx: &mut Tx<'_>,
    act: &Act,
    query: &Query,
    (after, limit): (CustomerNo, usize),
) -> Result<Vec<CustomerNo>, CustomerError> {
    readable(act)?;
    let wanted = query.wanted(tx, act)?;
    Ok(lists::numbers_after(tx, &act.fields, &wanted, (after, limit))?)
}

/// The earlier values of one field of a card, or of all, newest first.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn past(
    tx: &mut Tx<'_>,
    act: &Act,
    card: &Customer,
    field: Option<i64>,
) -> Result<Vec<PastFact>, CustomerError> {
    readable(act)?;
    let past = past::of(tx, card.no, field)?;
    let veil = |past: PastFact| PastFact { fact: veiling::veiled_fact(act, past.fact), ..past };
    Ok(past.into_iter().map(veil).collect())
}

/// The sources of a card's facts.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn sources(tx: &mut Tx<'_>, act: &Act, numbers: &[i64]) -> Result<Vec<Source>, CustomerError> {
    readable(act)?;
    Ok(sources::of(tx, numbers)?)
}

/// The cards with exactly this value of a field, by number, at most `limit`: exact matching goes by this.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn with_value(
    tx: &mut Tx<'_>,
    act: &Act,
    (field, value): (i64, &str),
    limit: usize,
) -> Result<Vec<Customer>, CustomerError> {
    readable(act)?;
    let Some(key) = act.fields.no(field).and_then(|field| field.kind.keys(value).pop()) else {
        return Ok(Vec::new());
    };
    let numbers = cards::with_trait(tx, field, &key, limit.max(LOOKED_AT))?;
    let mut found = Vec::with_capacity(limit.min(numbers.len()));
    for no in numbers {
        if found.len() < limit {
            found.extend(sight::numbered(tx, act, no)?.map(|card| veiling::veiled(act, card)));
        }
    }
    Ok(found)
}

fn readable(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Read) { Ok(()) } else { Err(CustomerError::Forbidden) }
}
