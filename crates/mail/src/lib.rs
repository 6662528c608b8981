//! Letters: how they are written, sent by SMTP, read over IMAP and understood, whatever a stranger put into them.
//!
//! An [`Account`] says where a server is and how to sign in there; its password is kept sealed by a [`Seal`], whose key
//! lies in a file of its own beside the base. A [`Post`] opens the two ways of an account: a [`Sender`] for what goes
//! out, a [`Postbox`] for what comes in. There is the real one and one in memory for tests.
//!
//! What goes out is an [`Outgoing`], composed into bytes that are the same each time: its id is given by whoever writes
//! it. Sending is two steps, so that nothing is sent twice after a crash: [`Sender::begin`] does all that can be
//! refused, then the caller notes that it hands over, then [`Handing::hand_over`] does it. What a server did after it had
//! the whole letter and before it said so cannot be known: that is [`HandingError::Uncertain`], and nobody but a person
//! decides to send again.
//!
//! What comes in is read from a [`Mark`] on, so that a reader who died goes on where the last letter was kept. A letter
//! above the limit is taken by its head only. [`parse`] makes a [`Letter`] of any bytes at all; [`Letter::automatic`]
//! tells which letters no person wrote, and those are never answered by a program.

mod account;
mod address;
mod automatic;
mod bounce;
mod html;
mod imap;
mod letter;
mod memory;
mod outgoing;
mod parsing;
mod post;
mod postbox;
mod seal;
mod sending;
mod smtp;
mod trouble;
mod trust;

pub use account::{Account, Security};
pub use address::{Address, checked_email, domain_of};
pub use automatic::Automatic;
pub use bounce::Bounce;
pub use html::{Images, cleaned, shown};
pub use letter::{Attachment, Letter};
pub use memory::MemoryPost;
pub use outgoing::{Enclosure, Outgoing, Unwritable};
pub use parsing::parse;
pub use post::{Office, Post, RealPost};
pub use postbox::{Fetched, Mark, Postbox, Since};
pub use seal::{Seal, SealError, Sealed};
pub use sending::{Envelope, Handing, HandingError, Sender};
pub use trouble::MailError;
pub use trust::Trust;

/// The texts that say what is wrong with a mail server.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "mail",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};
