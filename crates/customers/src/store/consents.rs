//! The tables of what clients allowed and refused.

use super::consent_letters;
use crate::builtin;
use crate::consents::{Channel, Consent, Origin, Proof, PurposeNo, State, channel};
use crate::customer::{CustomerId, CustomerNo};
use crate::field::FieldNo;
use crate::sheet::Sheet;
use db::{DbError, Row, Tx, params};

const COLUMNS: &str = "no, customer_id, purpose_no, channel, state, at, until_at, text_id, lang, origin, form, address, \
     note, user_id";

fn consent(row: &Row<'_>) -> Result<Consent, DbError> {
    let proof = Proof {
        origin: row.with_text(9, Origin::from_slug)?.unwrap_or(Origin::Program),
        text: row.get(7)?,
        lang: row.get(8)?,
        form: row.get(10)?,
        address: row.get(11)?,
        note: row.get(12)?,
        at: Some(row.get(5)?),
    };
    Ok(Consent {
        no: row.get(0)?,
        customer: row.id(1)?,
        purpose: row.get(2)?,
        channel: row.with_text(3, channel::find)?.unwrap_or(&channel::ANY),
        state: row.with_text(4, State::from_slug)?.unwrap_or(State::Refused),
        until_at: row.get(6)?,
        proof,
        user: row.get(13)?,
    })
}

/// Appends a word to the ledger, where it stands until the next one; gives its number.
pub(crate) fn append(tx: &mut Tx<'_>, new: &Consent) -> Result<i64, DbError> {
    let no = tx.number("SELECT coalesce(max(no), 0) + 1 FROM consents", &[])?;
    let (proof, at) = (&new.proof, new.at());
    tx.execute(
        &format!(
            "INSERT INTO consents ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        params![
            no,
            new.customer.0,
            new.purpose,
            new.channel.slug,
            new.state.slug(),
            at,
            new.until_at,
            proof.text,
            &proof.lang,
            proof.origin.slug(),
            &proof.form,
            &proof.address,
            &proof.note,
            new.user
        ],
    )?;
    tx.execute(
        "INSERT INTO consent_states (customer_id, purpose_no, channel, state, at, until_at, consent_no)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (customer_id, purpose_no, channel) DO UPDATE SET state = excluded.state, at = excluded.at,
             until_at = excluded.until_at, consent_no = excluded.consent_no",
        params![
            new.customer.0,
            new.purpose,
            new.channel.slug,
            new.state.slug(),
            at,
            new.until_at,
            no
        ],
    )?;
    Ok(no)
}

/// The word of a number.
pub(crate) fn numbered(tx: &mut Tx<'_>, no: i64) -> Result<Option<Consent>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM consents WHERE no = $1"), params![no], consent)
}

/// The last word of a card about a purpose and a channel.
pub(crate) fn last(
    tx: &mut Tx<'_>,
    card: CustomerId,
    (purpose, channel): (PurposeNo, &Channel),
) -> Result<Option<Consent>, DbError> {
    let no = tx.number(
        "SELECT consent_no FROM consent_states WHERE customer_id = $1 AND purpose_no = $2 AND channel = $3",
        params![card.0, purpose, channel.slug],
    )?;
    if no == 0 { Ok(None) } else { numbered(tx, no) }
}

/// The last words of a card, in no special order.
pub(crate) fn standing(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<Consent>, DbError> {
    let numbers: Vec<i64> =
        tx.rows("SELECT consent_no FROM consent_states WHERE customer_id = $1", params![card.0], |row| {
            row.get(0)
        })?;
    let mut all = Vec::with_capacity(numbers.len());
    for no in numbers {
        all.extend(numbered(tx, no)?);
    }
    Ok(all)
}

/// Every word of a card, newest first, at most 500.
pub(crate) fn ledger(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<Consent>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM consents WHERE customer_id = $1 ORDER BY no DESC LIMIT 500");
    tx.rows(&sql, params![card.0], consent)
}

/// The number of another card with a contact point on which its client said no to a purpose and channel.
pub(crate) fn refused_beside(
    tx: &mut Tx<'_>,
    (field, key, own): (FieldNo, &str, CustomerNo),
    (purpose, channel): (PurposeNo, &Channel),
) -> Result<Option<CustomerNo>, DbError> {
    tx.first(
        "SELECT c.no FROM traits t JOIN customers c ON c.no = t.customer_no
         JOIN consent_states s ON s.customer_id = c.id AND s.purpose_no = $4 AND s.channel = $5
         WHERE t.field_no = $1 AND t.key = $2 AND t.customer_no <> $3 AND s.state IN ('refused', 'withdrawn')
         ORDER BY c.no LIMIT 1",
        params![field, key, own, purpose, channel.slug],
        |row| row.get(0),
    )
}

/// The number of another card on which a contact point itself is refused.
pub(crate) fn point_refused_beside(
    tx: &mut Tx<'_>,
    (field, key, own): (FieldNo, &str, CustomerNo),
) -> Result<Option<CustomerNo>, DbError> {
    let found: Vec<(CustomerNo, Sheet)> = tx.rows(
        "SELECT c.no, c.sheet FROM traits t JOIN customers c ON c.no = t.customer_no
         WHERE t.field_no = $1 AND t.key = $2 AND t.customer_no <> $3 AND c.sheet LIKE '%\"is_refused\":true%'
         ORDER BY c.no",
        params![field, key, own],
        |row| Ok((row.get(0)?, row.with_text(1, |text| Sheet::from_text(text).unwrap_or_default())?)),
    )?;
    let is_refused = |sheet: &Sheet| {
        sheet
            .of(field)
            .any(|fact| fact.is_refused() && builtin::keys(field, &fact.value).contains(&key.to_owned()))
    };
    Ok(found.into_iter().find(|(_, sheet)| is_refused(sheet)).map(|(no, _)| no))
}

/// The secret by which links are signed, if there is one yet.
pub(crate) fn secret(tx: &mut Tx<'_>) -> Result<Option<Vec<u8>>, DbError> {
    tx.first("SELECT secret FROM consent_keys", &[], |row| row.get(0))
}

/// Keeps the secret by which links are signed; one that is there stays.
pub(crate) fn put_secret(tx: &mut Tx<'_>, secret: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT INTO consent_keys (one, secret) VALUES (1, $1) ON CONFLICT (one) DO NOTHING";
    tx.execute(sql, params![secret]).map(drop)
}

/// Forgets all that a card said; its client is erased or removed.
pub(crate) fn forget(tx: &mut Tx<'_>, card: CustomerId) -> Result<(), DbError> {
    tx.execute("DELETE FROM consents WHERE customer_id = $1", params![card.0])?;
    consent_letters::forget(tx, card)?;
    tx.execute("DELETE FROM consent_states WHERE customer_id = $1", params![card.0]).map(drop)
}
