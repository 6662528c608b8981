//! Taking back what a file of orders did besides its cards: orders that it made, orders that it changed, products.

use crate::run::{ImportError, Run, added_products, changed_orders, made_orders, stands_again};
use customers::Act;
use db::Tx;
use kernel::RawId;
use orders::product::{self, ProductId};
use orders::{Stood, unmaking};
use std::collections::HashSet;

/// What one transaction took back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// The last thing looked at.
    pub(crate) after: RawId,
    /// How many are gone, or stand as before.
    pub(crate) n: i64,
    /// How many are left as they are.
    pub(crate) n_left: i64,
    /// Whether there are no more of their kind.
    pub(crate) is_through: bool,
}

/// Takes out the next orders that the run made and that nobody changed since.
pub(crate) fn made(
    tx: &mut Tx<'_>,
    act: &Act,
    run: &Run,
    (after, limit): (RawId, usize),
) -> Result<Part, ImportError> {
    let made = made_orders(tx, run.no, (after, limit))?;
    let unmade = unmaking::unmake(tx, act, run.id.0, &made)?;
    Ok(Part {
        after: made.last().map_or(after, |(id, _)| id.0),
        n: unmade.n_gone,
        n_left: i64::try_from(unmade.left.len()).unwrap_or(0),
        is_through: made.len() < limit,
    })
}

/// Puts the next orders back as they stood that the run changed and nobody did since.
pub(crate) fn changed(
    tx: &mut Tx<'_>,
    act: &Act,
    run: &Run,
    (after, limit): (RawId, usize),
) -> Result<Part, ImportError> {
    let changed = changed_orders(tx, run.no, (after, limit))?;
    let mut part = Part { after, n: 0, n_left: 0, is_through: changed.len() < limit };
    for one in changed {
        part.after = one.id.0;
        let back = match Stood::from_text(&one.stood) {
            Some(stood) => {
                let is = unmaking::put_back(tx, act, (one.id, one.revision), &stood)?;
                is.map(|is| (stood.revision, is))
            }
            None => None,
        };
        match back {
            Some((was, is)) => {
                stands_again(tx, run.no, (one.id, was, is))?;
                part.n += 1;
            }
            None => part.n_left += 1,
        }
    }
    Ok(part)
}

/// Takes out the next products that the run added, that nobody changed since, and that no order and no deal names.
pub(crate) fn products(
    tx: &mut Tx<'_>,
    act: &Act,
    run: &Run,
    (after, limit): (RawId, usize),
) -> Result<Part, ImportError> {
    let added = added_products(tx, run.no, (after, limit))?;
    let ids: Vec<RawId> = added.iter().map(|id| id.0).collect();
    let in_deals: HashSet<ProductId> = deals::goods::sold(tx, &ids)?.into_iter().map(ProductId).collect();
    let taken = product::take_out(tx, act, &added, &in_deals)?;
    Ok(Part {
        after: ids.last().copied().unwrap_or(after),
        n: taken.n_gone,
        n_left: taken.n_left,
        is_through: added.len() < limit,
    })
}
