//! How many reminders wait for each person, as the bell at the top tells them: a contract from below.

use kernel::RawId;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// What is due for each person, counted in the background; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Reminders(Arc<RwLock<HashMap<RawId, usize>>>);

impl Reminders {
    /// Keeps what is due, in place of what was known.
    pub fn set(&self, due: HashMap<RawId, usize>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = due;
    }

    /// How many are due for a person, as last counted.
    pub fn of(&self, person: Option<RawId>) -> usize {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        person.and_then(|person| held.get(&person)).copied().unwrap_or(0)
    }
}
