//! All the SQL of this capability.

pub(crate) mod dashboards;
pub(crate) mod happenings;
