//! The ledger of one deed: what it tells the journal, whose sums and which days it touches; closed once, at its end.

use crate::counting::{self, DayCount};
use crate::error::OrderError;
use crate::order::{Day, Order, Status};
use crate::rates::{self, Rules};
use crate::store::counts;
use customers::{Act, CustomerNo, changing};
use db::Tx;
use journal::Entry;
use kernel::Millis;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a deed leaves to be written at its end.
pub(crate) struct Ledger {
    pub(crate) rules: Rules,
    told: Vec<(CustomerNo, &'static str, Millis, Value)>,
    cards: BTreeSet<CustomerNo>,
    days: BTreeMap<(Day, Status), DayCount>,
}

impl Ledger {
    /// Opens one for a deed that writes.
    pub(crate) fn open(tx: &mut Tx<'_>, act: &Act) -> Result<Self, OrderError> {
        let rules = rates::settled(tx, act)?;
        Ok(Self { rules, told: Vec::new(), cards: BTreeSet::new(), days: BTreeMap::new() })
    }

    /// Notes that an order came, changed or went.
    pub(crate) fn moved(&mut self, before: Option<&Order>, after: Option<&Order>) {
        for (order, sign) in
            before.map(|order| (order, -1)).into_iter().chain(after.map(|order| (order, 1)))
        {
            self.cards.insert(order.customer_no);
            let day = self.days.entry((order.ordered_on, order.status)).or_default();
            day.add(&DayCount::of(order), sign);
        }
    }

    /// Tells the journal of the customer what happened with an order, now.
    pub(crate) fn tell(&mut self, act: &Act, order: &Order, verb: &'static str, more: Value) {
        let mut told = json!({
            "order": order.id, "number": order.number, "total": order.money(order.total), "customer_no": order.customer_no,
        });
        if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
            told.extend(more);
        }
        self.told.push((order.customer_no, verb, act.setting.now(), told));
    }

    /// Writes the entries, shifts the days, counts the cards anew.
    pub(crate) fn close(self, tx: &mut Tx<'_>, act: &Act) -> Result<(), OrderError> {
        let mut numbers: Vec<CustomerNo> = self.told.iter().map(|(no, ..)| *no).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let ids: BTreeMap<_, _> = customers::listing::briefs(tx, act, &numbers)?
            .into_iter()
            .map(|brief| (brief.no, brief.id))
            .collect();
        let entries = self.told.into_iter().filter_map(|(no, verb, at, told)| {
            let (subject_id, payload) = (ids.get(&no)?.0, told.to_string());
            Some(Entry { at, verb, subject_kind: changing::SUBJECT, subject_id, payload })
        });
        let entries: Vec<_> = entries.collect();
        if !entries.is_empty() {
            journal::append_many(tx, &act.setting, &act.actor, entries)?;
        }
        for (day, by) in self.days.iter().filter(|(_, by)| **by != DayCount::default()) {
            counts::shift_day(tx, *day, by)?;
        }
        let cards: Vec<CustomerNo> = self.cards.into_iter().collect();
        Ok(counting::recount(tx, act, (&cards, self.rules.currency))?)
    }
}
