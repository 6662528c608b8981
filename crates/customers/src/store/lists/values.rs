//! The values that a field has somewhere, found by skipping from key to key in the index.

use crate::field::Field;
use crate::store::cards;
use db::{DbError, Tx, params};

/// Values whose key begins with a folded text, in the order of keys, at most `limit`; each as one card has it written.
pub(crate) fn of_field(
    tx: &mut Tx<'_>,
    field: &Field,
    (prefix, limit): (&str, usize),
) -> Result<Vec<String>, DbError> {
    let (mut values, mut from) = (Vec::with_capacity(limit), prefix.to_owned());
    while values.len() < limit {
        let next = tx.first(
            "SELECT key, customer_no FROM traits WHERE field_no = $1 AND key >= $2 ORDER BY key, customer_no LIMIT 1",
            params![field.no, &from],
            |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)),
        )?;
        let Some((key, no)) = next.filter(|(key, _)| key.starts_with(prefix)) else { break };
        let card = cards::numbered(tx, no)?;
        let written = card.and_then(|card| {
            let mut facts = card.sheet.of(field.no);
            facts.find(|fact| field.kind.keys(&fact.value).contains(&key)).map(|fact| fact.value.clone())
        });
        // A long text has two keys, which are not always neighbours.
        values.extend(written.filter(|value| !values.contains(value)));
        // The least text after this key.
        from = format!("{key}\u{1}");
    }
    Ok(values)
}
