//! A visit to the customer.

use super::TaskKind;

/// A visit to the customer.
pub struct Visit;

impl TaskKind for Visit {
    fn slug(&self) -> &'static str {
        "visit"
    }

    fn icon(&self) -> &'static str {
        "map-pin"
    }

    fn needs_their_hours(&self) -> bool {
        true
    }
}
