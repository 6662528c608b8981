//! Tasks that make themselves: birthdays, important dates of relations and holidays, some days ahead, once each.
//!
//! A birthday becomes a task of whoever answers for the client; a client whom nobody answers for gets none. What the
//! card knows of tastes is read when somebody looks ([`crate::hinting`]). A holiday is one task of the owner, not one for
//! each client.

mod foreseeing;
mod holidays;

pub use foreseeing::{DAYS_AHEAD, Foresee, foresee_now, recurring};
pub use holidays::{HOLIDAYS, Holiday};

use crate::Task;
use words::Say;

/// The beginnings of the names of occasions.
const BIRTHDAY: &str = "birthday";
const DATE: &str = "date";
const HOLIDAY: &str = "holiday";

/// Whether an important date of a relation made it, whose own words are its hint.
pub(crate) fn is_of_relation(task: &Task) -> bool {
    task.made_for.as_deref().and_then(|name| name.split('/').next()) == Some(DATE)
}

/// The title of a task that made itself, in a person's language; `None` for one that a person made.
pub fn title(task: &Task, say: &Say) -> Option<String> {
    let mut parts = task.made_for.as_deref()?.split('/');
    Some(match (parts.next()?, parts.next()?) {
        (BIRTHDAY, _) => say.t("tasks-birthday"),
        (DATE, _) => say.t("tasks-date"),
        (HOLIDAY, slug) => {
            let holiday = say.t(&format!("tasks-holiday-{}", slug.replace('_', "-")));
            say.with("tasks-holiday", &[("name", holiday.into())])
        }
        _ => return None,
    })
}
