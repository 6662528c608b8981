//! Whether every page of the base can be read and every reference leads somewhere.

use super::{Check, Finding, Patient};
use db::DbError;

pub(super) struct Pages;

impl Check for Pages {
    fn slug(&self) -> &'static str {
        "pages"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["pages-broken"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let faults = patient.db.read(db::faults)?;
        Ok(faults
            .first()
            .map(|first| Finding::broken("pages-broken", faults.len(), first))
            .into_iter()
            .collect())
    }
}
