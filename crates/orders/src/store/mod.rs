//! All SQL of orders.

pub(crate) mod bulk_load;
pub(crate) mod buyers;
pub(crate) mod counts;
pub mod happenings;
pub(crate) mod lines;
pub(crate) mod lists;
pub(crate) mod notes;
pub(crate) mod orders;
pub(crate) mod payments;
pub(crate) mod products;
pub(crate) mod rates;
pub(crate) mod returns;
pub(crate) mod states;
