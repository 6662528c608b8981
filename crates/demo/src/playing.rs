//! Playing two years of the company through its verbs.

use crate::audience;
use crate::cast::CAST;
use crate::staff::{self, Sellers};
use crate::store;
use crate::town::{Dice, Townsman, town};
use access::{Password, PasswordHash, Refusal};
use customers::source::{self, SourceKind};
use customers::{Act, CustomerError, CustomerId, Desk, Edit, NewValue, Rule, changing, typing};
use db::{DbError, Tx};
use kernel::{
    Actor, ActorKind, Country, DAY_MS, HOUR_MS, Level, Millis, Rights, Setting, SystemChance, TravelClock,
};
use orders::OrderError;
use std::sync::Arc;
use web::Firm;
use words::Lang;

/// How the owner of the demo company signs in.
pub const OWNER_EMAIL: &str = "demo@kartoteka.example";
/// The password of the demo company's owner; no secret, the demo is for looking.
pub const OWNER_PASSWORD: &str = "дастархан-2026";

/// How many people and firms live in the town beside the cast.
const TOWN: usize = 320;

/// Why the demo could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// There are customers already, among whom the demo would be lost.
    #[error("there are customers in the base already")]
    NotEmpty,
    /// A verb refused.
    #[error(transparent)]
    Customer(#[from] CustomerError),
    /// A verb over orders refused.
    #[error(transparent)]
    Order(#[from] OrderError),
    /// A verb over deals refused.
    #[error(transparent)]
    Deal(#[from] deals::DealError),
    /// A verb over earnings refused.
    #[error(transparent)]
    Earning(#[from] earnings::EarningError),
    /// A verb over tasks refused.
    #[error(transparent)]
    Task(#[from] tasks::TaskError),
    /// A verb over segments refused.
    #[error(transparent)]
    Segment(#[from] segments::SegmentError),
    /// A verb over interactions refused.
    #[error(transparent)]
    Interaction(#[from] interactions::InteractionError),
    /// The firm or its owner was refused.
    #[error(transparent)]
    Access(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What was loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// How many customers.
    pub n_customers: usize,
    /// The firm with its mark.
    pub firm: Firm,
}

/// Founds the demo firm with its owner on an empty base; a base that has an owner stays as it is. Gives whether it did.
///
/// # Errors
/// [`DemoError::Access`], [`DemoError::Db`].
pub fn found(tx: &mut Tx<'_>, setting: &Setting, hash: &PasswordHash) -> Result<bool, DemoError> {
    if access::firm::load(tx)?.is_founded {
        return Ok(false);
    }
    let founding = access::founding::Founding {
        firm: "Дастархан".into(),
        name: "Айгерим Демченко".into(),
        email: OWNER_EMAIL.into(),
        lang: Lang::Ru,
        country: Country::Kz,
        trade: "shop".into(),
    };
    access::founding::found(tx, setting, &founding, hash)?;
    Ok(true)
}

/// The hash of the demo owner's password.
///
/// # Errors
/// [`Refusal`] when the machine cannot hash.
pub fn owner_hash(setting: &Setting) -> Result<PasswordHash, Refusal> {
    Ok(Password::new(OWNER_PASSWORD, OWNER_EMAIL)?.hash(setting)?)
}

/// Plays the company's two years up to now.
///
/// # Errors
/// [`DemoError::NotEmpty`]; whatever a verb answers.
pub fn load(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor) -> Result<Loaded, DemoError> {
    if store::has_customers(tx)? {
        return Err(DemoError::NotEmpty);
    }
    let firm = access::firm::load(tx)?;
    let now = setting.now();
    let sellers = staff::hire(tx, setting, actor)?;
    let mut stage = Stage::new(now, actor, firm);
    let mut ids = Vec::new();
    for member in CAST {
        let facts = member.facts.iter().map(|(slug, typed)| (*slug, (*typed).to_owned())).collect();
        ids.push(stage.comes(tx, &(member.kind, member.days_ago, facts))?);
    }
    for townsman in town(TOWN) {
        ids.push(stage.comes(tx, &townsman)?);
    }
    stage.is_looked_after(tx, &ids, &sellers)?;
    stage.lives_on(tx, &ids)?;
    stage.trades(tx, &ids)?;
    stage.sells(tx, (&ids, &sellers))?;
    stage.talks(tx, &ids, &sellers)?;
    stage.earns(tx, (&ids, &sellers))?;
    stage.promises(tx, (&ids, &sellers))?;
    stage.knows_each_other(tx, &ids)?;
    let act = stage.at(tx, 0)?;
    audience::save(tx, &act)?;
    store::mark_all(tx)?;
    let firm = access::firm::set_demo(tx, setting, true)?;
    Ok(Loaded { n_customers: ids.len(), firm })
}

/// The stage: a clock that travels, whoever acts, the fields.
pub(crate) struct Stage {
    clock: Arc<TravelClock>,
    setting: Setting,
    actor: Actor,
    desk: Desk,
    pub(crate) firm: Firm,
    pub(crate) now: Millis,
    pub(crate) dice: Dice,
}

impl Stage {
    fn new(now: Millis, actor: &Actor, firm: Firm) -> Self {
        let clock = Arc::new(TravelClock::at(now));
        let setting = Setting::new(clock.clone(), Arc::new(SystemChance));
        let rights = [
            customers::RIGHT,
            deals::RIGHT,
            orders::RIGHT,
            segments::RIGHT,
            interactions::RIGHT,
            earnings::RIGHT,
            tasks::RIGHT,
        ];
        let rights =
            rights.into_iter().fold(Rights::default(), |rights, right| rights.with(right, Level::Arrange));
        let kind = if actor.user.is_some() { ActorKind::Person } else { actor.kind };
        let actor = Actor { kind, rights, ..actor.clone() };
        Self { clock, setting, actor, desk: Desk::default(), firm, now, dice: Dice::new(7) }
    }

    /// Travels to a day that many days ago, in working hours, and opens a deed there.
    pub(crate) fn at(&self, tx: &mut Tx<'_>, days_ago: i64) -> Result<Act, DbError> {
        let hour = i64::try_from(self.dice.below(9)).unwrap_or(0) - 4;
        // Some hours ago may have been yesterday: what is played today is played now.
        let hour = if days_ago == 0 { 0 } else { hour };
        self.clock.set((self.now - days_ago * DAY_MS + hour * HOUR_MS).min(self.now));
        self.desk.act(tx, (&self.setting, &self.actor), &self.firm)
    }

    fn comes(
        &mut self,
        tx: &mut Tx<'_>,
        (kind, days_ago, facts): &Townsman,
    ) -> Result<CustomerId, DemoError> {
        let act = self.at(tx, *days_ago)?;
        let mut values = Vec::new();
        for (slug, typed) in facts {
            // A fact of the cast that its own field refuses is a mistake of ours and must not pass in silence.
            let unknown = || web::FieldError::new(*slug, "customers-unknown-field");
            let read = act
                .fields
                .slug(slug)
                .ok_or_else(unknown)
                .and_then(|field| Ok((field.no, typing::read(field, typed, &act.manner)?)));
            let (no, value) = read.map_err(|error| CustomerError::Invalid(vec![error]))?;
            values.extend(value.map(|value| (no, value)));
        }
        Ok(changing::create(tx, &act, *kind, &values)?.id)
    }

    /// Each but every fifth gets somebody who is responsible for them.
    fn is_looked_after(
        &self,
        tx: &mut Tx<'_>,
        ids: &[CustomerId],
        sellers: &Sellers,
    ) -> Result<(), DemoError> {
        for (at, id) in ids.iter().enumerate() {
            let act = self.at(tx, 45)?;
            let card = customers::listing::get(tx, &act, *id)?;
            let is_wholesale = card.kind == customers::Kind::Organization;
            let Some(seller) = sellers.of(at, is_wholesale) else { continue };
            let edit = Edit::Set(customers::builtin::RESPONSIBLE, vec![NewValue::new(seller.to_string())]);
            changing::change(tx, &act, (*id, None), &[edit])?;
        }
        Ok(())
    }

    /// What happens after the first day: files that disagree, people who confirm, who move, who are put away.
    fn lives_on(&self, tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<(), DemoError> {
        for (at, id) in ids.iter().enumerate() {
            match at % 12 {
                1 | 5 => self.confirms(tx, *id, 60)?,
                3 => self.warms_up(tx, *id, 30)?,
                7 => self.disagrees(tx, *id, 20)?,
                10 => self.guesses(tx, *id, 15)?,
                _ => {}
            }
            if at % 47 == 46 {
                let act = self.at(tx, 5)?;
                changing::archive(tx, &act, *id, true)?;
            }
        }
        Ok(())
    }

    fn confirms(&self, tx: &mut Tx<'_>, id: CustomerId, days_ago: i64) -> Result<(), DemoError> {
        let act = self.at(tx, days_ago)?;
        let card = customers::listing::get(tx, &act, id)?;
        if let Some(phone) = card.sheet.text(customers::builtin::PHONE) {
            changing::confirm(tx, &act, id, (customers::builtin::PHONE, phone))?;
        }
        Ok(())
    }

    fn warms_up(&self, tx: &mut Tx<'_>, id: CustomerId, days_ago: i64) -> Result<(), DemoError> {
        let act = self.at(tx, days_ago)?;
        let edit = Edit::Set(customers::builtin::WARMTH, vec![NewValue::new("hot")]);
        changing::change(tx, &act, (id, None), &[edit])?;
        Ok(())
    }

    /// A price list of a partner knows another city.
    fn disagrees(&self, tx: &mut Tx<'_>, id: CustomerId, days_ago: i64) -> Result<(), DemoError> {
        let act = self.at(tx, days_ago)?;
        let file = (SourceKind::Import, "партнёры-2026.xlsx", self.actor.user);
        let source = source::named(tx, &self.setting, file)?;
        let Some(city) = act.fields.slug("city") else { return Ok(()) };
        let other = self.dice.one(&["Астана", "Тараз", "Атырау"]);
        changing::change_from(
            tx,
            &act,
            (id, None),
            &[Edit::Add(city.no, NewValue::new(other), Rule::Ask)],
            source,
        )?;
        Ok(())
    }

    /// Bought research supposes a line of business, for half a year.
    fn guesses(&self, tx: &mut Tx<'_>, id: CustomerId, days_ago: i64) -> Result<(), DemoError> {
        let act = self.at(tx, days_ago)?;
        let source = source::named(tx, &self.setting, (SourceKind::External, "Обзор рынка посуды", None))?;
        let Some(field) = act.fields.slug("interests") else { return Ok(()) };
        let guess = NewValue {
            sure: Some(40),
            until: Some(self.now + 180 * DAY_MS),
            ..NewValue::new("эко-материалы")
        };
        changing::change_from(tx, &act, (id, None), &[Edit::Add(field.no, guess, Rule::Ask)], source)?;
        Ok(())
    }
}
