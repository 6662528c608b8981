//! The firm's account on a mail server: one row, or none.

use crate::mailing::Mailing;
use db::{DbError, Tx, params};
use kernel::Millis;
use mail::{Address, Security};

pub(crate) fn get(tx: &mut Tx<'_>) -> Result<Option<Mailing>, DbError> {
    tx.first(
        "SELECT host, port, security, sign_in, password, from_name, from_email, house FROM firm_mail WHERE one = 1",
        &[],
        |row| {
            Ok(Mailing {
                host: row.get(0)?,
                port: u16::try_from(row.get::<i64>(1)?).unwrap_or_default(),
                security: row.with_text(2, Security::from_slug)?.unwrap_or_default(),
                user: row.get(3)?,
                password: row.get(4)?,
                from: Address { name: row.get(5)?, email: row.get(6)? },
                house: row.get(7)?,
            })
        },
    )
}

pub(crate) fn put(tx: &mut Tx<'_>, mailing: &Mailing, now: Millis) -> Result<(), DbError> {
    remove(tx)?;
    tx.execute(
        "INSERT INTO firm_mail (one, host, port, security, sign_in, password, from_name, from_email, house, changed_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &mailing.host,
            i64::from(mailing.port),
            mailing.security.slug(),
            &mailing.user,
            &mailing.password,
            &mailing.from.name,
            &mailing.from.email,
            &mailing.house,
            now
        ],
    )
    .map(drop)
}

/// Whether there was one.
pub(crate) fn remove(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.execute("DELETE FROM firm_mail WHERE one = 1", &[])? > 0)
}
