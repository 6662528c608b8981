//! The edge: how a request becomes a visit with rights, and how an answer or a problem becomes a page or JSON.
//!
//! A handler reads, calls one verb, answers. It takes a [`Visit`] (somebody who signed in, or a token), works in
//! `visit.app.db`, and answers `Result<Response, Problem>`. A page is drawn with [`page`]; a [`Problem`] becomes a page
//! for people and RFC 9457 JSON for programs. A capability lists its routes in a [`Routes`], so that the coverage test
//! can try every one of them as nobody and as the weakest role.
//!
//! There are no CSRF tokens: a request that changes something must come from our own pages, which browsers tell by
//! `Sec-Fetch-Site` and `Origin`; cookies are `SameSite=Lax` besides.

mod alarms;
mod answer;
mod app;
mod capability;
mod door;
mod form;
mod guard;
mod idempotency;
mod meanwhile;
mod operations;
mod problem;
mod refusal;
mod reminders;
mod store;
mod toast;
mod visit;

pub use alarms::Alarms;
pub use answer::{Body, Fragment, IfMatch, json_at, moment, page, see, see_with};
pub use app::{App, AppParts, Firm};
pub use capability::{Capability, NavCounts, NavEntry, Route, Routes};
pub use door::{Door, Key, Person};
pub use form::{FieldError, Form, Upload};
pub use guard::{RequestFacts, guarded};
pub use idempotency::Unkept;
pub use meanwhile::{Compared, meanwhile};
pub use operations::{Operation, Operations};
#[doc(hidden)]
pub use pastey::paste as pasted;
pub use problem::{Problem, ProblemBody};
pub use refusal::refusal;
pub use reminders::Reminders;
pub use store::forget_answers;
pub use toast::ToastNote;
#[doc(hidden)]
pub use utoipa_axum::routes as described;
pub use visit::{Guest, Visit};

/// The texts of pages that say what went wrong.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "web",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};
