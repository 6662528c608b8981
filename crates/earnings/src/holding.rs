//! What holds commission back: contact cards of the firm that stand before its paying and are not filled yet.

use crate::earning::Earning;
use crate::error::EarningError;
use customers::gating::{Passing, Unfilled};
use customers::listing;
use db::Tx;
use deals::{DealError, DealId, arranging, dealing, gates};
use kernel::RawId;
use std::collections::HashMap;

/// A deal whose commission is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDeal {
    /// Which.
    pub deal: RawId,
    /// What it is called; empty for those who do not see it.
    pub title: String,
    /// What is not filled; never empty. Those who do not see the deal are not shown the way to fill it.
    pub cards: Vec<Unfilled>,
}

/// Those of some deals that are held back, by deal.
///
/// # Errors
/// Any database error.
pub(crate) fn held(
    tx: &mut Tx<'_>,
    earning: &Earning,
    deals: impl IntoIterator<Item = RawId>,
) -> Result<HashMap<RawId, HeldDeal>, EarningError> {
    let mut found = HashMap::new();
    for id in deals {
        if found.contains_key(&id) {
            continue;
        }
        let deal = match dealing::get(tx, &earning.house, DealId(id)) {
            Ok(deal) => deal,
            // Nothing can be asked about a deal that is gone.
            Err(DealError::Missing) => continue,
            Err(error) => return Err(error.into()),
        };
        let act = &earning.house.act;
        let Some(card) = listing::numbered(tx, act, deal.customer_no)? else { continue };
        // Nobody is left to be asked about somebody who was erased.
        if customers::erasing::erased_at(tx, card.id)?.is_some() {
            continue;
        }
        let pipeline = arranging::get(tx, &earning.house, deal.pipeline)?;
        let place = gates::commission_place(&pipeline);
        let passing = Passing { place: &place, customer: card.id, subject: ("deals", id) };
        let mut cards = earning.house.gates.unfilled(tx, act, passing)?;
        if cards.is_empty() {
            continue;
        }
        let is_seen = dealing::get(tx, &earning.own, DealId(id)).is_ok();
        if !is_seen {
            cards.iter_mut().for_each(|card| card.href.clear());
        }
        let title = if is_seen { deal.title } else { String::new() };
        found.insert(id, HeldDeal { deal: id, title, cards });
    }
    Ok(found)
}
