//! Keeping the full-text index of SQLite up with the cards, in the background.

use crate::store::searching;
use db::{Db, DbError, Dialect, Tx};
use std::time::Duration;

/// How often the background looks.
const PAUSE: Duration = Duration::from_millis(500);

/// How long it waits after it could not: a full disk is not told of twice a second.
const AFTER_TROUBLE: Duration = Duration::from_secs(30);

/// Cards taken up in one transaction: enough for the flush to pay, few enough that changes wait only a moment.
const AT_ONCE: usize = 500;

/// Takes up every waiting card in this transaction; how many they were. Erasing a person asks for it, so that nothing of
/// them stays in the index.
///
/// # Errors
/// Any [`DbError`].
pub fn take_up_all(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let mut n = 0;
    loop {
        let taken = if tx.dialect() == Dialect::Sqlite { searching::take_up(tx, AT_ONCE)? } else { 0 };
        n += taken;
        if taken < AT_ONCE {
            return Ok(n);
        }
    }
}

/// Takes some of the waiting cards into the index; whether more may wait.
///
/// # Errors
/// Any [`DbError`].
pub(crate) fn take_up_some(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.dialect() == Dialect::Sqlite && searching::take_up(tx, AT_ONCE)? == AT_ONCE)
}

/// Keeps the index of a base up for as long as the house stands.
pub async fn keep(db: Db) {
    if db.dialect() != Dialect::Sqlite {
        return;
    }
    loop {
        tokio::time::sleep(PAUSE).await;
        if let Err(error) = catch_up(&db).await {
            tracing::warn!(%error, "the search index cannot be kept up");
            tokio::time::sleep(AFTER_TROUBLE).await;
        }
    }
}

async fn catch_up(db: &Db) -> Result<(), DbError> {
    while db.reading(searching::is_anyone_waiting).await? {
        db.writing(|tx| searching::take_up(tx, AT_ONCE)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, person_named};

    fn n_found(db: &Db, three: &'static str) -> i64 {
        db.read(|tx| tx.number("SELECT count(*) FROM search WHERE search MATCH $1", db::params![three]))
            .unwrap()
    }

    #[test]
    fn cards_wait_and_are_taken_up_together() {
        let (_folder, db) = base();
        for name in ["Ахметова", "Ахметов"] {
            person_named(&db, name);
        }
        assert_eq!(n_found(&db, "ahm"), 0);
        assert_eq!(db.write(take_up_all).unwrap(), 2);
        assert_eq!(n_found(&db, "ahm"), 2);
        assert_eq!(db.write(take_up_all).unwrap(), 0, "nobody waits any more");
    }
}
