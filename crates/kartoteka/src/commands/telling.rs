//! Telling how far a long command is, on standard error, at most a few times a second and only to a person.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// A line that is written over and over.
pub(super) struct Telling {
    is_seen: bool,
    told_at: Option<Instant>,
}

impl Telling {
    pub(super) fn new() -> Self {
        Self { is_seen: std::io::stderr().is_terminal(), told_at: None }
    }

    /// Says what is being done and how much of it is done.
    pub(super) fn tell(&mut self, what: &str, n: u64) {
        let is_time = self.told_at.is_none_or(|at| at.elapsed() > Duration::from_millis(250));
        if self.is_seen && is_time {
            self.told_at = Some(Instant::now());
            // Whoever closed the terminal does not want to be told.
            let _closed = write!(std::io::stderr(), "\r\x1b[K{what} {n}");
        }
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        if self.told_at.is_some() {
            let _closed = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
