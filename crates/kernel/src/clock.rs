//! Time as verbs see it: milliseconds since 1970 in UTC, from a clock that a test can set.

use std::sync::atomic::{AtomicI64, Ordering};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// Milliseconds in a minute.
pub const MINUTE_MS: Millis = 60_000;
/// Milliseconds in an hour.
pub const HOUR_MS: Millis = 60 * MINUTE_MS;
/// Milliseconds in a day of 24 hours.
pub const DAY_MS: Millis = 24 * HOUR_MS;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in milliseconds since 1970-01-01 UTC.
    fn now(&self) -> Millis;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where real time enters")]
    fn now(&self) -> Millis {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A clock that stands still until it is moved: tests and the demo company travel with it.
#[derive(Debug)]
pub struct TravelClock(AtomicI64);

impl TravelClock {
    /// A clock that shows `start`.
    pub fn at(start: Millis) -> Self {
        Self(AtomicI64::new(start))
    }

    /// Moves forward by `ms`.
    pub fn forward(&self, ms: Millis) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Jumps to a moment, forward or back.
    pub fn set(&self, moment: Millis) {
        self.0.store(moment, Ordering::SeqCst);
    }
}

impl Clock for TravelClock {
    fn now(&self) -> Millis {
        self.0.load(Ordering::SeqCst)
    }
}
