//! Deals of a person who is erased: sums, stages and days stay, what people wrote goes.

use crate::store::deals;
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::Tx;

/// Who erases.
pub struct ErasingDeals;

impl Erases for ErasingDeals {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        Ok(deals::forget_words(tx, erased.side.no)?)
    }
}
