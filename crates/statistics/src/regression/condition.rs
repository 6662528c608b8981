//! How nearly a set of columns depends on itself.
#![expect(clippy::indexing_slicing, reason = "a dense kernel over a square matrix")]

/// The condition number of a square matrix given by columns, which are first scaled to unit length.
///
/// Source: one-sided Jacobi rotations (Hestenes 1958): columns are turned in pairs until all are
/// orthogonal; their lengths are then the singular values.
pub(super) fn condition(mut columns: Vec<Vec<f64>>) -> f64 {
    for column in &mut columns {
        let length = dot(column, column).sqrt();
        column.iter_mut().for_each(|value| *value /= length);
    }
    let n = columns.len();
    for _ in 0..60 {
        let mut turned = false;
        for i in 1..n {
            let (left, right) = columns.split_at_mut(i);
            for other in left {
                turned |= turn(other, &mut right[0]);
            }
        }
        if !turned {
            break;
        }
    }
    let lengths = columns.iter().map(|column| dot(column, column).sqrt());
    let (least, most) = lengths.fold((f64::INFINITY, 0.0_f64), |(a, b), x| (a.min(x), b.max(x)));
    if least > 0.0 { most / least } else { f64::INFINITY }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Makes two columns orthogonal; tells whether they were not.
fn turn(a: &mut [f64], b: &mut [f64]) -> bool {
    let (aa, bb, ab) = (dot(a, a), dot(b, b), dot(a, b));
    if ab.abs() <= 1e-15 * (aa * bb).sqrt() {
        return false;
    }
    let zeta = (bb - aa) / (2.0 * ab);
    let tangent = zeta.signum() / (zeta.abs() + zeta.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = cosine * tangent;
    for (x, y) in a.iter_mut().zip(b) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_conditions_are_met() {
        assert!((condition(vec![vec![3.0, 0.0], vec![0.0, 0.5]]) - 1.0).abs() < 1e-15);
        // Unit columns at an angle with cosine c have the condition √((1+c)/(1-c)).
        let ours = condition(vec![vec![1.0, 0.0], vec![0.6, 0.8]]);
        assert!((ours - 2.0).abs() < 1e-14, "{ours}");
    }
}
