//! Reading over IMAP4rev1 (RFC 3501): as much of it as looking for new letters needs, with a limit to all that a server
//! may send.

mod folder_name;
mod reply;
mod session;
#[cfg(test)]
mod tests;
mod wire;

use crate::postbox::{Fetched, Mark, Postbox, Since};
use crate::{Account, MailError, Trust};
use session::Session;
use std::time::Duration;

/// How long a server may think over each answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads an account on an IMAP server.
pub(crate) struct Imap {
    pub(crate) account: Account,
    pub(crate) trust: Trust,
}

impl Imap {
    fn open(&self) -> Result<Session, MailError> {
        Session::open(&self.account, &self.trust, PATIENCE)
    }

    fn read_once(
        &self,
        folder: &str,
        since: Since,
        at_most: u64,
        visit: &mut dyn FnMut(Fetched) -> bool,
    ) -> Result<Mark, MailError> {
        let mut session = self.open()?;
        let state = session.examine(folder)?;
        let begin = since.mark.filter(|mark| mark.validity == state.validity);
        let mut numbers = match begin {
            Some(mark) => session.after(mark.last)?,
            None => session.since(since.day)?,
        };
        numbers.sort_unstable();
        numbers.dedup();
        let mut mark = begin.unwrap_or(Mark { validity: state.validity, last: 0 });
        for part in numbers.chunks(100) {
            for (number, size) in session.sizes(part)? {
                let is_whole = size <= at_most;
                // A letter that was removed meanwhile is passed over.
                let raw = if is_whole { session.letter(number, at_most)? } else { session.head(number)? };
                mark.last = mark.last.max(number);
                let Some(raw) = raw else { continue };
                if !visit(Fetched { mark, size, raw, is_whole }) {
                    session.leave();
                    return Ok(mark);
                }
            }
        }
        session.leave();
        // Nothing below the next number is left: a box whose first look brought nothing begins here the next time.
        Ok(Mark { last: mark.last.max(state.next.saturating_sub(1)), ..mark })
    }
}

impl Postbox for Imap {
    fn check(&self) -> Result<Vec<String>, MailError> {
        let mut session = self.open()?;
        let folders = session.folders()?;
        session.leave();
        Ok(folders)
    }

    fn read(
        &self,
        folder: &str,
        since: Since,
        at_most: u64,
        visit: &mut dyn FnMut(Fetched) -> bool,
    ) -> Result<Mark, MailError> {
        let mut reached = since;
        let mut has_stopped = false;
        let mut noting = |fetched: Fetched| {
            let mark = fetched.mark;
            let goes_on = visit(fetched);
            has_stopped = !goes_on;
            reached.mark = Some(mark);
            goes_on
        };
        match self.read_once(folder, since, at_most, &mut noting) {
            Err(MailError::Broken(_) | MailError::TimedOut) if !has_stopped => {
                self.read_once(folder, reached, at_most, visit)
            }
            other => other,
        }
    }
}
