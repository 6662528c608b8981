//! What the tests of this crate share: a base, a firm, people who act, customers.

use crate::error::InteractionError;
use crate::interaction::{Interaction, Written};
use crate::{RIGHT, recording};
use access::roles::{OWNER, SELLER};
use access::staff::{self, NewUser};
use customers::{Act, Customer, CustomerId, Desk, Kind, NewValue, builtin, changing};
use db::{DatabaseUrl, Db, Options, Tx};
use kernel::{Actor, ActorKind, Level, RawId, Rights, Setting, Sight, SystemChance, TravelClock};
use std::sync::Arc;

/// Noon in Almaty of Thursday, 12 March 2026.
pub(crate) const NOON: i64 = 1_773_298_800_000;

/// A base with its clock.
pub(crate) struct Base {
    pub(crate) db: Db,
    pub(crate) clock: Arc<TravelClock>,
    _folder: tempfile::TempDir,
    _postgres: Option<testbase::TestDatabase>,
}

impl Base {
    /// On SQLite.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::at(&DatabaseUrl::in_folder(folder.path()), folder, None)
    }

    /// One on SQLite and, where there is one, one on PostgreSQL.
    pub(crate) fn on_both(name: &str) -> Vec<Self> {
        let mut bases = vec![Self::new()];
        match testbase::url_for_test(name) {
            Ok(database) => {
                let url = database.url.parse().unwrap();
                bases.push(Self::at(&url, tempfile::tempdir().unwrap(), Some(database)));
            }
            Err(why) => eprintln!("skipped: {why}"),
        }
        bases
    }

    fn at(url: &DatabaseUrl, folder: tempfile::TempDir, postgres: Option<testbase::TestDatabase>) -> Self {
        let db = Db::open(url, Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        db.write(customers::install).unwrap();
        Self { db, clock: Arc::new(TravelClock::at(NOON)), _folder: folder, _postgres: postgres }
    }

    pub(crate) fn setting(&self) -> Setting {
        Setting::new(self.clock.clone(), Arc::new(SystemChance))
    }

    /// Runs a deed of somebody.
    pub(crate) fn deed_of<R: Send + 'static>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, InteractionError> + Send + 'static,
    ) -> Result<R, InteractionError> {
        let (who, setting) = (who.clone(), self.setting());
        self.db.write(move |tx| {
            let act = Desk::default().act(tx, (&setting, &who), &web::Firm::default())?;
            work(tx, &act)
        })
    }

    /// Runs a deed of the console.
    pub(crate) fn deed<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, InteractionError> + Send + 'static,
    ) -> Result<R, InteractionError> {
        self.deed_of(&Actor::console(), work)
    }

    /// Hires somebody, an owner or a seller who sees only what is theirs.
    pub(crate) fn hire(&self, name: &'static str, is_owner: bool) -> Actor {
        let setting = self.setting();
        let user = self.db.write(move |tx| {
            let role = if is_owner { &OWNER } else { &SELLER };
            let new = NewUser { email: format!("{name}@x.kz"), name: name.into(), role, team: None };
            staff::add(tx, &setting, &Actor::console(), new)
        });
        let id = user.unwrap().id.0;
        let level = if is_owner { Level::Arrange } else { Level::Write };
        let rights = Rights::default().with(RIGHT, level).with(customers::RIGHT, level);
        let sight = if is_owner { Sight::everything() } else { Sight::of([id]) };
        Actor { user: Some(id), kind: ActorKind::Person, team: None, rights, sight }
    }

    /// A customer whom somebody answers for, or nobody.
    pub(crate) fn customer(&self, of: Option<RawId>, values: &[(i64, &str)]) -> Customer {
        let mut known: Vec<(i64, NewValue)> =
            of.iter().map(|id| (builtin::RESPONSIBLE, NewValue::new(id.to_string()))).collect();
        known.extend(values.iter().map(|(field, value)| (*field, NewValue::new(*value))));
        let made = self.deed(move |tx, act| Ok(changing::create(tx, act, Kind::Person, &known)?));
        made.unwrap()
    }

    /// A customer of a family name.
    pub(crate) fn person(&self, family: &str) -> Customer {
        self.customer(None, &[(builtin::FAMILY, family)])
    }

    /// Writes a call down.
    pub(crate) fn call(&self, customer: CustomerId, text: &'static str) -> Interaction {
        self.deed(move |tx, act| Ok(recording::record(tx, act, call(customer, text))?.interaction)).unwrap()
    }
}

/// A call, as somebody writes it down.
pub(crate) fn call(customer: CustomerId, text: &str) -> Written {
    Written {
        kind: "call".into(),
        customer: Some(customer),
        outcome: Some("spoke".into()),
        length_secs: Some(300),
        text: text.into(),
        ..Written::default()
    }
}
