//! Every Rust file says in its first sentence what it is for.

use super::tree::Tree;
use super::{Finding, Rule};

/// Refuses a file that does not begin with `//!` or whose first sentence has no end.
pub struct FileSentences;

impl Rule for FileSentences {
    fn slug(&self) -> &'static str {
        "file-sentences"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let refused = tree.with_ending(&["rs"]).filter_map(|(path, text)| {
            let what = refusal(text)?;
            Some(Finding::new(path, 1, what))
        });
        refused.collect()
    }
}

fn refusal(text: &str) -> Option<&'static str> {
    let first: Vec<_> = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let Some(last) = first.last() else {
        return Some("a file begins with `//!` and one sentence that says what it is for");
    };
    (!last.ends_with('.')).then_some("the sentence of the file ends with a full stop")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_fine: bool) {
        assert_eq!(refusal(text).is_none(), is_fine, "{text}");
    }

    #[test]
    fn a_file_begins_with_a_whole_sentence() {
        check("//! Ids.\nuse a;\n", true);
        check("//! Ids of all\n//! kinds.\n//!\n//! And more\n", true);
        check("//! Ids\n", false);
        check("use a;\n", false);
        check("", false);
    }
}
