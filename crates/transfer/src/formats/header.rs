//! Finds the row that names the columns, and gives every column a name of its own.

use crate::cells::{Cell, Row, Value};
use crate::cells_numbers::number_in;

/// Rows looked at when searching for the heading.
pub const LOOKED_AT: usize = 40;

/// Index in `rows` of the heading, or `None` if the first row is already data.
pub fn find_header(rows: &[Row]) -> Option<usize> {
    let widths: Vec<usize> = rows.iter().map(filled).collect();
    let usual = usual_width(&widths);
    if usual == 0 {
        return None;
    }
    let enough = (usual * 3).div_ceil(5).max(1);
    let first =
        rows.iter().zip(&widths).position(|(row, width)| *width >= enough && row.fault().is_none())?;
    let row = rows.get(first)?;
    let n_data = row.cells().filter(|cell| !cell.is_empty() && looks_like_data(cell)).count();
    let n_long = row.cells().filter(|cell| cell.text.chars().count() > 80).count();
    let width = widths.get(first).copied().unwrap_or(1);
    let is_heading =
        n_data * 4 <= width && n_long * 2 <= width && !repeats_below(row, rows.get(first + 1..));
    is_heading.then_some(first)
}

fn filled(row: &Row) -> usize {
    row.cells().filter(|cell| !cell.is_empty()).count()
}

/// The width that most rows have; the wider of two equally frequent ones.
fn usual_width(widths: &[usize]) -> usize {
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    widths.iter().copied().filter(|w| *w > 0).max_by_key(|width| (count(*width), *width)).unwrap_or(0)
}

/// A heading is not a number, date, address of the net or a phone.
fn looks_like_data(cell: &Cell<'_>) -> bool {
    if !matches!(cell.value, Value::Text) {
        return true;
    }
    let text = cell.text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    number_in(text).is_some()
        || (text.contains('@') && text.contains('.') && !text.contains(' '))
        || (digits >= 5 && letters <= 2)
        || (digits >= 6 && letters < digits)
}

/// Whether the next row is the same in several cells, as data repeat and headings do not.
fn repeats_below(row: &Row, below: Option<&[Row]>) -> bool {
    let Some(next) = below.and_then(<[Row]>::first) else { return false };
    let same = row
        .cells()
        .zip(next.cells())
        .filter(|(a, b)| !a.is_empty() && a.text.trim() == b.text.trim())
        .count();
    same * 2 > filled(row).max(2)
}

/// Names of `width` columns, unique: from the heading where it has them, else `Column N`; a name that
/// occurs again gets its number.
pub fn column_names(heading: Option<&Row>, width: usize) -> Vec<String> {
    let width = heading.map_or(width, |row| row.len().max(width));
    let mut taken = std::collections::HashSet::new();
    (0..width)
        .map(|at| {
            let text = heading.map_or("", |row| row.cell(at).text).trim();
            let base = match text {
                "" => format!("Column {}", at + 1),
                _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
            };
            unique(base, &mut taken)
        })
        .collect()
}

/// The name itself or the first of `name (2)`, `name (3)` ... that is free.
pub(crate) fn unique(base: String, taken: &mut std::collections::HashSet<String>) -> String {
    let mut name = base.clone();
    let mut n = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base} ({n})");
        n += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: Option<usize>) {
        let rows: Vec<Row> = lines
            .iter()
            .map(|line| {
                let mut row = Row::new();
                line.split('|').for_each(|text| row.push_text(text));
                row
            })
            .collect();
        assert_eq!(find_header(&rows), expected, "{lines:?}");
    }

    #[test]
    fn the_heading_is_found_under_titles_and_not_where_there_is_none() {
        check(&["a|b|c", "1|2|3"], Some(0));
        check(
            &["Клиенты на 01.01.2025||", "||", "ФИО|Телефон|Город", "Иванов|87011234567|Алматы"],
            Some(2),
        );
        check(&["Иванов|87011234567|a@b.kz", "Петров|87011234568|c@d.kz"], None);
        check(&["1|2|3", "4|5|6"], None);
        check(&[], None);
        check(&["name"], Some(0));
    }

    #[test]
    fn columns_get_names_of_their_own() {
        let mut row = Row::new();
        ["Phone", " ", "Phone"].iter().for_each(|text| row.push_text(text));
        assert_eq!(column_names(Some(&row), 4), ["Phone", "Column 2", "Phone (2)", "Column 4"]);
    }
}
