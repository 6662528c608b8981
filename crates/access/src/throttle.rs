//! How long somebody must rest who tries to sign in and fails: longer each time, per account and per address.
//!
//! A try counts as failed *before* the password is looked at and is taken back when it was right; tries that come at
//! once therefore do not slip through together. The counts lie in the base, so that a restart does not reset them.

use crate::secret::{Digest, digest};
use crate::store;
use db::{DbError, Tx};
use kernel::{DAY_MS, HOUR_MS, MINUTE_MS, Millis};

/// Failures older than this are forgotten.
const MEMORY_MS: Millis = DAY_MS;
/// The first rest.
const FIRST_REST_MS: Millis = 2_000;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gauge {
    /// Tries at one account, wherever they come from.
    Account,
    /// Tries from one address, whichever account they are at; an office shares an address.
    Address,
}

impl Gauge {
    /// Failures without a rest.
    fn n_free(self) -> i64 {
        match self {
            Gauge::Account => 5,
            Gauge::Address => 20,
        }
    }

    /// The longest rest: an account must not be shut for long by a stranger.
    fn longest_ms(self) -> Millis {
        match self {
            Gauge::Account => 15 * MINUTE_MS,
            Gauge::Address => HOUR_MS,
        }
    }

    /// The rest after the failure of this number, doubled with each.
    fn rest_ms(self, n_failed: i64) -> Millis {
        let doublings = n_failed - self.n_free() - 1;
        match u32::try_from(doublings) {
            Ok(doublings) => (FIRST_REST_MS << doublings.min(16)).min(self.longest_ms()),
            Err(_) => 0,
        }
    }

    fn key(self, of: &str) -> Digest {
        match self {
            Gauge::Account => digest(&format!("account {of}")),
            Gauge::Address => digest(&format!("address {of}")),
        }
    }
}

/// The failures of one account or address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tries {
    pub(crate) n_failed: i64,
    pub(crate) failed_at: Millis,
    pub(crate) rests_until: Millis,
}

/// Counts a try as failed; gives the milliseconds to rest instead when it is not allowed yet.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    email: &str,
    address: &str,
    now: Millis,
) -> Result<Option<Millis>, DbError> {
    store::tries::forget(tx, now - MEMORY_MS)?;
    let gauges = [(Gauge::Account, email), (Gauge::Address, address)];
    let mut counted = Vec::with_capacity(gauges.len());
    for (gauge, of) in gauges {
        let key = gauge.key(of);
        let tries = store::tries::get(tx, &key)?;
        if tries.rests_until > now {
            return Ok(Some(tries.rests_until - now));
        }
        let n_failed = tries.n_failed + 1;
        counted.push((key, Tries { n_failed, failed_at: now, rests_until: now + gauge.rest_ms(n_failed) }));
    }
    for (key, tries) in counted {
        store::tries::put(tx, &key, tries)?;
    }
    Ok(None)
}

/// Takes a try back that was right: the account's failures are forgotten, the address keeps those before.
pub(crate) fn succeed(tx: &mut Tx<'_>, email: &str, address: &str, now: Millis) -> Result<(), DbError> {
    store::tries::put(tx, &Gauge::Account.key(email), Tries { failed_at: now, ..Tries::default() })?;
    let key = Gauge::Address.key(address);
    let tries = store::tries::get(tx, &key)?;
    let n_failed = (tries.n_failed - 1).max(0);
    store::tries::put(tx, &key, Tries { n_failed, rests_until: 0, ..tries })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_double_after_the_free_tries() {
        let check = |gauge: Gauge, n_failed, expected| {
            assert_eq!(gauge.rest_ms(n_failed), expected, "{gauge:?} {n_failed}");
        };
        check(Gauge::Account, 1, 0);
        check(Gauge::Account, 5, 0);
        check(Gauge::Account, 6, 2_000);
        check(Gauge::Account, 7, 4_000);
        check(Gauge::Account, 14, 512_000);
        check(Gauge::Account, 15, 15 * MINUTE_MS);
        check(Gauge::Account, 1_000_000, 15 * MINUTE_MS);
        check(Gauge::Address, 20, 0);
        check(Gauge::Address, 21, 2_000);
        check(Gauge::Address, 90, HOUR_MS);
    }
}
