//! Good wishes on a day that matters to them.

use super::TaskKind;

/// Good wishes on a day that matters to them.
pub struct Congratulate;

impl TaskKind for Congratulate {
    fn slug(&self) -> &'static str {
        "congratulate"
    }

    fn icon(&self) -> &'static str {
        "cake"
    }

    fn heeds_tastes(&self) -> bool {
        true
    }
}
