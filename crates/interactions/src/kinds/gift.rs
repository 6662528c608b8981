//! A gift to the customer.

use super::InteractionKind;

/// A gift to the customer.
pub struct Gift;

impl InteractionKind for Gift {
    fn slug(&self) -> &'static str {
        "gift"
    }

    fn icon(&self) -> &'static str {
        "gift"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["given", "not_taken"]
    }

    fn has_direction(&self) -> bool {
        false
    }
}
