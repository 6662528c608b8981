//! A meeting at our place or elsewhere.

use super::InteractionKind;

/// A meeting at our place or elsewhere.
pub struct Meeting;

impl InteractionKind for Meeting {
    fn slug(&self) -> &'static str {
        "meeting"
    }

    fn icon(&self) -> &'static str {
        "users"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["agreed", "thinking", "refused", "did_not_come"]
    }

    fn has_direction(&self) -> bool {
        false
    }
}
