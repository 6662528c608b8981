//! The contract of whatever sends letters.

use crate::MailError;

/// From whom and to whom a server is asked to carry a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Where reports of failure go.
    pub from: String,
    /// Everybody who gets it, at least one.
    pub to: Vec<String>,
}

/// Sends letters; each call may block for up to its patience.
pub trait Sender: Send + Sync {
    /// Connects, signs in and leaves again: whether letters could be sent.
    ///
    /// # Errors
    /// What is wrong.
    fn check(&self) -> Result<(), MailError>;

    /// Does everything that comes before the letter itself. When one of several addresses is refused, nothing is sent to
    /// any of them.
    ///
    /// # Errors
    /// What was refused; nothing was sent.
    fn begin(&self, envelope: &Envelope) -> Result<Box<dyn Handing>, MailError>;
}

/// A server that waits for the letter.
pub trait Handing {
    /// Hands the letter over; gives what the server said when it took it.
    ///
    /// # Errors
    /// [`HandingError`].
    fn hand_over(self: Box<Self>, letter: &[u8]) -> Result<String, HandingError>;
}

/// Why a letter was not handed over, or nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandingError {
    /// The server refused it: it was not sent.
    #[error(transparent)]
    Refused(MailError),
    /// The connection broke after the letter had begun: it was sent, or not.
    #[error("it is not known whether the letter was taken: {0}")]
    Uncertain(MailError),
}
