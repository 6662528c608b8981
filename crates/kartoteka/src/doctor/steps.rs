//! Whether the base has been through the steps that this binary knows, and no others.

use super::{Check, Finding, Patient};
use db::DbError;

pub(super) struct Steps;

impl Check for Steps {
    fn slug(&self) -> &'static str {
        "steps"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["steps-unknown", "steps-missing", "steps-altered"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let steps = patient.db.read(db::steps)?;
        let mut found = Vec::new();
        if !steps.unknown.is_empty() {
            found.push(Finding::broken("steps-unknown", steps.unknown.len(), steps.unknown.join(", ")));
        }
        if !steps.missing.is_empty() {
            found.push(Finding::look("steps-missing", steps.missing.len(), steps.missing.join(", ")));
        }
        if !steps.altered.is_empty() {
            found.push(Finding::look("steps-altered", steps.altered.len(), steps.altered.join(", ")));
        }
        Ok(found)
    }
}
