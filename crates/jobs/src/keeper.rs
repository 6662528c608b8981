//! The keeper of a runner: looks at the queue, gives signs of life, writes progress, passes on stops, and takes up the
//! jobs of the dead.

use crate::bell;
use crate::runner::Core;
use crate::schedule;
use crate::store::{self, LEASE_MS};
use crate::work::Running;
use db::DbError;
use kernel::Millis;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often it looks when nothing runs: one question that three indexes answer.
const AT_REST: Duration = Duration::from_secs(1);
/// How often it looks and writes progress while something runs.
const AT_WORK: Duration = Duration::from_millis(250);

pub(crate) struct Keeper {
    core: Arc<Core>,
    recurring: Vec<&'static str>,
    renewed_at: Millis,
}

impl Keeper {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        let recurring = core.recurring.iter().map(|r| r.kind).collect();
        Self { core, recurring, renewed_at: Millis::MIN / 2 }
    }

    /// What is done once, before the first job is taken.
    pub(crate) fn begin(&mut self) -> Result<(), DbError> {
        self.take_up_from_the_dead()?;
        self.put_recurring()
    }

    pub(crate) fn serve(&mut self) {
        let mut was_well = true;
        loop {
            let looked = self.look();
            // One line per trouble, not one per second of it.
            if let (Err(error), true) = (&looked, was_well) {
                tracing::warn!(detail = %error, "the job queue cannot be looked after");
            }
            was_well = looked.is_ok();
            let seen = bell::n_rings();
            if self.core.is_closing() {
                break;
            }
            let pause = if self.core.running().is_empty() { AT_REST } else { AT_WORK };
            // Rings come as fast as verbs ask for work; more than a few looks a second would be of no use.
            if bell::wait(seen, pause) != seen && !self.core.is_closing() {
                std::thread::sleep(AT_WORK / 5);
            }
        }
        bell::ring();
    }

    /// One look.
    pub(crate) fn look(&mut self) -> Result<(), DbError> {
        let running: Vec<_> = self.core.running().clone();
        let (kinds, worker) = (&self.core.kinds, self.core.mark.id);
        let (glance, stops) = self.core.db.read(|tx| {
            let stops = if running.is_empty() { Vec::new() } else { store::stop_requests(tx, worker)? };
            Ok::<_, DbError>((store::glance(tx, kinds, &self.recurring)?, stops))
        })?;
        for asked in running.iter().filter(|running| stops.contains(&running.hold.id)) {
            asked.is_stopping.store(true, Ordering::SeqCst);
        }
        self.renew(&running)?;
        let now = self.core.setting.now();
        let is_due = |moment: Option<Millis>| moment.is_some_and(|moment| moment <= now);
        if is_due(glance.schedule_at) {
            self.put_recurring()?;
        }
        // Signs of life come four times per lease: half a lease without one is reason to look whether its runner lives.
        if glance.lease_ends_at.is_some_and(|ends| ends < now + LEASE_MS / 2) {
            self.take_up_from_the_dead()?;
        }
        if is_due(glance.due_at) {
            bell::ring();
        }
        Ok(())
    }

    /// Writes what progress was made, and a sign of life for all when a quarter of the lease is over.
    fn renew(&mut self, running: &[Arc<Running>]) -> Result<(), DbError> {
        let now = self.core.setting.now();
        let is_time = now - self.renewed_at >= LEASE_MS / 4;
        let signs: Vec<_> = running
            .iter()
            .filter_map(|running| {
                let news = running.news().or_else(|| is_time.then(|| running.progress()));
                news.map(|progress| (running.clone(), progress))
            })
            .collect();
        if is_time {
            self.renewed_at = now;
        }
        if signs.is_empty() {
            return Ok(());
        }
        self.core.db.write(move |tx| {
            for (running, progress) in &signs {
                if !store::renew(tx, running.hold, progress, now)? {
                    running.is_lost.store(true, Ordering::SeqCst);
                }
            }
            Ok(())
        })
    }

    fn take_up_from_the_dead(&self) -> Result<(), DbError> {
        let (own, now) = (self.core.mark.id, self.core.setting.now());
        let others = self.core.db.read(|tx| store::other_workers(tx, own))?;
        let dead: Vec<_> = others
            .into_iter()
            .filter(|(other, lease_ends_at)| self.core.mark.is_dead(*other, *lease_ends_at, now))
            .map(|(other, _)| other)
            .collect();
        if dead.is_empty() {
            return Ok(());
        }
        let n_jobs: u64 = self.core.db.write(move |tx| {
            dead.iter().try_fold(0, |n, other| Ok::<_, DbError>(n + store::release(tx, *other, now)?))
        })?;
        tracing::info!(n_jobs, "jobs of a process that ended are taken up again");
        bell::ring();
        Ok(())
    }

    fn put_recurring(&self) -> Result<(), DbError> {
        if self.core.recurring.is_empty() {
            return Ok(());
        }
        let (setting, recurring) = (self.core.setting.clone(), self.core.recurring.clone());
        self.core.db.write(move |tx| schedule::put_due(tx, &setting, &recurring))
    }
}
