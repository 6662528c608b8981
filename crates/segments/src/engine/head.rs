//! The end of the journal in one view of the base, told apart from another end of the same number.

use db::{DbError, Tx};
use kernel::{Millis, RawId};

/// The newest entry. A number alone is not enough: an entry whose transaction failed leaves its number to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Its number; 0 for an empty journal.
    pub(crate) seq: i64,
    entry: Option<(Millis, RawId)>,
}

impl Head {
    pub(crate) fn read(tx: &mut Tx<'_>) -> Result<Self, DbError> {
        let seq = journal::head(tx)?;
        let newest = journal::since(tx, seq - 1, 1)?;
        Ok(Self { seq, entry: newest.first().map(|entry| (entry.at, entry.subject_id)) })
    }

    /// Whether this was the end of what lies before these entries, of which the first has its number.
    pub(crate) fn is_before(&self, entries: &[journal::Record]) -> bool {
        match entries.first() {
            Some(first) if self.seq > 0 => {
                first.seq == self.seq && self.entry == Some((first.at, first.subject_id))
            }
            _ => self.seq == 0,
        }
    }
}
