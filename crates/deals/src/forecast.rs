//! What open deals may bring, month by month of their expected closing: each sum times the probability of its stage.

use crate::deal::Day;
use crate::dealing::{self, Dealing};
use crate::error::DealError;
use crate::listing::{Query, State, Sum};
use crate::pipeline::Pipeline;
use crate::store::sums;
use db::Tx;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The deals of one span of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// All of them as they are.
    pub sum: Sum,
    /// The same, each times the probability of its stage, rounded down to whole smallest units per stage and day.
    pub weighted: Sum,
}

/// What may be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Expected before this month and still open.
    pub overdue: Row,
    /// From this month on, by the first day of each; months without deals are left out.
    pub months: Vec<(Date, Row)>,
    /// Without a day on which they are expected.
    pub undated: Row,
}

/// The forecast of a pipeline; `query` narrows it.
///
/// # Errors
/// [`DealError::Forbidden`].
pub fn of(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (pipeline, query): (&Pipeline, &Query),
) -> Result<Forecast, DealError> {
    let all = Query { state: State::Open, pipeline: Some(pipeline.id), ..query.clone() };
    let wanted = all.wanted(tx, dealing)?;
    let this_month = dealing::date(dealing.today()).first_of_month();
    let (mut overdue, mut undated) = (Row::default(), Row::default());
    let mut months: BTreeMap<Date, Row> = BTreeMap::new();
    for part in sums::by_day(tx, &wanted)? {
        let probability = pipeline.stage(part.stage).map_or(0, |stage| stage.probability);
        let month = part.on.map(|on| dealing::date(on).first_of_month());
        let row = match month {
            None => &mut undated,
            Some(month) if month < this_month => &mut overdue,
            Some(month) => months.entry(month).or_default(),
        };
        row.sum.add(part.n, part.amount, part.currency);
        row.weighted.add(part.n, share(part.amount, probability), part.currency);
    }
    Ok(Forecast { overdue, months: months.into_iter().collect(), undated })
}

/// So many percent of an amount.
fn share(amount: i64, percent: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(percent) / 100).unwrap_or(i64::MAX)
}

/// The days of a month: its first one, and the first one after it.
pub fn days_of(month: Date) -> (Day, Day) {
    let after = month.checked_add(1.month()).unwrap_or(Date::MAX);
    (dealing::day(month), dealing::day(after))
}
