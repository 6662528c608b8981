//! The people of the firm as lists and cards name them: asked of the base once, remembered for a moment.

use db::{DbError, Tx};
use kernel::{Millis, RawId};
use std::collections::HashMap;
use std::sync::Arc;

/// How long the names are believed.
const FRESH_MS: Millis = 5_000;

/// Who works here, by id and in the order of names.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    by_id: HashMap<RawId, usize>,
    people: Vec<(RawId, String)>,
    teams: Vec<(RawId, String)>,
    read_at: Millis,
}

impl Staff {
    /// Everybody, those who left too.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn read(tx: &mut Tx<'_>, now: Millis) -> Result<Arc<Self>, DbError> {
        let people = access::user::all(tx)?.into_iter().map(|user| (user.id.0, user.name));
        let teams = access::team::all(tx)?.into_iter().map(|team| (team.id.0, team.name)).collect();
        Ok(Arc::new(Self { teams, ..Self::new(people.collect(), now) }))
    }

    /// From ids and names.
    pub fn new(people: Vec<(RawId, String)>, read_at: Millis) -> Self {
        let by_id = people.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        Self { by_id, people, teams: Vec::new(), read_at }
    }

    /// Whether the names may still be believed at this moment.
    pub fn is_fresh(&self, now: Millis) -> bool {
        (self.read_at..self.read_at + FRESH_MS).contains(&now)
    }

    /// The name of somebody, or of a team; `None` for an unknown id.
    pub fn name(&self, id: RawId) -> Option<&str> {
        let person = self.by_id.get(&id).and_then(|at| self.people.get(*at));
        let named = person.or_else(|| self.teams.iter().find(|(team, _)| *team == id));
        named.map(|(_, name)| name.as_str())
    }

    /// The name of an id in its text, as facts keep it.
    pub fn name_of_text(&self, id: &str) -> Option<&str> {
        self.name(id.parse().ok()?)
    }

    /// The id of a name; of several alike the first.
    pub fn named(&self, name: &str) -> Option<RawId> {
        self.people.iter().find(|(_, known)| known == name).map(|(id, _)| *id)
    }

    /// The teams, in the order of names.
    pub fn teams(&self) -> &[(RawId, String)] {
        &self.teams
    }

    /// Everybody, in the order of names.
    pub fn people(&self) -> &[(RawId, String)] {
        &self.people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_id_and_by_name() {
        let id: RawId = "0197a3c0-0000-7000-8000-000000000001".parse().unwrap();
        let staff = Staff::new(vec![(id, "Айгерім".into())], 1_000);
        assert_eq!(staff.name_of_text(&id.to_string()), Some("Айгерім"));
        assert_eq!(staff.named("Айгерім"), Some(id));
        assert_eq!(staff.name_of_text("кто-то"), None);
        assert!(staff.is_fresh(5_999) && !staff.is_fresh(6_000));
    }
}
