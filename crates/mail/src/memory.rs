//! A post in memory for tests: letters sent lie in it, letters to be read are laid into it.

use crate::post::Office;
use crate::postbox::{Fetched, Mark, Postbox, Since};
use crate::sending::{Envelope, Handing, HandingError, Sender};
use crate::{Account, MailError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Debug, Default)]
struct Kept {
    sent: Vec<(Envelope, Vec<u8>)>,
    laid: Vec<Vec<u8>>,
    trouble: Option<MailError>,
    is_uncertain: bool,
    validity: u32,
}

/// A post in memory; clones share what lies in it. Every account leads to the same place.
#[derive(Debug, Clone, Default)]
pub struct MemoryPost(Arc<Mutex<Kept>>);

impl MemoryPost {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The letters sent so far, in order.
    pub fn sent(&self) -> Vec<(Envelope, Vec<u8>)> {
        self.kept().sent.clone()
    }

    /// Lays a letter into the box.
    pub fn lay(&self, letter: &[u8]) {
        self.kept().laid.push(letter.to_vec());
    }

    /// Gives all numbers of the box anew, as servers do after a repair.
    pub fn renumber(&self) {
        self.kept().validity += 1;
    }

    /// From now on everything fails with this; `None` for nothing.
    pub fn fail(&self, trouble: Option<MailError>) {
        self.kept().trouble = trouble;
    }

    /// From now on letters are taken and the connection breaks before that is said.
    pub fn break_after_taking(&self, is_uncertain: bool) {
        self.kept().is_uncertain = is_uncertain;
    }

    fn well(&self) -> Result<(), MailError> {
        self.kept().trouble.clone().map_or(Ok(()), Err)
    }
}

impl Office for MemoryPost {
    fn sender(&self, _: Account, _: &str) -> Box<dyn Sender> {
        Box::new(self.clone())
    }

    fn postbox(&self, _: Account) -> Box<dyn Postbox> {
        Box::new(self.clone())
    }
}

impl Sender for MemoryPost {
    fn check(&self) -> Result<(), MailError> {
        self.well()
    }

    fn begin(&self, envelope: &Envelope) -> Result<Box<dyn Handing>, MailError> {
        self.well()?;
        Ok(Box::new(MemoryHanding(self.clone(), envelope.clone())))
    }
}

struct MemoryHanding(MemoryPost, Envelope);

impl Handing for MemoryHanding {
    fn hand_over(self: Box<Self>, letter: &[u8]) -> Result<String, HandingError> {
        let mut kept = self.0.kept();
        kept.sent.push((self.1, letter.to_vec()));
        if kept.is_uncertain {
            return Err(HandingError::Uncertain(MailError::Broken("cut off".to_owned())));
        }
        Ok("taken".to_owned())
    }
}

impl Postbox for MemoryPost {
    fn check(&self) -> Result<Vec<String>, MailError> {
        self.well().map(|()| vec!["INBOX".to_owned()])
    }

    fn read(
        &self,
        _: &str,
        since: Since,
        at_most: u64,
        visit: &mut dyn FnMut(Fetched) -> bool,
    ) -> Result<Mark, MailError> {
        self.well()?;
        let (laid, validity) = {
            let kept = self.kept();
            (kept.laid.clone(), kept.validity + 1)
        };
        let mut mark =
            since.mark.filter(|mark| mark.validity == validity).unwrap_or(Mark { validity, last: 0 });
        for (raw, number) in laid.into_iter().zip(1_u32..) {
            if number <= mark.last {
                continue;
            }
            mark.last = number;
            let size = raw.len() as u64;
            let is_whole = size <= at_most;
            let end = raw.windows(4).position(|four| four == b"\r\n\r\n").map_or(raw.len(), |at| at + 4);
            let raw = if is_whole { raw } else { raw.get(..end).unwrap_or_default().to_vec() };
            if !visit(Fetched { mark, size, raw, is_whole }) {
                break;
            }
        }
        Ok(mark)
    }
}
