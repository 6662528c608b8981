//! What people wrote on orders, payments and returns.

use customers::CustomerNo;
use db::{DbError, Tx, params};

/// Empties all of it for one customer.
pub(crate) fn forget(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    for sql in [
        "UPDATE order_states SET reason = '' WHERE order_no IN (SELECT no FROM orders WHERE customer_no = $1)",
        "UPDATE orders SET note = '' WHERE customer_no = $1",
        "UPDATE payments SET note = '' WHERE customer_no = $1",
        "UPDATE order_returns SET reason = '' WHERE customer_no = $1",
    ] {
        tx.execute(sql, params![customer])?;
    }
    Ok(())
}
