//! No tracked file names a folder of somebody's machine or the address of a package registry.

use super::tree::Tree;
use super::{Finding, Rule};

/// Folders that only one machine has.
const FOLDERS: &[&str] = &["work", "root", "home", "Users"];
/// Settings that send a build to an address of one network.
const ADDRESSES: &[&str] =
    &["\"resolved\": \"http", "registry=", "--index-url", "--extra-index-url", "replace-with"];

/// Refuses what would not be true on another machine.
pub struct MachinePaths;

impl Rule for MachinePaths {
    fn slug(&self) -> &'static str {
        "machine-paths"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        // The rule itself has to spell the addresses it looks for.
        let others = tree.files().filter(|(path, _)| *path != "xtask/src/tidy/machine_paths.rs");
        others.flat_map(|(path, text)| refusals(path, text)).collect()
    }
}

fn refusals(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if FOLDERS.iter().any(|folder| names_folder(line, folder)) {
            findings.push(Finding::new(path, index + 1, "a path of one machine"));
        }
        if ADDRESSES.iter().any(|address| line.contains(address)) {
            findings.push(Finding::new(path, index + 1, "the address of a registry"));
        }
    }
    findings
}

/// Whether `/folder/` stands in the line as the beginning of a path, not inside a longer one.
fn names_folder(line: &str, folder: &str) -> bool {
    let wanted = format!("/{folder}/");
    line.match_indices(&wanted).any(|(at, _)| {
        let before = line.get(..at).and_then(|start| start.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || "_.-}>".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, n_findings: usize) {
        assert_eq!(refusals("a.txt", text).len(), n_findings, "{text}");
    }

    #[test]
    fn paths_of_one_machine_are_refused() {
        for folder in FOLDERS {
            check(&format!("see /{folder}/notes"), 1);
        }
        check("crates/work/src and docs.example/home/page", 0);
        check("a path like data/kartoteka.sqlite", 0);
    }

    #[test]
    fn addresses_of_registries_are_refused() {
        check("\"resolved\": \"https://example.org/a.tgz\"", 1);
        check("registry=https://example.org", 1);
    }
}
