//! What the rules look at: the tracked files and the arrows between the crates.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// One crate's wish to use another crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The crate that uses.
    pub from: String,
    /// The crate that is used.
    pub to: String,
    /// Whether only the tests of `from` use it.
    pub is_for_tests: bool,
}

/// The text of every tracked file, by path, and the arrows between the crates.
#[derive(Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
    /// In the order of the manifests.
    pub arrows: Vec<Arrow>,
}

impl Tree {
    /// Reads the files that git tracks or would track; those that are not UTF-8 are left out.
    ///
    /// # Errors
    /// When git or cargo cannot be asked.
    pub fn read(root: &Path) -> Result<Self> {
        let listing = told(root, "git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut files = BTreeMap::new();
        for path in listing.split('\0').filter(|path| !path.is_empty()) {
            if let Ok(text) = std::fs::read_to_string(root.join(path)) {
                files.insert(path.to_owned(), text);
            }
        }
        let metadata =
            told(root, "cargo", &["metadata", "--no-deps", "--offline", "--format-version", "1"])?;
        let arrows = arrows(&serde_json::from_str(&metadata).context("cargo metadata is not JSON")?);
        Ok(Self { files, arrows })
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every file as path and text, in the order of paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files whose name ends with `.` and one of these.
    pub fn with_ending(&self, endings: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(move |(path, _)| {
            path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
        })
    }

    /// How many files were read.
    pub fn n_files(&self) -> usize {
        self.files.len()
    }
}

fn told(root: &Path, program: &str, words: &[&str]) -> Result<String> {
    let output = Command::new(program).args(words).current_dir(root).output();
    let output = output.with_context(|| format!("{program} cannot be started"))?;
    if !output.status.success() {
        bail!("{program} {}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("{program} does not answer in UTF-8"))
}

/// Reads the arrows out of `cargo metadata --no-deps`: a dependency with a path is one of ours.
fn arrows(metadata: &Value) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let names =
                (package["name"].as_str(), dependency["name"].as_str(), dependency["path"].as_str());
            if let (Some(from), Some(to), Some(_)) = names {
                let is_for_tests = dependency["kind"].as_str() == Some("dev");
                arrows.push(Arrow { from: from.to_owned(), to: to.to_owned(), is_for_tests });
            }
        }
    }
    arrows
}

#[cfg(test)]
impl Tree {
    /// A small tree for the test of a rule.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { files, arrows: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_dependencies_with_a_path_are_arrows() {
        let metadata = json!({"packages": [{"name": "web", "dependencies": [
            {"name": "axum", "kind": null},
            {"name": "kernel", "kind": null, "path": "crates/kernel"},
            {"name": "testbase", "kind": "dev", "path": "crates/testbase"},
        ]}]});
        let found: Vec<_> =
            arrows(&metadata).into_iter().map(|arrow| (arrow.to, arrow.is_for_tests)).collect();
        assert_eq!(found, [("kernel".to_owned(), false), ("testbase".to_owned(), true)]);
    }
}
