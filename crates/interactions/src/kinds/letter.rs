//! A letter, on paper or by e-mail.

use super::InteractionKind;

/// A letter, on paper or by e-mail.
pub struct Letter;

impl InteractionKind for Letter {
    fn slug(&self) -> &'static str {
        "letter"
    }

    fn icon(&self) -> &'static str {
        "mail"
    }

    fn outcomes(&self) -> &'static [&'static str] {
        &["answered", "no_reply", "bounced", "too_large", "auto_reply"]
    }
}
