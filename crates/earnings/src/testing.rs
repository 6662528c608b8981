//! What the tests of this crate share: bases, people who sell, a gatekeeper that does as it is told, months that pass.

use crate::rate::{Pays, Place, What, Whom};
use crate::rating::Written;
use crate::seeing::{self, Listed, Query, Shown};
use crate::{Earning, EarningError, Month, RIGHT, rating};
use access::TeamId;
use access::roles::{OWNER, SELLER};
use access::staff::{self, NewUser};
use customers::gating::{Gatekeeper, Gates, Passing, Unfilled};
use customers::{Act, Customer, CustomerError, Desk, Kind, NewValue, builtin, changing};
use db::{DatabaseUrl, Db, Options, Tx};
use deals::{Deal, DealError, arranging, dealing, moving};
use kernel::{
    Actor, ActorKind, Currency, Level, Money, PageSize, RawId, Rights, Setting, Sight, SystemChance,
    TravelClock,
};
use std::sync::{Arc, Mutex};

/// Noon in Almaty of Thursday, 12 March 2026.
pub(crate) const NOON: i64 = 1_773_298_800_000;

/// A gatekeeper with a card that stands before the commission of all deals while it is shut.
#[derive(Default)]
pub(crate) struct Keeper {
    pub(crate) is_shut: Mutex<bool>,
}

impl Gatekeeper for Keeper {
    fn unfilled(
        &self,
        _: &mut Tx<'_>,
        _: &Act,
        passing: Passing<'_>,
    ) -> Result<Vec<Unfilled>, CustomerError> {
        let is_shut = *self.is_shut.lock().unwrap() && passing.place.starts_with("deals.commission:");
        let unfilled = Unfilled {
            form: RawId::from_u128(1),
            name: "Итоги сделки".into(),
            missing: vec!["Кто решал?".into()],
            href: "/contact-cards/1/fill".into(),
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
        work: impl FnOnce(&mut Tx<'_>, &Earning) -> Result<R, EarningError> + Send + 'static,
    ) -> Result<R, EarningError> {
        let (who, setting) = (who.clone(), self.setting());
        let gates = Gates::new(Vec::new(), vec![self.keeper.clone()]);
        self.db.write(move |tx| {
            let firm = web::Firm { zone: "Asia/Almaty".into(), ..web::Firm::default() };
            let earning = Earning::open(tx, (&Desk::default(), &gates), (&setting, &who), &firm)?;
            work(tx, &earning)
        })
    }

    /// Hires somebody: an owner, or a seller who sees only what is theirs, perhaps in a team.
    pub(crate) fn hire(&self, name: &'static str, team: Option<TeamId>) -> Actor {
        let setting = self.setting();
        let is_owner = name.starts_with("owner");
        let user = self.db.write(move |tx| {
            let role = if is_owner { &OWNER } else { &SELLER };
            let new = NewUser { email: format!("{name}@x.kz"), name: name.into(), role, team };
            staff::add(tx, &setting, &Actor::console(), new)
        });
        let id = user.unwrap().id.0;
        let level = if is_owner { Level::Arrange } else { Level::Write };
        let all = [RIGHT, deals::RIGHT, customers::RIGHT, orders::RIGHT, interactions::RIGHT];
        let rights = all.into_iter().fold(Rights::default(), |rights, right| rights.with(right, level));
        let sight = if is_owner { Sight::everything() } else { Sight::of([id]) };
        Actor { user: Some(id), kind: ActorKind::Person, team: team.map(|team| team.0), rights, sight }
    }

    pub(crate) fn team(&self, name: &'static str) -> TeamId {
        let setting = self.setting();
        self.db.write(move |tx| access::team::add(tx, &setting, &Actor::console(), name)).unwrap().id
    }

    /// A customer whom somebody answers for.
    pub(crate) fn customer(&self, of: &Actor, family: &'static str) -> Customer {
        let known = [
            (builtin::FAMILY, NewValue::new(family)),
            (builtin::RESPONSIBLE, NewValue::new(of.user.unwrap().to_string())),
        ];
        let made = self.deed(&Actor::console(), move |tx, earning| {
            Ok(changing::create(tx, &earning.own.act, Kind::Person, &known)?)
        });
        made.unwrap()
    }

    /// A deal of somebody that is won at once.
    pub(crate) fn won(&self, who: &Actor, customer: &Customer, amount: &str) -> Deal {
        let written = written(customer, amount.parse().unwrap());
        let who = who.clone();
        let won = self.deed(&who, move |tx, earning| {
            arranging::first(tx, &earning.house)?;
            let deal = dealing::open(tx, &earning.own, (None, None), written)?;
            Ok(moving::win(tx, &earning.own, (deal.id, None), "")?)
        });
        won.unwrap()
    }

    /// A rate for everybody and everything from 1 March 2026 on, unless it is changed.
    pub(crate) fn rate(
        &self,
        owner: &Actor,
        change: impl FnOnce(&mut Written) + Send + 'static,
    ) -> Result<crate::Rate, EarningError> {
        let mut written = Written {
            whom: Whom::All,
            what: What::All,
            place: Place::All,
            pays: pays(r#"{"on":"revenue","percent":"5"}"#),
            from_on: "2026-03".parse::<Month>().unwrap().days().0,
            until_on: None,
            note: String::new(),
        };
        change(&mut written);
        self.deed(owner, move |tx, earning| rating::add(tx, earning, written))
    }

    /// Follows what happened to its end.
    pub(crate) fn follow(&self) {
        self.deed(&Actor::system(), crate::following::follow_to_end).unwrap();
    }

    /// The statements that somebody sees, after all that happened is reckoned: month, state, total.
    pub(crate) fn statements(&self, who: &Actor) -> Vec<Listed> {
        self.follow();
        let page = self.deed(who, |tx, earning| {
            seeing::page(tx, earning, Query::default(), (None, PageSize::DEFAULT))
        });
        page.unwrap().items
    }

    /// The only statement of a month that somebody sees, with its lines.
    pub(crate) fn statement(&self, who: &Actor, month: &str) -> Shown {
        let month: Month = month.parse().unwrap();
        let listed = self.statements(who).into_iter().find(|one| one.statement.month == month);
        let id = listed.unwrap_or_else(|| panic!("no statement of {month}")).statement.id;
        self.deed(who, move |tx, earning| seeing::whole(tx, earning, id)).unwrap()
    }
}

/// How much a rate pays, from JSON.
pub(crate) fn pays(text: &str) -> Pays {
    serde_json::from_str(text).unwrap()
}

/// What is written of a deal.
pub(crate) fn written(customer: &Customer, amount: Money) -> deals::Written {
    deals::Written {
        customer: customer.id,
        title: "Посуда для зала".into(),
        amount,
        closes_on: None,
        responsible: None,
        source: String::new(),
        note: String::new(),
        lines: Vec::new(),
    }
}

/// An amount of the firm.
pub(crate) fn tenge(text: &str) -> i64 {
    let money: Money = format!("{text} KZT").parse().unwrap();
    assert_eq!(money.currency, Currency::KZT);
    money.minor
}

/// Does something with deals in the name of somebody.
pub(crate) fn on_deal(
    base: &Base,
    who: &Actor,
    work: impl FnOnce(&mut Tx<'_>, &deals::Dealing) -> Result<Deal, DealError> + Send + 'static,
) -> Deal {
    base.deed(who, move |tx, earning| Ok(work(tx, &earning.own)?)).unwrap()
}
