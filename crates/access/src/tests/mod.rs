//! What this capability promises, tried through its verbs, its pages and its operations.

mod api;
mod audit_pages;
mod first_run;
mod keys;
mod mailing;
mod people;
mod protection;
mod sign_in;
mod staff_pages;

use crate::roles::{OWNER, Role};
use crate::staff::{self, NewUser};
use crate::{CAPABILITY, Gate, User, UserId};
use db::Tx;
use kernel::{Actor, ActorKind, Rights, Setting, Sight};
use std::sync::Arc;
use testkit::TestApp;

static HOUSE: &[&web::Capability] = &[&CAPABILITY];

/// An empty house behind the gate of this very crate.
fn empty() -> TestApp {
    TestApp::with_door(HOUSE, Arc::new(Gate::new()))
}

/// Runs a verb in the house.
fn write<R: Send + 'static, E: From<db::DbError> + Send + 'static>(
    app: &TestApp,
    work: impl FnOnce(&mut Tx<'_>, &Setting) -> Result<R, E> + Send + 'static,
) -> Result<R, E> {
    app.write(work)
}

/// Adds a person by the console.
fn person(tx: &mut Tx<'_>, setting: &Setting, email: &str, role: &'static Role) -> User {
    let new = NewUser { email: email.into(), name: "Сауле".into(), role, team: None };
    staff::add(tx, setting, &Actor::console(), new).expect("a new person")
}

/// Somebody of this id with these rights.
fn acting(user: UserId, rights: Rights) -> Actor {
    Actor { user: Some(user.0), kind: ActorKind::Person, team: None, rights, sight: Sight::everything() }
}

/// An owner with every right of the house.
fn owner(tx: &mut Tx<'_>, setting: &Setting, email: &str) -> Actor {
    let user = person(tx, setting, email, &OWNER);
    acting(user.id, crate::rights_of(&OWNER, &[], &crate::known_rights(HOUSE)))
}

/// The verbs of the journal about something, oldest first.
fn told(tx: &mut Tx<'_>, subject: UserId) -> Vec<String> {
    let filter = journal::Filter { limit: 100, ..journal::Filter::default() };
    let mut records = journal::of_subject(tx, subject.0, filter).expect("a readable journal");
    records.reverse();
    records.into_iter().map(|record| record.verb).collect()
}
