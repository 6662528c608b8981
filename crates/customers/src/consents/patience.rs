//! How often one address may knock at the pages that are open to everybody.

use kernel::{MINUTE_MS, Millis};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Requests of one address in a minute.
const MOST: u32 = 60;

/// Addresses remembered before those of earlier minutes are let go.
const REMEMBERED: usize = 10_000;

/// Counts requests by address within a minute; cheap to clone, one for the whole process.
#[derive(Debug, Clone, Default)]
pub struct Patience(Arc<Mutex<HashMap<String, (Millis, u32)>>>);

impl Patience {
    /// Counts one more; gives the seconds to wait when it was one too many.
    pub fn knock(&self, address: &str, now: Millis) -> Option<i64> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, (since, _)| now - *since < MINUTE_MS);
        }
        let (since, n) = known.entry(address.to_owned()).or_insert((now, 0));
        if now - *since >= MINUTE_MS {
            (*since, *n) = (now, 0);
        }
        *n += 1;
        (*n > MOST).then(|| (*since + MINUTE_MS - now) / 1_000 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_waits_after_sixty_and_another_does_not() {
        let patience = Patience::default();
        assert!((0..60).all(|_| patience.knock("1.1.1.1", 1_000).is_none()));
        assert_eq!(patience.knock("1.1.1.1", 31_000), Some(31));
        assert_eq!(patience.knock("2.2.2.2", 31_000), None);
        assert_eq!(patience.knock("1.1.1.1", 61_000), None);
    }
}
