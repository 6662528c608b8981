//! A meeting at a table or a screen.

use super::TaskKind;

/// A meeting at a table or a screen.
pub struct Meet;

impl TaskKind for Meet {
    fn slug(&self) -> &'static str {
        "meet"
    }

    fn icon(&self) -> &'static str {
        "users-round"
    }

    fn needs_their_hours(&self) -> bool {
        true
    }
}
