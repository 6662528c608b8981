//! The rules of STYLE.md that a machine can hold: one file each, all in one list.

mod arrows;
mod catalogues;
mod exceptions;
mod file_sentences;
mod honest_tests;
mod machine_paths;
mod migrations;
mod names;
mod own_time;
mod rust_text;
mod sizes;
mod sql_places;
mod templates;
mod tree;

use std::path::Path;

use anyhow::{Result, bail};
use exceptions::Exceptions;
use tree::Tree;

/// What a rule found wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path from the root of the workspace, with forward slashes.
    pub path: String,
    /// From 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong, as a sentence for the person who will mend it.
    pub what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

/// A rule that can be read off the tracked files alone.
pub trait Rule: Sync {
    /// The rule's name in the list of exceptions; never changed.
    fn slug(&self) -> &'static str;
    /// All that breaks the rule in this tree, in no particular order.
    fn check(&self, tree: &Tree) -> Vec<Finding>;
}

const RULES: &[&dyn Rule] = &[
    &arrows::Arrows,
    &catalogues::Catalogues,
    &file_sentences::FileSentences,
    &honest_tests::HonestTests,
    &machine_paths::MachinePaths,
    &migrations::Migrations,
    &names::Names,
    &own_time::OwnTime,
    &sizes::Sizes,
    &sql_places::SqlPlaces,
    &templates::Templates,
];

/// Checks the tracked files of the workspace.
///
/// # Errors
/// When a rule is broken and no exception is written for it, or when an exception is no longer needed.
pub fn run(root: &Path) -> Result<()> {
    let tree = Tree::read(root)?;
    let exceptions = Exceptions::read(&tree)?;
    let complaints = complaints(&tree, &exceptions);
    for complaint in &complaints {
        println!("{complaint}");
    }
    if complaints.is_empty() {
        println!("tidy: {} rules hold over {} files", RULES.len(), tree.n_files());
        return Ok(());
    }
    bail!("tidy: {} to mend", complaints.len())
}

fn complaints(tree: &Tree, exceptions: &Exceptions) -> Vec<String> {
    let mut lines = Vec::new();
    for rule in RULES {
        let mut findings = rule.check(tree);
        findings.sort();
        findings.dedup();
        for finding in findings.iter().filter(|finding| !exceptions.excuse(rule.slug(), &finding.path)) {
            let Finding { path, line, what } = finding;
            lines.push(format!("{path}:{line}: {what} [{}]", rule.slug()));
        }
    }
    lines.extend(exceptions.unused());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn slugs_are_unique() {
        let slugs: BTreeSet<_> = RULES.iter().map(|rule| rule.slug()).collect();
        assert_eq!(slugs.len(), RULES.len());
    }

    #[test]
    fn an_empty_tree_breaks_nothing() {
        let tree = Tree::of(&[]);
        assert_eq!(complaints(&tree, &Exceptions::parse("").unwrap()), Vec::<String>::new());
    }

    #[test]
    fn an_exception_excuses_one_rule_in_one_file_and_must_be_used() {
        let tree = Tree::of(&[("crates/db/src/utils.rs", "//! One.\n")]);
        let excused = Exceptions::parse("names crates/db/src/utils.rs because of history").unwrap();
        assert_eq!(complaints(&tree, &excused), Vec::<String>::new());
        let stale = Exceptions::parse("sizes crates/db/src/utils.rs because of history").unwrap();
        assert_eq!(complaints(&tree, &stale).len(), 2);
    }
}
