//! What this house can do, in the order of the left bar.

use customers::HappeningTable;
use kernel::Right;
use std::sync::Arc;
use web::Capability;
use words::Catalogue;

/// Every capability.
pub static ALL: &[&Capability] = &[
    &customers::CAPABILITY,
    &transfer::CAPABILITY,
    &access::CAPABILITY,
    &queue::CAPABILITY,
    &demo::CAPABILITY,
];

/// What happens with customers, in the order in which conditions offer it.
pub fn happenings() -> Vec<Arc<dyn HappeningTable>> {
    Vec::new()
}

/// Every catalogue: those of the capabilities and those of the foundations that speak.
pub fn catalogues() -> Vec<Catalogue> {
    let foundations = [ui::CATALOGUE, web::CATALOGUE, fields::CATALOGUE, crate::speaking::CATALOGUE];
    foundations.into_iter().chain(ALL.iter().map(|capability| capability.catalogue)).collect()
}

/// Every right that a role or a token may name.
pub fn rights() -> Vec<Right> {
    access::known_rights(ALL)
}
