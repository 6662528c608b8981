//! What a verb works with: who acts and how far they see, and the house itself, which sees every deal.

use crate::RIGHT;
use crate::error::EarningError;
use crate::goods::Products;
use crate::month::Month;
use customers::gating::Gates;
use customers::{Act, Desk};
use db::{DbError, Tx};
use deals::Dealing;
use deals::goods::Goods;
use jiff::tz::TimeZone;
use journal::{Entry, SubjectKind};
use kernel::{Actor, Currency, Level, RawId, Setting};
use serde_json::Value;
use std::sync::Arc;

/// What a verb works with.
#[derive(Clone)]
pub struct Earning {
    /// Whoever acts, as deals know them.
    pub own: Dealing,
    /// The house itself: it reckons with deals that whoever acts may not see.
    pub house: Dealing,
    /// What sums are kept in.
    pub currency: Currency,
}

impl Earning {
    /// Opens a deed of somebody.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn open(
        tx: &mut Tx<'_>,
        (desk, gates): (&Desk, &Gates),
        (setting, actor): (&Setting, &Actor),
        firm: &web::Firm,
    ) -> Result<Self, DbError> {
        let act = desk.act(tx, (setting, actor), firm)?;
        let zone = TimeZone::get(&firm.zone).unwrap_or(TimeZone::UTC);
        let currency = orders::rates::rules(tx, &act)?.currency;
        let all = Act { actor: Actor::system(), ..act.clone() };
        let goods = Goods::of(Arc::new(Products));
        let own = Dealing { act, zone, gates: gates.clone(), goods };
        let house = Dealing { act: all, ..own.clone() };
        Ok(Self { own, house, currency })
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.own.act.actor
    }

    /// The time of the deed.
    pub fn setting(&self) -> &Setting {
        &self.own.act.setting
    }

    /// The month it is in the firm.
    pub fn this_month(&self) -> Month {
        Month::of(self.own.today())
    }

    pub(crate) fn needs(&self, level: Level) -> Result<(), EarningError> {
        if self.actor().may(RIGHT, level) { Ok(()) } else { Err(EarningError::Forbidden) }
    }

    /// Whose earnings are seen; `None` for everybody's. Where stages tell, people see their own.
    pub fn people(&self) -> Option<Vec<RawId>> {
        self.actor().sight.reach(RIGHT).people(self.actor().user)
    }

    /// Whether the earnings of somebody are seen.
    pub fn sees(&self, person: RawId) -> bool {
        self.people().is_none_or(|people| people.contains(&person))
    }

    /// Lets a deed for the whole firm pass: rates, terms, check-lists.
    pub(crate) fn arranges(&self) -> Result<(), EarningError> {
        self.needs(Level::Arrange)?;
        if self.people().is_none() { Ok(()) } else { Err(EarningError::Forbidden) }
    }

    /// Whether rates, terms and check-lists may be arranged.
    pub fn may_arrange(&self) -> bool {
        self.arranges().is_ok()
    }

    /// Whether the statements and plans of somebody may be decided on: those of others within reach.
    pub fn decides_on(&self, person: RawId) -> bool {
        self.actor().may(RIGHT, Level::Arrange) && self.sees(person) && self.actor().user != Some(person)
    }

    /// Writes an entry into the journal.
    pub(crate) fn tell(
        &self,
        tx: &mut Tx<'_>,
        (verb, actor): (&'static str, &Actor),
        subject: (SubjectKind, RawId),
        payload: &Value,
    ) -> Result<(), DbError> {
        let setting = self.setting();
        journal::append(tx, setting, actor, Entry::now(setting, verb, subject, payload)).map(drop)
    }
}
