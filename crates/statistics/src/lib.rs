//! The sums behind every analysis: functions over slices that give plain results, with no files, no base
//! and no clock.
//!
//! - who matters: [`rfm`], [`abc`], [`xyz`], [`cohorts`], [`rhythm`]
//! - what a customer will be worth: [`clv`]
//! - what goes with what: [`regression`], [`correlation`], [`crosstab`]
//! - underneath: [`special`] functions, [`quantile`]s, [`double`]-double arithmetic
//!
//! Every formula names its source beside the function. Nothing here answers NaN: what cannot be computed is
//! an error or an absent value with the reason.

pub mod abc;
pub mod clv;
pub mod cohorts;
pub mod correlation;
pub mod crosstab;
pub mod double;
pub mod parallel;
pub mod quantile;
pub mod regression;
pub mod rfm;
pub mod rhythm;
pub mod special;
pub mod xyz;
