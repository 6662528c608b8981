//! No file is longer than a person can hold in mind.

use super::tree::Tree;
use super::{Finding, Rule};

/// For a source file of any kind.
const MOST_LINES: usize = 500;
/// For a template: longer ones are made of parts.
const MOST_TEMPLATE_LINES: usize = 80;

/// Refuses files above the limits; functions are measured by clippy.
pub struct Sizes;

impl Rule for Sizes {
    fn slug(&self) -> &'static str {
        "sizes"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let files = tree.with_ending(&["rs", "html", "css", "js", "mjs", "ts"]);
        files.filter_map(|(path, text)| refusal(path, text.lines().count())).collect()
    }
}

fn refusal(path: &str, n_lines: usize) -> Option<Finding> {
    let most = if path.ends_with(".html") { MOST_TEMPLATE_LINES } else { MOST_LINES };
    let what = format!("{n_lines} lines, more than {most}: a room that wants a wall");
    (n_lines > most).then(|| Finding::new(path, n_lines, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, n_lines: usize, is_fine: bool) {
        assert_eq!(refusal(path, n_lines).is_none(), is_fine, "{path}, {n_lines} lines");
    }

    #[test]
    fn long_files_are_refused() {
        check("crates/db/src/lib.rs", 500, true);
        check("crates/db/src/lib.rs", 501, false);
        check("crates/ui/scripts/table.js", 501, false);
        check("crates/customers/src/pages/list.html", 80, true);
        check("crates/customers/src/pages/list.html", 81, false);
    }
}
