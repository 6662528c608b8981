//! Householder's factorisation of a tall matrix in double-double arithmetic.
#![expect(clippy::indexing_slicing, reason = "a dense kernel over columns of one checked length")]

use super::condition::condition;
use crate::double::Double;

/// A column whose part outside the earlier ones is below this share of its length follows from them.
const SAME: f64 = 1e-14;

/// Q as reflections and R, of columns scaled by powers of two.
pub(super) struct Factored {
    /// Below and on the diagonal the reflections, above it R.
    columns: Vec<Vec<Double>>,
    /// The diagonal of R.
    diagonal: Vec<Double>,
    /// 2 / |v|² of each reflection.
    factors: Vec<Double>,
    /// What each column was multiplied by.
    scales: Vec<f64>,
}

impl Factored {
    /// Factors the design; the error is the place of the first column that follows from the ones before it.
    pub fn new(design: &[&[f64]]) -> Result<Self, usize> {
        let scales: Vec<f64> = design.iter().map(|column| scale_of(column)).collect();
        let mut columns: Vec<Vec<Double>> = design
            .iter()
            .zip(&scales)
            .map(|(column, scale)| column.iter().map(|value| Double::from(value * scale)).collect())
            .collect();
        let (mut diagonal, mut factors) = (Vec::new(), Vec::new());
        for place in 0..columns.len() {
            let (done, rest) = columns.split_at_mut(place + 1);
            let column = &mut done[place];
            let length = square(column).value().sqrt();
            let tail = square(&column[place..]).sqrt();
            if tail.value() <= SAME * length || tail.value() == 0.0 {
                return Err(place);
            }
            // The sign that does not cancel.
            let image = if column[place].value() > 0.0 { -tail } else { tail };
            column[place] = column[place] - image;
            let factor = Double::from(2.0) / square(&column[place..]);
            for other in rest {
                reflect(&column[place..], factor, &mut other[place..]);
            }
            diagonal.push(image);
            factors.push(factor);
        }
        Ok(Self { columns, diagonal, factors, scales })
    }

    /// The least-squares solution for `y`.
    pub fn solve(&self, y: &[f64]) -> Vec<Double> {
        let mut right: Vec<Double> = y.iter().map(|value| Double::from(*value)).collect();
        for (place, column) in self.columns.iter().enumerate() {
            reflect(&column[place..], self.factors[place], &mut right[place..]);
        }
        let n = self.columns.len();
        let mut solution = vec![Double::ZERO; n];
        for i in (0..n).rev() {
            let known = (i + 1..n).fold(Double::ZERO, |sum, j| sum + self.columns[j][i] * solution[j]);
            solution[i] = (right[i] - known) / self.diagonal[i];
        }
        solution.iter().zip(&self.scales).map(|(value, scale)| *value * Double::from(*scale)).collect()
    }

    /// The diagonal of (XᵀX)⁻¹: squared lengths of the rows of R⁻¹.
    pub fn unscaled_variances(&self) -> Vec<f64> {
        let n = self.columns.len();
        let mut sums = vec![Double::ZERO; n];
        for unit in 0..n {
            let mut column = vec![Double::ZERO; n];
            column[unit] = Double::from(1.0) / self.diagonal[unit];
            for i in (0..unit).rev() {
                let known =
                    (i + 1..=unit).fold(Double::ZERO, |sum, j| sum + self.columns[j][i] * column[j]);
                column[i] = -known / self.diagonal[i];
            }
            for (sum, value) in sums.iter_mut().zip(&column) {
                *sum = *sum + *value * *value;
            }
        }
        sums.iter().zip(&self.scales).map(|(sum, scale)| sum.value() * scale * scale).collect()
    }

    /// The ratio of the largest to the smallest singular value, the columns scaled to unit length.
    pub fn condition(&self) -> f64 {
        let n = self.columns.len();
        let triangle = (0..n)
            .map(|j| {
                let mut column: Vec<f64> = (0..j).map(|i| self.columns[j][i].value()).collect();
                column.push(self.diagonal[j].value());
                column.resize(n, 0.0);
                column
            })
            .collect();
        condition(triangle)
    }
}

/// Applies the reflection of `mirror` to `target`.
fn reflect(mirror: &[Double], factor: Double, target: &mut [Double]) {
    let dot = mirror.iter().zip(&*target).fold(Double::ZERO, |sum, (a, b)| sum + *a * *b);
    let share = dot * factor;
    for (value, along) in target.iter_mut().zip(mirror) {
        *value = *value - *along * share;
    }
}

fn square(values: &[Double]) -> Double {
    values.iter().fold(Double::ZERO, |sum, value| sum + *value * *value)
}

/// The power of two that brings the largest value near one: multiplying by it loses nothing.
fn scale_of(column: &[f64]) -> f64 {
    let largest = column.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest > 0.0 { (-largest.log2().floor()).clamp(-1000.0, 1000.0).exp2() } else { 1.0 }
}
