//! What the tests of this crate share: the fields of a fresh base, and a base to bring files into.

use customers::{Act, Desk, FieldSet};
use db::{DatabaseUrl, Db, DbError, Options, Tx};
use kernel::{Actor, Setting};
use std::sync::Arc;

/// A fresh SQLite base with its folder.
pub(crate) fn base() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
    db::migrate(&db, 0).unwrap();
    db.write(customers::install).unwrap();
    (folder, db)
}

/// The fields that every base has.
pub(crate) fn field_set() -> Arc<FieldSet> {
    let (_folder, db) = base();
    db.read(|tx| Desk::default().fields(tx)).unwrap()
}

/// An act of the console.
pub(crate) fn act(db: &Db) -> Act {
    db.read(|tx| Desk::default().act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default()))
        .unwrap()
}

/// Writes as the console.
pub(crate) fn write<R: Send + 'static, E: From<DbError> + Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, E> + Send + 'static,
) -> Result<R, E> {
    let act = act(db);
    db.write(move |tx| work(tx, &act))
}
