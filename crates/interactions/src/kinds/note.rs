//! What is worth remembering, though nobody was in touch.

use super::InteractionKind;

/// What is worth remembering, though nobody was in touch.
pub struct Note;

impl InteractionKind for Note {
    fn slug(&self) -> &'static str {
        "note"
    }

    fn icon(&self) -> &'static str {
        "sticky-note"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &[]
    }

    fn has_direction(&self) -> bool {
        false
    }

    fn is_contact(&self) -> bool {
        false
    }
}
