//! Putting the house together: the base brought up to date, its words, files, door and jobs.

use crate::capabilities;
use crate::exit::CommandError;
use axum::http::Extensions;
use customers::duplicates::Likeness;
use customers::merging::Followers;
use customers::{Desk, Happenings, Panels, Provenances, Tellers};
use db::{DatabaseUrl, Db, Options};
use files::FilesUrl;
use jobs::{Plan, Runner};
use kernel::Setting;
use mail::{Post, RealPost, Seal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use web::{App, AppParts};
use words::Words;

/// Where a house stands.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data folder: the base when none is named, and files.
    pub folder: PathBuf,
    /// The base.
    pub database: DatabaseUrl,
    /// Where uploaded files are kept.
    pub files: FilesUrl,
}

impl Place {
    /// A folder with everything in it, unless another base is named.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] when an address cannot be understood.
    pub fn new(folder: PathBuf, database: Option<&str>) -> Result<Self, CommandError> {
        let wrong = |e: &dyn std::fmt::Display| CommandError::WrongUse(e.to_string());
        let database = match database {
            Some(url) => url.parse().map_err(|e| wrong(&e))?,
            None => DatabaseUrl::in_folder(&folder),
        };
        let files = match std::env::var("KARTOTEKA_FILES") {
            Ok(url) => url.parse().map_err(|e| wrong(&e))?,
            Err(_) => FilesUrl::in_folder(&folder),
        };
        Ok(Self { folder, database, files })
    }

    /// Opens the base and brings it up to date.
    ///
    /// # Errors
    /// [`CommandError::Failed`] with what to do about it.
    pub fn open(&self, setting: &Setting, options: Options) -> Result<Db, CommandError> {
        let db = Db::open(&self.database, options)?;
        db::migrate(&db, setting.now())?;
        db.write(customers::install)?;
        Ok(db)
    }
}

/// How a house behaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Whether pages come over HTTPS, here or at a proxy in front.
    pub is_secure: bool,
    /// Whether to show what only builders need.
    pub is_development: bool,
}

/// Puts the house together over an open base.
///
/// # Errors
/// [`CommandError::Failed`] when a catalogue is wrong or files cannot be kept.
pub fn app(
    db: &Db,
    setting: &Setting,
    (files, post): (&FilesUrl, Post),
    manner: Manner,
) -> Result<App, CommandError> {
    let words = Words::new(&capabilities::catalogues());
    let files = files::open(files, setting).map_err(|e| CommandError::Failed(e.to_string()))?;
    let mut offers = Extensions::new();
    let engine = engine(db);
    let desk = desk_with(&engine);
    offers.insert(engine.happenings().clone());
    offers.insert(engine);
    offers.insert(customers::veiling::maskable(desk.clone()));
    offers.insert(customers::veiling::naming(desk.clone()));
    offers.insert(transfer::exporting::list_words(desk.clone()));
    offers.insert(desk);
    offers.insert(access::reading::ReadLog::default());
    offers.insert(web::Alarms { n_open: Arc::default(), right: access::AUDIT });
    offers.insert(Panels::new(capabilities::panels()));
    offers.insert(Tellers::new(capabilities::tellers()));
    offers.insert(Provenances::new(capabilities::provenances()));
    offers.insert(Followers::new(capabilities::followers(setting)));
    offers.insert(capabilities::gates());
    offers.insert(capabilities::SCOPED);
    offers.insert(interactions::calling::Ringing(Arc::new(interactions::calling::RealRinger)));
    offers.insert(capabilities::goods());
    offers.insert(capabilities::inheritance());
    offers.insert(capabilities::team_needs());
    offers.insert(capabilities::erasers());
    offers.insert(capabilities::disclosers());
    offers.insert(Likeness::default());
    offers.insert(web::NavCounts::default());
    offers.insert(web::Reminders::default());
    offers.insert(post);
    offers.insert(analytics::Analyst::default());
    let firm = db.read(access::firm::load)?;
    Ok(App::new(AppParts {
        db: db.clone(),
        setting: setting.clone(),
        words,
        files,
        n_running: AtomicUsize::new(0),
        door: Arc::new(access::Gate::new()),
        capabilities: capabilities::ALL,
        firm: RwLock::new(firm),
        offers,
        is_secure: manner.is_secure,
        is_development: manner.is_development,
    }))
}

/// What answers conditions over all that capabilities keep.
fn engine(db: &Db) -> segments::Engine {
    segments::Engine::new(db.clone(), Happenings::new(capabilities::happenings()))
}

/// The real post, with the seal whose key lies in the data folder.
///
/// # Errors
/// [`CommandError::Failed`] when the key cannot be read or made.
pub fn post(folder: &Path, setting: &Setting) -> Result<Post, CommandError> {
    let seal = Seal::in_folder(folder, setting).map_err(|e| CommandError::Failed(e.to_string()))?;
    Ok(Post { office: Arc::new(RealPost::default()), seal })
}

fn desk_with(engine: &segments::Engine) -> Desk {
    let desk = Desk::default();
    desk.answering().begin(Arc::new(engine.clone()));
    desk
}

/// A desk for a command, whose conditions may speak of all that capabilities keep.
pub fn desk(db: &Db) -> Desk {
    desk_with(&engine(db))
}

/// Starts the work that goes on behind the pages.
///
/// # Errors
/// Any database error.
pub fn start_jobs(app: &App) -> Result<Runner, CommandError> {
    let own = capabilities::ALL.iter().flat_map(|capability| (capability.jobs)());
    // The first of a kind does it: importing needs the store, merging those who follow, likeness its memory.
    let followers = app.offer::<Followers>().cloned().unwrap_or_default();
    let likeness = app.offer::<Likeness>().cloned().unwrap_or_default();
    let sharing = customers::jobs_with(&followers, &likeness);
    let counting = app.offer().map(segments::night::jobs).unwrap_or_default();
    let wiping: Arc<dyn jobs::Job> = Arc::new(customers::erasing::wiping::Wipe {
        files: Some(Arc::clone(&app.files)),
        erasers: capabilities::erasers(),
    });
    let retaining = customers::retaining::Retain {
        desk: app.offer::<Desk>().cloned().unwrap_or_default(),
        erasers: capabilities::erasers(),
    };
    let shared = sharing
        .into_iter()
        .chain(counting)
        .chain([
            customers::consents::asking_to_confirm(app),
            tasks::reminding::job(app),
            tasks::pushing::job(app, Arc::new(push::RealPusher::default())),
            interactions::mail::job(app),
            interactions::mail::sending(app),
            analytics::letters::job(app),
        ])
        .chain([wiping, Arc::new(retaining)]);
    let jobs = transfer::run::jobs(&app.files)
        .into_iter()
        .chain(transfer::outgoing::jobs(app))
        .chain(shared)
        .chain(own)
        .collect();
    let zone = jiff::tz::TimeZone::get(&app.firm().zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let mut recurring = customers::recurring();
    recurring.push(customers::consents::asking_each_minute());
    recurring.push(tasks::occasions::recurring(zone.clone()));
    recurring.push(tasks::reminding::recurring());
    recurring.push(tasks::pushing::recurring());
    recurring.push(interactions::mail::recurring());
    recurring.push(earnings::following::recurring());
    recurring.push(transfer::outgoing::recurring());
    recurring.push(analytics::letters::recurring());
    recurring.push(customers::retaining::Retain::nightly(zone.clone()));
    recurring.push(segments::night::nightly(zone.clone()));
    recurring.push(jobs::Forgetting::nightly(zone));
    Ok(Runner::start(&app.db, &app.setting, Plan { jobs, recurring, n_workers: 2 })?)
}

/// Keeps the number of running jobs that pages show, asked once in two seconds.
pub async fn watch_jobs(app: App) {
    let running = jobs::Filter { states: &[jobs::State::Running], ..jobs::Filter::default() };
    loop {
        if let Ok(n) = app.db.reading(move |tx| jobs::count(tx, running)).await {
            app.n_running.store(usize::try_from(n).unwrap_or(0), Ordering::Relaxed);
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

/// Keeps the number of groups of duplicates that the left bar shows, asked once in ten seconds.
pub async fn watch_duplicates(app: App) {
    let Some(counts) = app.offer::<web::NavCounts>().cloned() else { return };
    loop {
        if let Ok(n) = app.db.reading(customers::duplicates::count).await {
            counts.set(customers::duplicates::HREF, usize::try_from(n).unwrap_or(0));
        }
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
}

/// Keeps how many tasks are due for each person, as the bell shows it, asked once in ten seconds.
pub async fn watch_reminders(app: App) {
    let Some(reminders) = app.offer::<web::Reminders>().cloned() else { return };
    loop {
        let now = app.setting.now();
        if let Ok(due) = app.db.reading(move |tx| tasks::due_of_everybody(tx, now)).await {
            let counted = due.into_iter().map(|(person, n)| (person, usize::try_from(n).unwrap_or(0)));
            reminders.set(counted.collect());
        }
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
}

/// Writes down who read what, once a second, and keeps the number of alarms that pages show.
pub async fn watch_reads(app: App) {
    let (Some(log), Some(alarms)) =
        (app.offer::<access::reading::ReadLog>().cloned(), app.offer::<web::Alarms>().cloned())
    else {
        return;
    };
    loop {
        if let Err(error) = log.keep(&app.db, &app.setting).await {
            tracing::error!(detail = %error.detail, "readings could not be written");
        }
        if let Ok(n) = app.db.reading(access::alarm::n_open).await {
            alarms.n_open.store(usize::try_from(n).unwrap_or(0), Ordering::Relaxed);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Writes down what was read last, before the house closes.
///
/// # Errors
/// Any database error.
pub async fn keep_reads(app: &App) -> Result<(), CommandError> {
    if let Some(log) = app.offer::<access::reading::ReadLog>() {
        log.keep(&app.db, &app.setting).await?;
    }
    Ok(())
}

/// Keeps the card index in memory beside the base, for lists at a million cards.
pub async fn keep_cards(app: App) {
    let desk = app.offer::<Desk>().cloned().unwrap_or_default();
    customers::snapshot::keep(app.db.clone(), desk).await;
}

/// Keeps what customers are searched by up with their cards.
pub async fn keep_search(app: App) {
    customers::searching::keep(app.db.clone()).await;
}

/// Keeps what is worked out of each customer up with their orders.
pub async fn keep_standings(app: App) {
    let happenings = app.offer::<Happenings>().cloned().unwrap_or_default();
    let (db, setting) = (app.db.clone(), app.setting.clone());
    analytics::standing::keep(analytics::standing::Reckoner { db, setting, happenings }).await;
}
