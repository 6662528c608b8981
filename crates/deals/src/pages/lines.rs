//! A deal as cards, rows and panels show it.

use crate::deal::Deal;
use crate::dealing::{self, Dealing};
use crate::listing::Sum;
use crate::pipeline::Pipeline;
use customers::CustomerNo;
use customers::listing::Brief;
use customers::staff::Staff;
use kernel::{Money, Reach};
use std::collections::HashMap;
use words::Say;

/// A deal as it is drawn.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) customer: String,
    pub(super) customer_href: String,
    pub(super) amount: String,
    pub(super) who: String,
    pub(super) source: String,
    pub(super) stage: String,
    /// The word of its state and its colour.
    pub(super) state: (String, &'static str),
    /// How long it stands where it stands.
    pub(super) stands: String,
    pub(super) is_rotting: bool,
    pub(super) closes: String,
    pub(super) is_late: bool,
    pub(super) opened: String,
    pub(super) revision: i64,
    pub(super) is_open: bool,
    pub(super) can_take: bool,
    /// The stage as the choice of stages names it.
    pub(super) stage_id: String,
}

/// What deals are drawn with.
pub(super) struct Pen<'p> {
    pub(super) dealing: &'p Dealing,
    pub(super) say: &'p Say,
    pub(super) staff: &'p Staff,
    pub(super) pipelines: &'p [Pipeline],
    pub(super) people: &'p HashMap<CustomerNo, Brief>,
}

impl Pen<'_> {
    pub(super) fn line(&self, deal: &Deal) -> Line {
        let (say, now) = (self.say, self.dealing.act.setting.now());
        let pipeline = self.pipelines.iter().find(|one| one.id == deal.pipeline);
        let stage = pipeline.and_then(|one| one.stage(deal.stage));
        let brief = self.people.get(&deal.customer_no);
        let name = brief.map(|brief| brief.name.clone()).filter(|name| !name.is_empty());
        Line {
            id: deal.id.to_string(),
            href: deal.href(),
            title: deal.title.clone(),
            customer: name.unwrap_or_else(|| say.t("customers-nameless")),
            customer_href: brief.map(|brief| self.card(deal, brief)).unwrap_or_default(),
            amount: written(&deal.money(), say),
            who: deal.responsible.and_then(|id| self.staff.name(id)).unwrap_or_default().to_owned(),
            source: deal.source.clone(),
            stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
            state: state(deal, say),
            stands: say.ago(now, deal.entered_at),
            is_rotting: deal.is_rotting(stage.and_then(|stage| stage.rots_after_days), now),
            closes: deal.closes_on.map(|on| say.day(dealing::date(on))).unwrap_or_default(),
            is_late: deal.closure.is_none() && deal.closes_on.is_some_and(|on| on < self.dealing.today()),
            opened: say.date(deal.created_at),
            revision: deal.revision,
            is_open: deal.closure.is_none(),
            can_take: deal.closure.is_none() && deal.responsible.is_none(),
            stage_id: deal.stage.to_string(),
        }
    }
}

impl Pen<'_> {
    /// Where the name of a client leads: to their card; of a client seen only through a queue, to the deal to be taken.
    fn card(&self, deal: &Deal, brief: &Brief) -> String {
        let sees_all = *self.dealing.act.actor.sight.reach(customers::RIGHT) == Reach::All;
        let is_card_seen = sees_all || !self.dealing.waits_here(deal);
        if is_card_seen { format!("/customers/{}", brief.id) } else { deal.href() }
    }
}

/// An amount without the smallest units where there are none.
fn written(money: &Money, say: &Say) -> String {
    if money.decimal().fract().is_zero() { say.money_whole(money) } else { say.money(money) }
}

/// The word of a state and its colour.
pub(super) fn state(deal: &Deal, say: &Say) -> (String, &'static str) {
    match deal.closure.as_ref().map(|closure| closure.is_won) {
        None => (say.t("deals-state-open"), ""),
        Some(true) => (say.t("deals-state-won"), "green"),
        Some(false) => (say.t("deals-state-lost"), "red"),
    }
}

/// Amounts in words: each currency apart.
pub(super) fn amounts(sum: &Sum, say: &Say) -> String {
    let parts: Vec<String> = sum.amounts.iter().map(|money| say.money_whole(money)).collect();
    parts.join(" + ")
}
