//! A pusher in memory for tests.

use crate::{PushError, Pusher, Sender, Subscription};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Debug, Default)]
struct Kept {
    sent: Vec<(String, Vec<u8>)>,
    trouble: Option<PushError>,
}

/// A pusher in memory; clones share what was sent by it.
#[derive(Debug, Clone, Default)]
pub struct MemoryPusher(Arc<Mutex<Kept>>);

impl MemoryPusher {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was sent: to which address, and the message in clear.
    pub fn sent(&self) -> Vec<(String, Vec<u8>)> {
        self.kept().sent.clone()
    }

    /// Has everything fail from now on, or nothing.
    pub fn fail(&self, trouble: Option<PushError>) {
        self.kept().trouble = trouble;
    }
}

impl Pusher for MemoryPusher {
    fn push(&self, _: Sender<'_>, to: &Subscription, message: &[u8]) -> Result<(), PushError> {
        let mut kept = self.kept();
        if let Some(trouble) = &kept.trouble {
            return Err(trouble.clone());
        }
        kept.sent.push((to.endpoint.clone(), message.to_vec()));
        Ok(())
    }
}
