//! What the tests of this crate share: the built-in fields and a fresh base.

use crate::act::{Act, Desk};
use crate::field::FieldSet;
use crate::store;
use db::{DatabaseUrl, Db, DbError, Options};
use kernel::{Actor, Setting};

/// The built-in fields, as a base without fields of its own has them.
pub(crate) fn field_set() -> FieldSet {
    FieldSet::new(store::fields::built_in())
}

/// A fresh SQLite base with its folder.
pub(crate) fn base() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
    db::migrate(&db, 0).unwrap();
    db.write(crate::install).unwrap();
    (folder, db)
}

/// Runs one deed of the console on a base.
pub(crate) fn deed<R: Send + 'static, E: From<DbError> + Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut db::Tx<'_>, &Act) -> Result<R, E> + Send + 'static,
) -> Result<R, E> {
    deed_of(db, &Actor::console(), work)
}

/// Runs one deed of an actor on a base.
pub(crate) fn deed_of<R: Send + 'static, E: From<DbError> + Send + 'static>(
    db: &Db,
    who: &Actor,
    work: impl FnOnce(&mut db::Tx<'_>, &Act) -> Result<R, E> + Send + 'static,
) -> Result<R, E> {
    let who = who.clone();
    db.write(move |tx| {
        let act = Desk::default().act(tx, (&Setting::real(), &who), &web::Firm::default())?;
        work(tx, &act)
    })
}

/// A person with this family name.
pub(crate) fn person_named(db: &Db, family: &'static str) -> crate::Customer {
    let values = [(crate::builtin::FAMILY, crate::NewValue::new(family))];
    deed(db, move |tx, act| crate::changing::create(tx, act, crate::Kind::Person, &values)).unwrap()
}

/// A person's card with these facts, of no base.
pub(crate) fn card_of(facts: Vec<crate::Fact>) -> crate::Customer {
    crate::Customer {
        no: 1,
        id: crate::CustomerId(kernel::RawId::nil()),
        kind: crate::Kind::Person,
        name: String::new(),
        sheet: crate::Sheet::new(facts),
        revision: 1,
        created_at: 0,
        updated_at: 0,
        archived_at: None,
    }
}

/// A speaker with every text that the pages of this crate use.
pub(crate) fn say(lang: words::Lang) -> words::Say {
    words().say(lang, jiff::tz::TimeZone::UTC)
}

/// Those texts in every language.
pub(crate) fn words() -> words::Words {
    words::Words::new(&[ui::CATALOGUE, web::CATALOGUE, fields::CATALOGUE, crate::CATALOGUE])
}

/// Lets in whoever shows a user's id as their session.
struct OneDoor(Actor);

impl web::Door for OneDoor {
    fn recognize<'a>(
        &'a self,
        _: &'a web::App,
        key: &'a web::Key,
    ) -> futures_util::future::BoxFuture<'a, Result<Option<web::Person>, DbError>> {
        let is_known = matches!(key, web::Key::Session(secret) if secret == "known");
        let person = is_known.then(|| web::Person {
            actor: self.0.clone(),
            name: "Айгерім Омарова".into(),
            role: "customers-list-title".into(),
            lang: words::Lang::En,
            zone: "UTC".into(),
            theme: ui::Theme::default(),
            density: ui::Density::default(),
        });
        Box::pin(std::future::ready(Ok(person)))
    }
}

/// The pages and the API of this crate over a base, for one visitor, as a server of its own.
pub(crate) fn house(db: Db, visitor: Actor) -> axum::Router {
    house_with(db, visitor, crate::Provenances::default())
}

/// The same with those who keep sources.
pub(crate) fn house_with(db: Db, visitor: Actor, keepers: crate::Provenances) -> axum::Router {
    static ALL: &[&web::Capability] = &[&crate::CAPABILITY];
    let mut offers = http::Extensions::new();
    offers.insert(Desk::default());
    offers.insert(keepers);
    let app = web::App::new(web::AppParts {
        db,
        setting: Setting::real(),
        words: words(),
        files: std::sync::Arc::new(files::MemoryStore::default()),
        n_running: 0.into(),
        door: std::sync::Arc::new(OneDoor(visitor)),
        capabilities: ALL,
        firm: web::Firm::default().into(),
        offers,
        is_secure: false,
        is_development: true,
    });
    let api = (crate::CAPABILITY.api)().into_router();
    web::guarded(&app, (crate::CAPABILITY.pages)().into_router().nest("/api/v1", api))
}

/// A person of the staff with a level over customers.
pub(crate) fn staff(no: u128, level: kernel::Level) -> Actor {
    Actor {
        user: Some(kernel::RawId::from_u128(no)),
        kind: kernel::ActorKind::Person,
        team: None,
        rights: kernel::Rights::default().with("customers", level),
        sight: kernel::Sight::everything(),
    }
}

/// Puts the person of [`staff`] into the base, for work that is done later in their name.
pub(crate) fn hire(db: &Db, no: u128, role: &'static str) {
    let id = kernel::RawId::from_u128(no);
    let hired = db.write(move |tx| {
        let sql = "INSERT INTO users (id, email, name, role, theme, density, created_at)
             VALUES ($1, $2, 'Айгерім', $3, 'system', 'normal', 0)";
        tx.execute(sql, db::params![id, &format!("{id}@a.kz"), role])
    });
    hired.unwrap();
}
