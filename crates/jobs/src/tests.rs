//! The promises of the queue, each tried on SQLite and, where one is installed, on PostgreSQL.

use super::*;
use db::{DatabaseUrl, Db, DbError, Options};
use kernel::{Actor, HOUR_MS, PageSize, Seeded, Setting, SystemChance, TravelClock};
use std::collections::BTreeMap;
use std::io::BufRead as _;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A disk under load takes its time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A base with a clock that stands still.
struct Base {
    db: Db,
    clock: Arc<TravelClock>,
    setting: Setting,
    _keep: Box<dyn std::any::Any + Send + Sync>,
}

fn base_at(url: &DatabaseUrl, keep: Box<dyn std::any::Any + Send + Sync>) -> Base {
    let clock = Arc::new(TravelClock::at(1_790_000_000_000));
    let setting = Setting::new(clock.clone(), Arc::new(SystemChance));
    let db = Db::open(url, Options::default()).unwrap();
    db::migrate(&db, setting.now()).unwrap();
    Base { db, clock, setting, _keep: keep }
}

fn sqlite() -> Base {
    let folder = tempfile::tempdir().unwrap();
    base_at(&DatabaseUrl::in_folder(folder.path()), Box::new(folder))
}

/// Tells the same story on both databases.
fn on_both(name: &str, story: impl Fn(&Base)) {
    story(&sqlite());
    match testbase::url_for_test(name) {
        Ok(database) => {
            let url = database.url.parse().unwrap();
            story(&base_at(&url, Box::new(database)));
        }
        Err(why) => eprintln!("skipped on PostgreSQL: {why}"),
    }
}

impl Base {
    fn put(&self, new: New) -> JobId {
        let setting = self.setting.clone();
        self.db.write(move |tx| enqueue(tx, &setting, new)).unwrap()
    }

    fn job(&self, id: JobId) -> Record {
        self.db.read(|tx| get(tx, id)).unwrap().unwrap()
    }

    fn run(&self, job: &Arc<dyn Job>) -> usize {
        run_due(&self.db, &self.setting, vec![job.clone()]).unwrap()
    }

    fn start(&self, job: &Arc<dyn Job>, n_workers: usize) -> Runner {
        let plan = Plan { jobs: vec![job.clone()], recurring: Vec::new(), n_workers };
        Runner::start(&self.db, &self.setting, plan).unwrap()
    }

    fn ask(
        &self,
        verb: fn(&mut db::Tx<'_>, &Setting, &Actor, JobId) -> Result<(), VerbError>,
        id: JobId,
    ) -> Result<(), VerbError> {
        let setting = self.setting.clone();
        self.db.write(move |tx| verb(tx, &setting, &Actor::console(), id))
    }

    /// Waits until the job is in this state; the runner's own bell would ring too early.
    fn wait_for(&self, id: JobId, state: State) -> Record {
        let begun = std::time::Instant::now();
        while begun.elapsed() < PATIENCE {
            let job = self.job(id);
            if job.state == state {
                return job;
            }
            bell::wait(bell::n_rings(), Duration::from_millis(10));
        }
        panic!("still {:?}", self.job(id));
    }
}

/// A job of kind `test` that does as the closure says.
struct As<F>(F);

impl<F: Fn(&Work) -> Result<Outcome, JobError> + Send + Sync> Job for As<F> {
    fn kind(&self) -> &'static str {
        "test"
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        (self.0)(work)
    }
}

fn job(run: impl Fn(&Work) -> Result<Outcome, JobError> + Send + Sync + 'static) -> Arc<dyn Job> {
    Arc::new(As(run))
}

fn failing() -> Arc<dyn Job> {
    job(|_| Err(JobError::Again("the wire is cut".to_owned())))
}

#[test]
fn work_is_done_once_and_tells_what_it_brought() {
    on_both("jobs_done", |base| {
        let id = base.put(New::of("test", &vec![1, 2, 3]));
        let sum = job(|work| {
            let numbers: Vec<i64> = work.payload()?;
            work.progress(3, Some(3), "test-adding");
            Ok(Outcome::Done(serde_json::json!({ "sum": numbers.iter().sum::<i64>() })))
        });
        assert_eq!(base.run(&sum), 1);
        assert_eq!(base.run(&sum), 0);
        let done = base.job(id);
        assert_eq!((done.state, done.n_done, done.n_total), (State::Done, 3, Some(3)));
        assert_eq!(done.result, Some(serde_json::json!({ "sum": 6 })));
        assert_eq!(done.message.as_deref(), Some("test-adding"));
    });
}

#[test]
fn work_asked_for_in_a_failed_transaction_was_never_asked_for() {
    let base = sqlite();
    let setting = base.setting.clone();
    let failed: Result<(), DbError> = base.db.write(move |tx| {
        enqueue(tx, &setting, New::of("test", &()))?;
        tx.batch("no such words")
    });
    assert!(failed.is_err());
    assert_eq!(base.db.read(|tx| count(tx, Filter::default())).unwrap(), 0);
}

#[test]
fn there_is_one_of_these_at_a_time() {
    on_both("jobs_key", |base| {
        let new = || New::of("test", &()).key("sums");
        let first = base.put(new());
        assert_eq!(base.put(new()), first);
        base.run(&job(|_| Ok(Outcome::DONE)));
        assert_ne!(base.put(new()), first);
    });
}

#[test]
fn failed_work_rests_longer_each_time_and_is_dead_in_the_end() {
    on_both("jobs_backoff", |base| {
        let id = base.put(New::of("test", &()).attempts(3));
        let mut rests = Vec::new();
        for _ in 0..2 {
            assert_eq!(base.run(&failing()), 1);
            let waiting = base.job(id);
            assert_eq!(waiting.state, State::Waiting);
            rests.push(waiting.run_at - base.setting.now());
            assert_eq!(base.run(&failing()), 0, "not before its time");
            base.clock.set(waiting.run_at);
        }
        assert!((3_750..=6_250).contains(&rests[0]) && (7_500..=12_500).contains(&rests[1]), "{rests:?}");
        base.run(&failing());
        let filter = Filter { states: &[State::Dead], ..Filter::default() };
        let dead = base.db.read(|tx| list(tx, filter, PageSize::DEFAULT, None)).unwrap().items;
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].id, dead[0].error.as_deref()), (id, Some("the wire is cut")));

        base.ask(retry, id).unwrap();
        base.run(&job(|_| Ok(Outcome::DONE)));
        assert_eq!(base.job(id).state, State::Done);
    });
}

#[test]
fn work_that_cannot_succeed_fails_at_once() {
    let base = sqlite();
    let id = base.put(New::of("test", &"not a number"));
    base.run(&job(|work| work.payload::<i64>().map(|_| Outcome::DONE)));
    assert_eq!(base.job(id).state, State::Failed);
    let panicking = base.put(New::of("test", &()).attempts(1));
    base.run(&job(|_| panic!("on purpose")));
    assert_eq!(base.job(panicking).state, State::Dead);
}

#[test]
fn two_runners_never_do_one_job_twice() {
    on_both("jobs_twice", |base| {
        const N_JOBS: usize = 200;
        let seen: Arc<Mutex<BTreeMap<JobId, usize>>> = Arc::default();
        let ended = Arc::new(AtomicUsize::new(0));
        let counting = {
            let (seen, ended) = (seen.clone(), ended.clone());
            job(move |work| {
                *seen.lock().unwrap().entry(work.id()).or_default() += 1;
                ended.fetch_add(1, Ordering::SeqCst);
                Ok(Outcome::DONE)
            })
        };
        let runners = [base.start(&counting, 2), base.start(&counting, 2)];
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..N_JOBS / 4 {
                        base.put(New::of("test", &()));
                    }
                });
            }
        });
        let done = Filter { states: &[State::Done], ..Filter::default() };
        while base.db.read(|tx| count(tx, done)).unwrap() < N_JOBS as i64 {
            bell::wait(bell::n_rings(), Duration::from_millis(10));
        }
        assert!(runners.into_iter().all(|runner| runner.close(PATIENCE)));
        assert_eq!(ended.load(Ordering::SeqCst), N_JOBS);
        assert!(seen.lock().unwrap().values().all(|n| *n == 1));
    });
}

/// A job that says when it began, and then works until it is told to stop.
fn endless() -> (Arc<dyn Job>, Receiver<i64>) {
    let (begun, told): (Sender<i64>, _) = channel();
    let endless = job(move |work| {
        begun.send(work.place().unwrap_or(0)).unwrap();
        let id = work.id();
        work.progress(7, None, "test-turning");
        work.write(move |tx| Ok(keep_place(tx, id, &7)?))?;
        while !work.is_stopping() {
            bell::wait(bell::n_rings(), Duration::from_millis(5));
        }
        Ok(Outcome::Stopped)
    });
    (endless, told)
}

#[test]
fn running_work_stops_when_asked_and_goes_on_from_its_place() {
    on_both("jobs_stop", |base| {
        let (endless, begun) = endless();
        let runner = base.start(&endless, 1);
        let id = base.put(New::of("test", &()));
        assert_eq!(begun.recv().unwrap(), 0);
        base.ask(stop, id).unwrap();
        let stopped = base.wait_for(id, State::Stopped);
        assert_eq!((stopped.n_done, stopped.n_done_before), (7, 0));
        assert!(matches!(base.ask(stop, id), Err(VerbError::NotNow(State::Stopped))));
        base.ask(resume, id).unwrap();
        assert_eq!(begun.recv().unwrap(), 7);
        assert_eq!(base.job(id).n_done_before, 7, "its pace is told from here on");
        assert!(runner.close(PATIENCE));
    });
}

#[test]
fn closing_puts_running_work_back_without_counting_the_attempt() {
    let base = sqlite();
    let (endless, begun) = endless();
    let runner = base.start(&endless, 1);
    let id = base.put(New::of("test", &()));
    begun.recv().unwrap();
    assert!(runner.close(PATIENCE));
    let waiting = base.job(id);
    assert_eq!((waiting.state, waiting.n_attempts), (State::Waiting, 0));
}

#[test]
fn waiting_work_is_stopped_at_once_and_only_by_whoever_may() {
    let base = sqlite();
    let owner = base.setting.id::<kernel::RawId>();
    let id = base.put(New::of("test", &()).by(Some(owner)));
    let person = |user| Actor { user: Some(user), kind: kernel::ActorKind::Person, ..Actor::system() };
    let (setting, stranger) = (base.setting.clone(), person(base.setting.id()));
    let refused = base.db.write(move |tx| stop(tx, &setting, &stranger, id));
    assert!(matches!(refused, Err(VerbError::Refused)));
    let (setting, owner) = (base.setting.clone(), person(owner));
    base.db.write(move |tx| stop(tx, &setting, &owner, id)).unwrap();
    assert_eq!(base.job(id).state, State::Stopped);
    let told = base
        .db
        .read(|tx| journal::of_subject(tx, id.0, journal::Filter { limit: 9, ..Default::default() }));
    assert_eq!(told.unwrap()[0].verb, "job.stopped");
}

/// Takes a job as a runner does and then ends without a word, as a killed process does.
fn take_and_die(base: &Base) -> work::Hold {
    let mark = mark::Mark::new(&base.db, &base.setting).unwrap();
    let (worker, now) = (mark.id, base.setting.now());
    let taken = base.db.write(move |tx| store::take(tx, &["test"], worker, now)).unwrap().unwrap();
    taken.hold
}

#[test]
fn work_of_a_dead_runner_is_taken_again_at_once_on_sqlite_and_after_its_lease_on_postgres() {
    on_both("jobs_dead", |base| {
        let id = base.put(New::of("test", &()));
        let hold = take_and_die(base);
        assert_eq!(base.job(id).state, State::Running);
        let again = job(|work| Ok(Outcome::Done(work.n_attempts().into())));
        if base.db.dialect() == db::Dialect::Postgres {
            assert_eq!(base.run(&again), 0);
            base.clock.forward(store::LEASE_MS + 1);
        }
        assert_eq!(base.run(&again), 1);
        assert_eq!(base.job(id).result, Some(2.into()));
        assert!(
            !base.db.write(move |tx| store::is_held(tx, hold)).unwrap(),
            "the dead may no longer write"
        );
    });
}

#[test]
fn work_of_a_living_runner_is_not_taken_however_long_it_is_silent() {
    let base = sqlite();
    base.put(New::of("test", &()));
    let mark = mark::Mark::new(&base.db, &base.setting).unwrap();
    let (worker, now) = (mark.id, base.setting.now());
    base.db.write(move |tx| store::take(tx, &["test"], worker, now)).unwrap().unwrap();
    base.clock.forward(HOUR_MS);
    assert_eq!(base.run(&failing()), 0);
    assert!(is_served(base.db.url()));
    drop(mark);
    assert!(!is_served(base.db.url()));
    assert_eq!(base.run(&failing()), 1);
}

#[test]
fn the_death_of_a_process_is_no_failure_of_its_work() {
    on_both("jobs_deaths", |base| {
        let id = base.put(New::of("test", &()).attempts(2));
        let die = |n: i64| {
            for _ in 0..n {
                let hold = take_and_die(base);
                base.clock.forward(store::LEASE_MS + 1);
                base.db.write(move |tx| store::release(tx, hold.worker, 0)).unwrap();
            }
            base.job(id).state
        };
        assert_eq!(die(store::MOST_DEATHS - 1), State::Waiting);
        base.run(&failing());
        let waiting = base.job(id);
        assert_eq!(waiting.state, State::Waiting, "one attempt of two");
        assert!(waiting.run_at - base.setting.now() < 7_000, "it rests as after the first attempt");
        base.clock.set(waiting.run_at);
        base.db.write(move |tx| keep_place(tx, id, &1)).unwrap();
        assert_eq!(die(store::MOST_DEATHS - 1), State::Waiting, "it got further, so they count anew");
        assert_eq!(die(1), State::Dead);
        assert_eq!(base.job(id).error.as_deref(), Some("the process ended in the middle of the work"));
        base.ask(retry, id).unwrap();
        assert_eq!(die(1), State::Waiting);
    });
}

#[test]
fn work_that_panics_each_time_is_dead_in_the_end() {
    let base = sqlite();
    let id = base.put(New::of("test", &()).attempts(2));
    take_and_die(&base);
    for _ in 0..2 {
        base.run(&job(|_| panic!("on purpose")));
        base.clock.forward(HOUR_MS);
    }
    assert_eq!(base.job(id).state, State::Dead);
}

#[test]
fn a_job_in_other_hands_may_no_longer_write() {
    let base = sqlite();
    base.put(New::of("test", &()));
    let is_refused = Arc::new(AtomicBool::new(false));
    let refused = is_refused.clone();
    let thief = job(move |work| {
        let id = work.id();
        work.db().write(move |tx| {
            tx.execute("UPDATE jobs SET n_attempts = 9 WHERE id = $1", db::params![id.0])
        })?;
        refused.store(work.write(|_| Ok(())) == Err(JobError::Lost), Ordering::SeqCst);
        Ok(Outcome::DONE)
    });
    base.run(&thief);
    assert!(is_refused.load(Ordering::SeqCst));
}

/// The variable by which this very test tells its child process where the base is.
const CHILD: &str = "KARTOTEKA_TEST_JOBS_CHILD";

#[test]
fn work_survives_a_killed_process() {
    if let Ok(folder) = std::env::var(CHILD) {
        let base = base_at(&DatabaseUrl::in_folder(folder.as_ref()), Box::new(()));
        let (endless, begun) = endless();
        let _runner = base.start(&endless, 1);
        begun.recv().unwrap();
        println!("begun");
        std::thread::park();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    let base = base_at(&DatabaseUrl::in_folder(&path), Box::new(folder));
    let id = base.put(New::of("test", &()));
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::work_survives_a_killed_process", "--nocapture"])
        .env(CHILD, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("begun")));
    let finishing = job(|_| Ok(Outcome::DONE));
    assert_eq!(base.run(&finishing), 0, "the child has it");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(base.run(&finishing), 1);
    assert_eq!(base.job(id).n_attempts, 2);
}

#[test]
fn recurring_work_comes_back_and_is_not_doubled() {
    on_both("jobs_recurring", |base| {
        let every = [Recurring { kind: "test", schedule: Schedule::Every(HOUR_MS) }];
        let put = || {
            let (setting, every) = (base.setting.clone(), every.clone());
            base.db.write(move |tx| schedule::put_due(tx, &setting, &every)).unwrap();
            base.db.read(|tx| count(tx, Filter::default())).unwrap()
        };
        assert_eq!([put(), put()], [1, 1]);
        base.clock.forward(3 * HOUR_MS);
        assert_eq!(put(), 1, "the first still waits");
        base.run(&job(|_| Ok(Outcome::DONE)));
        base.clock.forward(HOUR_MS);
        assert_eq!([put(), put()], [2, 2]);
    });
}

#[test]
fn lists_go_on_where_the_page_ended() {
    on_both("jobs_list", |base| {
        let ids: Vec<_> =
            (0..5).map(|n| base.put(New::of(if n == 2 { "other" } else { "test" }, &n))).collect();
        let filter = Filter { kind: Some("test"), states: &[State::Waiting], ..Filter::default() };
        let page = |after: Option<kernel::Cursor>| {
            base.db.read(|tx| list(tx, filter, PageSize::clamped(3), after.as_ref())).unwrap()
        };
        let first = page(None);
        let second = page(first.next.clone());
        let listed: Vec<_> = first.items.iter().chain(&second.items).map(|job| job.id).collect();
        assert_eq!(listed, [ids[4], ids[3], ids[1], ids[0]]);
        assert!(second.next.is_none());
        assert_eq!(base.db.read(|tx| count(tx, filter)).unwrap(), 4);
    });
}

#[test]
fn what_ended_well_is_forgotten_after_a_while() {
    on_both("jobs_forget", |base| {
        base.put(New::of("test", &()));
        base.run(&job(|_| Ok(Outcome::DONE)));
        base.put(New::of("test", &()).attempts(1));
        base.run(&failing());
        let forget = || {
            let id = base.put(New::of("jobs.forget", &()));
            run_due(&base.db, &base.setting, vec![Arc::new(Forgetting)]).unwrap();
            base.job(id).result.unwrap()["n_forgotten"].as_i64().unwrap()
        };
        assert_eq!(forget(), 0);
        base.clock.forward(31 * kernel::DAY_MS);
        assert_eq!(forget(), 2, "the work and the forgetting before");
        let dead = Filter { states: &[State::Dead], ..Filter::default() };
        assert_eq!(base.db.read(|tx| count(tx, dead)).unwrap(), 1);
    });
}

#[test]
fn chance_alone_decides_the_rest() {
    let rest = || {
        let setting = Setting::new(Arc::new(TravelClock::at(0)), Arc::new(Seeded::new(1)));
        backoff::rest(&setting, 1)
    };
    assert_eq!(rest(), rest());
}
