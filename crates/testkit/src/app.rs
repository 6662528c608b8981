//! A whole house for a test: a fresh base, a clock that stands until moved, chance from a seed, visitors of every role.

use crate::{Visitor, postgres};
use access::roles::Role;
use access::{Gate, Password};
use axum::Router;
use axum::middleware::from_fn_with_state;
use db::{DatabaseUrl, Db, Options};
use http::header;
use kernel::{RawId, Seeded, Setting, TravelClock};
use std::sync::{Arc, RwLock};
use web::{App, AppParts, Capability, Door, Problem};
use words::Words;

/// Saturday, 21 November 2026, noon in Almaty.
pub const NOON: kernel::Millis = 1795244400000;

/// The password of every visitor.
pub const PASSWORD: &str = "тёплый хлеб в семь утра";

/// A house that answers, over a base of its own.
pub struct TestApp {
    /// What its handlers work with.
    pub app: App,
    /// Its clock.
    pub clock: Arc<TravelClock>,
    pub(crate) router: Router,
    _base: Base,
}

/// What keeps the base of a test until its end.
enum Base {
    Sqlite(#[expect(dead_code, reason = "the folder lives as long as this")] tempfile::TempDir),
    Postgres(#[expect(dead_code, reason = "the database lives as long as this")] testbase::TestDatabase),
}

impl std::fmt::Debug for TestApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestApp").field("url", &self.app.db.url().dialect()).finish_non_exhaustive()
    }
}

impl TestApp {
    /// An empty house on SQLite: no firm, no owner.
    pub fn empty(capabilities: &'static [&'static Capability]) -> Self {
        Self::with_door(capabilities, Arc::new(Gate::new()))
    }

    /// An empty house on SQLite with another door; for the tests of `access` itself.
    pub fn with_door(capabilities: &'static [&'static Capability], door: Arc<dyn Door>) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the base");
        let url = DatabaseUrl::in_folder(folder.path());
        Self::over(&url, Base::Sqlite(folder), capabilities, door)
    }

    /// An empty house on PostgreSQL; `None`, said aloud, where there is none. Its driver blocks, so such a test is no
    /// async one, but calls [`run`].
    pub fn empty_on_postgres(name: &str, capabilities: &'static [&'static Capability]) -> Option<Self> {
        if !postgres::is_here() {
            eprintln!("skipped: there is no PostgreSQL on this machine");
            return None;
        }
        let fresh = postgres::url_for_test(name).expect("a fresh database");
        let url = DatabaseUrl::Postgres(fresh.url.clone());
        Some(Self::over(&url, Base::Postgres(fresh), capabilities, Arc::new(Gate::new())))
    }

    fn over(
        url: &DatabaseUrl,
        base: Base,
        capabilities: &'static [&'static Capability],
        door: Arc<dyn Door>,
    ) -> Self {
        let clock = Arc::new(TravelClock::at(NOON));
        let setting = Setting::new(clock.clone(), Arc::new(Seeded::new(7)));
        let db = Db::open(url, Options { n_readers: 2, ..Options::default() }).expect("a base that opens");
        aside(|| db::migrate(&db, NOON)).expect("a base that can be migrated");
        let own = [web::CATALOGUE, ui::CATALOGUE, mail::CATALOGUE];
        let catalogues: Vec<_> = own.into_iter().chain(capabilities.iter().map(|c| c.catalogue)).collect();
        let mut offers = http::Extensions::new();
        offers.insert(access::reading::ReadLog::default());
        let letters = mail::MemoryPost::default();
        let seal = mail::Seal::passing(&setting).expect("a seal");
        offers.insert(mail::Post { office: Arc::new(letters.clone()), seal });
        offers.insert(letters);
        let app = App::new(AppParts {
            setting,
            words: Words::new(&catalogues),
            files: Arc::new(files::MemoryStore::default()),
            n_running: std::sync::atomic::AtomicUsize::new(0),
            door,
            capabilities,
            firm: RwLock::new(db.read(access::firm::load).expect("a firm")),
            offers,
            is_secure: false,
            is_development: false,
            db,
        });
        Self { router: house(&app), app, clock, _base: base }
    }

    /// Founds the firm with an owner, whose visits are given back.
    pub async fn owner(&self) -> Visitor<'_> {
        self.visitor("owner").await
    }

    /// A new person of this role (`owner`, `seller` and so on), signed in; the first one must be the owner.
    pub async fn visitor(&self, role: &str) -> Visitor<'_> {
        let role = Role::from_slug(role).expect("a role");
        let setting = self.app.setting.clone();
        let hash = Password::new(PASSWORD, "").expect("a good password").hash(&setting).expect("a hash");
        let id = setting.id::<RawId>();
        let email = format!("{}.{id}@dastarkhan.kz", role.slug);
        let added = self.write(move |tx, setting| {
            let named = (email.as_str(), role.slug);
            let (user, _) = access::console::add_user(tx, setting, named, role, Some(&hash))?;
            Ok::<_, access::Refusal>((user, access::firm::load(tx)?))
        });
        let (user, firm) = added.expect("a new person");
        self.app.set_firm(firm);
        let nobody = self.nobody();
        let answer = nobody.post("/sign-in", &[("email", &user.email), ("password", PASSWORD)]).await;
        let session = answer.cookie("session").expect("a session").to_owned();
        Visitor {
            app: self,
            key: Some((header::COOKIE, format!("session={session}"))),
            user: Some(user.id.0),
        }
    }

    /// A new person of this role in a team, which is made when it is not there yet, with the slug of a scope if it differs from the
    /// role's; signed in.
    pub async fn member(&self, role: &str, team: &'static str, scope: Option<&str>) -> Visitor<'_> {
        let visitor = self.visitor(role).await;
        let scope = scope.and_then(access::Scope::from_slug);
        let user = access::UserId(visitor.user.expect("a person"));
        let placed = self.write(move |tx, setting| {
            let console = kernel::Actor::console();
            let known = access::team::all(tx)?.into_iter().find(|known| known.name == team);
            let team = match known {
                Some(team) => team.id,
                None => access::team::add(tx, setting, &console, team)?.id,
            };
            let held = access::user::get(tx, user)?.ok_or(access::Refusal::Missing)?;
            let placement =
                access::staff::Placement { name: held.name, role: held.role, team: Some(team), scope };
            access::staff::place(tx, setting, &console, user, placement)
        });
        placed.expect("a place in the team");
        access::forget_everyone();
        visitor
    }

    /// Runs verbs in one transaction, from a test that is async or not.
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub fn write<R, E>(
        &self,
        work: impl FnOnce(&mut db::Tx<'_>, &Setting) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<db::DbError> + Send + 'static,
    {
        let setting = self.app.setting.clone();
        aside(|| self.app.db.write(move |tx| work(tx, &setting)))
    }

    /// A visitor without a key.
    pub fn nobody(&self) -> Visitor<'_> {
        Visitor { app: self, key: None, user: None }
    }

    /// A program with this token.
    pub fn program(&self, token: &str) -> Visitor<'_> {
        Visitor { app: self, key: Some((header::AUTHORIZATION, format!("Bearer {token}"))), user: None }
    }

    /// A browser with this session.
    pub fn browser(&self, session: &str) -> Visitor<'_> {
        Visitor { app: self, key: Some((header::COOKIE, format!("session={session}"))), user: None }
    }

    /// The kinds of jobs that wait in the queue and that none of the capabilities can do.
    pub fn unclaimed_jobs(&self) -> Vec<String> {
        let jobs = self.app.capabilities.iter().flat_map(|capability| (capability.jobs)());
        let claimed: Vec<_> = jobs.map(|job| job.kind()).collect();
        let size = kernel::PageSize::clamped(500);
        let waiting = self.app.db.read(|tx| jobs::list(tx, jobs::Filter::default(), size, None));
        let kinds = waiting.expect("a readable queue").items.into_iter().map(|job| job.kind);
        kinds.filter(|kind| !claimed.contains(&kind.as_str())).collect()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.unclaimed_jobs(), Vec::<String>::new(), "jobs that nobody can do");
        }
    }
}

/// Drives async work to its end, in a test that is not async itself.
///
/// # Panics
/// When there can be no runtime.
pub fn run<R>(work: impl Future<Output = R>) -> R {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(work)
}

/// Does something that blocks, which a thread that drives async work must not.
fn aside<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    std::thread::scope(|scope| scope.spawn(work).join()).expect("a thread that ends")
}

/// The routes as the binary joins them, but without assets.
fn house(app: &App) -> Router {
    let pages = app.capabilities.iter().map(|capability| (capability.pages)().into_router());
    let api = app.capabilities.iter().map(|c| (c.api)().into_router());
    let routes = pages
        .fold(Router::new(), Router::merge)
        .merge(api.fold(Router::new(), |all, one| all.nest("/api/v1", one)))
        .fallback(|| async { Problem::missing() })
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.clone(), access::first_run_gate));
    web::guarded(app, routes)
}
