//! A talk in a messenger or on the site.

use super::InteractionKind;

/// A talk in a messenger or on the site.
pub struct Chat;

impl InteractionKind for Chat {
    fn slug(&self) -> &'static str {
        "chat"
    }

    fn icon(&self) -> &'static str {
        "message-circle"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["answered", "no_reply", "refused"]
    }
}
