//! Counting every segment at night, so that who came and went is kept day by day.

use crate::engine::Engine;
use crate::{SegmentError, moving, store};
use customers::Desk;
use db::{DbError, Tx};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, Setting};
use std::sync::Arc;

/// The name of the job.
const KIND: &str = "segments.count";

/// The job that counts.
struct Counting {
    engine: Engine,
}

/// The work of this capability, with what answers conditions.
pub fn jobs(engine: &Engine) -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Counting { engine: engine.clone() })]
}

/// Every night at 0:20 of this zone, so that a day is counted when it is over.
pub fn nightly(zone: TimeZone) -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::DailyAt(Time::constant(0, 20, 0, 0), zone) }
}

impl Job for Counting {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let segments = work.write(|tx| Ok(store::segments::all(tx)?))?;
        let n_all = i64::try_from(segments.len()).unwrap_or(i64::MAX);
        for (n, segment) in (1..).zip(segments) {
            let (engine, setting) = (self.engine.clone(), work.setting().clone());
            work.write(move |tx| Ok(count(tx, &engine, &setting, segment.id)?))?;
            work.progress(n, Some(n_all), "segments-counting");
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
        }
        Ok(Outcome::DONE)
    }
}

/// Counts one segment; one that was removed meanwhile, or whose condition is no longer understood, is passed over.
fn count(tx: &mut Tx<'_>, engine: &Engine, setting: &Setting, id: crate::SegmentId) -> Result<(), DbError> {
    let firm = access::firm::load(tx)?;
    let act = Desk::default().act(tx, (setting, &Actor::console()), &firm)?;
    match moving::recount(tx, &act, engine, id) {
        Ok(_) | Err(SegmentError::Missing) => Ok(()),
        Err(SegmentError::Db(error)) => Err(error),
        Err(error) => {
            tracing::warn!(%id, %error, "a segment cannot be counted");
            Ok(())
        }
    }
}
