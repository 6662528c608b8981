//! Whether the journal is as it was written: no entry altered, slipped in or taken out.

use super::{Check, Finding, Patient};
use db::DbError;
use journal::Flaw;

pub(super) struct Chain;

impl Check for Chain {
    fn slug(&self) -> &'static str {
        "journal"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["journal-missing", "journal-altered", "journal-end"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let verdict = patient.db.read(journal::verify)?;
        let of = |slug, flaws: &[Flaw]| {
            let seqs: Vec<_> = verdict.flaws.iter().filter(|(_, flaw)| flaws.contains(flaw)).collect();
            let first = seqs.first()?.0;
            Some(Finding::broken(slug, seqs.len(), first.to_string()))
        };
        let found = [
            of("journal-missing", &[Flaw::Missing]),
            of("journal-altered", &[Flaw::Altered, Flaw::PayloadAltered]),
            of("journal-end", &[Flaw::EndMoved]),
        ];
        Ok(found.into_iter().flatten().collect())
    }
}
