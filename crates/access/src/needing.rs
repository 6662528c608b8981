//! What teams are needed for: nobody removes one while a capability hands things over to it, or keeps them in its queue.

use crate::TeamId;
use db::{DbError, Tx};
use std::sync::Arc;
use words::{Arg, Say};

/// One thing that a team is needed for.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamNeed {
    /// The key of a sentence that names it and says what to do about it.
    pub key: &'static str,
    /// Its variables.
    pub args: Vec<(&'static str, Arg<'static>)>,
}

impl TeamNeed {
    /// The sentence in a person's language.
    pub fn say(&self, say: &Say) -> String {
        say.with(self.key, &self.args)
    }
}

/// A capability that needs teams.
pub trait NeedsTeam: Send + Sync {
    /// What it needs a team for now, in the order in which it is told; nothing for most teams.
    ///
    /// # Errors
    /// Any [`DbError`].
    fn needs(&self, tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<TeamNeed>, DbError>;
}

/// All that need teams, joined by the binary; cheap to clone.
#[derive(Clone, Default)]
pub struct TeamNeeds(Arc<[Arc<dyn NeedsTeam>]>);

impl TeamNeeds {
    /// In the order in which they are told.
    pub fn new(all: Vec<Arc<dyn NeedsTeam>>) -> Self {
        Self(all.into())
    }

    /// All that a team is needed for.
    pub(crate) fn of(&self, tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<TeamNeed>, DbError> {
        let mut all = Vec::new();
        for one in self.0.iter() {
            all.extend(one.needs(tx, team)?);
        }
        Ok(all)
    }
}

/// What the house says teams are needed for.
pub(crate) fn team_needs(visit: &web::Visit) -> TeamNeeds {
    visit.app.offer::<TeamNeeds>().cloned().unwrap_or_default()
}
