//! The file of what did not come in, seen from both ends: the columns of ours behind those of the file it came from, and
//! how it is read when it was mended and comes again: as that file was.

use crate::exporting::ID_HEADING;
use crate::mapping::{ColumnUse, ID, LEAVE, Mapping, RowsOf, speakers};
use words::Say;

/// The columns of ours, behind those of the file: the number of the row, why it did not come in and, where rows came in
/// without some of their cells, the card that they are of.
pub(super) struct Own {
    /// The heading of the row's number.
    pub(super) row: String,
    /// The heading of the reasons.
    pub(super) reason: String,
    /// The heading of the card.
    pub(super) card: &'static str,
}

impl Own {
    /// In a person's language.
    pub(super) fn in_words(say: &Say) -> Own {
        let [row, reason] = ["transfer-rejects-row", "transfer-rejects-reason"].map(|key| say.t(key));
        Own { row, reason, card: ID_HEADING }
    }
}

/// How many columns of a file are its own, when it is one of what did not come in; `None` when it is not.
pub(super) fn width_before(columns: &[String]) -> Option<usize> {
    let all: Vec<Own> = speakers().iter().map(Own::in_words).collect();
    let behind = |at: usize| {
        let rest = columns.get(at..)?;
        let is_ours = |own: &Own| match rest {
            [row, reason] => *row == own.row && *reason == own.reason,
            [row, reason, card] => *row == own.row && *reason == own.reason && card == own.card,
            _ => false,
        };
        (at > 0 && all.iter().any(is_ours)).then_some(at)
    };
    [2, 3].into_iter().filter_map(|n| columns.len().checked_sub(n)).find_map(behind)
}

/// The mapping of the file that these rows came from, for the file in which they come again.
pub(super) fn come_again(mut mapping: Mapping, behind: &[String]) -> Mapping {
    let is_of_cards = mapping.into == RowsOf::Customers;
    let uses = behind.iter().map(|column| {
        let to = if is_of_cards && column == ID_HEADING { ID } else { LEAVE };
        ColumnUse { column: column.clone(), to: to.to_owned(), kind: None }
    });
    mapping.columns.extend(uses);
    mapping
}

/// Headings as the file has them: of columns with one name ours alone are told apart by numbers, and read back so.
pub(super) fn as_in_file(columns: &[String]) -> Vec<&str> {
    let headings = columns.iter().enumerate().map(|(at, column)| {
        let before = columns.get(..at).unwrap_or_default();
        let base = column.strip_suffix(')').and_then(|open| open.rsplit_once(" ("));
        let is_repeated = |(name, number): &(&str, &str)| {
            let n_before = before.iter().filter(|other| plain(other, before) == *name).count();
            number.parse() == Ok(n_before + 1) && before.iter().any(|other| other == name)
        };
        base.filter(is_repeated).map_or(column.as_str(), |(name, _)| name)
    });
    headings.collect()
}

/// A heading without its number, where the one that it repeats is among these.
fn plain<'c>(column: &'c str, among: &[String]) -> &'c str {
    let base = column.strip_suffix(')').and_then(|open| open.rsplit_once(" ("));
    base.map(|(name, _)| name).filter(|name| among.iter().any(|other| other == name)).unwrap_or(column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use words::Lang;

    fn columns(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_file_of_ours_is_known_in_every_language_and_no_other_is() {
        for say in speakers() {
            let Own { row, reason, card } = Own::in_words(&say);
            assert_eq!(
                width_before(&columns(&["ФИО", "Телефон", &row, &reason])),
                Some(2),
                "{}",
                say.lang()
            );
            assert_eq!(width_before(&columns(&["ФИО", &row, &reason, card])), Some(1));
            assert_eq!(width_before(&columns(&["ФИО", &reason, &row])), None);
            assert_eq!(width_before(&columns(&[&row, &reason])), None);
        }
        assert_eq!(speakers().len(), Lang::ALL.len());
        assert_eq!(width_before(&columns(&["ФИО"])), None);
    }

    #[test]
    fn columns_of_one_name_get_it_back() {
        let check = |names: &[&str], wanted: &[&str]| assert_eq!(as_in_file(&columns(names)), wanted);
        check(&["Phone", "Name", "Phone (2)", "Phone (3)"], &["Phone", "Name", "Phone", "Phone"]);
        check(&["Phone (2)", "Phone"], &["Phone (2)", "Phone"]);
        check(&["Phone", "Phone (5)", "Sum (2)"], &["Phone", "Phone (5)", "Sum (2)"]);
    }
}
