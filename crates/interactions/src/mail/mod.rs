//! Letters by e-mail: boxes that are read in the background, letters laid on cards, and a tray for the rest.
//!
//! A letter is laid on the card of the letter it answers, else on the one card that has its sender's address; a card that
//! only one of several could be meant by is not guessed. What no card is known for waits in the tray until a person lays
//! it on one or puts it aside. Letters that programs wrote are laid like others and never answered; those sent to many by
//! strangers are left on the server. A letter is known again by who wrote what when, so that it is written down once,
//! in however many boxes it lies and however often a server numbers them anew.

mod boxes;
mod laying;
mod looking;
mod tray;

pub(crate) use boxes::test;
pub use boxes::{BoxChange, BoxId, MailBox, add, all, change, forget, get};
pub use laying::{Laid, lay};
pub use looking::{job, recurring};
pub use tray::{
    Kept, KeptFile, Unsorted, UnsortedId, lay_on, lay_on_new, lay_on_pointed, open, put_aside, unsorted,
};

#[cfg(test)]
mod tests;
