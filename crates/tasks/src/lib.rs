//! Tasks: what was promised to whom by when, and today's plan of each person.
//!
//! A task is of a kind (call, write, meet, congratulate, give, anything), due on a day and perhaps at a time, for a
//! person or for a team's queue, usually about a customer. One that repeats makes its successor when it is done.
//! Birthdays, important dates of relations and holidays make tasks by themselves some days ahead ([`occasions`]).
//! The [`planning`] of a day puts promises with a time first and then those about the customers who matter most.

mod api;
mod calendar;
pub mod disclosing;
pub mod doing;
mod due;
pub mod erasing;
mod error;
mod feed;
pub mod following;
pub mod handing;
mod hinting;
mod hours;
pub mod kinds;
pub mod needing;
pub mod occasions;
mod pages;
pub mod planning;
pub mod pushing;
pub mod reminding;
mod repeating;
mod running;
mod store;
mod task;
mod telling;

#[cfg(test)]
mod pushing_tests;
#[cfg(test)]
mod reminding_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use doing::Doing;
pub use due::Due;
pub use error::TaskError;
pub use pages::TasksPanel;
pub use repeating::{Repeat, Unit};
pub use store::reminders::due_of_everybody;
pub use task::{Closure, Task, TaskId, Written};
pub use telling::TasksTeller;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "tasks";

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "tasks",
    ru: concat!(include_str!("../i18n/ru.ftl"), "\n", include_str!("../i18n/letters.ru.ftl")),
    kk: concat!(include_str!("../i18n/kk.ftl"), "\n", include_str!("../i18n/letters.kk.ftl")),
    en: concat!(include_str!("../i18n/en.ftl"), "\n", include_str!("../i18n/letters.en.ftl")),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry { href: "/tasks", icon: "list-checks", label: "tasks-title", right: RIGHT }],
    arranged: &[],
    pages: pages::routes,
    api: api::router,
    jobs: || vec![std::sync::Arc::new(occasions::Foresee)],
};
