//! The demo company comes whole into an empty base and goes whole out of it.

use crate::playing::{self, DemoError};
use crate::{removing, staff};
use access::needing::TeamNeeds;
use access::{Password, PasswordHash};
use customers::{Desk, Kind, NewValue, changing, listing};
use db::{Db, Options};
use kernel::{Actor, Setting};

fn base() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&db::DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
    db::migrate(&db, 0).unwrap();
    db.write(customers::install).unwrap();
    (folder, db)
}

fn hash() -> PasswordHash {
    playing::owner_hash(&Setting::real()).unwrap()
}

fn n_staff(db: &Db) -> usize {
    db.read(access::user::all).unwrap().len()
}

#[test]
fn it_goes_whole_and_leaves_what_people_added() {
    let (_folder, db) = base();
    let hash = hash();
    let left = db.write(move |tx| {
        let setting = Setting::real();
        assert!(playing::found(tx, &setting, &hash)?);
        let loaded = playing::load(tx, &setting, &Actor::console())?;
        assert!(loaded.n_customers > 300);
        assert!(tx.number("SELECT count(*) FROM relations", &[])? > 20);
        let act = Desk::default().act(tx, (&setting, &Actor::console()), &loaded.firm)?;
        let phone = (customers::builtin::PHONE, NewValue::new("+77010000001"));
        let own = changing::create(tx, &act, Kind::Person, &[phone])?;
        let (n, firm) = removing::remove(tx, &act, &TeamNeeds::default())?;
        assert_eq!((n, firm.is_demo), (loaded.n_customers, false));
        assert_eq!(tx.number("SELECT count(*) FROM relations", &[])?, 0);
        let left =
            listing::page(tx, &act, &listing::Query::default(), (None, kernel::PageSize::default()))?;
        assert_eq!(left.items.iter().map(|card| card.id).collect::<Vec<_>>(), [own.id]);
        Ok::<_, DemoError>(access::team::all(tx)?.len())
    });
    assert_eq!((left.unwrap(), n_staff(&db)), (0, 1), "only the owner is left");
}

#[test]
fn nobody_of_the_demo_can_sign_in_to_a_firms_own_base() {
    let (_folder, db) = base();
    let setting = Setting::real();
    let has_password = |db: &Db| {
        let all = db.read(access::user::all).unwrap();
        all.iter().filter(|user| user.has_password).count()
    };
    let (founding, playing_setting) = (hash(), setting.clone());
    db.write(move |tx| {
        playing::found(tx, &playing_setting, &founding)?;
        playing::load(tx, &playing_setting, &Actor::console()).map(drop)
    })
    .unwrap();
    assert_eq!(has_password(&db), 1, "the owner alone");
    let hash =
        Password::new("достаточно длинный", "dina@kartoteka.example").unwrap().hash(&setting).unwrap();
    db.write(move |tx| staff::let_in(tx, &setting, &hash)).unwrap();
    assert_eq!(has_password(&db), n_staff(&db));
}
