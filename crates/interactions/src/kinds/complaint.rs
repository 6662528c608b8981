//! A complaint.

use super::InteractionKind;

/// A complaint.
pub struct Complaint;

impl InteractionKind for Complaint {
    fn slug(&self) -> &'static str {
        "complaint"
    }

    fn icon(&self) -> &'static str {
        "triangle-alert"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["solved", "in_work", "not_ours"]
    }
}
