//! Orders of a person who is erased: amounts, products and days stay, what people wrote goes.

use crate::store::{buyers, notes};
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::Tx;

/// Who erases.
pub struct ErasingOrders;

impl Erases for ErasingOrders {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        notes::forget(tx, erased.side.no)?;
        Ok(buyers::forget(tx, erased.side.no)?)
    }
}
