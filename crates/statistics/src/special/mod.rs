//! Special functions and the tails of the usual distributions, to nearly the full precision of a double.

mod beta;
mod distributions;
mod gamma;
mod hypergeometric;
mod legendre;

pub use beta::{ln_beta, regularised_beta};
pub use distributions::{chi_square_upper, f_upper, student_t_quantile, student_t_two_sided};
pub use gamma::{Rise, digamma, ln_gamma, regularised_gamma_upper, rise, trigamma};
pub use hypergeometric::ln_hypergeometric;
pub use legendre::gauss_legendre;
