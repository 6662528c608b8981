//! Earnings: what people of the firm get for won deals and for what they learned, how it is agreed to and paid.
//!
//! A **commission rate** ([`rate`]) says what is paid for what is sold where, to whom and from when until when; the most
//! specific one wins. A won deal yields lines ([`reckoning`]) on the **statement** of whoever earned them in the month; a
//! deal that is opened again, lost or changed is reckoned anew, and what stands on a statement that left its draft is
//! corrected by another line, never altered. A confirmed fact yields a **bonus** ([`bonus`]), weighed by what the client
//! is worth. A line is held back until the contact cards before its commission are filled. A statement goes from draft
//! over submitted and approved to paid ([`stating`]); nobody approves their own. Calls and letters are scored by check-lists
//! ([`scoring`]), and each seller has plan and fact of a month ([`planning`]).
//!
//! Deals and facts are followed by the journal ([`following`]): nothing is counted twice, since what a deal is worth is worked
//! out from how it stands, and written as the difference to what is there.

mod api;
pub mod bonus;
pub mod check_list;
pub mod counting;
mod earning;
mod error;
pub mod following;
pub mod going;
pub mod goods;
pub mod holding;
mod month;
mod pages;
pub mod planning;
pub mod rate;
pub mod rating;
pub mod reckoning;
mod running;
pub mod scoring;
pub mod seeing;
mod statement;
pub mod stating;
mod store;
mod written;

#[cfg(test)]
mod planning_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use earning::Earning;
pub use error::EarningError;
pub use month::Month;
pub use rate::{Pays, Place, Rate, RateId, Tier, What, Whom};
pub use seeing::{Shown, ShownLine};
pub use statement::{Line, LineId, Source, State, Statement, StatementId};

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "earnings";

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "earnings",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry { href: "/earnings", icon: "wallet", label: "earnings-title", right: RIGHT }],
    arranged: &[web::NavEntry {
        href: "/earnings/rates",
        icon: "percent",
        label: "earnings-arrange",
        right: RIGHT,
    }],
    pages: pages::routes,
    api: api::router,
    jobs: || vec![std::sync::Arc::new(following::Follow)],
};

#[cfg(test)]
mod catalogue_tests {
    #[test]
    fn the_catalogues_are_whole() {
        assert_eq!(words::check_catalogues(&[super::CATALOGUE]), Vec::<String>::new());
    }
}
