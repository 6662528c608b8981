//! The tails of the distributions that tests are read from.

use super::{regularised_beta, regularised_gamma_upper};

/// P(|t| > `t`) for Student's law with `df` > 0 degrees of freedom, 0..=1 (Abramowitz & Stegun 26.7.1).
pub fn student_t_two_sided(t: f64, df: f64) -> f64 {
    if t.is_infinite() {
        return 0.0;
    }
    let square = t * t;
    regularised_beta(df / (df + square), square / (df + square), df / 2.0, 0.5)
}

/// The t that leaves `two_sided` (0..1) outside ±t with `df` > 0 degrees of freedom, by bisection to full
/// precision.
pub fn student_t_quantile(two_sided: f64, df: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while student_t_two_sided(high, df) > two_sided && high < 1e150 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if student_t_two_sided(middle, df) > two_sided {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// P(F > `f`) with `df_top` and `df_bottom` > 0 degrees of freedom, 0..=1 (Abramowitz & Stegun 26.6.2).
pub fn f_upper(f: f64, df_top: f64, df_bottom: f64) -> f64 {
    if f <= 0.0 {
        return 1.0;
    }
    if f.is_infinite() {
        return 0.0;
    }
    let top = df_top * f;
    let all = df_bottom + top;
    regularised_beta(df_bottom / all, top / all, df_bottom / 2.0, df_top / 2.0)
}

/// P(χ² > `x`) with `df` > 0 degrees of freedom, 0..=1 (Abramowitz & Stegun 26.4.19).
pub fn chi_square_upper(x: f64, df: f64) -> f64 {
    regularised_gamma_upper(df / 2.0, x / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_tables_are_met() {
        let check = |ours: f64, known: f64| assert!((ours / known - 1.0).abs() < 1e-9, "{ours} {known}");
        check(student_t_two_sided(33.878_669_006_886_47, 398.0), 2.530_580_711_713_182_3e-119);
        check(student_t_quantile(0.05, 10.0), 2.228_138_851_964_939);
        check(f_upper(1_147.764_213_678_17, 1.0, 398.0), 2.530_580_711_713_182_3e-119);
        check(chi_square_upper(5.488_545_890_584_232, 6.0), 0.482_842_169_465_456_33);
    }
}
