//! Interactions: what happened between us and a customer, and what was learned by it.
//!
//! An interaction is of a kind (call, letter, meeting, visit, chat, complaint, request for help, gift, note, or one of the
//! firm's own), with a customer and perhaps with somebody of theirs, at a moment, for some time, with an outcome, and
//! done by somebody of ours; files and recordings hang on it. It is seen where its customer is.
//!
//! Customers are called and written to **through the house**: whoever does not see a number or an address does not need to
//! ([`calling`], [`mail`]).
//!
//! **Contact cards** ([`cards`]) are forms of the firm's own. What is written into one becomes facts on the customer
//! with the interaction as their source; a form that stands before a place keeps its gate until it is filled.

mod api;
pub mod attaching;
pub mod calling;
pub mod cards;
pub mod disclosing;
pub mod erasing;
mod error;
pub mod following;
pub mod interaction;
pub mod kind;
pub mod kinds;
pub mod mail;
mod pages;
pub mod reading;
pub mod recording;
mod running;
mod store;
mod telling;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use cards::{FormGates, KindPlaces};
pub use error::InteractionError;
pub use interaction::{Direction, Interaction, InteractionId, InteractionNo, Letter, Written};
pub use kind::{Kind, Outcome};
pub use pages::InteractionsPanel;
pub use recording::{Recorded, record};
pub use store::happenings::tables as happenings;
pub use telling::InteractionsTeller;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "interactions";

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "interactions",
    ru: concat!(
        include_str!("../i18n/ru.ftl"),
        "\n",
        include_str!("../i18n/cards.ru.ftl"),
        "\n",
        include_str!("../i18n/mail.ru.ftl"),
        "\n",
        include_str!("../i18n/calls.ru.ftl")
    ),
    kk: concat!(
        include_str!("../i18n/kk.ftl"),
        "\n",
        include_str!("../i18n/cards.kk.ftl"),
        "\n",
        include_str!("../i18n/mail.kk.ftl"),
        "\n",
        include_str!("../i18n/calls.kk.ftl")
    ),
    en: concat!(
        include_str!("../i18n/en.ftl"),
        "\n",
        include_str!("../i18n/cards.en.ftl"),
        "\n",
        include_str!("../i18n/mail.en.ftl"),
        "\n",
        include_str!("../i18n/calls.en.ftl")
    ),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry {
        href: "/interactions",
        icon: "message-square",
        label: "interactions-title",
        right: RIGHT,
    }],
    arranged: &[
        web::NavEntry {
            href: "/interactions/kinds",
            icon: "list-tree",
            label: "interactions-kinds",
            right: RIGHT,
        },
        web::NavEntry {
            href: "/contact-cards",
            icon: "id-card",
            label: "interactions-forms",
            right: RIGHT,
        },
        web::NavEntry {
            href: "/interactions/mail",
            icon: "mail",
            label: "interactions-mail",
            right: RIGHT,
        },
        web::NavEntry {
            href: "/interactions/calls",
            icon: "phone",
            label: "interactions-exchange",
            right: RIGHT,
        },
    ],
    pages: pages::routes,
    api: api::router,
    jobs: Vec::new,
};

#[cfg(test)]
mod catalogue_tests {
    #[test]
    fn the_catalogues_are_whole() {
        assert_eq!(words::check_catalogues(&[super::CATALOGUE]), Vec::<String>::new());
    }
}
