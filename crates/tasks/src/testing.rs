//! What the tests of this crate share: a base, a firm in Almaty, people who act.

use crate::{Doing, Due, RIGHT, Task, TaskError, Written, doing, kinds};
use access::roles::{OWNER, SELLER};
use access::staff::{self, NewUser};
use customers::{Customer, Desk, Kind, NewValue, builtin, changing};
use db::{DatabaseUrl, Db, Options, Tx};
use jiff::tz::TimeZone;
use kernel::{Actor, ActorKind, Level, RawId, Rights, Setting, Sight, SystemChance, TravelClock};
use std::sync::Arc;

/// Noon in Almaty of Thursday, 12 March 2026.
pub(crate) const NOON: i64 = 1_773_298_800_000;

/// A base with its clock.
pub(crate) struct Base {
    pub(crate) db: Db,
    pub(crate) clock: Arc<TravelClock>,
    _folder: tempfile::TempDir,
}

impl Base {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        db.write(customers::install).unwrap();
        Self { db, clock: Arc::new(TravelClock::at(NOON)), _folder: folder }
    }

    pub(crate) fn setting(&self) -> Setting {
        Setting::new(self.clock.clone(), Arc::new(SystemChance))
    }

    /// Runs a deed of somebody.
    pub(crate) fn deed<R: Send + 'static>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut Tx<'_>, &Doing) -> Result<R, TaskError> + Send + 'static,
    ) -> Result<R, TaskError> {
        let (who, setting) = (who.clone(), self.setting());
        self.db.write(move |tx| {
            let act = Desk::default().act(tx, (&setting, &who), &web::Firm::default())?;
            work(tx, &Doing { act, zone: TimeZone::get("Asia/Almaty").unwrap() })
        })
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
        let rights = Rights::default().with(RIGHT, Level::Write).with(customers::RIGHT, Level::Write);
        let sight = if is_owner { Sight::everything() } else { Sight::of([id]) };
        Actor { user: Some(id), kind: ActorKind::Person, team: None, rights, sight }
    }

    /// A customer whom somebody answers for.
    pub(crate) fn customer(&self, of: RawId, values: &[(i64, &str)]) -> Customer {
        let mut known = vec![(builtin::RESPONSIBLE, NewValue::new(of.to_string()))];
        known.extend(values.iter().map(|(field, value)| (*field, NewValue::new(*value))));
        self.deed(&Actor::console(), move |tx, doing| {
            Ok(changing::create(tx, &doing.act, Kind::Person, &known)?)
        })
        .unwrap()
    }

    /// Adds a task of somebody, due on a day, at a time if one is given.
    pub(crate) fn task(&self, who: &Actor, (day, time): (&str, &str), title: &'static str) -> Task {
        let due = Due::read(day, time).unwrap();
        self.deed(who, move |tx, doing| doing::add(tx, doing, written(title, due))).unwrap()
    }
}

/// A task about nobody.
pub(crate) fn written(title: &str, due: Due) -> Written {
    Written {
        kind: kinds::OTHER,
        title: title.to_owned(),
        note: String::new(),
        customer: None,
        assignee: None,
        team: None,
        due,
        repeat: None,
    }
}
