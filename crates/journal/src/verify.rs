//! Walking the whole chain and naming what does not fit.

use crate::digest::{Digest, Link, START, of_payload};
use db::{DbError, Row, Tx};
use kernel::RawId;

/// What is wrong at one place of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Entries are missing before this one.
    Missing,
    /// The entry is not as it was written.
    Altered,
    /// The particulars are not as they were written.
    PayloadAltered,
    /// Entries were cut off the end, or slipped in after it.
    EndMoved,
}

/// The outcome of a walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Entries read.
    pub n_entries: i64,
    /// Entries whose particulars were erased with the person they were about.
    pub n_erased: i64,
    /// Where the chain is broken: the number of the entry and how, at most 100, in order.
    pub flaws: Vec<(i64, Flaw)>,
}

/// Walks the chain from the first entry to the last, in flat memory.
///
/// # Errors
/// Any [`DbError`].
pub fn verify(tx: &mut Tx<'_>) -> Result<Verdict, DbError> {
    let mut walk = Walk { verdict: Verdict::default(), seq: 0, digest: START };
    tx.each(
        "SELECT seq, at, actor_kind, actor_id, verb, subject_kind, subject_id, payload, salt, payload_digest, digest
         FROM journal ORDER BY seq",
        &[],
        |row| walk.step(row),
    )?;
    let head = tx.first("SELECT seq, digest FROM journal_head", &[], |row| {
        Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?))
    })?;
    let (seq, digest) = head.unwrap_or((0, START.to_vec()));
    if seq != walk.seq || digest != walk.digest {
        walk.flaw(walk.seq.max(seq), Flaw::EndMoved);
    }
    Ok(walk.verdict)
}

struct Walk {
    verdict: Verdict,
    seq: i64,
    digest: Digest,
}

impl Walk {
    fn flaw(&mut self, seq: i64, flaw: Flaw) {
        if self.verdict.flaws.len() < 100 {
            self.verdict.flaws.push((seq, flaw));
        }
    }

    fn step(&mut self, row: &Row<'_>) -> Result<bool, DbError> {
        let seq: i64 = row.get(0)?;
        let (actor_kind, verb, subject_kind) =
            (row.get::<String>(2)?, row.get::<String>(4)?, row.get::<String>(5)?);
        let payload_digest: Vec<u8> = row.get(9)?;
        let wanted: Vec<u8> = row.get(10)?;
        self.verdict.n_entries += 1;
        match (row.get::<Option<String>>(7)?, row.get::<Option<Vec<u8>>>(8)?) {
            (Some(payload), Some(salt)) if of_payload(&salt, &payload).as_slice() == payload_digest => {}
            (None, None) => self.verdict.n_erased += 1,
            _ => self.flaw(seq, Flaw::PayloadAltered),
        }
        let link = Link {
            before: &self.digest,
            seq,
            at: row.get(1)?,
            actor_kind: &actor_kind,
            actor_id: row.get::<Option<RawId>>(3)?,
            verb: &verb,
            subject_kind: &subject_kind,
            subject_id: row.get(6)?,
            payload_digest: &payload_digest,
        };
        let found = link.digest();
        if seq != self.seq + 1 {
            self.flaw(seq, Flaw::Missing);
        } else if found.as_slice() != wanted {
            self.flaw(seq, Flaw::Altered);
        }
        self.seq = seq;
        self.digest = wanted.try_into().unwrap_or(found);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, append_many};
    use db::{DatabaseUrl, Db, Options};
    use kernel::{Actor, Setting};

    /// Writes five entries, does harm to them, and gives the flaws found.
    fn flaws_after(harm: &'static str) -> Vec<(i64, Flaw)> {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        let setting = Setting::real();
        db::migrate(&db, setting.now()).unwrap();
        let entries = (0..5)
            .map(|n| {
                Entry::now(
                    &setting,
                    "customer.created",
                    ("customer", setting.id()),
                    &serde_json::json!({ "n": n }),
                )
            })
            .collect();
        db.write(move |tx| append_many(tx, &setting, &Actor::system(), entries)).unwrap();
        db.write(move |tx| tx.batch(harm)).unwrap();
        db.read(verify).unwrap().flaws
    }

    #[test]
    fn an_honest_chain_has_no_flaw() {
        assert_eq!(flaws_after(""), []);
    }

    #[test]
    fn an_altered_entry_is_found() {
        assert_eq!(flaws_after("UPDATE journal SET at = at + 1 WHERE seq = 3"), [(3, Flaw::Altered)]);
        assert_eq!(
            flaws_after("UPDATE journal SET payload = '{}' WHERE seq = 3"),
            [(3, Flaw::PayloadAltered)]
        );
    }

    #[test]
    fn a_removed_entry_is_found_wherever_it_stood() {
        assert_eq!(flaws_after("DELETE FROM journal WHERE seq = 2"), [(3, Flaw::Missing)]);
        assert_eq!(flaws_after("DELETE FROM journal WHERE seq = 5"), [(5, Flaw::EndMoved)]);
    }

    #[test]
    fn erased_particulars_leave_the_chain_whole() {
        assert_eq!(flaws_after("UPDATE journal SET payload = NULL, salt = NULL WHERE seq = 4"), []);
    }
}
