//! Deals: what may be sold to whom, stage by stage, until it is won or lost.
//!
//! A **deal** belongs to a customer and stands on a **stage** of a **pipeline** of the firm's own. A stage says how likely
//! its deals are won, after how many days they rot, and what must be known of the customer before a deal passes on; contact
//! cards of other capabilities may stand before it as gates ([`gates`]). Each stage that a deal stood in is kept with its
//! times, from which the [`funnel`] is counted; what open deals may bring is the [`forecast`].
//!
//! Verbs take a transaction and a [`Dealing`]: [`dealing`] opens and changes, [`moving`] brings to stages, wins, loses and
//! reopens, [`arranging`] works on pipelines. A deal is seen when its customer is seen and its responsible is within reach.

mod api;
pub mod arranging;
pub mod board;
mod conveying;
mod deal;
pub mod dealing;
pub mod disclosing;
pub mod erasing;
mod error;
pub mod following;
pub mod forecast;
pub mod funnel;
pub mod gates;
pub mod goods;
pub mod handing;
pub mod listing;
pub mod moving;
pub mod needing;
mod pages;
mod pipeline;
mod running;
mod store;
mod telling;
mod typed;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use deal::{Closure, Day, Deal, DealId, Line, Step, Written};
pub use dealing::Dealing;
pub use error::DealError;
pub use pages::DealsPanel;
pub use pipeline::{HandTo, Handing, Pipeline, PipelineId, Reason, ReasonId, Stage, StageId};
pub use store::happenings::DealsHappened;
pub use telling::DealsTeller;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "deals";

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "deals",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry { href: "/deals", icon: "square-kanban", label: "deals-title", right: RIGHT }],
    arranged: &[web::NavEntry {
        href: "/deals/pipelines",
        icon: "square-kanban",
        label: "deals-arrange",
        right: RIGHT,
    }],
    pages: pages::routes,
    api: api::router,
    jobs: Vec::new,
};
