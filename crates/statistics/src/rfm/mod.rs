//! RFM: how recently, how often and for how much each customer bought, as scores and named groups.
//!
//! Source: Hughes (1994), "Strategic Database Marketing"; the conventions for ties and borders are stated
//! at [`Method`], those of the groups at [`Group`].

mod groups;
mod scoring;

pub use groups::Group;
pub use scoring::{Direction, Method, Scores, score};

use serde::Serialize;

/// The customers to score: three columns of one length, in ascending order of customer id (ties are settled
/// by it).
#[derive(Debug, Clone, Copy)]
pub struct Customers<'a> {
    /// Whole days from the last purchase to the day of reckoning.
    pub recency_days: &'a [f64],
    /// Number of purchases.
    pub frequency: &'a [f64],
    /// Money brought.
    pub monetary: &'a [f64],
}

/// The three ways to score, one per column, all giving 1..=`bins`.
#[derive(Debug, Clone)]
pub struct Plan {
    /// For recency.
    pub recency: Method,
    /// For frequency.
    pub frequency: Method,
    /// For money.
    pub monetary: Method,
    /// The highest score, 2..=10.
    pub bins: u8,
}

impl Plan {
    /// The same method for all three columns.
    pub fn of(method: &Method, bins: u8) -> Self {
        Self { recency: method.clone(), frequency: method.clone(), monetary: method.clone(), bins }
    }
}

/// Scores of every customer, in the order of the input.
#[derive(Debug, Clone, PartialEq)]
pub struct Rfm {
    /// By recency; the most recent get the highest score.
    pub recency: Scores,
    /// By frequency.
    pub frequency: Scores,
    /// By money.
    pub monetary: Scores,
    /// The named group of each customer.
    pub groups: Vec<Group>,
}

/// What a group or a cell of the map holds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Holding {
    /// Number of customers.
    pub customers: u64,
    /// Their money.
    pub monetary: f64,
    /// Their mean days since the last purchase.
    pub mean_recency_days: f64,
    /// Their mean number of purchases.
    pub mean_frequency: f64,
}

/// Scores the customers and names their groups.
pub fn rfm(customers: Customers<'_>, plan: &Plan) -> Rfm {
    let recency = score(customers.recency_days, &plan.recency, plan.bins, Direction::SmallIsGood);
    let frequency = score(customers.frequency, &plan.frequency, plan.bins, Direction::LargeIsGood);
    let monetary = score(customers.monetary, &plan.monetary, plan.bins, Direction::LargeIsGood);
    let groups = recency
        .scores
        .iter()
        .zip(&frequency.scores)
        .zip(&monetary.scores)
        .map(|((r, f), m)| Group::of(*r, *f, *m, plan.bins))
        .collect();
    Rfm { recency, frequency, monetary, groups }
}

/// Adds up the customers by a key each (a group, a cell); the answer has one holding per key below
/// `n_keys`.
pub fn holdings(
    customers: Customers<'_>,
    keys: impl Iterator<Item = usize>,
    n_keys: usize,
) -> Vec<Holding> {
    let mut sums = vec![Holding::default(); n_keys];
    let columns = customers.recency_days.iter().zip(customers.frequency).zip(customers.monetary);
    for (key, ((recency, frequency), monetary)) in keys.zip(columns) {
        if let Some(sum) = sums.get_mut(key) {
            sum.customers += 1;
            sum.monetary += monetary;
            sum.mean_recency_days += recency;
            sum.mean_frequency += frequency;
        }
    }
    for sum in sums.iter_mut().filter(|sum| sum.customers > 0) {
        sum.mean_recency_days /= sum.customers as f64;
        sum.mean_frequency /= sum.customers as f64;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holdings_add_up_to_the_whole() {
        let customers = Customers {
            recency_days: &[1.0, 9.0, 3.0],
            frequency: &[2.0, 1.0, 4.0],
            monetary: &[5.0, 7.0, 9.0],
        };
        let plan = Plan::of(&Method::Ntile, 5);
        let result = rfm(customers, &plan);
        let keys = result.groups.iter().map(|group| *group as usize);
        let sums = holdings(customers, keys, Group::ALL.len());
        assert_eq!(sums.iter().map(|sum| sum.customers).sum::<u64>(), 3);
        assert_eq!(sums.iter().map(|sum| sum.monetary).sum::<f64>(), 21.0);
    }
}
