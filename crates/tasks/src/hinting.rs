//! What helps to wish well or to choose a gift: read from the card when somebody looks, as they may see it.
//!
//! Nothing of a card is kept with a task, so that a mask hides a hobby here as it does on the card, and what is erased
//! there is gone here too.

use crate::occasions;
use crate::planning::Planned;

/// Hobby, favourite team, gifts given.
const TASTES: [i64; 3] = [51, 52, 53];

/// What the occasion says, then what the card tells of tastes; empty for a task that needs none of it.
pub(crate) fn of(planned: &Planned) -> String {
    let Planned { task, customer, .. } = planned;
    let own = Some(task.hint.clone()).filter(|_| occasions::is_of_relation(task));
    let is_wanted = task.written.kind.heeds_tastes();
    let card = customer.as_ref().filter(|_| is_wanted);
    let facts = card.into_iter().flat_map(|card| TASTES.iter().flat_map(|field| card.sheet.of(*field)));
    let known = facts.map(|fact| fact.value.clone());
    let parts: Vec<String> = own.into_iter().chain(known).filter(|text| !text.is_empty()).collect();
    parts.join("; ")
}
