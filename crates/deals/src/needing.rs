//! Teams that stages hand deals over to, or in whose queues deals wait: they are not removed before.

use crate::store::{deals, stages};
use access::TeamId;
use access::needing::{NeedsTeam, TeamNeed};
use db::{DbError, Tx};

/// Keeps such teams.
pub struct DealsNeedTeams;

impl NeedsTeam for DealsNeedTeams {
    fn needs(&self, tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<TeamNeed>, DbError> {
        let stage = |(stage, pipeline): (String, String)| TeamNeed {
            key: "deals-team-needed-by-stage",
            args: vec![("stage", stage.into()), ("pipeline", pipeline.into())],
        };
        let mut all: Vec<TeamNeed> = stages::handing_to(tx, team.0)?.into_iter().map(stage).collect();
        let n = deals::n_queued(tx, team.0)?;
        if n > 0 {
            all.push(TeamNeed { key: "deals-team-needed-by-queue", args: vec![("n", n.into())] });
        }
        Ok(all)
    }
}
