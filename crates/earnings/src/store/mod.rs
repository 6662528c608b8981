//! All SQL of earnings.

pub(crate) mod check_lists;
pub(crate) mod clock;
pub(crate) mod gone;
pub(crate) mod lines;
pub(crate) mod plans;
pub(crate) mod rates;
pub(crate) mod scores;
pub(crate) mod statements;
pub(crate) mod terms;
