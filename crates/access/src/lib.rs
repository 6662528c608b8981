//! Access: the people who sign in, what each may do, and the firm they work for.
//!
//! A [`User`] has a role, which says what they may do in every capability ([`roles`]), and perhaps exceptions from it.
//! Both become [`kernel::Rights`] when the [`Gate`] recognises them by a session or a token, and every verb asks those
//! rights again. A token narrows its owner and never widens them. Nobody gives rights they do not have; only an owner
//! decides about owners; the last owner can be neither disabled nor made something less.
//!
//! Verbs are plain functions over a transaction and write the journal in it. Those that change who may do what are run
//! through [`changing`], so that the gate forgets at once. Of passwords only Argon2id hashes are kept, of other secrets
//! only SHA-256 digests; a secret is shown once. A person is let in by [`sign_in`], which counts failures per account
//! and per address in the base and takes the same time whether or not there is such an account.
//!
//! The binary loads the [`firm`] into `web::App` at start, uses a [`Gate`] as its door, and puts [`first_run_gate`]
//! before its routes, so that an empty base asks for its owner first.

pub mod alarm;
mod api;
pub mod canary;
pub mod console;
mod deciding;
mod device;
pub mod exporting;
pub mod firm;
mod first_run;
pub mod founding;
mod gate;
pub mod invitation;
pub mod mailing;
mod maskable;
mod memory;
mod naming;
pub mod needing;
pub mod outlook;
pub mod own;
mod pages;
mod password;
pub mod quota;
pub mod reading;
mod refusal;
pub mod removal;
mod rights;
pub mod roles;
mod running_mail;
mod scope;
mod secret;
pub mod session;
pub mod sight;
mod signing_in;
pub mod staff;
mod store;
pub mod team;
mod throttle;
pub mod token;
pub mod unusual;
pub mod user;
pub mod watching;
pub mod watermark;

pub use first_run::first_run_gate;
pub use gate::{Gate, changing, forget_everyone};
pub use maskable::Maskable;
pub use naming::{ListWords, Naming};
pub use password::{HashError, MIN_LETTERS, Password, PasswordFault, PasswordHash};
pub use refusal::Refusal;
pub use rights::{AUDIT, EXPORT, FIRM, ME, REVEAL, STAFF, known_rights, rights_of};
pub use scope::Scope;
pub use secret::Secret;
pub use session::{Origin, Session, SessionId};
pub use signing_in::{SignInError, sign_in, sign_out};
pub use team::{Team, TeamId};
pub use token::{Token, TokenId, TokenScopes};
pub use user::{User, UserId};

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "access",
    ru: concat!(
        include_str!("../i18n/ru.ftl"),
        "\n",
        include_str!("../i18n/protection.ru.ftl"),
        "\n",
        include_str!("../i18n/mailing.ru.ftl"),
        "\n",
        include_str!("../i18n/verbs.ru.ftl")
    ),
    kk: concat!(
        include_str!("../i18n/kk.ftl"),
        "\n",
        include_str!("../i18n/protection.kk.ftl"),
        "\n",
        include_str!("../i18n/mailing.kk.ftl"),
        "\n",
        include_str!("../i18n/verbs.kk.ftl")
    ),
    en: concat!(
        include_str!("../i18n/en.ftl"),
        "\n",
        include_str!("../i18n/protection.en.ftl"),
        "\n",
        include_str!("../i18n/mailing.en.ftl"),
        "\n",
        include_str!("../i18n/verbs.en.ftl")
    ),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: "access",
    catalogue: CATALOGUE,
    nav: &[
        web::NavEntry { href: "/staff", icon: "user-check", label: "access-staff", right: STAFF },
        web::NavEntry { href: "/firm", icon: "settings", label: "access-firm", right: FIRM },
        web::NavEntry { href: "/audit", icon: "shield-check", label: "access-audit", right: AUDIT },
    ],
    arranged: &[web::NavEntry { href: "/firm/mail", icon: "mail", label: "access-mail", right: FIRM }],
    pages: pages::routes,
    api: api::router,
    jobs: Vec::new,
};

#[cfg(test)]
mod tests;
