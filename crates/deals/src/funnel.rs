//! The funnel: of the deals opened within some days, how many came to each stage, how long they stood there, where and why
//! they fell out; beside the same of the days before.

use crate::deal::Day;
use crate::dealing::{self, Dealing};
use crate::error::DealError;
use crate::listing::{Query, State};
use crate::pipeline::{Pipeline, ReasonId, StageId};
use crate::store::{reasons, sums};
use db::Tx;
use kernel::{DAY_MS, RawId};
use std::collections::BTreeMap;

pub use crate::store::sums::Cut;

/// Deals opened within some days, by what became of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Count {
    /// How many were opened.
    pub n: i64,
    /// Of these, won so far.
    pub n_won: i64,
    /// Of these, lost so far.
    pub n_lost: i64,
    /// Days from opening to winning, on average of the won ones; `None` when none was won.
    pub days_to_win: Option<f64>,
}

impl Count {
    /// The share of the won ones, 0..=1; `None` of nothing.
    pub fn won_ratio(&self) -> Option<f64> {
        ratio(self.n_won, self.n)
    }
}

/// One stage of the funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Which stage.
    pub stage: StageId,
    /// How many came as far as here, or farther, or were won.
    pub n_reached: i64,
    /// The same of the days before.
    pub n_reached_before: i64,
    /// Of those who came here, the share that came farther, 0..=1; `None` when nobody came here.
    pub onward_ratio: Option<f64>,
    /// The same of the days before.
    pub onward_ratio_before: Option<f64>,
    /// How many days they stood here on average before they left; `None` when nobody left.
    pub days: Option<f64>,
    /// How many stand here now.
    pub n_here: i64,
    /// How many were lost here.
    pub n_lost: i64,
    /// Why those were lost, the commonest reason first; `None` where nothing was said.
    pub losses: Vec<(Option<ReasonId>, i64)>,
}

/// What was on stages that are taken out since; with it the rows of the funnel add up to all that was lost.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gone {
    /// How many stood on one of them.
    pub n_reached: i64,
    /// How many were lost there.
    pub n_lost: i64,
    /// Why, the commonest reason first; `None` where nothing was said.
    pub losses: Vec<(Option<ReasonId>, i64)>,
}

/// One source, team, seller or month.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The source.
    pub text: String,
    /// The team or the seller.
    pub id: Option<RawId>,
    /// The first day of the month.
    pub month: Option<jiff::civil::Date>,
    /// What became of its deals.
    pub count: Count,
}

/// The funnel of some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// All deals opened within the days.
    pub count: Count,
    /// Those of as many days before.
    pub before: Count,
    /// Stage by stage.
    pub levels: Vec<Level>,
    /// What was on stages that are taken out since.
    pub gone: Gone,
    /// The names of the reasons, those taken out too.
    pub reasons: Vec<(ReasonId, String)>,
}

/// The funnel of deals opened from one day until before another; `query` narrows it.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn of(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (pipeline, query): (&Pipeline, &Query),
    (from, before): (Day, Day),
) -> Result<Funnel, DealError> {
    let span = (before - from).max(1);
    let of_days = |from: Day, before: Day| Query {
        state: State::All,
        pipeline: Some(pipeline.id),
        opened: (Some(from), Some(before)),
        ..query.clone()
    };
    let now = of_days(from, before).wanted(tx, dealing)?;
    let past = of_days(from - span, from).wanted(tx, dealing)?;
    let (came, came_before) = (sums::by_farthest(tx, &now)?, sums::by_farthest(tx, &past)?);
    let stays = sums::stays(tx, &now)?;
    let losses = sums::losses(tx, &now)?;
    let (reached, reached_before) = (reached(pipeline, &came), reached(pipeline, &came_before));
    let (count, count_before) = (count_of(tx, &now)?, count_of(tx, &past)?);
    let after = |list: &[i64], at: usize, n_won: i64| list.get(at + 1).copied().unwrap_or(n_won);
    let level = |(at, stage): (usize, &crate::Stage)| {
        let n = |list: &[i64]| list.get(at).copied().unwrap_or(0);
        let stay = stays.iter().find(|(id, ..)| *id == stage.id);
        let here = came.iter().filter(|some| some.stage == stage.id && some.is_won.is_none());
        let lost = losses.iter().filter(|(id, ..)| *id == stage.id);
        Level {
            stage: stage.id,
            n_reached: n(&reached),
            n_reached_before: n(&reached_before),
            onward_ratio: ratio(after(&reached, at, count.n_won), n(&reached)),
            onward_ratio_before: ratio(after(&reached_before, at, count_before.n_won), n(&reached_before)),
            days: stay.and_then(|(_, n, ms)| days(*ms, *n)),
            n_here: here.map(|some| some.n).sum(),
            n_lost: lost.clone().map(|(.., n)| n).sum(),
            losses: lost.map(|(_, reason, n)| (*reason, *n)).collect(),
        }
    };
    let levels = pipeline.stages.iter().enumerate().map(level).collect();
    let gone = gone(sums::n_on_gone(tx, &now)?, pipeline, &losses);
    let reasons = reasons::names(tx)?.into_iter().collect();
    Ok(Funnel { count, before: count_before, levels, gone, reasons })
}

/// What was lost on stages that the pipeline has no more.
fn gone(n_reached: i64, pipeline: &Pipeline, losses: &[(StageId, Option<ReasonId>, i64)]) -> Gone {
    let mut gone = Gone { n_reached, ..Gone::default() };
    for (_, reason, n) in losses.iter().filter(|(id, ..)| pipeline.stage(*id).is_none()) {
        gone.n_lost += n;
        match gone.losses.iter_mut().find(|(known, _)| known == reason) {
            Some((_, sum)) => *sum += n,
            None => gone.losses.push((*reason, *n)),
        }
    }
    gone.losses.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    gone
}

/// How many came to each stage, or farther, or were won.
fn reached(pipeline: &Pipeline, came: &[sums::Farthest]) -> Vec<i64> {
    let of = |place: i64| {
        let some = came.iter().filter(|some| some.place >= place || some.is_won == Some(true));
        some.map(|some| some.n).sum()
    };
    pipeline.stages.iter().map(|stage| of(stage.place)).collect()
}

fn count_of(tx: &mut Tx<'_>, wanted: &crate::store::wanted::Wanted) -> Result<Count, DealError> {
    let parts = sums::parts(tx, wanted, (Cut::Seller, 0))?;
    Ok(sum(parts.iter()))
}

/// The same deals cut by source, team, seller or month: the largest part first, months in order.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn parts(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (query, cut): (&Query, Cut),
    (from, before): (Day, Day),
) -> Result<Vec<Part>, DealError> {
    let query = Query { state: State::All, opened: (Some(from), Some(before)), ..query.clone() };
    let wanted = query.wanted(tx, dealing)?;
    let offset = i64::from(dealing.act.manner.utc_offset_secs) * 1000;
    let found = sums::parts(tx, &wanted, (cut, offset))?;
    if cut != Cut::Month {
        let part = |part: sums::Part| Part {
            count: sum(std::iter::once(&part)),
            text: part.text,
            id: part.id,
            month: None,
        };
        return Ok(found.into_iter().map(part).collect());
    }
    let mut months: BTreeMap<jiff::civil::Date, Vec<sums::Part>> = BTreeMap::new();
    for part in found {
        months.entry(dealing::date(part.day).first_of_month()).or_default().push(part);
    }
    let part = |(month, parts): (_, Vec<sums::Part>)| Part {
        text: String::new(),
        id: None,
        month: Some(month),
        count: sum(parts.iter()),
    };
    Ok(months.into_iter().map(part).collect())
}

fn sum<'p>(parts: impl Iterator<Item = &'p sums::Part>) -> Count {
    let (mut count, mut won_ms) = (Count::default(), 0_i64);
    for part in parts {
        count.n += part.n;
        count.n_won += part.n_won;
        count.n_lost += part.n_lost;
        won_ms = won_ms.saturating_add(part.won_ms);
    }
    Count { days_to_win: days(won_ms, count.n_won), ..count }
}

#[expect(clippy::cast_precision_loss, reason = "days to a digit after the point")]
fn days(ms: i64, n: i64) -> Option<f64> {
    (n > 0).then(|| ms as f64 / n as f64 / DAY_MS as f64)
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn ratio(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
