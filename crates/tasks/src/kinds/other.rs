//! Anything else.

use super::TaskKind;

/// Anything else.
pub struct Other;

impl TaskKind for Other {
    fn slug(&self) -> &'static str {
        "other"
    }

    fn icon(&self) -> &'static str {
        "square-check"
    }
}
