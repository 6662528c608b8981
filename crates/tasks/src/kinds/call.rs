//! A call on the phone.

use super::TaskKind;

/// A call on the phone.
pub struct Call;

impl TaskKind for Call {
    fn slug(&self) -> &'static str {
        "call"
    }

    fn icon(&self) -> &'static str {
        "phone-call"
    }

    fn needs_their_hours(&self) -> bool {
        true
    }
}
