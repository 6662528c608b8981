//! Time is taken from the kernel's clock, so that tests can travel.

use super::rust_text::RustText;
use super::tree::Tree;
use super::{Finding, Rule};

/// Clippy forbids these calls as well; this rule cannot be switched off by an attribute in the file.
const CLOCKS: &[&str] = &["SystemTime::now", "Timestamp::now", "Zoned::now"];

/// Refuses the machine's clock outside `kernel`.
pub struct OwnTime;

impl Rule for OwnTime {
    fn slug(&self) -> &'static str {
        "own-time"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let ours = tree.with_ending(&["rs"]).filter(|(path, _)| path.starts_with("crates/"));
        ours.filter(|(path, _)| !path.starts_with("crates/kernel/"))
            .flat_map(|(path, text)| refusals(path, text))
            .collect()
    }
}

fn refusals(path: &str, text: &str) -> Vec<Finding> {
    let parts = RustText::of(text);
    let asked = parts.code_lines().filter(|(_, line)| CLOCKS.iter().any(|clock| line.contains(clock)));
    asked.map(|(number, _)| Finding::new(path, number, "time comes from kernel::Clock")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, n_findings: usize) {
        assert_eq!(OwnTime.check(&Tree::of(&[(path, text)])).len(), n_findings, "{path}: {text}");
    }

    #[test]
    fn only_the_kernel_asks_the_machine() {
        check("crates/web/src/a.rs", "let at = SystemTime::now();", 1);
        check("crates/kernel/src/clock.rs", "let at = SystemTime::now();", 0);
        check("crates/web/src/a.rs", "// not SystemTime::now()\nlet at = \"SystemTime::now\";", 0);
    }
}
