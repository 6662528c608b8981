//! Following the journal: deals that were won, changed or opened again are reckoned, confirmed facts are paid for.
//!
//! How far it was followed is kept in the transaction that did the work, so that a process that dies leaves nothing half
//! done and nothing done twice. Whoever looks at earnings has it followed to the end first; a job does it in between.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::store::clock;
use crate::{bonus, reckoning};
use customers::Desk;
use customers::gating::Gates;
use db::{DbError, Tx};
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, MINUTE_MS};

/// What deals tell after which they are reckoned anew.
const DEALS: [&str; 6] =
    ["deal.won", "deal.lost", "deal.reopened", "deal.changed", "deal.handed", "deal.taken"];

/// What may make countable what was not.
const PRICES: [&str; 3] = ["rate.set", "product.added", "product.changed"];

/// Entries and deals of one transaction.
const BATCH: usize = 200;

const KIND: &str = "earnings.follow";

fn verbs() -> Vec<&'static str> {
    DEALS.into_iter().chain(PRICES).chain(bonus::VERBS).collect()
}

/// Whether something happened since that has to do with earnings.
///
/// # Errors
/// Any database error.
pub fn is_behind(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let seen = clock::seen(tx)?;
    Ok(!clock::owed(tx, 1)?.is_empty() || !journal::since_of(tx, seen, &verbs(), 1)?.is_empty())
}

/// Follows the journal for a while; whether there is more.
///
/// # Errors
/// Any database error.
pub fn follow(tx: &mut Tx<'_>, earning: &Earning) -> Result<bool, EarningError> {
    let (seen, head) = (clock::seen(tx)?, journal::head(tx)?);
    let records = journal::since_of(tx, seen, &verbs(), BATCH)?;
    let is_all = records.len() < BATCH;
    for record in &records {
        if bonus::VERBS.contains(&record.verb.as_str()) {
            bonus::earn(tx, earning, record)?;
        } else if DEALS.contains(&record.verb.as_str()) {
            // Of an erased client the entry no longer names the deal; what it brought stands.
            let deal = record.payload.get("deal").and_then(serde_json::Value::as_str);
            if let Some(deal) = deal.and_then(|text| text.parse().ok()) {
                clock::owe(tx, deal)?;
            }
        } else {
            clock::owe_uncounted(tx)?;
        }
    }
    let until = if is_all { head } else { records.last().map_or(head, |record| record.seq) };
    if until > seen {
        clock::see(tx, until)?;
    }
    let owed = clock::owed(tx, BATCH)?;
    for deal in &owed {
        reckoning::reckon(tx, earning, *deal)?;
        clock::settle(tx, *deal)?;
    }
    Ok(!is_all || owed.len() == BATCH)
}

/// Follows the journal to its end, within a deed.
///
/// # Errors
/// Any database error.
pub fn follow_to_end(tx: &mut Tx<'_>, earning: &Earning) -> Result<(), EarningError> {
    while follow(tx, earning)? {}
    Ok(())
}

/// The job that follows in between.
pub struct Follow;

/// Once a minute.
pub fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(MINUTE_MS) }
}

impl Job for Follow {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        loop {
            let setting = work.setting().clone();
            let has_more = work.write(move |tx| {
                let again = |error: EarningError| JobError::Again(error.to_string());
                let firm = access::firm::load(tx).map_err(|e| again(e.into()))?;
                let at = (&Desk::default(), &Gates::default());
                let earning = Earning::open(tx, at, (&setting, &Actor::system()), &firm);
                follow(tx, &earning.map_err(|e| again(e.into()))?).map_err(again)
            })?;
            if !has_more {
                return Ok(Outcome::DONE);
            }
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
        }
    }
}
