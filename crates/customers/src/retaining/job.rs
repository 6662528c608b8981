//! The nightly job that applies the rules.

use super::{MOST, apply};
use crate::act::{Act, Desk};
use crate::erasing::Erasers;
use crate::store::retention as table;
use db::{DbError, Tx};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, Setting};

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
        let rules = work.db().read(table::all)?;
        for rule in rules.into_iter().filter(|rule| rule.is_on) {
            let (mut after, mut n_done) = (0, 0);
            while n_done < MOST {
                let (house, setting, rule) = (self.clone(), work.setting().clone(), rule.clone());
                let (next, n) = work.write(move |tx| {
                    let act = house.act(tx, &setting)?;
                    let limit = BATCH.min(MOST - n_done);
                    apply(tx, &act, &house.erasers, (&rule, after, limit))
                        .map_err(|error| JobError::Again(error.to_string()))
                })?;
                n_done += n;
                match next {
                    Some(next) => after = next,
                    None => break,
                }
                if work.is_stopping() {
                    return Ok(Outcome::Stopped);
                }
            }
            let (id, now) = (rule.id, work.setting().now());
            work.write(move |tx| table::ran(tx, id, (now, n_done)).map_err(JobError::from))?;
        }
        Ok(Outcome::DONE)
    }
}
