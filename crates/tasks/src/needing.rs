//! Teams in whose queues tasks wait: they are not removed before.

use crate::store::tasks::{self as table, Wanted};
use access::TeamId;
use access::needing::{NeedsTeam, TeamNeed};
use db::{DbError, Tx};

/// The most tasks that are counted.
const MOST: i64 = 100_000;

/// Keeps such teams.
pub struct TasksNeedTeams;

impl NeedsTeam for TasksNeedTeams {
    fn needs(&self, tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<TeamNeed>, DbError> {
        let n = table::count(tx, &Wanted { team: Some(team.0), ..Wanted::default() }, MOST)?;
        let need = TeamNeed { key: "tasks-team-needed-by-queue", args: vec![("n", n.into())] };
        Ok(if n > 0 { vec![need] } else { Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Base, written};
    use crate::{Due, Written, doing};
    use access::Refusal;
    use access::needing::TeamNeeds;
    use kernel::Actor;
    use std::sync::Arc;

    #[test]
    fn a_team_with_a_task_in_its_queue_stays_until_somebody_takes_it() {
        let base = Base::new();
        let owner = base.hire("owner", true);
        let (setting, console) = (base.setting(), Actor::console());
        let team = base.db.write(move |tx| access::team::add(tx, &setting, &console, "Опт")).unwrap().id;
        let due = Due::read("2026-03-12", "").unwrap();
        let queued = Written { assignee: None, team: Some(team.0), ..written("Позвонить", due) };
        let task = base.deed(&owner, move |tx, doing| doing::add(tx, doing, queued)).unwrap();
        let remove = || {
            let (setting, needs) = (base.setting(), TeamNeeds::new(vec![Arc::new(TasksNeedTeams)]));
            base.db.write(move |tx| access::team::remove(tx, &setting, &Actor::console(), (team, &needs)))
        };
        assert!(matches!(remove(), Err(Refusal::TeamNeeded(needs)) if needs[0].args[0].1 == 1.into()));
        base.deed(&owner, move |tx, doing| doing::take(tx, doing, task.id)).unwrap();
        remove().unwrap();
    }
}
