//! Customers: the cards themselves, what stands on them and where it came from.
//!
//! A customer is a person or an organization. Everything known of them is a **fact**: one value of one field, with its
//! source, its time and how sure it is. The facts that stand make up the **sheet** of the card; values that ended are
//! kept beside it; two sources that disagree stand as rivals until a person settles it. Ways to reach a customer are
//! facts too, with hours at which they may be used.
//!
//! Verbs take a transaction and an [`Act`] (who, when, with which fields): [`changing`] one card, making many in
//! [`bulk`], [`listing`] and searching. Each asks for the right first and writes its journal entry in the same
//! transaction. What a card can be found by stands in the table of traits, one line per field and key, by which every
//! filter, every order and every exact match goes.

pub mod act;
mod api;
pub mod arranging;
pub mod attaching;
pub mod beyond;
pub mod builtin;
pub mod bulk;
pub mod bulk_change;
pub mod changing;
pub mod consents;
pub mod counting;
pub mod customer;
pub mod disclosing;
pub mod duplicates;
pub mod editing;
pub mod erasing;
pub mod error;
pub mod expiring;
pub mod field;
mod fuller;
pub mod gating;
pub mod handing_over;
pub mod happening;
pub mod knowing;
pub mod listing;
pub mod merging;
mod name_order;
pub mod noting;
mod pages;
mod panel;
pub mod passing;
pub mod pointing;
mod provenance;
pub mod purpose;
pub mod reaching;
pub mod reading;
pub mod relations;
pub mod removal;
pub mod removal_request;
pub mod retaining;
pub mod revealing;
mod running;
pub mod searching;
pub mod sheet;
pub mod sight;
pub mod snapshot;
pub mod sorting;
pub mod source;
pub mod staff;
mod store;
pub mod telling;
pub mod timeline;
pub mod typing;
pub mod veiling;
pub mod views;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use act::{Act, Desk, RIGHT};
pub use beyond::{Answering, Answers};
pub use customer::{Customer, CustomerId, CustomerNo, Kind};
pub use editing::{Edit, NewValue, Rule};
pub use error::CustomerError;
pub use field::{Field, FieldNo, FieldSet};
pub use happening::{HappeningColumn, HappeningTable, Happenings, Holds, Touched};
pub use pages::file::{Given, served, stored};
pub use pages::{ShownList, offered_columns, shown_list};
pub use panel::{CustomerPanel, Panels};
pub use provenance::{Provenance, Provenances, Trace};
pub use sheet::{Fact, Sheet, SourceNo, Usage};
pub use snapshot::Snapshot;
pub use telling::{Teller, Tellers, Told};

/// The texts of this capability: of the card and its fields, of the list, and of the API.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "customers",
    ru: concat!(
        include_str!("../i18n/card.ru.ftl"),
        "\n",
        include_str!("../i18n/list.ru.ftl"),
        "\n",
        include_str!("../i18n/merging.ru.ftl"),
        "\n",
        include_str!("../i18n/api.ru.ftl"),
        "\n",
        include_str!("../i18n/protection.ru.ftl"),
        "\n",
        include_str!("../i18n/consents.ru.ftl")
    ),
    kk: concat!(
        include_str!("../i18n/card.kk.ftl"),
        "\n",
        include_str!("../i18n/list.kk.ftl"),
        "\n",
        include_str!("../i18n/merging.kk.ftl"),
        "\n",
        include_str!("../i18n/api.kk.ftl"),
        "\n",
        include_str!("../i18n/protection.kk.ftl"),
        "\n",
        include_str!("../i18n/consents.kk.ftl")
    ),
    en: concat!(
        include_str!("../i18n/card.en.ftl"),
        "\n",
        include_str!("../i18n/list.en.ftl"),
        "\n",
        include_str!("../i18n/merging.en.ftl"),
        "\n",
        include_str!("../i18n/api.en.ftl"),
        "\n",
        include_str!("../i18n/protection.en.ftl"),
        "\n",
        include_str!("../i18n/consents.en.ftl")
    ),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[
        web::NavEntry { href: "/customers", icon: "users", label: "customers-list-title", right: RIGHT },
        web::NavEntry {
            href: duplicates::HREF,
            icon: "git-merge",
            label: "customers-duplicates-title",
            right: RIGHT,
        },
    ],
    arranged: &[
        web::NavEntry {
            href: "/customers/fields",
            icon: "columns-3",
            label: "customers-fields",
            right: RIGHT,
        },
        web::NavEntry {
            href: "/customers/consents",
            icon: "shield-check",
            label: "customers-purposes",
            right: RIGHT,
        },
        web::NavEntry {
            href: "/customers/retention",
            icon: "archive",
            label: "customers-retention",
            right: RIGHT,
        },
    ],
    pages: pages::routes,
    api: api::router,
    jobs,
};

fn jobs() -> Vec<std::sync::Arc<dyn jobs::Job>> {
    let mut all = bulk_change::jobs();
    all.push(std::sync::Arc::new(expiring::Expire));
    all.push(std::sync::Arc::new(sorting::AddLetters));
    all.push(std::sync::Arc::new(erasing::wiping::Wipe {
        files: None,
        erasers: erasing::Erasers::default(),
    }));
    all.push(std::sync::Arc::new(retaining::Retain::default()));
    all.extend(jobs_with(&merging::Followers::default(), &duplicates::Likeness::default()));
    all
}

/// The jobs that merge cards and look for duplicates, with what capabilities above keep by customer and the prepared
/// base that pages share.
pub fn jobs_with(
    followers: &merging::Followers,
    likeness: &duplicates::Likeness,
) -> Vec<std::sync::Arc<dyn jobs::Job>> {
    merging::runs::jobs(followers).into_iter().chain(duplicates::jobs(likeness)).collect()
}

/// The work of this capability that comes back by itself.
pub fn recurring() -> Vec<jobs::Recurring> {
    vec![expiring::recurring(), duplicates::recurring()]
}

/// Puts what every base has into a base that was just brought up to date; what is there stays as it is.
///
/// # Errors
/// Any [`db::DbError`].
pub fn install(tx: &mut db::Tx<'_>) -> Result<(), db::DbError> {
    store::fields::install(tx)?;
    relations::install(tx)
}
