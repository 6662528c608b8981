//! The firm's own settings: one row.

use db::{DbError, Row, Tx, params};
use kernel::{Country, Currency, Millis};
use web::Firm;

fn firm(row: &Row<'_>) -> Result<Firm, DbError> {
    let plain = Firm::default();
    Ok(Firm {
        name: row.get(0)?,
        country: Country::from_slug(&row.get::<String>(1)?).unwrap_or(Country::Other),
        currency: Currency::from_code(&row.get::<String>(2)?).unwrap_or(plain.currency),
        lang: row.get::<String>(3)?.parse().unwrap_or(plain.lang),
        zone: row.get(4)?,
        trade: row.get(5)?,
        is_demo: row.get(6)?,
        is_founded: row.get::<Option<Millis>>(7)?.is_some(),
    })
}

/// What an empty base says is what [`Firm::default`] says.
pub(crate) fn get(tx: &mut Tx<'_>) -> Result<Firm, DbError> {
    let sql =
        "SELECT name, country, currency, lang, zone, trade, is_demo, founded_at FROM firm WHERE one = 1";
    Ok(tx.first(sql, &[], firm)?.unwrap_or_default())
}

/// Writes all; the moment of founding stays when it was written before.
pub(crate) fn put(tx: &mut Tx<'_>, firm: &Firm, now: Millis) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO firm (one, name, country, currency, lang, zone, trade, is_demo, founded_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (one) DO UPDATE SET name = excluded.name, country = excluded.country,
         currency = excluded.currency, lang = excluded.lang, zone = excluded.zone, trade = excluded.trade,
         is_demo = excluded.is_demo, founded_at = COALESCE(firm.founded_at, excluded.founded_at)",
        params![
            &firm.name,
            firm.country.slug(),
            firm.currency.code(),
            firm.lang.code(),
            &firm.zone,
            &firm.trade,
            firm.is_demo,
            firm.is_founded.then_some(now)
        ],
    )?;
    Ok(())
}
