//! A call on the phone.

use super::InteractionKind;

/// A call on the phone.
pub struct Call;

impl InteractionKind for Call {
    fn slug(&self) -> &'static str {
        "call"
    }

    fn icon(&self) -> &'static str {
        "phone-call"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["spoke", "no_answer", "call_back", "refused"]
    }
}
