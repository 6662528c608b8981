//! The last answers, kept until anything happens: a page of a list asks the same again and again.

use super::Head;
use columns::Bits;
use customers::Act;
use db::{DbError, Tx};
use fields::Condition;
use std::collections::VecDeque;
use std::sync::Arc;

/// How many answers are kept.
const MOST: usize = 24;

/// What an answer depends on.
#[derive(PartialEq, Eq, Clone)]
pub(crate) struct Key {
    head: Head,
    today: String,
    condition: String,
    /// The rights of whoever asked, of which some conditions need particular ones.
    rights: String,
}

impl Key {
    pub(crate) fn of(tx: &mut Tx<'_>, act: &Act, condition: &Condition) -> Result<Self, DbError> {
        Ok(Self {
            head: Head::read(tx)?,
            today: act.manner.today().to_string(),
            condition: condition.to_json().to_string(),
            rights: format!("{:?}", act.actor.rights),
        })
    }
}

/// The last answers, the newest last.
#[derive(Default)]
pub(crate) struct Remembered {
    answers: VecDeque<(Key, Arc<Bits>)>,
}

impl Remembered {
    pub(crate) fn get(&self, key: &Key) -> Option<Arc<Bits>> {
        self.answers.iter().rev().find(|(known, _)| known == key).map(|(_, bits)| Arc::clone(bits))
    }

    pub(crate) fn keep(&mut self, key: Key, bits: &Arc<Bits>) {
        self.answers.retain(|(known, _)| known.head.seq >= key.head.seq);
        while self.answers.len() >= MOST {
            self.answers.pop_front();
        }
        self.answers.push_back((key, Arc::clone(bits)));
    }
}
