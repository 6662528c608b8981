//! Organizations that rows name beside a person: each a card of its own, to which the person is tied.

use crate::mapping::Employer;
use customers::builtin::{LEGAL_NAME, SHORT_NAME};
use customers::bulk::{self, Origin};
use customers::listing::{self, Query};
use customers::relations::{NewRelation, RelationId, relate};
use customers::{Act, Customer, CustomerError, CustomerId, Kind, NewValue};
use db::Tx;
use fields::{Condition, Operator};
use kernel::PageSize;
use matching::organization::normalize;
use std::collections::HashMap;

/// The kind of relation that ties a person to where they work.
const WORKS_AT: &str = "works_at";

/// Hits of a search among which the organization is looked for.
const LOOKED_AT: i64 = 20;

/// A person of a row, and the organization that it names beside them.
pub(crate) struct Hired {
    /// The person's card.
    pub(crate) person: CustomerId,
    /// The row's place in the file.
    pub(crate) place: i64,
    /// Where they work.
    pub(crate) employer: Employer,
}

/// What tying people did.
#[derive(Default)]
pub(crate) struct Tied {
    /// Cards of organizations that were not there, with the place of the row that named them.
    pub(crate) made: Vec<(CustomerId, i64)>,
    /// Relations that were not there, with the place of their row.
    pub(crate) relations: Vec<(RelationId, i64)>,
}

/// Ties people to their organizations; one that is known by this name, in the base or earlier in the file, is taken.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error.
pub(crate) fn tie(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    hired: Vec<Hired>,
) -> Result<Tied, CustomerError> {
    let (mut tied, mut known) = (Tied::default(), HashMap::new());
    for one in hired {
        let key = normalize(&one.employer.name).key;
        let organization = match known.get(&key) {
            Some(id) => *id,
            None => {
                let id = match find(tx, act, (&one.employer.name, &key))? {
                    Some(id) => id,
                    None => {
                        let id = make(tx, act, origin, &one.employer.name)?;
                        tied.made.push((id, one.place));
                        id
                    }
                };
                known.insert(key, id);
                id
            }
        };
        let new = NewRelation { kind: WORKS_AT.into(), role: one.employer.role, dates: Vec::new() };
        match relate(tx, act, (one.person, organization), new) {
            Ok(relation) => tied.relations.push((relation.id, one.place)),
            // They are tied already.
            Err(CustomerError::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(tied)
}

/// The organization of this name: by its very letters, else by its name without legal form and quotes.
fn find(
    tx: &mut Tx<'_>,
    act: &Act,
    (name, key): (&str, &str),
) -> Result<Option<CustomerId>, CustomerError> {
    for field in [LEGAL_NAME, SHORT_NAME] {
        let same = listing::with_value(tx, act, (field, name), 3)?;
        if let Some(card) = same.into_iter().find(|card| card.kind == Kind::Organization) {
            return Ok(Some(card.id));
        }
    }
    if key.is_empty() {
        return Ok(None);
    }
    let organizations = Condition::field("kind", Operator::Is, ["organization".to_owned()]);
    let query = Query { search: key.to_owned(), condition: organizations, ..Query::default() };
    let hits = listing::page(tx, act, &query, (None, PageSize::clamped(LOOKED_AT)))?;
    let is_same = |card: &Customer| {
        let mut names = [LEGAL_NAME, SHORT_NAME].into_iter().filter_map(|field| card.sheet.text(field));
        names.any(|name| normalize(name).key == key)
    };
    Ok(hits.items.into_iter().find(is_same).map(|card| card.id))
}

fn make(tx: &mut Tx<'_>, act: &Act, origin: Origin, name: &str) -> Result<CustomerId, CustomerError> {
    let values = [(LEGAL_NAME, NewValue::new(name.trim()))];
    Ok(bulk::make(tx, act, origin.source, (Kind::Organization, &values))?.id)
}
