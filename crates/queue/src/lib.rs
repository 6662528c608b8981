//! The queue as people see it: what long work goes on, how far it is, what failed; stop, go on, try again.
//!
//! Everybody sees the work they asked for; the right over jobs shows everybody's. The work itself is the business of the
//! capabilities, the queue that of the crate `jobs`.

mod api;
mod pages;

/// The texts of this capability.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "queue",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: jobs::RIGHT,
    catalogue: CATALOGUE,
    nav: &[],
    arranged: &[web::NavEntry { href: "/jobs", icon: "clock", label: "queue-title", right: jobs::RIGHT }],
    pages: pages::routes,
    api: api::router,
    jobs: || vec![std::sync::Arc::new(jobs::Forgetting)],
};

/// Whose jobs this visit may see: everybody's with the right, else one's own.
fn whose(visit: &web::Visit) -> Option<kernel::RawId> {
    let sees_all = visit.actor().may(jobs::RIGHT, kernel::Level::Read);
    if sees_all { None } else { Some(visit.actor().user.unwrap_or_default()) }
}

/// The refusal of a verb as a problem.
fn refused(error: jobs::VerbError) -> web::Problem {
    match error {
        jobs::VerbError::Missing => web::Problem::missing(),
        jobs::VerbError::Refused => web::Problem::forbidden(),
        jobs::VerbError::NotNow(_) => web::Problem::new(http::StatusCode::CONFLICT, "queue-not-now"),
        jobs::VerbError::Db(error) => error.into(),
    }
}
