//! The table that says which card a client's number in another program means.

use customers::CustomerNo;
use db::{DbError, Tx, Value, params};
use std::collections::HashMap;

/// The cards of these numbers of a source, by number.
pub(crate) fn known(
    tx: &mut Tx<'_>,
    source: &str,
    buyers: &[&str],
) -> Result<HashMap<String, CustomerNo>, DbError> {
    let mut found = HashMap::with_capacity(buyers.len());
    for chunk in buyers.chunks(500) {
        let marks = tx.dialect().placeholders(2, chunk.len());
        let mut values = vec![Value::Text(source)];
        values.extend(chunk.iter().map(|buyer| Value::Text(buyer)));
        let sql =
            format!("SELECT buyer, customer_no FROM order_buyers WHERE source = $1 AND buyer IN ({marks})");
        found.extend(tx.rows(&sql, &values, |row| Ok((row.get::<String>(0)?, row.get(1)?)))?);
    }
    Ok(found)
}

/// Remembers which card a number of a source means, in place of what was known.
pub(crate) fn remember(
    tx: &mut Tx<'_>,
    (source, buyer): (&str, &str),
    customer: CustomerNo,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO order_buyers (source, buyer, customer_no) VALUES ($1, $2, $3)
         ON CONFLICT (source, buyer) DO UPDATE SET customer_no = excluded.customer_no",
        params![source, buyer, customer],
    )
    .map(drop)
}

/// Forgets every number of a card.
pub(crate) fn forget(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    tx.execute("DELETE FROM order_buyers WHERE customer_no = $1", params![customer]).map(drop)
}
