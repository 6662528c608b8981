//! All the SQL of this capability.

pub(crate) mod dashboards;
pub(crate) mod happenings;
pub(crate) mod letters;
pub(crate) mod payments;
pub(crate) mod purchases;
pub(crate) mod standings;
pub(crate) mod sums;
