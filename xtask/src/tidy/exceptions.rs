//! The list of files that a rule does not hold for yet; it only shrinks.

use std::cell::RefCell;
use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::tree::Tree;

/// Where the list stands.
pub const PATH: &str = "xtask/exceptions.txt";

/// Pairs of a rule and a file, each with the reason why.
#[derive(Default)]
pub struct Exceptions {
    pairs: BTreeSet<(String, String)>,
    used: RefCell<BTreeSet<(String, String)>>,
}

impl Exceptions {
    /// Reads the list out of the tree; a tree without one has no exceptions.
    ///
    /// # Errors
    /// When a line has no reason.
    pub fn read(tree: &Tree) -> Result<Self> {
        Self::parse(tree.text(PATH).unwrap_or_default())
    }

    /// Reads lines of `rule path reason...`; empty lines and those that begin with `#` are skipped.
    ///
    /// # Errors
    /// When a line has no reason.
    pub fn parse(text: &str) -> Result<Self> {
        let mut exceptions = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut words = line.splitn(3, char::is_whitespace);
            let (Some(rule), Some(path), Some(_reason)) = (words.next(), words.next(), words.next()) else {
                bail!("{PATH}: `{line}` should be a rule, a path and the reason");
            };
            exceptions.pairs.insert((rule.to_owned(), path.to_owned()));
        }
        Ok(exceptions)
    }

    /// Whether the list lets this file off this rule; remembers that it was asked for.
    pub fn excuse(&self, rule: &str, path: &str) -> bool {
        let pair = (rule.to_owned(), path.to_owned());
        let is_excused = self.pairs.contains(&pair);
        if is_excused {
            self.used.borrow_mut().insert(pair);
        }
        is_excused
    }

    /// A complaint for each line that no longer excuses anything, in the order of rules and paths.
    pub fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let stale = self.pairs.difference(&used);
        stale
            .map(|(rule, path)| format!("{PATH}: `{rule} {path}` is kept by now, take the line out"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_a_reason_is_refused() {
        assert!(Exceptions::parse("names a.rs").is_err());
        assert!(Exceptions::parse("# only words\n\nnames a.rs too old to move").is_ok());
    }
}
