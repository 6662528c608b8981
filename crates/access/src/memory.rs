//! What the gate remembers for a few seconds: people by the digest of their key.

use crate::secret::Digest;
use kernel::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use web::Person;

/// How long a person is remembered.
const LIFE_MS: Millis = 5_000;
/// How many people at most.
const N_PEOPLE: usize = 10_000;

/// People who came lately; bounded, and empty whenever the epoch changed.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    epoch: u64,
    people: HashMap<Digest, (Person, Millis)>,
}

impl Memory {
    /// The person of a key who came in this epoch and less than five seconds ago.
    pub(crate) fn get(&self, key: &Digest, now: Millis, epoch: u64) -> Option<Person> {
        let remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (person, since) = remembered.people.get(key).filter(|_| remembered.epoch == epoch)?;
        (0..LIFE_MS).contains(&(now - since)).then(|| person.clone())
    }

    /// Remembers a person as they were in `epoch`; an epoch that is over is not remembered.
    pub(crate) fn put(&self, key: Digest, person: &Person, now: Millis, epoch: u64) {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if epoch < remembered.epoch || epoch != crate::gate::epoch() {
            return;
        }
        if epoch > remembered.epoch {
            remembered.people.clear();
            remembered.epoch = epoch;
        }
        if remembered.people.len() >= N_PEOPLE {
            remembered.people.retain(|_, (_, since)| now - *since < LIFE_MS);
        }
        if remembered.people.len() >= N_PEOPLE {
            remembered.people.clear();
        }
        remembered.people.insert(key, (person.clone(), now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::{epoch, forget_everyone};

    fn person() -> Person {
        Person {
            actor: kernel::Actor::system(),
            name: "Әйгерім".into(),
            role: "access-role-seller".into(),
            lang: words::Lang::Kk,
            zone: "Asia/Almaty".into(),
            theme: ui::Theme::default(),
            density: ui::Density::default(),
        }
    }

    #[test]
    fn a_person_is_remembered_for_five_seconds_and_not_past_a_change() {
        let memory = Memory::default();
        let key = [7; 32];
        // Other tests of this process change people too, so an epoch may end at any moment.
        while memory.get(&key, 4_999, epoch()).is_none() {
            memory.put(key, &person(), 0, epoch());
        }
        assert!(memory.get(&key, 5_000, epoch()).is_none());
        forget_everyone();
        assert!(memory.get(&key, 1, epoch()).is_none());
    }

    #[test]
    fn what_was_asked_before_a_change_is_not_remembered_after_it() {
        let memory = Memory::default();
        let before = epoch();
        forget_everyone();
        memory.put([1; 32], &person(), 0, before);
        assert!(memory.get(&[1; 32], 1, epoch()).is_none());
        assert!(memory.get(&[1; 32], 1, before).is_none());
    }
}
