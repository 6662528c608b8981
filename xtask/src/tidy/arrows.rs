//! Crates use only the crates below them, as the table in `xtask/arrows.txt` says.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Arrow, Tree};
use super::{Finding, Rule};

const PATH: &str = "xtask/arrows.txt";

/// Reads the table and refuses every other arrow.
pub struct Arrows;

impl Rule for Arrows {
    fn slug(&self) -> &'static str {
        "arrows"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let table = Table::parse(tree.text(PATH).unwrap_or_default());
        tree.arrows.iter().filter_map(|arrow| table.refusal(arrow)).collect()
    }
}

#[derive(Default)]
struct Table {
    sets: BTreeMap<String, BTreeSet<String>>,
    rows: BTreeMap<String, BTreeSet<String>>,
    for_tests: BTreeSet<String>,
}

impl Table {
    /// Reads `set = crates`, `crate: crates and sets` and `tests: crates` that any crate's tests may use.
    fn parse(text: &str) -> Self {
        let mut table = Self::default();
        for line in text.lines().map(|line| line.split('#').next().unwrap_or_default()) {
            if let Some((name, members)) = line.split_once('=') {
                let members = table.expand(members);
                table.sets.insert(name.trim().to_owned(), members);
            } else if let Some((name, used)) = line.split_once(':') {
                let used = table.expand(used);
                match name.trim() {
                    "tests" => table.for_tests = used,
                    name => drop(table.rows.insert(name.to_owned(), used)),
                }
            }
        }
        table
    }

    fn expand(&self, words: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for word in words.split_whitespace() {
            match self.sets.get(word) {
                Some(members) => names.extend(members.iter().cloned()),
                None => drop(names.insert(word.to_owned())),
            }
        }
        names
    }

    fn refusal(&self, arrow: &Arrow) -> Option<Finding> {
        let Arrow { from, to, is_for_tests } = arrow;
        let manifest =
            if from == "xtask" { "xtask/Cargo.toml".into() } else { format!("crates/{from}/Cargo.toml") };
        let Some(used) = self.rows.get(from) else {
            return Some(Finding::new(&manifest, 0, format!("`{from}` has no row in {PATH}")));
        };
        let is_allowed = used.contains(to) || (*is_for_tests && self.for_tests.contains(to));
        let what = format!(
            "`{from}` may not use `{to}`: a new arrow needs a decision record and a word in {PATH}"
        );
        (!is_allowed).then(|| Finding::new(&manifest, 0, what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "
        ground = kernel db   # a set
        tests: testkit
        db: kernel
        customers: ground
        testkit: customers ground
    ";

    fn check(from: &str, to: &str, is_for_tests: bool, is_fine: bool) {
        let arrow = Arrow { from: from.into(), to: to.into(), is_for_tests };
        assert_eq!(Table::parse(TABLE).refusal(&arrow).is_none(), is_fine, "{from} -> {to}");
    }

    #[test]
    fn arrows_point_down() {
        check("customers", "db", false, true);
        check("db", "kernel", false, true);
        check("db", "customers", false, false);
        check("stranger", "kernel", false, false);
    }

    #[test]
    fn only_tests_may_use_the_test_kit() {
        check("customers", "testkit", true, true);
        check("customers", "testkit", false, false);
    }
}
