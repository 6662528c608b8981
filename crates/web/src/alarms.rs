//! How many alarms wait to be looked at, as the line at the top tells those who may look: a contract from below.

use kernel::{Actor, Level, Right};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What whoever raises alarms offers to the house; kept up to date by them.
#[derive(Debug, Clone)]
pub struct Alarms {
    /// How many are open.
    pub n_open: Arc<AtomicUsize>,
    /// Who may look.
    pub right: Right,
}

impl Alarms {
    /// How many the actor is told of.
    pub(crate) fn told_to(&self, actor: &Actor) -> usize {
        if actor.may(self.right, Level::Read) { self.n_open.load(Ordering::Relaxed) } else { 0 }
    }
}
