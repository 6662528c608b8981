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
    db.write(|tx| store::fields::install(tx)).unwrap();
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
