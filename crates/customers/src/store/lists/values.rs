//! The values that a field has somewhere, found by skipping from key to key in the index.

use crate::field::{Field, FieldNo};
use crate::store::cards;
use db::{DbError, Tx, Value, params};
use std::collections::BTreeMap;

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

/// Every key of a field in byte order, by a look into the index for each: for fields of few values.
pub(super) fn keys_of(tx: &mut Tx<'_>, field: FieldNo) -> Result<Vec<String>, DbError> {
    let (mut keys, mut from) = (Vec::new(), String::new());
    while let Some(key) = tx.first(
        "SELECT key FROM traits WHERE field_no = $1 AND key >= $2 ORDER BY key LIMIT 1",
        params![field, &from],
        |row| row.get::<String>(0),
    )? {
        from = format!("{key}\u{1}");
        keys.push(key);
    }
    Ok(keys)
}

/// The newest cards that values are gathered from where not all cards are seen.
const GATHERED: usize = 2_000;

/// The same from the newest cards that have one of these keys of another field, in the order of keys.
pub(crate) fn among(
    tx: &mut Tx<'_>,
    (field, (mark, keys)): (&Field, &(FieldNo, Vec<String>)),
    (prefix, limit): (&str, usize),
) -> Result<Vec<String>, DbError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let marks = tx.dialect().placeholders(3, keys.len());
    let sql = format!(
        "SELECT {} FROM customers c WHERE c.no IN (SELECT DISTINCT customer_no FROM traits WHERE field_no = $1
         AND key IN ({marks}) ORDER BY customer_no DESC LIMIT $2)",
        cards::COLUMNS
    );
    let mut params = vec![Value::Int(*mark), Value::from(GATHERED)];
    params.extend(keys.iter().map(|key| Value::Text(key)));
    let mut found = BTreeMap::new();
    tx.each(&sql, &params, |row| {
        for fact in cards::customer(row)?.sheet.of(field.no) {
            let key = field.kind.keys(&fact.value).into_iter().find(|key| key.starts_with(prefix));
            found.extend(key.map(|key| (key, fact.value.clone())));
        }
        Ok(true)
    })?;
    Ok(found.into_values().take(limit).collect())
}
