//! What the tests of this crate share: bases, a firm in Almaty, people who act, a gatekeeper that does as it is told.

use crate::goods::{Catalogue, Goods, Ware};
use crate::{Deal, DealError, Dealing, Pipeline, RIGHT, Written, arranging, dealing};
use access::roles::{OWNER, SELLER};
use access::staff::{self, NewUser};
use customers::gating::{Gatekeeper, Gates, Passing, Unfilled};
use customers::{Act, Customer, CustomerError, Desk, Kind, NewValue, builtin, changing};
use db::{DatabaseUrl, Db, Options, Tx};
use jiff::tz::TimeZone;
use kernel::{
    Actor, ActorKind, Currency, Level, Money, RawId, Rights, Setting, Sight, SystemChance, TravelClock,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Noon in Almaty of Thursday, 12 March 2026.
pub(crate) const NOON: i64 = 1_773_298_800_000;

/// A gatekeeper with a form that stands before the places named.
#[derive(Default)]
pub(crate) struct Keeper {
    pub(crate) shut: Mutex<Vec<String>>,
}

impl Gatekeeper for Keeper {
    fn unfilled(
        &self,
        _: &mut Tx<'_>,
        _: &Act,
        passing: Passing<'_>,
    ) -> Result<Vec<Unfilled>, CustomerError> {
        assert_eq!(passing.subject.0, "deals");
        let is_shut = self.shut.lock().unwrap().iter().any(|place| place == passing.place);
        let unfilled = Unfilled {
            form: RawId::from_u128(1),
            name: "Первая встреча".into(),
            missing: vec!["Кто решает?".into()],
            href: format!("/contact-cards/new?customer={}", passing.customer),
        };
        Ok(if is_shut { vec![unfilled] } else { Vec::new() })
    }
}

/// A base with its clock and its gatekeeper.
pub(crate) struct Base {
    pub(crate) db: Db,
    pub(crate) clock: Arc<TravelClock>,
    pub(crate) keeper: Arc<Keeper>,
    _folder: tempfile::TempDir,
    _postgres: Option<testbase::TestDatabase>,
}

impl Base {
    /// On SQLite.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::in_folder(folder.path());
        Self::at(&url, folder, None)
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
        let (clock, keeper) = (Arc::new(TravelClock::at(NOON)), Arc::new(Keeper::default()));
        Self { db, clock, keeper, _folder: folder, _postgres: postgres }
    }

    pub(crate) fn setting(&self) -> Setting {
        Setting::new(self.clock.clone(), Arc::new(SystemChance))
    }

    /// Runs a deed of somebody.
    pub(crate) fn deed<R: Send + 'static>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut Tx<'_>, &Dealing) -> Result<R, DealError> + Send + 'static,
    ) -> Result<R, DealError> {
        let (who, setting) = (who.clone(), self.setting());
        let gates = Gates::new(Vec::new(), vec![self.keeper.clone()]);
        self.db.write(move |tx| {
            let act = Desk::default().act(tx, (&setting, &who), &web::Firm::default())?;
            let (zone, goods) = (TimeZone::get("Asia/Almaty").unwrap(), Goods::of(Arc::new(OneBowl)));
            work(tx, &Dealing { act, zone, gates, goods })
        })
    }

    /// Hires somebody: an owner, or a seller who sees only what is theirs, perhaps in a team.
    pub(crate) fn hire(&self, name: &'static str, team: Option<RawId>) -> Actor {
        let setting = self.setting();
        let is_owner = name.starts_with("owner");
        let user = self.db.write(move |tx| {
            let role = if is_owner { &OWNER } else { &SELLER };
            let team = team.map(access::TeamId);
            let new = NewUser { email: format!("{name}@x.kz"), name: name.into(), role, team };
            staff::add(tx, &setting, &Actor::console(), new)
        });
        let id = user.unwrap().id.0;
        let level = if is_owner { Level::Arrange } else { Level::Write };
        let rights = Rights::default().with(RIGHT, level).with(customers::RIGHT, level);
        let sight = if is_owner { Sight::everything() } else { Sight::of([id]) };
        Actor { user: Some(id), kind: ActorKind::Person, team, rights, sight }
    }

    /// A customer whom somebody answers for.
    pub(crate) fn customer(&self, of: &Actor, family: &'static str) -> Customer {
        let known = [
            (builtin::FAMILY, NewValue::new(family)),
            (builtin::RESPONSIBLE, NewValue::new(of.user.unwrap().to_string())),
        ];
        let made = self.deed(&Actor::console(), move |tx, dealing| {
            Ok(changing::create(tx, &dealing.act, Kind::Person, &known)?)
        });
        made.unwrap()
    }

    /// The first pipeline.
    pub(crate) fn pipeline(&self) -> Pipeline {
        self.deed(&Actor::console(), arranging::first).unwrap()
    }

    /// A deal of somebody on a stage of the first pipeline.
    pub(crate) fn deal(&self, who: &Actor, customer: &Customer, (at, minor): (usize, i64)) -> Deal {
        let stage = self.pipeline().stages[at].id;
        let written = written(customer, "Посуда для зала", minor);
        self.deed(who, move |tx, dealing| dealing::open(tx, dealing, (None, Some(stage)), written)).unwrap()
    }
}

/// What is written of a deal in tenge.
pub(crate) fn written(customer: &Customer, title: &str, minor: i64) -> Written {
    Written {
        customer: customer.id,
        title: title.to_owned(),
        amount: Money::new(minor, Currency::KZT),
        closes_on: None,
        responsible: None,
        source: String::new(),
        note: String::new(),
        lines: Vec::new(),
    }
}

/// The id of the one thing that the firm of these tests sells.
pub(crate) fn bowl() -> RawId {
    RawId::from_u128(7)
}

/// A catalogue of one bowl for 1 800 tenge.
struct OneBowl;

impl Catalogue for OneBowl {
    fn named(&self, _: &mut Tx<'_>, _: &Act, texts: &[&str]) -> Result<HashMap<String, Ware>, DealError> {
        let ware = || Ware {
            id: bowl(),
            code: "П-1".into(),
            name: "Пиала".into(),
            price: Some("1800 KZT".parse().unwrap()),
        };
        Ok(texts.iter().filter(|text| **text == "П-1").map(|text| ((*text).to_owned(), ware())).collect())
    }

    fn of_ids(&self, tx: &mut Tx<'_>, act: &Act, ids: &[RawId]) -> Result<HashMap<RawId, Ware>, DealError> {
        let all = self.named(tx, act, &["П-1"])?;
        Ok(all.into_values().filter(|ware| ids.contains(&ware.id)).map(|ware| (ware.id, ware)).collect())
    }
}
