//! The open deals of somebody who leaves: they pass on with the clients.

use crate::deal::Deal;
use crate::dealing::{self, Dealing};
use crate::error::DealError;
use crate::goods::Goods;
use crate::store::deals;
use customers::gating::Gates;
use customers::handing_over::Inherits;
use customers::{Act, CustomerError};
use db::{DbError, Tx};
use jiff::tz::TimeZone;
use kernel::RawId;

/// Passes open deals on.
pub struct InheritingDeals;

impl Inherits for InheritingDeals {
    fn slug(&self) -> &'static str {
        crate::RIGHT
    }

    fn words(&self) -> &'static str {
        "deals-to-hand-over"
    }

    fn count(&self, tx: &mut Tx<'_>, leaver: RawId) -> Result<i64, DbError> {
        deals::n_open_of(tx, leaver)
    }

    fn pass_on(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        (leaver, heir): (RawId, RawId),
    ) -> Result<(), CustomerError> {
        let dealing = Dealing {
            act: act.clone(),
            zone: TimeZone::UTC,
            gates: Gates::default(),
            goods: Goods::default(),
        };
        for deal in deals::open_of(tx, leaver)? {
            let deal = Deal { responsible: Some(heir), ..deal };
            match dealing::keep(tx, &dealing, "deal.handed", deal) {
                Ok(_) => {}
                Err(DealError::Db(error)) => return Err(error.into()),
                Err(DealError::Customer(error)) => return Err(error),
                // Only a card or a pipeline that is gone stands in the way of one deal, and not of the others.
                Err(_) => {}
            }
        }
        Ok(())
    }
}
