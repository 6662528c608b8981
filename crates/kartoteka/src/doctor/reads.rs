//! Whether the log of who read what is as it was written.

use super::{Check, Finding, Patient};
use db::DbError;

pub(super) struct Reads;

impl Check for Reads {
    fn slug(&self) -> &'static str {
        "reads"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["reads-altered"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let flaws = patient.db.read(access::reading::verify)?.flaws;
        let first =
            flaws.first().map(|first| Finding::broken("reads-altered", flaws.len(), first.to_string()));
        Ok(first.into_iter().collect())
    }
}
