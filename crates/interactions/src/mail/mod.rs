//! Letters by e-mail: boxes that are read in the background, letters laid on cards, and a tray for the rest.
//!
//! A letter is laid on the card of the letter it answers, else on the one card that has its sender's address; a card that
//! only one of several could be meant by is not guessed. What no card is known for waits in the tray until a person lays
//! it on one or puts it aside. Letters that programs wrote are laid like others and never answered; those sent to many by
//! strangers are left on the server. A letter is known again by who wrote what when, so that it is written down once,
//! in however many boxes it lies and however often a server numbers them anew.
//!
//! A letter is written from a card, or as the answer to one ([`send`]), by whoever may write there and need not see the
//! address. It is written down and put on its way in one transaction; [`sending`] hands it over, once.

mod boxes;
mod delivery;
mod enclosing;
mod laying;
mod looking;
mod outlets;
mod sending;
mod showing;
mod tray;
mod writing;

pub use boxes::{BoxChange, BoxId, MailBox, Outlet, add, all, change, forget, get};
pub(crate) use boxes::{Stuck, test};
pub use delivery::{Delivery, OnItsWay};
pub(crate) use enclosing::too_much;
pub use enclosing::{Enclosed, MOST_BYTES};
pub use laying::{Laid, lay};
pub use looking::{job, look_now, recurring};
pub use outlets::{Way, ways};
pub(crate) use sending::as_it_goes;
pub use sending::sending;
pub use showing::{Shown, html};
pub use tray::{
    Kept, KeptFile, Unsorted, UnsortedId, lay_on, lay_on_new, lay_on_pointed, open, put_aside, unsorted,
};
pub use writing::{Addressed, NewLetter, address, delivery, send, send_again, undecided};

#[cfg(test)]
mod enclosing_tests;
#[cfg(test)]
mod sending_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tray_tests;
