//! A gift to be chosen and given.

use super::TaskKind;

/// A gift to be chosen and given.
pub struct Gift;

impl TaskKind for Gift {
    fn slug(&self) -> &'static str {
        "gift"
    }

    fn icon(&self) -> &'static str {
        "gift"
    }

    fn heeds_tastes(&self) -> bool {
        true
    }
}
