//! The tables of rates and of the firm's rules.

use crate::order::Day;
use crate::rates::Rate;
use db::{DbError, Row, Tx, params};
use kernel::Currency;
use rust_decimal::Decimal;

fn rate(row: &Row<'_>) -> Result<Option<Rate>, DbError> {
    let currency = row.with_text(0, Currency::from_code)?;
    let rate: Option<Decimal> = row.with_text(2, |text| text.parse().ok())?;
    let from_on = row.get(1)?;
    Ok(currency.zip(rate).map(|(currency, rate)| Rate { currency, from_on, rate }))
}

/// The latest rate of a currency that was given for a day or one of the `n_days` before it.
pub(crate) fn of_day(
    tx: &mut Tx<'_>,
    currency: Currency,
    (on, n_days): (Day, i64),
) -> Result<Option<Rate>, DbError> {
    let found = tx.first(
        "SELECT currency, from_on, rate FROM rates WHERE currency = $1 AND from_on <= $2 AND from_on >= $3
         ORDER BY from_on DESC LIMIT 1",
        params![currency.code(), on, on - n_days],
        rate,
    )?;
    Ok(found.flatten())
}

/// The day of the first rate of a currency after a day.
pub(crate) fn next_day(tx: &mut Tx<'_>, currency: Currency, on: Day) -> Result<Option<Day>, DbError> {
    tx.first(
        "SELECT from_on FROM rates WHERE currency = $1 AND from_on > $2 ORDER BY from_on LIMIT 1",
        params![currency.code(), on],
        |row| row.get(0),
    )
}

/// Gives a rate for a day, in place of the one that was there.
pub(crate) fn set(tx: &mut Tx<'_>, one: &Rate) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO rates (currency, from_on, rate) VALUES ($1, $2, $3)
         ON CONFLICT (currency, from_on) DO UPDATE SET rate = excluded.rate",
        params![one.currency.code(), one.from_on, &one.rate.to_string()],
    )
    .map(drop)
}

/// Takes a rate away; whether it was there.
pub(crate) fn remove(tx: &mut Tx<'_>, currency: Currency, on: Day) -> Result<bool, DbError> {
    let n =
        tx.execute("DELETE FROM rates WHERE currency = $1 AND from_on = $2", params![currency.code(), on])?;
    Ok(n > 0)
}

/// The rates of a currency (all when `None`), the newest first, before a day if one is given, at most `limit`.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    currency: Option<Currency>,
    (before, limit): (Option<Day>, usize),
) -> Result<Vec<Rate>, DbError> {
    let code = currency.map(|currency| currency.to_string()).unwrap_or_default();
    let rows = tx.rows(
        "SELECT currency, from_on, rate FROM rates WHERE ($1 = '' OR currency = $1) AND from_on < $2
         ORDER BY from_on DESC, currency LIMIT $3",
        params![&code, before.unwrap_or(i64::from(i32::MAX)), limit],
        rate,
    )?;
    Ok(rows.into_iter().flatten().collect())
}

/// Currencies of orders that have no rate: code, how many orders wait for it, the first and the last of their days.
pub(crate) fn missing(tx: &mut Tx<'_>) -> Result<Vec<(String, i64, Day, Day)>, DbError> {
    tx.rows(
        "SELECT currency, count(*), min(ordered_on), max(ordered_on) FROM orders WHERE revenue IS NULL
         GROUP BY currency ORDER BY currency",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )
}

/// The rules as they were last written: the currency of sums and what becomes of unknown clients.
pub(crate) fn rules(tx: &mut Tx<'_>) -> Result<Option<(String, String)>, DbError> {
    tx.first("SELECT currency, unknown FROM order_rules", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Writes the rules.
pub(crate) fn write_rules(tx: &mut Tx<'_>, currency: Currency, unknown: &str) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO order_rules (one, currency, unknown) VALUES (1, $1, $2)
         ON CONFLICT (one) DO UPDATE SET currency = excluded.currency, unknown = excluded.unknown",
        params![currency.code(), unknown],
    )
    .map(drop)
}
