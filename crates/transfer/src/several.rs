//! Several values in one cell: parted by semicolons, in quotes where a value has one inside, so that they come apart again.

/// Puts values into one cell.
pub fn join<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for value in values {
        add(value, &mut cell);
    }
    cell
}

/// Puts one more value into a cell.
pub fn add(value: &str, cell: &mut String) {
    if !cell.is_empty() {
        cell.push_str("; ");
    }
    if value.contains(BREAKS) || value.starts_with('"') || value.trim() != value {
        cell.push('"');
        cell.push_str(&value.replace('"', "\"\""));
        cell.push('"');
    } else {
        cell.push_str(value);
    }
}

/// What a value may not have inside when it stands without quotes: whatever some kind of field is parted by.
const BREAKS: [char; 5] = [';', ',', '\n', '\r', '|'];

/// Takes a cell apart at any of these letters outside quotes; blank parts are left out.
pub fn split(cell: &str, separators: &[char]) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        let (part, behind) = match quoted(rest, separators) {
            Some(found) => found,
            None => {
                let end = rest.find(separators).unwrap_or(rest.len());
                let (part, behind) = rest.split_at(end);
                (part.trim().to_owned(), behind)
            }
        };
        if !part.is_empty() {
            parts.push(part);
        }
        let mut letters = behind.chars();
        letters.next();
        rest = letters.as_str().trim_start();
    }
    parts
}

/// A value in quotes that ends at a separator, and what is behind it; `None` when the quotes are part of the words.
fn quoted<'a>(text: &'a str, separators: &[char]) -> Option<(String, &'a str)> {
    let inside = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut rest = inside;
    loop {
        let (before, after) = rest.split_once('"')?;
        value.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            value.push('"');
            rest = more;
            continue;
        }
        let behind = after.trim_start_matches([' ', '\t']);
        return (behind.is_empty() || behind.starts_with(separators)).then_some((value, behind));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_apart_as_they_were_put_together() {
        for values in [
            vec!["+77011234567", "+77017654321"],
            vec!["опт; розница", "ТОО \"Ромашка\""],
            vec!["\"в кавычках\"", "две\nстроки", "a|b, c"],
            vec![" с пробелом "],
        ] {
            let cell = join(values.iter().copied());
            assert_eq!(split(&cell, &[';', '\n']), values, "{cell}");
            assert_eq!(split(&cell, &[',', ';', '\n', '|']), values, "{cell}");
        }
    }

    #[test]
    fn cells_of_other_programs_are_taken_as_they_are() {
        let check = |cell: &str, parts: &[&str]| assert_eq!(split(cell, &[',', ';']), parts, "{cell}");
        check("VIP, опт ;; розница", &["VIP", "опт", "розница"]);
        check("\"Ромашка\" ТОО; x", &["\"Ромашка\" ТОО", "x"]);
        check("\"не закрыта; x", &["\"не закрыта", "x"]);
        check("", &[]);
    }
}
