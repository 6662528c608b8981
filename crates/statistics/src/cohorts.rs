//! Cohorts: customers grouped by the period of their first purchase and followed through the periods after
//! it.

use serde::Serialize;

/// Rows of orders: columns of one length.
#[derive(Debug, Clone, Copy)]
pub struct Orders<'a> {
    /// The customer of each row, below `n_customers`.
    pub customer: &'a [u32],
    /// The period (month, week) of each row, counted from the first one, below `n_periods`.
    pub period: &'a [u32],
    /// The money of each row, if it is known; a row below zero is a return: it takes money off and is no
    /// purchase.
    pub amount: Option<&'a [f64]>,
    /// For how many orders each row stands, where rows were added up before; one each when left out.
    pub weight: Option<&'a [u32]>,
    /// Number of customers.
    pub n_customers: usize,
    /// Number of periods.
    pub n_periods: usize,
}

/// The triangles: row = period of first purchase, column k = k periods after it, while that lies in the
/// data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cohorts {
    /// Customers who bought; column 0 is the size of the cohort.
    pub customers: Vec<Vec<u64>>,
    /// Rows that are purchases.
    pub orders: Vec<Vec<u64>>,
    /// Money, returns taken off; all zero when amounts are unknown.
    pub revenue: Vec<Vec<f64>>,
    /// Returns that belong to no purchase (the customer has none up to that period) and were not counted.
    pub unmatched_returns: u64,
}

const NEVER: u32 = u32::MAX;

/// Builds the triangles; rows whose customer or period is out of range are passed over.
pub fn cohorts(orders: &Orders<'_>) -> Cohorts {
    let n = orders.n_periods;
    let presence = Presence::of(orders);
    let first: Vec<u32> = (0..orders.n_customers).map(|customer| presence.first(customer)).collect();
    let mut customers = vec![0; n * n];
    for (customer, cohort) in first.iter().enumerate().filter(|(_, cohort)| **cohort != NEVER) {
        let start = *cohort as usize;
        presence.each(customer, |period| add(&mut customers, start * n + period - start, 1));
    }
    let (mut sums, mut unmatched_returns) = (vec![(0_u64, 0.0); n * n], 0);
    for (index, (customer, period)) in orders.customer.iter().zip(orders.period).enumerate() {
        let Some(cohort) = first.get(*customer as usize).copied() else { continue };
        let amount = orders.amount_of(index);
        if cohort == NEVER || *period < cohort {
            unmatched_returns += u64::from(amount < 0.0) * orders.weight_of(index);
            continue;
        }
        if let Some((count, revenue)) = sums.get_mut(cohort as usize * n + (*period - cohort) as usize) {
            *count += u64::from(amount >= 0.0) * orders.weight_of(index);
            *revenue += amount;
        }
    }
    let (counts, revenue): (Vec<u64>, Vec<f64>) = sums.into_iter().unzip();
    Cohorts {
        customers: triangle(&customers, n),
        orders: triangle(&counts, n),
        revenue: triangle(&revenue, n),
        unmatched_returns,
    }
}

fn add(cells: &mut [u64], place: usize, more: u64) {
    if let Some(cell) = cells.get_mut(place) {
        *cell += more;
    }
}

/// The part of a square that lies within the data: row i keeps its first n - i cells.
fn triangle<T: Clone>(square: &[T], n: usize) -> Vec<Vec<T>> {
    let rows = square.chunks(n.max(1)).enumerate();
    rows.map(|(row, cells)| cells.iter().take(n - row).cloned().collect()).collect()
}

impl Orders<'_> {
    fn weight_of(&self, index: usize) -> u64 {
        self.weight.and_then(|weights| weights.get(index)).map_or(1, |n| u64::from(*n))
    }

    fn amount_of(&self, index: usize) -> f64 {
        self.amount.and_then(|amounts| amounts.get(index)).copied().unwrap_or(0.0)
    }
}

/// One bit per customer and period in which there is a purchase.
struct Presence {
    bits: Vec<u64>,
    words: usize,
}

impl Presence {
    fn of(orders: &Orders<'_>) -> Self {
        let words = orders.n_periods.div_ceil(64);
        let mut bits = vec![0; orders.n_customers * words];
        for (index, (customer, period)) in orders.customer.iter().zip(orders.period).enumerate() {
            let period = *period as usize;
            if let Some(word) = bits.get_mut(*customer as usize * words + period / 64)
                && period < orders.n_periods
                && orders.amount_of(index) >= 0.0
            {
                *word |= 1 << (period % 64);
            }
        }
        Self { bits, words }
    }

    fn words_of(&self, customer: usize) -> &[u64] {
        self.bits.get(customer * self.words..(customer + 1) * self.words).unwrap_or(&[])
    }

    fn first(&self, customer: usize) -> u32 {
        let found = (0_u32..).zip(self.words_of(customer)).find(|(_, word)| **word != 0);
        found.map_or(NEVER, |(place, word)| place * 64 + word.trailing_zeros())
    }

    /// Calls for each period, ascending.
    fn each(&self, customer: usize, mut call: impl FnMut(usize)) {
        for (place, word) in self.words_of(customer).iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                call(place * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }
}

impl Cohorts {
    /// Share of each cohort's customers who bought k periods later, 0..=1; `None` for a cohort without
    /// customers.
    pub fn retention(&self) -> Vec<Vec<Option<f64>>> {
        let share = |count: u64, size: u64| (size > 0).then(|| count as f64 / size as f64);
        let row = |cells: &Vec<u64>| {
            let size = cells.first().copied().unwrap_or(0);
            cells.iter().map(|count| share(*count, size)).collect()
        };
        self.customers.iter().map(row).collect()
    }

    /// Share of all customers who bought k periods after their first purchase, over the cohorts that are k
    /// periods old; `None` where there is none.
    pub fn weighted_retention(&self) -> Vec<Option<f64>> {
        (0..self.customers.len())
            .map(|k| {
                let old_enough =
                    self.customers.iter().filter_map(|row| Some((*row.first()?, *row.get(k)?)));
                let (sizes, stayed) =
                    old_enough.fold((0, 0), |(s, n), (size, count)| (s + size, n + count));
                (sizes > 0).then(|| stayed as f64 / sizes as f64)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_customer_counts_once_a_period_and_a_return_is_no_purchase() {
        let orders = Orders {
            customer: &[0, 0, 1, 0, 1, 2],
            period: &[0, 0, 1, 2, 2, 0],
            amount: Some(&[5.0, 5.0, 7.0, 1.0, -2.0, -9.0]),
            weight: None,
            n_customers: 3,
            n_periods: 3,
        };
        let result = cohorts(&orders);
        assert_eq!(result.customers, vec![vec![1, 0, 1], vec![1, 0], vec![0]]);
        assert_eq!(result.orders, vec![vec![2, 0, 1], vec![1, 0], vec![0]]);
        assert_eq!(result.revenue, vec![vec![10.0, 0.0, 1.0], vec![7.0, -2.0], vec![0.0]]);
        assert_eq!(result.unmatched_returns, 1);
        assert_eq!(result.weighted_retention(), vec![Some(1.0), Some(0.0), Some(1.0)]);
        assert_eq!(result.retention()[2], vec![None]);
    }

    proptest! {
        #[test]
        fn every_customer_has_one_cohort(rows in prop::collection::vec((0_u32..30, 0_u32..70), 0..300)) {
            let (customer, period): (Vec<u32>, Vec<u32>) = rows.iter().copied().unzip();
            let orders = Orders { customer: &customer, period: &period, amount: None, weight: None, n_customers: 30, n_periods: 70 };
            let result = cohorts(&orders);
            let mut known = customer.clone();
            known.sort_unstable();
            known.dedup();
            prop_assert_eq!(result.customers.iter().map(|row| row[0]).sum::<u64>(), known.len() as u64);
            prop_assert_eq!(result.orders.iter().flatten().sum::<u64>(), rows.len() as u64);
            for row in &result.customers {
                prop_assert!(row.iter().all(|count| *count <= row[0]));
            }
        }
    }
}
