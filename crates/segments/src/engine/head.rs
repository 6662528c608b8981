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

    /// What happened since this was the end, of entries from its number on; `None` when it never was their beginning.
    pub(crate) fn news<'r>(&self, entries: &'r [journal::Record]) -> Option<&'r [journal::Record]> {
        if self.seq == 0 {
            return Some(entries);
        }
        let (first, news) = entries.split_first()?;
        (first.seq == self.seq && self.entry == Some((first.at, first.subject_id))).then_some(news)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sqlite;

    #[test]
    fn what_was_known_already_is_no_news() {
        let base = sqlite();
        base.person(&[(10, "Омарова")]);
        let head = base.db.read(Head::read).unwrap();
        let since = |seq| base.db.read(|tx| journal::since(tx, seq, 100)).unwrap();
        let known = since(head.seq - 1);
        assert_eq!(head.news(&known).map(<[_]>::len), Some(0));
        base.person(&[(10, "Ахметова")]);
        let entries = since(head.seq - 1);
        let news = head.news(&entries).unwrap();
        assert!(!news.is_empty() && news.iter().all(|entry| entry.seq > head.seq));
        assert!(head.news(news).is_none(), "another entry stands where the end was");
        let nothing = Head { seq: 0, entry: None };
        assert_eq!(nothing.news(&entries).map(<[_]>::len), Some(entries.len()));
    }
}
