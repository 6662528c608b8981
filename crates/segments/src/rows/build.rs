//! Rows as they are read, in any order, and how they are sorted by customer.

use super::Rows;
use super::cells::Coming;
use customers::{HappeningColumn, Holds};
use db::{DbError, Row};

/// Rows read so far.
pub(crate) struct Gathered {
    customers: Vec<u32>,
    columns: Vec<Coming>,
}

impl Gathered {
    /// None yet of a table with these columns.
    pub(crate) fn of(columns: &[HappeningColumn]) -> Self {
        let coming = |column: &HappeningColumn| match column.holds {
            Holds::Option | Holds::Word(_) => Coming::words(),
            _ => Coming::numbers(),
        };
        Self { customers: Vec::new(), columns: columns.iter().map(coming).collect() }
    }

    /// Takes in one row: the customer first, then the columns in their order. `place` says as what a customer counts;
    /// `None` leaves the row out.
    ///
    /// # Errors
    /// When a column is of another type than promised.
    pub(crate) fn take(
        &mut self,
        row: &Row<'_>,
        place: impl Fn(i64) -> Option<u32>,
    ) -> Result<(), DbError> {
        let Some(customer) = place(row.get(0)?) else { return Ok(()) };
        self.customers.push(customer);
        for (at, column) in (1..).zip(&mut self.columns) {
            match column {
                Coming::Words { .. } => column.push_word(row.get::<Option<String>>(at)?.as_deref()),
                _ => column.push_number(row.get(at)?),
            }
        }
        Ok(())
    }

    /// The rows of another reading after these.
    pub(crate) fn join(&mut self, other: Gathered) {
        self.customers.extend(other.customers);
        self.columns.iter_mut().zip(other.columns).for_each(|(own, other)| own.join(other));
    }

    /// How many rows were read.
    pub(crate) fn n(&self) -> usize {
        self.customers.len()
    }

    /// Sorted by customer; the rows of one stay in the order in which they were read.
    pub(crate) fn sorted(self) -> Rows {
        let end = self.customers.iter().max().map_or(0, |greatest| *greatest as usize + 1);
        let mut starts = vec![0_u32; end + 1];
        for customer in &self.customers {
            if let Some(count) = starts.get_mut(*customer as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = Vec::with_capacity(self.customers.len());
        for customer in &self.customers {
            if let Some(place) = next.get_mut(*customer as usize) {
                places.push(*place);
                *place += 1;
            }
        }
        drop(next);
        drop(self.customers);
        let columns = self.columns.into_iter().map(|column| column.placed(&places)).collect();
        Rows { starts, columns }
    }
}
