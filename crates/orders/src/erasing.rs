//! Orders of a person who is erased: amounts, products and days stay, what people wrote goes.

use crate::order::OrderId;
use crate::store::{buyers, notes, orders};
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError, CustomerNo};
use db::{DbError, Tx};

/// Who erases.
pub struct ErasingOrders;

impl Erases for ErasingOrders {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        notes::forget(tx, erased.side.no)?;
        Ok(buyers::forget(tx, erased.side.no)?)
    }
}

/// The orders of a customer, for those who keep more of them than stands here.
///
/// # Errors
/// Any [`DbError`].
pub fn orders_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<OrderId>, DbError> {
    orders::ids_of(tx, customer)
}
