//! Lists by the card index in memory: counted exactly, read off in order, with the base asked for the cards shown alone.

use super::page::from_base;
use super::{Total, Wanted, holds};
use crate::customer::Customer;
use crate::field::FieldSet;
use db::{DbError, Tx};
use fields::Tested;
use kernel::{Cursor, PageSize, Slice};

/// One page and how many cards the whole list has; `None` when the base must be asked.
pub(super) fn page(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Option<(Slice<Customer>, Total)>, DbError> {
    let limit = size.get() + 1;
    let Some(found) = fields.snapshot.page(tx, (fields, wanted), (after, limit))? else { return Ok(None) };
    let total = Total { n: i64::try_from(found.n).unwrap_or(i64::MAX), is_exact: true };
    let Some(mut items) = found.cards else {
        let everything = Tested::All(Vec::new());
        let among = Some(found.all);
        let picked = Wanted { tested: everything, among, ..wanted.clone() };
        return Ok(Some((from_base(tx, fields, &picked, (after, size))?, total)));
    };
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let next = items.last().filter(|_| has_more).map(|card| wanted.cursor(card, fields));
    if found.is_ahead {
        items.retain(|card| {
            card.archived_at.is_some() == wanted.is_archived && holds(&wanted.tested, card, fields)
        });
    }
    Ok(Some((Slice { items, next }, total)))
}
