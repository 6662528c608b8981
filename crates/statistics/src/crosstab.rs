//! Cross-tables of two answers, and whether they go together.

use serde::Serialize;

use crate::special::chi_square_upper;

/// A table with its margins and the test of independence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crosstab {
    /// Counted rows, or their weights, by row and column category.
    pub counts: Vec<Vec<f64>>,
    /// Sums of the rows.
    pub row_totals: Vec<f64>,
    /// Sums of the columns.
    pub column_totals: Vec<f64>,
    /// The sum of all.
    pub n: f64,
    /// Counts to expect if the answers were independent.
    pub expected: Vec<Vec<f64>>,
    /// (count - expected) / √(expected (1 - row share) (1 - column share)): beyond ±2 a cell stands out;
    /// `None` where a category holds everything or nothing.
    pub adjusted_residuals: Vec<Vec<Option<f64>>>,
    /// The test; `None` when one of the answers has fewer than two categories in use.
    pub test: Option<Independence>,
}

/// Pearson's test of independence, without Yates's correction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Independence {
    /// χ² = Σ (count - expected)² / expected.
    pub chi2: f64,
    /// (rows - 1)(columns - 1) over categories in use.
    pub df: f64,
    /// P(χ² above that), 0..=1.
    pub p: f64,
    /// Cramér's V, √(χ² / (n (min(rows, columns) - 1))), 0..=1.
    pub cramers_v: f64,
    /// The smallest expected count.
    pub min_expected: f64,
    /// Share of cells that expect less than five; with more than a fifth of them p is not to be trusted
    /// (Cochran).
    pub share_expected_below_5: f64,
}

/// Counts pairs of categories: `rows` and `columns` hold their numbers, below `shape`; weights count
/// instead of ones. Pairs out of range, or with a weight that is not a number above zero, are passed over.
pub fn crosstab(rows: &[u32], columns: &[u32], weights: Option<&[f64]>, shape: (usize, usize)) -> Crosstab {
    let mut counts = vec![vec![0.0; shape.1]; shape.0];
    for (index, (row, column)) in rows.iter().zip(columns).enumerate() {
        let weight = weights.map_or(1.0, |weights| weights.get(index).copied().unwrap_or(0.0));
        if weight > 0.0
            && weight.is_finite()
            && let Some(cell) =
                counts.get_mut(*row as usize).and_then(|cells| cells.get_mut(*column as usize))
        {
            *cell += weight;
        }
    }
    of_counts(counts)
}

/// The table of counts already made, all rows of one length.
pub fn of_counts(counts: Vec<Vec<f64>>) -> Crosstab {
    let row_totals: Vec<f64> = counts.iter().map(|row| row.iter().sum()).collect();
    let width = counts.first().map_or(0, Vec::len);
    let column_totals: Vec<f64> =
        (0..width).map(|j| counts.iter().filter_map(|row| row.get(j)).sum()).collect();
    let n: f64 = row_totals.iter().sum();
    let expect = |row: &f64| {
        column_totals.iter().map(|column| if n > 0.0 { row * column / n } else { 0.0 }).collect()
    };
    let expected: Vec<Vec<f64>> = row_totals.iter().map(expect).collect();
    let test = independence(&counts, &expected, n);
    let adjusted_residuals = counts
        .iter()
        .zip(&expected)
        .zip(&row_totals)
        .map(|((counts, expected), row)| {
            let cells = counts.iter().zip(expected).zip(&column_totals);
            cells
                .map(|((count, expected), column)| {
                    let spread = expected * (1.0 - row / n) * (1.0 - column / n);
                    (spread > 0.0).then(|| (count - expected) / spread.sqrt())
                })
                .collect()
        })
        .collect();
    Crosstab { counts, row_totals, column_totals, n, expected, adjusted_residuals, test }
}

fn independence(counts: &[Vec<f64>], expected: &[Vec<f64>], n: f64) -> Option<Independence> {
    let pairs =
        || counts.iter().flatten().zip(expected.iter().flatten()).filter(|(_, expected)| **expected > 0.0);
    let in_use = pairs().count();
    let rows = expected.iter().filter(|row| row.iter().any(|cell| *cell > 0.0)).count();
    let columns = in_use.checked_div(rows)?;
    if rows < 2 || columns < 2 {
        return None;
    }
    let chi2: f64 = pairs().map(|(count, expected)| (count - expected).powi(2) / expected).sum();
    let df = ((rows - 1) * (columns - 1)) as f64;
    let least = rows.min(columns) as f64 - 1.0;
    Some(Independence {
        chi2,
        df,
        p: chi_square_upper(chi2, df),
        cramers_v: (chi2 / (n * least)).sqrt().min(1.0),
        min_expected: pairs().map(|(_, expected)| *expected).fold(f64::INFINITY, f64::min),
        share_expected_below_5: pairs().filter(|(_, expected)| **expected < 5.0).count() as f64
            / in_use as f64,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_table_with_one_category_has_no_test() {
        assert_eq!(crosstab(&[0, 0], &[0, 1], None, (1, 2)).test, None);
        assert_eq!(crosstab(&[], &[], None, (0, 0)).test, None);
        assert_eq!(crosstab(&[0, 0], &[0, 1], None, (2, 2)).test, None);
    }

    #[test]
    fn a_perfect_tie_has_a_v_of_one_and_weights_count() {
        let table = crosstab(&[0, 1, 1], &[1, 0, 0], Some(&[10.0, 5.0, 15.0]), (2, 2));
        assert_eq!(table.counts, vec![vec![0.0, 10.0], vec![20.0, 0.0]]);
        let test = table.test.unwrap();
        assert!((test.chi2 - 30.0).abs() < 1e-12 && (test.cramers_v - 1.0).abs() < 1e-12 && test.df == 1.0);
    }

    proptest! {
        #[test]
        fn margins_hold_and_turning_the_table_changes_nothing(
            cells in prop::collection::vec(prop::collection::vec(0_u8..40, 3), 4),
        ) {
            let counts: Vec<Vec<f64>> = cells.iter().map(|row| row.iter().map(|n| f64::from(*n)).collect()).collect();
            let turned: Vec<Vec<f64>> = (0..3).map(|j| counts.iter().map(|row| row[j]).collect()).collect();
            let (table, turned) = (of_counts(counts), of_counts(turned));
            prop_assert!((table.expected.iter().flatten().sum::<f64>() - table.n).abs() < 1e-9);
            match (table.test, turned.test) {
                (Some(a), Some(b)) => {
                    prop_assert!((a.chi2 - b.chi2).abs() < 1e-9 && a.df == b.df);
                    prop_assert!((0.0..=1.0).contains(&a.p) && (0.0..=1.0).contains(&a.cramers_v));
                }
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }
}
