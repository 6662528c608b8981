//! What counting has found lately, so that a list shown again and again is not counted again and again.
//!
//! A count is kept with the end of the journal at that moment. Every change of a card is in the journal, so as many
//! entries as have come since, so far at most is the count from the truth.

use super::Total;
use db::{DbError, Tx};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Counts kept at once; beyond that all are forgotten.
const MOST: usize = 1_000;

/// Counts by what was counted, each with the end of the journal then.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    totals: Mutex<HashMap<String, (Total, i64)>>,
}

impl Memory {
    /// The count of `what`, counted anew when it may be wrong: an exact one after any change, an estimate and one that
    /// may be `rough` once the changes since could move it by a twentieth.
    pub(super) fn of(
        &self,
        tx: &mut Tx<'_>,
        what: String,
        is_rough: bool,
        count: impl FnOnce(&mut Tx<'_>) -> Result<Total, DbError>,
    ) -> Result<Total, DbError> {
        let head = journal::head(tx)?;
        let known = self.totals.lock().unwrap_or_else(PoisonError::into_inner).get(&what).copied();
        if let Some((total, then)) = known {
            let n_changes = (head - then).abs();
            let allowed = if total.is_exact && !is_rough { 0 } else { total.n / 20 };
            if n_changes <= allowed {
                return Ok(total);
            }
        }
        let total = count(tx)?;
        let mut totals = self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        if totals.len() >= MOST {
            totals.clear();
        }
        totals.insert(what, (total, head));
        Ok(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed};
    use crate::{CustomerError, Kind, NewValue, builtin, changing};

    #[test]
    fn a_count_is_believed_until_something_changed() {
        let (_folder, db) = base();
        let memory = std::sync::Arc::new(Memory::default());
        let ask = |n: i64, is_rough: bool| {
            let memory = std::sync::Arc::clone(&memory);
            deed(&db, move |tx, _| {
                Ok::<_, DbError>(
                    memory.of(tx, "x".into(), is_rough, |_| Ok(Total { n, is_exact: true }))?.n,
                )
            })
            .unwrap()
        };
        assert_eq!([ask(100, false), ask(7, false)], [100, 100]);
        let made = deed(&db, |tx, act| {
            changing::create(tx, act, Kind::Person, &[(builtin::FAMILY, NewValue::new("Омарова"))])?;
            Ok::<_, CustomerError>(())
        });
        made.unwrap();
        assert_eq!(ask(7, true), 100, "one change of a hundred moves it little");
        assert_eq!(ask(101, false), 101);
    }
}
