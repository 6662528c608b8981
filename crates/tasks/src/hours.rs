//! The hours at which whoever a task is about may be disturbed, by the clock where they are.

use crate::kinds::TaskKind;
use crate::{Doing, Due, Task};
use customers::reaching::{self, Timing};
use customers::{Customer, builtin};
use kernel::Millis;
use web::FieldError;

/// How it stands with their hours at a moment; `None` for a kind of task that needs nobody awake.
pub(crate) fn timing(
    doing: &Doing,
    (kind, card): (&dyn TaskKind, &Customer),
    at: Millis,
) -> Option<Timing> {
    let phone = card.sheet.of(builtin::PHONE).next();
    kind.needs_their_hours().then(|| reaching::timing(card, phone, (&doing.zone, at)))
}

/// Whether a task cannot be done now because its customer is not to be disturbed.
pub(crate) fn is_silent(doing: &Doing, task: &Task, card: &Customer) -> bool {
    let now = doing.act.setting.now();
    timing(doing, (task.written.kind, card), now).is_some_and(|timing| !timing.is_now)
}

/// The hours of a day as they are written.
pub(crate) fn written(timing: &Timing) -> String {
    format!("{}:00–{}:00", timing.hours.0, timing.hours.1)
}

/// What is wrong with a time of day at which the customer asked not to be disturbed; hours that are only supposed hinder
/// nobody.
pub(crate) fn hindrance(doing: &Doing, about: (&dyn TaskKind, &Customer), due: Due) -> Option<FieldError> {
    due.minute?;
    let timing = timing(doing, about, due.at(&doing.zone))?;
    if timing.is_now || !timing.is_told {
        return None;
    }
    let args = vec![("time", timing.there.clone().into()), ("hours", written(&timing).into())];
    Some(FieldError { args, ..FieldError::new("due_time", "tasks-due-time-silent") })
}
