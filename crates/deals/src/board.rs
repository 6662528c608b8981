//! The board of a pipeline: its stages with what they add up to, and the first cards of each.

use crate::deal::Deal;
use crate::dealing::Dealing;
use crate::error::DealError;
use crate::listing::{Query, State, Sum};
use crate::pipeline::{Pipeline, StageId};
use crate::store::{sums, wanted};
use db::Tx;
use kernel::{Cursor, PageSize, Slice};

/// Cards of a stage that a board begins with.
pub const FIRST_CARDS: i64 = 20;

/// One stage of the board.
#[derive(Debug, Clone)]
pub struct Column {
    /// Which stage.
    pub stage: StageId,
    /// What all its deals add up to.
    pub sum: Sum,
    /// Its first cards, and where the next ones begin.
    pub cards: Slice<Deal>,
}

/// The columns of a pipeline in order; `query` narrows the cards and the sums alike.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn of(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (pipeline, query): (&Pipeline, &Query),
) -> Result<Vec<Column>, DealError> {
    let all = Query { state: State::Open, pipeline: Some(pipeline.id), ..query.clone() };
    let wanted = all.wanted(tx, dealing)?;
    let parts = sums::by_stage(tx, &wanted)?;
    let mut columns = Vec::with_capacity(pipeline.stages.len());
    for stage in &pipeline.stages {
        let mut sum = Sum::default();
        for part in parts.iter().filter(|part| part.stage == stage.id) {
            sum.add(part.n, part.amount, part.currency);
        }
        let here = wanted::Wanted { stage: Some(stage.id), ..wanted.clone() };
        let cards = match sum.n {
            0 => Slice { items: Vec::new(), next: None },
            _ => wanted::on_stage(tx, &here, (None, PageSize::clamped(FIRST_CARDS)))?,
        };
        columns.push(Column { stage: stage.id, sum, cards });
    }
    Ok(columns)
}

/// The next cards of a stage.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn further(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (stage, query): (StageId, &Query),
    at: (Option<&Cursor>, PageSize),
) -> Result<Slice<Deal>, DealError> {
    let here = Query { state: State::Open, stage: Some(stage), ..query.clone() };
    let wanted = here.wanted(tx, dealing)?;
    Ok(wanted::on_stage(tx, &wanted, at)?)
}

/// What the stages of a pipeline add up to, without their cards.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn sums_of(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    pipeline: &Pipeline,
) -> Result<Vec<(StageId, Sum)>, DealError> {
    let wanted = Query { pipeline: Some(pipeline.id), ..Query::default() }.wanted(tx, dealing)?;
    let parts = sums::by_stage(tx, &wanted)?;
    let sum = |id: StageId| {
        let mut sum = Sum::default();
        for part in parts.iter().filter(|part| part.stage == id) {
            sum.add(part.n, part.amount, part.currency);
        }
        (id, sum)
    };
    Ok(pipeline.stages.iter().map(|stage| sum(stage.id)).collect())
}
