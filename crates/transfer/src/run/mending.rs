//! Cells that a person mended before the run began, and which card they said a row is of; the file itself stays as it came.

use crate::cells::Row;
use customers::CustomerId;
use serde::{Deserialize, Serialize};

/// One cell as a person wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MendedCell {
    /// The row's number in the file.
    pub row: u64,
    /// The place of the column, from 0.
    pub column: usize,
    /// What stands there now.
    pub text: String,
}

/// What a person said that a row is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The row's number in the file.
    pub row: u64,
    /// The card that it is of.
    pub is: CustomerId,
}

/// All that was mended in one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mended {
    /// Cells, in the order of rows and columns.
    pub cells: Vec<MendedCell>,
    /// Rows of which a person said whose they are, in order.
    pub decisions: Vec<Decision>,
}

impl Mended {
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.decisions.is_empty()
    }

    /// Puts a text into a cell; the one that the file has takes the mending back.
    pub fn set(&mut self, (row, column): (u64, usize), text: &str, in_file: &str) {
        let at = self.cells.partition_point(|cell| (cell.row, cell.column) < (row, column));
        let is_known = self.cells.get(at).is_some_and(|cell| (cell.row, cell.column) == (row, column));
        if is_known {
            self.cells.remove(at);
        }
        if text != in_file {
            self.cells.insert(at, MendedCell { row, column, text: text.to_owned() });
        }
    }

    /// Says of which card a row is, or takes that back.
    pub fn decide(&mut self, row: u64, is: Option<CustomerId>) {
        let at = self.decisions.partition_point(|decision| decision.row < row);
        if self.decisions.get(at).is_some_and(|decision| decision.row == row) {
            self.decisions.remove(at);
        }
        if let Some(is) = is {
            self.decisions.insert(at, Decision { row, is });
        }
    }

    /// The card that a person said a row is of.
    pub fn decision(&self, row: u64) -> Option<CustomerId> {
        let at = self.decisions.binary_search_by_key(&row, |decision| decision.row).ok()?;
        self.decisions.get(at).map(|decision| decision.is)
    }

    /// Puts what was mended into a row that was read; whether anything was.
    pub fn apply(&self, row: &mut Row) -> bool {
        let from = self.cells.partition_point(|cell| cell.row < row.number);
        let of_row = self.cells.get(from..).unwrap_or_default();
        let n = of_row.partition_point(|cell| cell.row == row.number);
        let mended = of_row.get(..n).unwrap_or_default();
        if mended.is_empty() || row.fault().is_some() {
            return false;
        }
        row.pad(mended.iter().map(|cell| cell.column + 1).max().unwrap_or(0));
        let read = row.clone();
        row.clear();
        for (at, cell) in read.cells().enumerate() {
            match mended.iter().find(|mended| mended.column == at) {
                Some(mended) => row.push_text(&mended.text),
                None => row.push(cell.value, cell.text),
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, cells: &[&str]) -> Row {
        let mut row = Row::new();
        row.number = number;
        cells.iter().for_each(|cell| row.push_text(cell));
        row
    }

    #[test]
    fn a_mended_cell_stands_in_its_row_and_no_other() {
        let mut mended = Mended::default();
        mended.set((3, 1), "a@b.kz", "не почта");
        mended.set((3, 2), "Тараз", "");
        let mut third = row(3, &["Иванов", "не почта"]);
        assert!(mended.apply(&mut third));
        assert_eq!(third.cells().map(|cell| cell.text).collect::<Vec<_>>(), ["Иванов", "a@b.kz", "Тараз"]);
        assert_eq!(third.number, 3);
        assert!(!mended.apply(&mut row(4, &["Петров", "x"])));
        mended.set((3, 1), "не почта", "не почта");
        assert_eq!(mended.cells.len(), 1, "what the file says needs no mending");
    }

    #[test]
    fn a_decision_is_of_its_row() {
        let mut mended = Mended::default();
        let card = CustomerId(kernel::RawId::from_u128(7));
        mended.decide(5, Some(card));
        assert_eq!((mended.decision(5), mended.decision(6)), (Some(card), None));
        mended.decide(5, None);
        assert!(mended.is_empty());
    }
}
