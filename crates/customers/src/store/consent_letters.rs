//! The table of letters that asked a client to confirm a yes.

use super::consents;
use crate::consents::Consent;
use crate::customer::CustomerId;
use db::{DbError, Tx, params};
use kernel::Millis;

/// Numbers of words that wait to be confirmed by a letter and were said after a moment, the oldest first; those that a
/// letter was written about, those taken over from another card and those of cards that got a letter since another
/// moment are left out.
pub(crate) fn waiting(
    tx: &mut Tx<'_>,
    (said_since, quiet_since): (Millis, Millis),
    limit: i64,
) -> Result<Vec<Consent>, DbError> {
    let numbers: Vec<i64> = tx.rows(
        "SELECT s.consent_no FROM consent_states s JOIN consents c ON c.no = s.consent_no
         WHERE s.state = 'pending' AND s.at > $1 AND s.channel IN ('email', 'any') AND c.origin <> 'merging'
           AND NOT EXISTS (SELECT 1 FROM consent_letters l WHERE l.consent_no = s.consent_no)
           AND NOT EXISTS (SELECT 1 FROM consent_letters l
                           WHERE l.customer_id = s.customer_id AND l.is_sent AND l.at > $2)
         ORDER BY s.at, s.consent_no LIMIT $3",
        params![said_since, quiet_since, limit],
        |row| row.get(0),
    )?;
    let mut all = Vec::with_capacity(numbers.len());
    for no in numbers {
        all.extend(consents::numbered(tx, no)?);
    }
    Ok(all)
}

/// Notes that a letter goes out about a word, or that none can; `false` when that was noted before.
pub(crate) fn note(tx: &mut Tx<'_>, one: &Consent, now: Millis, is_sent: bool) -> Result<bool, DbError> {
    let n = tx.execute(
        "INSERT INTO consent_letters (consent_no, customer_id, at, is_sent) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![one.no, one.customer.0, now, is_sent],
    )?;
    Ok(n > 0)
}

/// Takes a note back: the server refused the letter for now.
pub(crate) fn unnote(tx: &mut Tx<'_>, no: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM consent_letters WHERE consent_no = $1", params![no]).map(drop)
}

/// When a letter about a word went out, or when it was found that none can; `None` while it waits.
pub(crate) fn of(tx: &mut Tx<'_>, no: i64) -> Result<Option<(Millis, bool)>, DbError> {
    tx.first("SELECT at, is_sent FROM consent_letters WHERE consent_no = $1", params![no], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// Forgets the letters to a card; its client is erased or removed.
pub(crate) fn forget(tx: &mut Tx<'_>, card: CustomerId) -> Result<(), DbError> {
    tx.execute("DELETE FROM consent_letters WHERE customer_id = $1", params![card.0]).map(drop)
}
