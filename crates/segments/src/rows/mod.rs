//! What happened, in columns: the rows of one table sorted by customer, so that those of one customer lie together.

mod build;
mod cells;
mod measure;
mod overlay;
mod sweep;

pub(crate) use build::Gathered;
pub(crate) use cells::Cells;
pub(crate) use overlay::Loaded;

/// The rows of one table; customers are places in a list or numbers of cards.
pub(crate) struct Rows {
    /// Where the rows of each customer begin; one more at the end.
    pub(crate) starts: Vec<u32>,
    /// The columns of the table, in its order.
    pub(crate) columns: Vec<Cells>,
}

impl Rows {
    /// How many rows there are.
    pub(crate) fn n(&self) -> usize {
        self.starts.last().map_or(0, |n| *n as usize)
    }

    /// One more than the greatest customer.
    pub(crate) fn end(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// No rows at all.
    pub(crate) fn none() -> Self {
        Self { starts: vec![0], columns: Vec::new() }
    }

    /// Memory held, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.starts.capacity() * 4 + self.columns.iter().map(Cells::bytes).sum::<usize>()
    }
}
