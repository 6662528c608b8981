//! The table of pipelines.

use crate::pipeline::{Pipeline, PipelineId, StageId};
use crate::store::stages;
use db::{DbError, Row, Tx, Value, params};
use kernel::Millis;

fn pipeline(row: &Row<'_>) -> Result<Pipeline, DbError> {
    Ok(Pipeline { id: row.id(0)?, name: row.get(1)?, revision: row.get(2)?, stages: Vec::new() })
}

fn found(tx: &mut Tx<'_>, rest: &str, params: &[Value<'_>]) -> Result<Vec<Pipeline>, DbError> {
    let sql = format!("SELECT id, name, revision FROM deal_pipelines WHERE archived_at IS NULL {rest}");
    let mut all = tx.rows(&sql, params, pipeline)?;
    for one in &mut all {
        one.stages = stages::of(tx, one.id)?;
    }
    Ok(all)
}

/// All that stand, in order, with their stages.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Pipeline>, DbError> {
    found(tx, "ORDER BY place, id", &[])
}

/// The pipeline of an id; one that was taken out is not there.
pub(crate) fn find(tx: &mut Tx<'_>, id: PipelineId) -> Result<Option<Pipeline>, DbError> {
    Ok(found(tx, "AND id = $1", params![id.0])?.pop())
}

/// The pipeline that a stage is one of.
pub(crate) fn of_stage(tx: &mut Tx<'_>, stage: StageId) -> Result<Option<Pipeline>, DbError> {
    let rest = "AND id = (SELECT pipeline_id FROM deal_stages WHERE id = $1 AND archived_at IS NULL)";
    Ok(found(tx, rest, params![stage.0])?.pop())
}

/// Adds a pipeline at the end, without its stages.
pub(crate) fn insert(tx: &mut Tx<'_>, pipeline: &Pipeline, now: Millis) -> Result<(), DbError> {
    let place = tx.number("SELECT max(place) FROM deal_pipelines", &[])? + 1;
    tx.execute(
        "INSERT INTO deal_pipelines (id, name, place, revision, created_at) VALUES ($1, $2, $3, $4, $5)",
        params![pipeline.id.0, &pipeline.name, place, pipeline.revision, now],
    )
    .map(drop)
}

/// Gives it another name.
pub(crate) fn rename(tx: &mut Tx<'_>, id: PipelineId, name: &str) -> Result<(), DbError> {
    tx.execute("UPDATE deal_pipelines SET name = $2 WHERE id = $1", params![id.0, name]).map(drop)
}

/// Counts a change.
pub(crate) fn touch(tx: &mut Tx<'_>, id: PipelineId) -> Result<(), DbError> {
    tx.execute("UPDATE deal_pipelines SET revision = revision + 1 WHERE id = $1", params![id.0]).map(drop)
}

/// Takes it out.
pub(crate) fn archive(tx: &mut Tx<'_>, id: PipelineId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE deal_pipelines SET archived_at = $2 WHERE id = $1", params![id.0, now]).map(drop)
}
