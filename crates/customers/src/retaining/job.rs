//! The nightly job that applies the rules.

use super::{MOST, RuleId, apply};
use crate::act::{Act, Desk};
use crate::customer::CustomerNo;
use crate::erasing::Erasers;
use crate::store::retention as table;
use db::{DbError, Tx};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, Setting};
use serde::{Deserialize, Serialize};

const KIND: &str = "customers.retain";

/// Cards in one transaction.
const BATCH: usize = 50;

/// The job, with what answers conditions beyond the card and those who erase.
#[derive(Clone, Default)]
pub struct Retain {
    /// The memory of the house.
    pub desk: Desk,
    /// Who erases in capabilities above.
    pub erasers: Erasers,
}

impl Retain {
    /// When it is due: each night in the firm's zone.
    pub fn nightly(zone: TimeZone) -> Recurring {
        Recurring { kind: KIND, schedule: Schedule::DailyAt(Time::constant(3, 40, 0, 0), zone) }
    }

    fn act(&self, tx: &mut Tx<'_>, setting: &Setting) -> Result<Act, DbError> {
        let firm = access::firm::load(tx)?;
        self.desk.act(tx, (setting, &Actor::system()), &firm)
    }
}

impl Job for Retain {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let mut night: Night = work.place().unwrap_or_default();
        for rule in work.db().read(table::all)? {
            while !night.over.contains(&rule.id) {
                let (house, setting, job, id) = (self.clone(), work.setting().clone(), work.id(), rule.id);
                night = work.write(move |tx| {
                    let night = house.go_on(tx, &setting, (id, night))?;
                    jobs::keep_place(tx, job, &night)?;
                    Ok::<_, JobError>(night)
                })?;
                if work.is_stopping() {
                    return Ok(Outcome::Stopped);
                }
            }
        }
        Ok(Outcome::DONE)
    }
}

/// How far a night is: kept with what is done, so that a process that ends meanwhile does not begin to count anew.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Night {
    /// Rules that are through.
    over: Vec<RuleId>,
    /// Of the rule at hand, the last card looked at.
    after: CustomerNo,
    /// How many cards it touched.
    n_done: usize,
}

impl Retain {
    /// Applies a rule to the next cards, at most [`MOST`] of them in a night.
    fn go_on(
        &self,
        tx: &mut Tx<'_>,
        setting: &Setting,
        (id, mut night): (RuleId, Night),
    ) -> Result<Night, JobError> {
        let mut next = None;
        // As it stands now: somebody may have switched it off meanwhile.
        if let Some(rule) = table::find(tx, id)?.filter(|rule| rule.is_on) {
            let act = self.act(tx, setting)?;
            let limit = BATCH.min(MOST - night.n_done);
            let (after, n) = apply(tx, &act, &self.erasers, (&rule, night.after, limit))
                .map_err(|error| JobError::Again(error.to_string()))?;
            night.n_done += n;
            next = after.filter(|_| night.n_done < MOST);
            if next.is_none() {
                table::ran(tx, id, (setting.now(), night.n_done))?;
            }
        }
        match next {
            Some(after) => night.after = after,
            None => {
                night.over.push(id);
                (night.after, night.n_done) = (0, 0);
            }
        }
        Ok(night)
    }
}
