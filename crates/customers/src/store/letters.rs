//! Lines of the card index in the order of the alphabet, for cards that were there before a field was asked for them.

use crate::customer::{CustomerNo, letters_of};
use crate::field::Field;
use crate::sheet::Sheet;
use db::{DbError, Tx, Value, params};

/// Lines written by one statement.
const AT_ONCE: usize = 300;

/// The greatest number of a card, 0 without any.
pub(crate) fn last_no(tx: &mut Tx<'_>) -> Result<CustomerNo, DbError> {
    tx.number("SELECT max(no) FROM customers", &[])
}

/// Adds the lines of a field to the cards after a number, at most `limit`, that are without; gives the last of these cards,
/// `None` where there was none.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    field: &Field,
    (after, limit): (CustomerNo, usize),
) -> Result<Option<CustomerNo>, DbError> {
    let (mut lines, mut last) = (Vec::new(), None);
    tx.each(
        "SELECT no, sheet FROM customers WHERE no > $1 ORDER BY no LIMIT $2",
        params![after, limit],
        |row| {
            let no: CustomerNo = row.get(0)?;
            let sheet = row.with_text(1, |text| Sheet::from_text(text).unwrap_or_default())?;
            lines.extend(letters_of(&sheet, field).map(|letters| (letters, no)));
            last = Some(no);
            Ok(true)
        },
    )?;
    // In the order of the index, neighbours are written one after another.
    lines.sort_unstable();
    for chunk in lines.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(3 * chunk.len());
        for (letters, no) in chunk {
            values.extend([Value::Int(field.letters_no()), Value::Text(letters), Value::Int(*no)]);
        }
        let rows: Vec<_> = (0..chunk.len()).map(|at| row(3 * at)).collect();
        let sql = format!(
            "INSERT INTO traits (field_no, key, customer_no) VALUES {} ON CONFLICT DO NOTHING",
            rows.join(", ")
        );
        tx.execute(&sql, &values)?;
    }
    Ok(last)
}

fn row(before: usize) -> String {
    format!("(${}, ${}, ${})", before + 1, before + 2, before + 3)
}
