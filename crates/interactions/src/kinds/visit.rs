//! A visit to the customer.

use super::InteractionKind;

/// A visit to the customer.
pub struct Visit;

impl InteractionKind for Visit {
    fn slug(&self) -> &'static str {
        "visit"
    }

    fn icon(&self) -> &'static str {
        "map-pin"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["agreed", "thinking", "refused", "not_found"]
    }

    fn has_direction(&self) -> bool {
        false
    }
}
