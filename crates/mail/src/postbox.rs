//! The contract of whatever letters are read from.

use crate::MailError;
use jiff::civil::Date;

/// How far a box was read: everything up to a number, as long as the server keeps its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mark {
    /// Under which numbering (UIDVALIDITY, RFC 3501 2.3.1.1); another one means that all numbers were given anew.
    pub validity: u32,
    /// The greatest number that was read; 0 for none.
    pub last: u32,
}

/// Where reading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// After this, where the numbering still holds.
    pub mark: Option<Mark>,
    /// Else with the letters that came on this day or later.
    pub day: Date,
}

/// A letter as it lay in the box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The mark to go on from once this letter is kept.
    pub mark: Mark,
    /// How many bytes it has on the server.
    pub size: u64,
    /// All its bytes, or its head alone when it is above the limit.
    pub raw: Vec<u8>,
    /// Whether that is all of it.
    pub is_whole: bool,
}

/// Reads letters; each call may block for up to its patience for every answer.
pub trait Postbox: Send + Sync {
    /// Connects, signs in and leaves again; gives the names of the folders.
    ///
    /// # Errors
    /// What is wrong.
    fn check(&self) -> Result<Vec<String>, MailError>;

    /// Shows each new letter of a folder to `visit`, the oldest first, until it says `false` or there are no more; nothing
    /// is changed on the server. A letter of more than `at_most` bytes comes by its head alone. Gives the mark to go on
    /// from. A connection that breaks is opened anew once, and reading goes on after the last letter shown.
    ///
    /// # Errors
    /// What is wrong; what was shown before it stays shown.
    fn read(
        &self,
        folder: &str,
        since: Since,
        at_most: u64,
        visit: &mut dyn FnMut(Fetched) -> bool,
    ) -> Result<Mark, MailError>;
}
