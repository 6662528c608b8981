//! Forgetting jobs that ended well, so that the queue stays small.

use crate::job::{Job, JobError, Outcome};
use crate::schedule::{Recurring, Schedule};
use crate::verbs::forget_finished;
use crate::work::Work;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use kernel::DAY_MS;

/// How long a job that ended well can be looked at.
const KEPT_DAYS: i64 = 30;

/// Forgets, once a night, what was done or stopped more than 30 days ago; dead and failed jobs stay.
#[derive(Debug, Clone, Copy)]
pub struct Forgetting;

impl Forgetting {
    /// The kind of this job.
    const KIND: &'static str = "jobs.forget";

    /// Every night at 3:40 of this zone.
    pub fn nightly(zone: TimeZone) -> Recurring {
        Recurring { kind: Self::KIND, schedule: Schedule::DailyAt(Time::constant(3, 40, 0, 0), zone) }
    }
}

impl Job for Forgetting {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let before = work.setting().now() - KEPT_DAYS * DAY_MS;
        let n = work.write(move |tx| Ok(forget_finished(tx, before)?))?;
        Ok(Outcome::Done(serde_json::json!({ "n_forgotten": n })))
    }
}
