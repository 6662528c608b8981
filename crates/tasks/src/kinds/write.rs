//! A letter or a message.

use super::TaskKind;

/// A letter or a message.
pub struct Write;

impl TaskKind for Write {
    fn slug(&self) -> &'static str {
        "write"
    }

    fn icon(&self) -> &'static str {
        "mail"
    }
}
