//! All SQL of deals.

pub(crate) mod deals;
pub(crate) mod happenings;
pub(crate) mod lines;
pub(crate) mod pipelines;
pub(crate) mod ranks;
pub(crate) mod reasons;
pub(crate) mod sql;
pub(crate) mod stages;
pub(crate) mod steps;
pub(crate) mod sums;
pub(crate) mod wanted;
