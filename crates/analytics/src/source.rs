//! Where the rows of an analysis come from: a file, or the base.

use crate::AnalyzeError;
use crate::table::{Table, Wanted};

/// Rows with named columns.
pub trait Source {
    /// The names of its columns, in order.
    fn header(&self) -> &[String];

    /// Reads the wanted columns of all rows; a row in which one of them is missing is left out and accounted for.
    ///
    /// # Errors
    /// What kept it from reading.
    fn read(self: Box<Self>, wanted: &[Wanted]) -> Result<Table, AnalyzeError>;

    /// The place of a column by its name: as written, else without regard to case.
    fn place(&self, name: &str) -> Option<usize> {
        let header = self.header();
        let exact = header.iter().position(|heading| heading == name);
        exact.or_else(|| header.iter().position(|heading| heading.to_lowercase() == name.to_lowercase()))
    }
}
