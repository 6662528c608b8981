//! ABC classes, the Pareto curve and how unevenly the money is spread.

use serde::Serialize;

/// A class by share of the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Class {
    /// The few that bring most.
    A,
    /// The middle.
    B,
    /// The many that bring the rest.
    C,
}

/// To which class the item belongs whose money crosses the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// To the better one: A while the share **before** the item is below the border.
    Crossing,
    /// To the worse one: A while the share **including** the item is at most the border.
    Inclusive,
}

/// Items by their money, largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Positions in the input of the items whose money is above zero, largest first, ties by position.
    pub order: Vec<u32>,
    /// Money up to and including each item of `order`.
    pub cumulative: Vec<f64>,
}

/// What a class holds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Holding {
    /// Number of items.
    pub items: u64,
    /// Their money.
    pub revenue: f64,
}

/// Ranks items by money. Give them in ascending order of id, so that ties are settled by it; items whose
/// money is not above zero belong to no class and are left out.
pub fn rank(amounts: &[f64]) -> Ranking {
    let mut pairs: Vec<(f64, u32)> = amounts
        .iter()
        .copied()
        .zip(0..)
        .filter(|(amount, _)| *amount > 0.0 && amount.is_finite())
        .collect();
    pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut sum = 0.0;
    let cumulative = pairs
        .iter()
        .map(|(amount, _)| {
            sum += amount;
            sum
        })
        .collect();
    Ranking { order: pairs.into_iter().map(|(_, index)| index).collect(), cumulative }
}

impl Ranking {
    /// All the money.
    pub fn total(&self) -> f64 {
        self.cumulative.last().copied().unwrap_or(0.0)
    }

    /// The class of each item of `order`; `a` and `b` are the borders as shares, 0 < a <= b <= 1.
    pub fn classes(&self, a: f64, b: f64, rule: Rule) -> Vec<Class> {
        let total = self.total();
        let mut before = 0.0;
        let mut classes = Vec::with_capacity(self.order.len());
        for including in &self.cumulative {
            let share = match rule {
                Rule::Crossing => before / total,
                Rule::Inclusive => including / total,
            };
            let within = |border: f64| match rule {
                Rule::Crossing => share < border,
                Rule::Inclusive => share <= border,
            };
            classes.push(if within(a) {
                Class::A
            } else if within(b) {
                Class::B
            } else {
                Class::C
            });
            before = *including;
        }
        classes
    }

    /// What the three classes hold, A first.
    pub fn holdings(&self, classes: &[Class]) -> [Holding; 3] {
        let mut held = [Holding::default(); 3];
        let mut before = 0.0;
        for (class, including) in classes.iter().zip(&self.cumulative) {
            if let Some(holding) = held.get_mut(*class as usize) {
                holding.items += 1;
                holding.revenue += including - before;
            }
            before = *including;
        }
        held
    }

    /// The share of the money brought by the first `ratio` (0..=1) of the items, their number rounded up;
    /// "20 % bring N %". `None` when there are no items.
    pub fn share_of_top(&self, ratio: f64) -> Option<f64> {
        let n = self.order.len();
        // 0.2 · 5 is a little above one in binary: the tolerance keeps such a product from becoming two
        // items.
        let count = ((ratio * n as f64) - 1e-9).ceil().clamp(0.0, n as f64) as usize;
        let last = self.cumulative.last()?;
        Some(count.checked_sub(1).and_then(|i| self.cumulative.get(i)).map_or(0.0, |sum| sum / last))
    }

    /// How many of the first items it takes until their money reaches `share` (0..=1) of the whole.
    pub fn items_for(&self, share: f64) -> usize {
        let total = self.total();
        let before = self.cumulative.partition_point(|sum| sum / total < share);
        (before + 1).min(self.order.len())
    }

    /// The Gini coefficient, 0 when all bring the same and nearly 1 when one brings all; `None` without
    /// items.
    ///
    /// Source: G = Σ (2i - n - 1) xᵢ / (n Σ x), x ascending.
    pub fn gini(&self) -> Option<f64> {
        let n = self.order.len() as f64;
        let total = *self.cumulative.last()?;
        let mut before = 0.0;
        let mut sum = 0.0;
        for (place, including) in self.cumulative.iter().enumerate() {
            sum += (n - 1.0 - 2.0 * place as f64) * (including - before);
            before = *including;
        }
        Some(sum / (n * total))
    }

    /// The Pareto curve as (share of items, share of money), from (0, 0) to (1, 1), with at most `points` +
    /// 1 points.
    pub fn curve(&self, points: usize) -> Vec<(f64, f64)> {
        let n = self.order.len();
        let (steps, total) = (points.min(n), self.total());
        let mut curve = vec![(0.0, 0.0)];
        for step in 1..=steps {
            let count = (step * n).div_ceil(steps);
            if let Some(sum) = count.checked_sub(1).and_then(|i| self.cumulative.get(i)) {
                curve.push((count as f64 / n as f64, sum / total));
            }
        }
        curve
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_item_that_crosses_the_border_goes_where_the_rule_says() {
        let ranking = rank(&[10.0, 50.0, 0.0, 40.0, -3.0]);
        assert_eq!(ranking.order, vec![1, 3, 0]);
        assert_eq!(ranking.classes(0.8, 0.95, Rule::Crossing), vec![Class::A, Class::A, Class::B]);
        assert_eq!(ranking.classes(0.8, 0.95, Rule::Inclusive), vec![Class::A, Class::B, Class::C]);
        assert_eq!(ranking.items_for(0.8), 2);
        assert_eq!(ranking.share_of_top(0.2), Some(0.5));
    }

    #[test]
    fn no_items_give_empty_answers() {
        let ranking = rank(&[]);
        assert_eq!(ranking.total(), 0.0);
        assert_eq!(ranking.gini(), None);
        assert_eq!(ranking.share_of_top(0.2), None);
        assert_eq!(ranking.curve(10), vec![(0.0, 0.0)]);
        assert_eq!(ranking.items_for(0.8), 0);
    }

    proptest! {
        #[test]
        fn classes_descend_and_hold_everything(amounts in prop::collection::vec(-5.0..1000.0_f64, 0..200)) {
            let ranking = rank(&amounts);
            for rule in [Rule::Crossing, Rule::Inclusive] {
                let classes = ranking.classes(0.8, 0.95, rule);
                prop_assert!(classes.is_sorted());
                let held = ranking.holdings(&classes);
                prop_assert_eq!(held.iter().map(|h| h.items).sum::<u64>(), ranking.order.len() as u64);
                let sum: f64 = held.iter().map(|h| h.revenue).sum();
                prop_assert!((sum - ranking.total()).abs() < 1e-6);
            }
            if let Some(gini) = ranking.gini() {
                prop_assert!((-1e-12..1.0).contains(&gini));
            }
            prop_assert!(ranking.curve(20).is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1));
        }
    }
}
