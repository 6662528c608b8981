//! The table of stages.

use crate::pipeline::{HandTo, Handing, PipelineId, Stage, StageId};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "id, name, probability, rots_after_days, needs, team_id, hands_to, needs_note, place";

fn stage(row: &Row<'_>) -> Result<Stage, DbError> {
    let to = row.with_text(6, HandTo::from_slug)?.unwrap_or(HandTo::Queue);
    let needs_note = row.get(7)?;
    let team: Option<RawId> = row.get(5)?;
    Ok(Stage {
        id: row.id(0)?,
        place: row.get(8)?,
        name: row.get(1)?,
        probability: row.get(2)?,
        rots_after_days: row.get(3)?,
        needs: row.with_text(4, |text| serde_json::from_str(text).unwrap_or_default())?,
        handing: team.map(|team| Handing { team, to, needs_note }),
    })
}

/// The stages of a pipeline in order, without those that were taken out.
pub(crate) fn of(tx: &mut Tx<'_>, pipeline: PipelineId) -> Result<Vec<Stage>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM deal_stages WHERE pipeline_id = $1 AND archived_at IS NULL ORDER BY place, id"
    );
    tx.rows(&sql, params![pipeline.0], stage)
}

/// The stages that hand over to a team, each with the name of its pipeline; none that was taken out.
pub(crate) fn handing_to(tx: &mut Tx<'_>, team: RawId) -> Result<Vec<(String, String)>, DbError> {
    let sql = "SELECT stage.name, pipeline.name FROM deal_stages stage
               JOIN deal_pipelines pipeline ON pipeline.id = stage.pipeline_id
               WHERE stage.team_id = $1 AND stage.archived_at IS NULL AND pipeline.archived_at IS NULL
               ORDER BY pipeline.place, pipeline.id, stage.place, stage.id";
    tx.rows(sql, params![team], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The place after the last one.
pub(crate) fn next_place(tx: &mut Tx<'_>, pipeline: PipelineId) -> Result<i64, DbError> {
    let sql = "SELECT max(place) FROM deal_stages WHERE pipeline_id = $1";
    Ok(tx.number(sql, params![pipeline.0])? + 1)
}

/// Adds a stage.
pub(crate) fn insert(tx: &mut Tx<'_>, pipeline: PipelineId, stage: &Stage) -> Result<(), DbError> {
    let sql =
        "INSERT INTO deal_stages (id, pipeline_id, place, name, probability, needs, hands_to, needs_note)
               VALUES ($1, $2, $3, '', 0, '[]', '', $4)";
    tx.execute(sql, params![stage.id.0, pipeline.0, stage.place, false])?;
    update(tx, stage)
}

/// Writes a stage that changed.
pub(crate) fn update(tx: &mut Tx<'_>, stage: &Stage) -> Result<(), DbError> {
    let needs = serde_json::to_string(&stage.needs).unwrap_or_default();
    let handing = stage.handing.as_ref();
    tx.execute(
        "UPDATE deal_stages SET name = $2, probability = $3, rots_after_days = $4, needs = $5, team_id = $6,
         hands_to = $7, needs_note = $8 WHERE id = $1",
        params![
            stage.id.0,
            &stage.name,
            stage.probability,
            stage.rots_after_days,
            &needs,
            handing.map(|handing| handing.team),
            handing.map_or("", |handing| handing.to.slug()),
            handing.is_some_and(|handing| handing.needs_note),
        ],
    )
    .map(drop)
}

/// Puts a stage at a place.
pub(crate) fn put_place(tx: &mut Tx<'_>, id: StageId, place: i64) -> Result<(), DbError> {
    tx.execute("UPDATE deal_stages SET place = $2 WHERE id = $1", params![id.0, place]).map(drop)
}

/// Takes a stage out; the history of deals keeps it.
pub(crate) fn archive(tx: &mut Tx<'_>, id: StageId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE deal_stages SET archived_at = $2 WHERE id = $1", params![id.0, now]).map(drop)
}
