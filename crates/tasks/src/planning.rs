//! Today's plan of a person: what is promised for a time, then what matters most.

use crate::error::TaskError;
use crate::store::tasks::{self as table, Wanted, Which};
use crate::{Doing, Task, hours};
use customers::reaching::Timing;
use customers::{Customer, CustomerError, CustomerId, builtin, listing};
use db::Tx;
use kernel::{Level, Millis, Money, RawId, Reach};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The most tasks of a plan; a day has no more.
const MOST: i64 = 500;

/// A task of the plan with whom it is about.
pub struct Planned {
    /// The task.
    pub task: Task,
    /// Whom it is about, if anybody and if they may be seen.
    pub customer: Option<Customer>,
    /// How it stands with their hours now; `None` for a kind of task that needs nobody awake.
    pub there: Option<Timing>,
}

impl Planned {
    pub(crate) fn of(doing: &Doing, task: Task, customer: Option<Customer>) -> Self {
        let now = doing.act.setting.now();
        let there = customer.as_ref().and_then(|card| hours::timing(doing, (task.written.kind, card), now));
        Self { task, customer, there }
    }
}

/// What a person has to do until the end of today, in the order in which to do it: promises with a time of day by their
/// time, overdue days first; then the others by how much the customer matters ([`value`]), then by how long they wait. What
/// cannot be done now, because it is night there or they asked not to be disturbed, comes after what can.
///
/// # Errors
/// [`TaskError::Forbidden`], also for a person beyond the actor's reach.
pub fn of(tx: &mut Tx<'_>, doing: &Doing, person: RawId) -> Result<Vec<Planned>, TaskError> {
    if !doing.may(Level::Read) || !reaches(doing, person) {
        return Err(TaskError::Forbidden);
    }
    let until = crate::Due::on(doing.today()).at(&doing.zone);
    let wanted = Wanted { assignee: Some(person), until: Some(until), ..Wanted::default() };
    let tasks = table::in_order(tx, &wanted, MOST)?;
    let mut plan = with_customers(tx, doing, tasks)?;
    plan.sort_by_cached_key(|planned| order(doing, planned));
    Ok(plan)
}

/// Whether the plan of a person may be looked at.
pub fn reaches(doing: &Doing, person: RawId) -> bool {
    let actor = &doing.act.actor;
    match actor.sight.reach(crate::RIGHT).people(actor.user) {
        None => true,
        Some(people) => people.contains(&person) || actor.user == Some(person),
    }
}

/// Looks up whom a task is about.
pub(crate) fn with_customer(tx: &mut Tx<'_>, doing: &Doing, task: Task) -> Result<Planned, TaskError> {
    let customer = match task.written.customer {
        Some(id) => seen_card(tx, doing, id)?,
        None => None,
    };
    Ok(Planned::of(doing, task, customer))
}

/// Looks up whom tasks are about, all at once; the tasks stay in their order.
pub(crate) fn with_customers(
    tx: &mut Tx<'_>,
    doing: &Doing,
    tasks: Vec<Task>,
) -> Result<Vec<Planned>, TaskError> {
    let mut ids: Vec<CustomerId> = tasks.iter().filter_map(|task| task.written.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let cards = match listing::several(tx, &doing.act, &ids) {
        Ok(cards) => cards,
        Err(CustomerError::Forbidden) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let cards: HashMap<CustomerId, Customer> = cards.into_iter().map(|card| (card.id, card)).collect();
    let planned = |task: Task| {
        let customer = task.written.customer.and_then(|id| cards.get(&id).cloned());
        Planned::of(doing, task, customer)
    };
    Ok(tasks.into_iter().map(planned).collect())
}

/// The card of an id, if it is there and may be seen; a base that fails is no missing card.
pub(crate) fn seen_card(
    tx: &mut Tx<'_>,
    doing: &Doing,
    id: CustomerId,
) -> Result<Option<Customer>, TaskError> {
    match listing::get(tx, &doing.act, id) {
        Ok(card) => Ok(Some(card)),
        Err(CustomerError::Missing | CustomerError::Forbidden) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Promises with a time first, by their time; then the most valuable, then the longest overdue.
fn order(doing: &Doing, planned: &Planned) -> (bool, Millis, bool, Reverse<(i64, i64)>, Millis) {
    let (task, card) = (&planned.task, planned.customer.as_ref());
    let value = Reverse(card.map_or((0, 0), value));
    if task.written.due.minute.is_some() {
        return (false, task.due_at, false, value, task.due_at);
    }
    let is_silent = card.is_some_and(|card| hours::is_silent(doing, task, card));
    (true, 0, is_silent, value, task.due_at)
}

/// How much a customer matters to the day: hot 3, warm 2, cold 1, unknown 0; of alike ones the smallest units that they
/// brought.
pub fn value(card: &Customer) -> (i64, i64) {
    let warmth = match card.sheet.text(builtin::WARMTH) {
        Some("hot") => 3,
        Some("warm") => 2,
        Some("cold") => 1,
        _ => 0,
    };
    let revenue = card.sheet.text(builtin::REVENUE).and_then(|text| text.parse::<Money>().ok());
    (warmth, revenue.map_or(0, |money| money.minor))
}

/// Open tasks that wait in the queue of a person's team, and in all queues for one who sees all; whoever has neither sees no
/// queue.
pub(crate) fn queued(doing: &Doing) -> Wanted {
    let team = doing.act.actor.team;
    let sees_all = matches!(doing.act.actor.sight.reach(crate::RIGHT), Reach::All);
    let seen_by = (!sees_all && team.is_none()).then(|| (Vec::new(), None));
    Wanted { team: team.filter(|_| !sees_all), is_queued: true, seen_by, ..Wanted::default() }
}

/// What an actor may see of everybody's tasks.
pub(crate) fn seen(doing: &Doing, which: Which) -> Wanted {
    let actor = &doing.act.actor;
    let people = actor.sight.reach(crate::RIGHT).people(actor.user);
    let seen_by = people.map(|people| (people, actor.team));
    Wanted { seen_by, which, ..Wanted::default() }
}
