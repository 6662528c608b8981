//! The runner: threads that take jobs and do them, and the keeper that gives signs of life.

use crate::backoff::rest;
use crate::bell;
use crate::job::{Job, JobError, Outcome};
use crate::keeper::Keeper;
use crate::mark::Mark;
use crate::record::State;
use crate::schedule::Recurring;
use crate::store::{self, End, Taken};
use crate::work::{Running, Work};
use db::{Db, DbError, Trouble};
use kernel::Setting;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What a runner does.
pub struct Plan {
    /// Every kind of work it can do.
    pub jobs: Vec<Arc<dyn Job>>,
    /// What comes back by itself.
    pub recurring: Vec<Recurring>,
    /// How many jobs at once, 1.. .
    pub n_workers: usize,
}

/// A runner at work; dropped, it takes no more jobs and asks those that run to stop, but does not wait for them.
pub struct Runner {
    core: Arc<Core>,
    threads: Vec<JoinHandle<()>>,
}

impl Runner {
    /// Starts a runner on a base; jobs of runners that are proved dead are taken up again at once.
    ///
    /// # Errors
    /// Any [`DbError`]; [`Trouble::Denied`] when the runner's mark cannot be made beside the base.
    pub fn start(db: &Db, setting: &Setting, plan: Plan) -> Result<Self, DbError> {
        let n_workers = plan.n_workers.max(1);
        let core = Arc::new(Core::new(db, setting, plan.jobs, plan.recurring)?);
        let mut keeper = Keeper::new(core.clone());
        keeper.begin()?;
        let mut runner = Self { core: core.clone(), threads: Vec::new() };
        runner.spawn("jobs-keeper".to_owned(), move || keeper.serve())?;
        for n in 0..n_workers {
            let core = core.clone();
            runner.spawn(format!("jobs-{n}"), move || core.serve())?;
        }
        Ok(runner)
    }

    fn spawn(&mut self, name: String, work: impl FnOnce() + Send + 'static) -> Result<(), DbError> {
        let thread = std::thread::Builder::new().name(name).spawn(work);
        self.threads.push(thread.map_err(|e| DbError { trouble: Trouble::Other, detail: e.to_string() })?);
        Ok(())
    }

    /// Takes no more jobs, asks those that run to stop, and waits for them; whether all ended in time. A job that stops
    /// for this goes on at the next start, and the attempt is not counted.
    pub fn close(self, patience: Duration) -> bool {
        self.core.close();
        let deadline = Instant::now() + patience;
        loop {
            let seen = bell::n_rings();
            if self.threads.iter().all(JoinHandle::is_finished) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            // A thread rings just before it ends, so a short wait catches the rest of its end.
            bell::wait(seen, left.min(Duration::from_millis(20)));
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.core.close();
    }
}

/// Does what is due now, one after the other on this thread; gives how many jobs were begun.
///
/// # Errors
/// Any [`DbError`].
pub fn run_due(db: &Db, setting: &Setting, jobs: Vec<Arc<dyn Job>>) -> Result<usize, DbError> {
    let core = Arc::new(Core::new(db, setting, jobs, Vec::new())?);
    Keeper::new(core.clone()).begin()?;
    let mut n_begun = 0;
    while core.take_and_run()? {
        n_begun += 1;
    }
    Ok(n_begun)
}

/// What the threads of a runner have in common.
pub(crate) struct Core {
    pub(crate) db: Db,
    pub(crate) setting: Setting,
    pub(crate) recurring: Vec<Recurring>,
    pub(crate) mark: Mark,
    pub(crate) kinds: Vec<&'static str>,
    jobs: Vec<Arc<dyn Job>>,
    running: Mutex<Vec<Arc<Running>>>,
    is_closing: AtomicBool,
}

impl Core {
    fn new(
        db: &Db,
        setting: &Setting,
        jobs: Vec<Arc<dyn Job>>,
        recurring: Vec<Recurring>,
    ) -> Result<Self, DbError> {
        Ok(Self {
            db: db.clone(),
            setting: setting.clone(),
            recurring,
            mark: Mark::new(db, setting)?,
            kinds: jobs.iter().map(|job| job.kind()).collect(),
            jobs,
            running: Mutex::default(),
            is_closing: AtomicBool::new(false),
        })
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.is_closing.load(Ordering::SeqCst)
    }

    pub(crate) fn running(&self) -> MutexGuard<'_, Vec<Arc<Running>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.is_closing.store(true, Ordering::SeqCst);
        for running in self.running().iter() {
            running.is_stopping.store(true, Ordering::SeqCst);
        }
        bell::ring();
    }

    fn serve(&self) {
        while !self.is_closing() {
            let seen = bell::n_rings();
            match self.take_and_run() {
                Ok(true) => {}
                // The keeper rings when something is due, so the long wait is only a second line.
                Ok(false) => drop(bell::wait(seen, Duration::from_secs(60))),
                Err(error) => {
                    tracing::warn!(detail = %error, "no job could be taken");
                    bell::wait(seen, Duration::from_secs(1));
                }
            }
        }
        bell::ring();
    }

    /// Takes the next job and does it; `false` when none is due.
    fn take_and_run(&self) -> Result<bool, DbError> {
        let (kinds, worker, now) = (self.kinds.clone(), self.mark.id, self.setting.now());
        let Some(taken) = self.db.write(move |tx| store::take(tx, &kinds, worker, now))? else {
            return Ok(false);
        };
        let Some(job) = self.jobs.iter().find(|job| job.kind() == taken.kind) else { return Ok(false) };
        let running = Arc::new(Running::new(taken.hold, taken.progress.clone()));
        {
            let mut all = self.running();
            all.push(running.clone());
            running.is_stopping.store(self.is_closing(), Ordering::SeqCst);
        }
        // The keeper looks more often while something runs.
        bell::ring();
        let ended = self.run(job.as_ref(), &taken, running.clone());
        self.put_away(&running, &taken, ended);
        self.running().retain(|other| !Arc::ptr_eq(other, &running));
        Ok(true)
    }

    fn run(&self, job: &dyn Job, taken: &Taken, running: Arc<Running>) -> Result<Outcome, JobError> {
        let work = Work {
            db: self.db.clone(),
            setting: self.setting.clone(),
            running,
            payload: taken.payload.clone(),
            place: taken.place.clone(),
            created_by: taken.created_by,
        };
        catch_unwind(AssertUnwindSafe(|| job.run(&work)))
            .unwrap_or_else(|_| Err(JobError::Again("the work panicked; the log says where".to_owned())))
    }

    /// Writes down how the job ended. A base that cannot be written to just now is asked again: until then the job
    /// stays ours.
    fn put_away(&self, running: &Running, taken: &Taken, ended: Result<Outcome, JobError>) {
        let (hold, is_closing, max_attempts) = (taken.hold, self.is_closing(), taken.max_attempts);
        let n_counted = hold.n_attempts - taken.n_deaths;
        if let Err(error) = &ended {
            tracing::warn!(job = %hold.id, kind = %taken.kind, %error, "a job failed");
        }
        loop {
            let seen = bell::n_rings();
            let (progress, setting, ended) = (running.progress(), self.setting.clone(), ended.clone());
            let written: Result<(), DbError> = self.db.write(move |tx| {
                let is_asked = store::is_stop_requested(tx, hold.id)?;
                let why = Why { is_asked, is_closing, is_last: n_counted >= max_attempts };
                let end = end_of(ended, why, &setting, n_counted);
                store::end(tx, hold, &progress, &end, setting.now())
            });
            match written {
                Ok(()) => return,
                Err(_) if self.is_closing() => return,
                Err(_) => drop(bell::wait(seen, Duration::from_secs(1))),
            }
        }
    }
}

/// What decides how a job that ended goes on.
struct Why {
    is_asked: bool,
    is_closing: bool,
    is_last: bool,
}

fn end_of(ended: Result<Outcome, JobError>, why: Why, setting: &Setting, n_attempts: i64) -> End {
    let plain = |state| End { state, result: None, error: None, run_at: None, is_uncounted: false };
    match ended {
        Ok(Outcome::Done(result)) => {
            End { result: (!result.is_null()).then(|| result.to_string()), ..plain(State::Done) }
        }
        Ok(Outcome::Stopped) if why.is_closing && !why.is_asked => {
            End { run_at: Some(setting.now()), is_uncounted: true, ..plain(State::Waiting) }
        }
        Ok(Outcome::Stopped) => plain(State::Stopped),
        Err(JobError::Never(error)) => End { error: Some(error), ..plain(State::Failed) },
        Err(error) => {
            let (state, run_at) = match (why.is_asked, why.is_last) {
                (true, _) => (State::Stopped, None),
                (false, true) => (State::Dead, None),
                (false, false) => (State::Waiting, Some(setting.now() + rest(setting, n_attempts))),
            };
            End { error: Some(error.to_string()), run_at, ..plain(state) }
        }
    }
}
