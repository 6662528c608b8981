//! What the company's people earn: rates for its two teams, a bonus for knowledge, statements up to this month.

use crate::playing::{DemoError, Stage};
use crate::staff::Sellers;
use crate::store;
use customers::gating::Gates;
use customers::{Act, CustomerId, Desk, Edit, NewValue, changing};
use db::Tx;
use earnings::check_list::{self, Item};
use earnings::planning::{self, Plan};
use earnings::rating::{self, Written};
use earnings::seeing::{self, Query};
use earnings::{Earning, Pays, Place, State, Tier, What, Whom, bonus, following, going, scoring, stating};
use interactions::reading;
use kernel::{Actor, ActorKind, DAY_MS, Money, PageSize, RawId};
use rust_decimal::Decimal;

/// Since how many days ago the rates hold.
const SINCE_DAYS: i64 = 400;

/// What should be said in a call, and how much it weighs.
const CALL: [(&str, i64); 4] = [
    ("Назвал себя и магазин", 1),
    ("Спросил, удобно ли говорить", 1),
    ("Узнал, для какого случая посуда", 3),
    ("Договорился о следующем шаге", 2),
];

/// What is expected of a person in a month: a sum in tiyn, deals, interactions.
const PLAN: (i64, i64, i64) = (250_000_000, 4, 25);

/// What one fact is worth, and the revenue of a usual client, in tiyn.
const TERMS: (i64, i64) = (30_000, 30_000_000);

impl Stage {
    /// Plays the rates, what people learn, and the months that are over.
    pub(crate) fn earns(
        &self,
        tx: &mut Tx<'_>,
        (ids, sellers): (&[CustomerId], &Sellers),
    ) -> Result<(), DemoError> {
        let mut earning = self.earning(tx, SINCE_DAYS)?;
        bonus::decide(tx, &earning, None, TERMS)?;
        let day = earning.own.today();
        let teams = access::team::all(tx)?;
        let steps = [(0, 4), (50_000_000, 5), (80_000_000, 7)];
        let tier = |(from, percent): (i64, i64)| Tier {
            from: Money::new(from, earning.currency),
            percent: Decimal::from(percent),
        };
        let pays = [
            Pays::Revenue { percent: Decimal::from(5) },
            Pays::Tiers { tiers: steps.into_iter().map(tier).collect() },
        ];
        for (team, pays) in store::marked_teams(tx)?.into_iter().zip(pays) {
            if !teams.iter().any(|known| known.id == team) {
                continue;
            }
            let written = Written {
                whom: Whom::Team(team),
                what: What::All,
                place: Place::All,
                pays,
                from_on: day,
                until_on: None,
                note: String::new(),
            };
            rating::add(tx, &earning, written)?;
        }
        self.finds_out(tx, (ids, sellers))?;
        earning = self.earning(tx, 0)?;
        following::follow_to_end(tx, &earning)?;
        states(tx, &earning)?;
        let people: Vec<RawId> = store::marked_users(tx)?.into_iter().map(|id| id.0).collect();
        self.is_judged(tx, &earning, &people)?;
        planned(tx, &earning, &people)
    }

    /// Some calls of the last weeks are scored.
    fn is_judged(&self, tx: &mut Tx<'_>, earning: &Earning, people: &[RawId]) -> Result<(), DemoError> {
        let item = |(text, weight): (&str, i64)| Item { text: text.to_owned(), weight };
        let items: Vec<Item> = CALL.map(item).into();
        let list = check_list::add(tx, earning, ("Звонок клиенту", items))?;
        for person in people {
            let query = reading::Query {
                kind: Some("call".into()),
                responsible: Some(*person),
                from: Some(self.now - 50 * DAY_MS),
                ..reading::Query::default()
            };
            let calls = reading::page(tx, &earning.own.act, &query, (None, PageSize::clamped(12)))?;
            for call in calls.items.into_iter().step_by(2) {
                let done = (0..CALL.len()).filter(|_| self.dice.below(5) > 0).collect();
                let (check_list, note) = (list.id, String::new());
                let written = scoring::Written { interaction: call.id, check_list, done, note };
                scoring::score(tx, earning, written)?;
            }
        }
        Ok(())
    }

    fn earning(&self, tx: &mut Tx<'_>, days_ago: i64) -> Result<Earning, DemoError> {
        let act = self.at(tx, days_ago)?;
        let firm = access::firm::load(tx)?;
        let gates = Gates::default();
        Ok(Earning::open(tx, (&Desk::default(), &gates), (&act.setting, &act.actor), &firm)?)
    }

    /// Sellers find out what clients like, and somebody else hears the same.
    fn finds_out(
        &self,
        tx: &mut Tx<'_>,
        (ids, sellers): (&[CustomerId], &Sellers),
    ) -> Result<(), DemoError> {
        for (at, id) in ids.iter().enumerate().step_by(9) {
            let Some(seller) = sellers.of(at, at % 2 == 0) else { continue };
            let days_ago = i64::try_from(3 + at % 80).unwrap_or(3);
            let act = self.at(tx, days_ago)?;
            let Some(field) = act.fields.slug("interests").map(|field| field.no) else { return Ok(()) };
            let who = Actor { user: Some(seller), kind: ActorKind::Person, ..act.actor.clone() };
            let liked = self.dice.one(&["роспись", "белый фарфор", "восточный узор", "стекло"]);
            let edit = Edit::Set(field, vec![NewValue::new(liked)]);
            changing::change(tx, &Act { actor: who, ..act.clone() }, (*id, None), &[edit])?;
            let act = self.at(tx, days_ago - 2)?;
            changing::confirm(tx, &act, *id, (field, liked))?;
        }
        Ok(())
    }
}

/// What is expected of each in this month and the last one.
fn planned(tx: &mut Tx<'_>, earning: &Earning, people: &[RawId]) -> Result<(), DemoError> {
    let now = earning.this_month();
    for person in people {
        for month in [now.before(), now] {
            let plan = Plan { amount: PLAN.0, deals: PLAN.1, interactions: PLAN.2, revision: 0 };
            planning::plan(tx, earning, (*person, month), (None, plan))?;
        }
    }
    Ok(())
}

/// Months that are long over are paid, the last one waits for somebody to approve it.
fn states(tx: &mut Tx<'_>, earning: &Earning) -> Result<(), DemoError> {
    let now = earning.this_month();
    let page = seeing::page(tx, earning, Query::default(), (None, PageSize::clamped(500)))?;
    for one in page.items.into_iter().rev() {
        let (id, month) = (one.statement.id, one.statement.month);
        if month >= now || one.statement.state != State::Draft {
            continue;
        }
        stating::submit(tx, earning, (id, None))?;
        if month < now.before() {
            stating::approve(tx, earning, (id, None))?;
            stating::pay(tx, earning, (id, None))?;
        }
    }
    Ok(())
}

/// Takes out what the people of the demo earned, with their rates.
pub(crate) fn remove(tx: &mut Tx<'_>, act: &Act) -> Result<(), DemoError> {
    let people: Vec<_> = store::marked_users(tx)?.into_iter().map(|id| id.0).collect();
    let teams: Vec<_> = store::marked_teams(tx)?.into_iter().map(|id| id.0).collect();
    going::forget(tx, act, (&people, &teams))?;
    Ok(())
}
