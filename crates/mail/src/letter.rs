//! A letter as it was understood.

use crate::{Address, Automatic, Bounce};
use kernel::Millis;

/// A letter as it was understood; every text is plain Unicode without control characters but line breaks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Letter {
    /// Its id without the angle brackets; `None` for the few that have none.
    pub message_id: Option<String>,
    /// The ids of letters that it answers and, after them, of those before; nearest first, each once, at most 50.
    pub thread: Vec<String>,
    /// Who wrote it; `None` where it does not say.
    pub from: Option<Address>,
    /// Where answers are to go, when not to `from`.
    pub reply_to: Option<Address>,
    /// For whom, at most 200.
    pub to: Vec<Address>,
    /// Who else got it, at most 200.
    pub cc: Vec<Address>,
    /// What it is about, at most 1 000 letters; may be empty.
    pub subject: String,
    /// When it says it was written (ms).
    pub date: Option<Millis>,
    /// What it says, at most a million letters; of a letter in HTML only, its words.
    pub text: String,
    /// The same in HTML without anything that acts; pictures from afar are still named in it, see [`crate::shown`].
    pub html: Option<String>,
    /// What came along, in order, at most 200.
    pub attachments: Vec<Attachment>,
    /// Which program wrote it, if one did.
    pub automatic: Option<Automatic>,
    /// The addresses that could not be reached, where it tells of that.
    pub bounces: Vec<Bounce>,
}

impl Letter {
    /// Where an answer is to go.
    pub fn answer_to(&self) -> Option<&Address> {
        self.reply_to.as_ref().or(self.from.as_ref())
    }

    /// Everybody it names, with their part in it: the writer first.
    pub fn people(&self) -> impl Iterator<Item = &Address> {
        self.from.iter().chain(&self.reply_to).chain(&self.to).chain(&self.cc)
    }
}

/// A file that came with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name without folders, at most 200 letters; `letter.eml` and the like where it has none.
    pub name: String,
    /// Its type, told from the content.
    pub media_type: &'static str,
    /// By what the letter's HTML names it.
    pub content_id: Option<String>,
    /// Whether it is shown within the letter rather than beside it.
    pub is_inline: bool,
    /// The file itself.
    pub bytes: Vec<u8>,
}
