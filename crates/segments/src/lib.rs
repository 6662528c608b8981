//! Segments: who is meant by a saved condition over all that is known of customers, and how that changes.
//!
//! A **segment** is live, a condition that whoever meets it at the moment belongs to, or a fixed list. A condition asks
//! about the card's facts, what happened ([`customers::HappeningTable`]: orders, payments, returns and whatever other
//! capabilities describe), ties to others, other segments. The [`Engine`] answers it: what happened is held in columns
//! sorted by customer, so that a question over ten million orders takes milliseconds; where columns would not fit, SQL
//! answers the same. Both are tested against each other on thousands of random conditions.
//!
//! [`keeping`] has the verbs, [`moving`] counts segments each night and on demand and keeps who came in and who went
//! out. The list of customers, exports and bulk changes understand the same conditions through
//! the contract of the customers.

mod aging;
mod answering;
mod api;
mod asked;
pub mod engine;
pub mod erasing;
pub mod error;
pub mod following;
pub mod keeping;
pub mod moving;
pub mod night;
mod pages;
mod rows;
mod running;
pub mod segment;
mod store;
pub mod wording;

#[cfg(test)]
mod keeping_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use engine::Engine;
pub use error::SegmentError;
pub use keeping::Draft;
pub use segment::{Members, Segment, SegmentId};
pub use store::moves::{Day, Move};
pub use wording::Glossary;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "segments";

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "segments",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// What this capability brings to the house. Its nightly work needs what answers conditions: [`night::jobs`].
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry { href: "/segments", icon: "list-tree", label: "segments-title", right: RIGHT }],
    arranged: &[],
    pages: pages::routes,
    api: api::router,
    jobs: Vec::new,
};
