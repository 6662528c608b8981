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
    words::Words::new(&[ui::CATALOGUE, web::CATALOGUE, fields::CATALOGUE, crate::CATALOGUE]).unwrap()
}
