//! A request for help.

use super::InteractionKind;

/// A request for help.
pub struct Support;

impl InteractionKind for Support {
    fn slug(&self) -> &'static str {
        "support"
    }

    fn icon(&self) -> &'static str {
        "circle-help"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["solved", "in_work", "passed_on"]
    }
}
