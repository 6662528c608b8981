//! The demo company «Дастархан»: tableware for cafés and homes in Almaty, played through two years by its verbs.
//!
//! One cast is used everywhere: on the first screen of a newcomer, in tests, in the examples of the API. It is made by
//! doing what people do (add, change, confirm, disagree, settle, put away) in travelled time from one seed, with ugly
//! data on purpose: a very long name, an apostrophe, a duplicate, somebody with a phone only. [`removing`] takes the
//! whole company out again; what people added meanwhile stays.

mod audience;
mod cast;
mod earning;
mod kin;
mod pages;
pub mod playing;
mod promising;
pub mod removing;
mod selling;
pub mod staff;
mod store;
mod talk;
mod town;
mod trade;

#[cfg(test)]
mod tests;

pub use playing::{Loaded, OWNER_EMAIL, OWNER_PASSWORD, found, load};

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "demo",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: "demo",
    catalogue: CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: pages::routes,
    api: web::Operations::new,
    jobs: Vec::new,
};
