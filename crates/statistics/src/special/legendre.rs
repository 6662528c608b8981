//! Gauss-Legendre quadrature.

/// Nodes and weights of the N-point rule on 0..1, nodes descending; exact for polynomials up to degree
/// 2N-1.
///
/// Source: Newton's method on the Legendre polynomial from Tricomi's approximation of its roots (Abramowitz
/// & Stegun 22.16.6, 25.4.30).
pub fn gauss_legendre<const N: usize>() -> [(f64, f64); N] {
    let size = N as f64;
    let mut rule = [(0.0, 0.0); N];
    for (i, slot) in rule.iter_mut().enumerate() {
        let mut x = (std::f64::consts::PI * (i as f64 + 0.75) / (size + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..50 {
            let (mut before, mut now) = (1.0, x);
            for k in 2..=N {
                let k = k as f64;
                (before, now) = (now, ((2.0 * k - 1.0) * x * now - (k - 1.0) * before) / k);
            }
            slope = size * (x * now - before) / (x * x - 1.0);
            let step = now / slope;
            x -= step;
            if step.abs() < 1e-16 {
                break;
            }
        }
        *slot = (0.5 * (1.0 + x), 1.0 / ((1.0 - x * x) * slope * slope));
    }
    rule
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_integrated_exactly() {
        for power in 0..31 {
            let sum: f64 = gauss_legendre::<16>().iter().map(|(x, weight)| weight * x.powi(power)).sum();
            assert!((sum * f64::from(power + 1) - 1.0).abs() < 1e-14, "{power}");
        }
    }
}
