//! No test is switched off and none waits for the clock.

use super::rust_text::RustText;
use super::tree::Tree;
use super::{Finding, Rule};

/// Refuses `ignore` everywhere and sleeping in tests, in Rust and in the browser's journeys.
pub struct HonestTests;

impl Rule for HonestTests {
    fn slug(&self) -> &'static str {
        "honest-tests"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let rust = tree.with_ending(&["rs"]).flat_map(|(path, text)| rust_refusals(path, text));
        let script = tree.with_ending(&["js", "mjs", "ts"]).filter(|(path, _)| path.contains("tests/"));
        rust.chain(script.flat_map(|(path, text)| script_refusals(path, text))).collect()
    }
}

fn rust_refusals(path: &str, text: &str) -> Vec<Finding> {
    let parts = RustText::of(text);
    let tests_begin = parts.tests_begin(path).unwrap_or(usize::MAX);
    let mut findings = Vec::new();
    for (number, line) in parts.code_lines() {
        if line.contains("#[ignore") {
            findings.push(Finding::new(path, number, "a test runs or it goes"));
        }
        if number >= tests_begin && is_sleeping(line) {
            findings.push(Finding::new(path, number, "a test waits for what happens, not for the clock"));
        }
    }
    findings
}

/// Whether a function of this very name is called, however long the path to it.
fn is_sleeping(line: &str) -> bool {
    let mut calls = line.match_indices("sleep(").filter_map(|(at, _)| line.get(..at));
    calls.any(|before| !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
}

fn script_refusals(path: &str, text: &str) -> Vec<Finding> {
    let is_refused =
        |line: &str| line.contains("waitForTimeout(") || line.contains(".only(") || line.contains(".skip(");
    let lines = text.lines().enumerate().filter(|(_, line)| is_refused(line));
    lines
        .map(|(index, _)| Finding::new(path, index + 1, "a journey is whole and waits for what it sees"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, n_findings: usize) {
        assert_eq!(HonestTests.check(&Tree::of(&[(path, text)])).len(), n_findings, "{path}: {text}");
    }

    #[test]
    fn tests_are_never_switched_off() {
        check("crates/a/src/b.rs", "#[cfg(test)]\n#[ignore = \"slow\"]\n", 1);
        check("crates/a/src/b.rs", "// an #[ignore] in words\n", 0);
    }

    #[test]
    fn tests_never_sleep() {
        check("crates/a/src/b.rs", "fn retry() { sleep(pause) }\n", 0);
        check("crates/a/src/b.rs", "#[cfg(test)]\nfn waits() { sleep(pause) }\n", 1);
        check("crates/a/tests/it/b.rs", "fn waits() { sleep(pause) }\n", 1);
        check("crates/a/tests/browser/b.mjs", "await page.waitForTimeout(100)\n", 1);
    }
}
