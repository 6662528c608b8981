//! Analyses: who matters, who is leaving, what goes with what; over the base or over any table with the columns needed.
//!
//! - [`analyses`] is the family: each member knows its columns, parameters, how to make its answer and how to show it
//! - [`table`] reads the columns of a CSV file, fast and row by row accounted for
//! - [`showing`] is what a person sees of an answer
//!
//! [`answer()`] makes an answer from the rows of a [`Source`]; [`run_file`] is what `kartoteka analyze NAME --input
//! FILE.csv` prints.

pub mod analyses;
mod answer;
mod api;
mod asking;
pub mod base;
mod calendar;
pub mod dashboard;
mod error;
pub mod letters;
mod pages;
mod remark;
mod remedy;
mod reporting;
mod segmenting;
pub mod showing;
mod source;
pub mod standing;
mod store;
pub mod table;

pub use analyses::{Analysis, Parameters, Sheet, Window, list};
pub use answer::{Answer, answer, find, run_file, run_file_in};
pub use asking::{Analyst, Asked, Made, Named, run_base};
pub use error::AnalyzeError;
pub use remark::{Remark, speaker};
pub use remedy::Remedy;
pub use source::Source;

/// The right over which levels are asked here.
pub const RIGHT: kernel::Right = "analytics";

/// What this capability brings to the house.
pub static CAPABILITY: web::Capability = web::Capability {
    slug: RIGHT,
    catalogue: CATALOGUE,
    nav: &[web::NavEntry {
        href: "/dashboard",
        icon: "chart-column",
        label: "analytics-nav",
        right: RIGHT,
    }],
    arranged: &[],
    pages: pages::routes,
    api: api::router,
    jobs: Vec::new,
};

/// The texts of this capability: of the analyses, and of the pages around them.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "analytics",
    ru: concat!(
        include_str!("../i18n/analyses.ru.ftl"),
        "\n",
        include_str!("../i18n/pages.ru.ftl"),
        "\n",
        include_str!("../i18n/standing.ru.ftl")
    ),
    kk: concat!(
        include_str!("../i18n/analyses.kk.ftl"),
        "\n",
        include_str!("../i18n/pages.kk.ftl"),
        "\n",
        include_str!("../i18n/standing.kk.ftl")
    ),
    en: concat!(
        include_str!("../i18n/analyses.en.ftl"),
        "\n",
        include_str!("../i18n/pages.en.ftl"),
        "\n",
        include_str!("../i18n/standing.en.ftl")
    ),
};

#[cfg(test)]
mod tests {
    #[test]
    fn the_texts_are_right_in_every_language() {
        let problems = words::check_catalogues(&[super::CATALOGUE]);
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
