//! The bell that wakes the runners of this process when work was put on the queue.
//!
//! It rings inside the transaction that asks for the work. That is not too early: whoever wakes asks the one writer for
//! a job, and the writer comes to that question only after it has committed the transaction.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

static N_RINGS: Mutex<u64> = Mutex::new(0);
static RUNG: Condvar = Condvar::new();

/// Wakes all who wait.
pub(crate) fn ring() {
    let mut n = N_RINGS.lock().unwrap_or_else(PoisonError::into_inner);
    *n += 1;
    drop(n);
    RUNG.notify_all();
}

/// How often the bell has rung.
pub(crate) fn n_rings() -> u64 {
    *N_RINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until the bell has rung more than `seen` times or the time is over; gives how often it has rung.
pub(crate) fn wait(seen: u64, at_most: Duration) -> u64 {
    let guard = N_RINGS.lock().unwrap_or_else(PoisonError::into_inner);
    let (guard, _) =
        RUNG.wait_timeout_while(guard, at_most, |n| *n == seen).unwrap_or_else(PoisonError::into_inner);
    *guard
}
