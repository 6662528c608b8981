//! All SQL of this capability.

pub(crate) mod cards;
pub(crate) mod happenings;
pub(crate) mod moves;
pub(crate) mod segments;
pub(crate) mod sql;
