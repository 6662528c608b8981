//! What can be wrong with a mail server, in facts that a page can put into words.

use std::io::ErrorKind;

/// Why a mail server did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// There is no server of this name.
    #[error("there is no server of this name")]
    HostUnknown,
    /// Nobody listens there.
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// The server does not answer in time.
    #[error("the server does not answer in time")]
    TimedOut,
    /// A way without TLS leads to this machine only.
    #[error("without TLS only a server on this machine is spoken to")]
    PlainAfar,
    /// The server offers no TLS.
    #[error("the server offers no TLS")]
    NoTls,
    /// TLS failed: a certificate that nobody here trusts, or another protocol.
    #[error("TLS failed: {0}")]
    Tls(String),
    /// The user or the password is wrong, or programs are not let in with a password.
    #[error("the server refuses the user or the password: {0}")]
    SignInRefused(String),
    /// There is no such folder.
    #[error("there is no such folder: {0}")]
    FolderMissing(String),
    /// The server refuses this address, now or for good.
    #[error("the server refuses {address}: {words}")]
    AddressRefused {
        /// Which.
        address: String,
        /// What the server said.
        words: String,
        /// Whether trying again is of no use.
        is_for_good: bool,
    },
    /// The server refuses the letter, now or for good.
    #[error("the server refuses: {words}")]
    Refused {
        /// What the server said.
        words: String,
        /// Whether trying again is of no use.
        is_for_good: bool,
    },
    /// The server says what this program does not understand.
    #[error("the server's answer is not understood: {0}")]
    NotUnderstood(String),
    /// The connection broke.
    #[error("the connection broke: {0}")]
    Broken(String),
}

impl MailError {
    pub(crate) fn of_io(error: &std::io::Error) -> Self {
        match error.kind() {
            // A socket whose patience ends says one or the other, by platform.
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::TimedOut,
            ErrorKind::InvalidData => Self::Tls(error.to_string()),
            _ => Self::Broken(error.to_string()),
        }
    }

    /// The catalogue's key of the sentence that says what to do about it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::HostUnknown => "mail-trouble-host",
            Self::Unreachable(_) => "mail-trouble-unreachable",
            Self::TimedOut => "mail-trouble-timeout",
            Self::PlainAfar => "mail-trouble-plain",
            Self::NoTls => "mail-trouble-no-tls",
            Self::Tls(_) => "mail-trouble-tls",
            Self::SignInRefused(_) => "mail-trouble-sign-in",
            Self::FolderMissing(_) => "mail-trouble-folder",
            Self::AddressRefused { .. } => "mail-trouble-address",
            Self::Refused { .. } => "mail-trouble-refused",
            Self::NotUnderstood(_) => "mail-trouble-answer",
            Self::Broken(_) => "mail-trouble-broken",
        }
    }

    /// The server's own words, where it said any; at most 300 letters.
    pub fn words(&self) -> String {
        let words = match self {
            Self::Unreachable(words)
            | Self::Tls(words)
            | Self::SignInRefused(words)
            | Self::FolderMissing(words)
            | Self::AddressRefused { words, .. }
            | Self::Refused { words, .. }
            | Self::NotUnderstood(words)
            | Self::Broken(words) => words.as_str(),
            Self::HostUnknown | Self::TimedOut | Self::PlainAfar | Self::NoTls => "",
        };
        words.chars().filter(|c| !c.is_control()).take(300).collect()
    }

    /// The sentence for a person, with the server's own words after it.
    pub fn say(&self, say: &words::Say) -> String {
        let (sentence, words) = (say.t(self.key()), self.words());
        if words.is_empty() {
            sentence
        } else {
            say.with("mail-trouble-words", &[("sentence", sentence.into()), ("words", words.into())])
        }
    }

    /// Whether trying again later may help without anybody changing anything.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::TimedOut | Self::Broken(_) | Self::HostUnknown => true,
            Self::AddressRefused { is_for_good, .. } | Self::Refused { is_for_good, .. } => !is_for_good,
            Self::PlainAfar
            | Self::NoTls
            | Self::Tls(_)
            | Self::SignInRefused(_)
            | Self::FolderMissing(_)
            | Self::NotUnderstood(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_server_are_short_and_of_one_line() {
        let refused = MailError::Refused { words: format!("no\r\n{}", "x".repeat(900)), is_for_good: true };
        assert_eq!(refused.words().len(), 300);
        assert!(!refused.words().contains('\n'));
        assert!(!refused.may_pass());
        assert!(MailError::TimedOut.may_pass());
    }
}
