//! No crate, module or folder has a name that says nothing.

use super::tree::Tree;
use super::{Finding, Rule};

const EMPTY_WORDS: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "shared", "manager"];

/// Refuses names under which anything could be put.
pub struct Names;

impl Rule for Names {
    fn slug(&self) -> &'static str {
        "names"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let files = tree.with_ending(&["rs", "html", "css", "js", "mjs", "ts", "sql"]);
        files.filter_map(|(path, _)| refusal(path)).collect()
    }
}

fn refusal(path: &str) -> Option<Finding> {
    let mut names = path.split('/').map(|name| name.split('.').next().unwrap_or(name));
    let empty = names.find(|name| EMPTY_WORDS.contains(name))?;
    let what = format!("`{empty}` says nothing: name it after what it does, in the words of the glossary");
    Some(Finding::new(path, 0, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, is_fine: bool) {
        assert_eq!(refusal(path).is_none(), is_fine, "{path}");
    }

    #[test]
    fn a_name_says_what_is_inside() {
        check("crates/customers/src/merging.rs", true);
        check("crates/customers/src/utils.rs", false);
        check("crates/common/src/lib.rs", false);
        check("crates/ui/scripts/helpers.js", false);
        check("crates/customers/src/shared_views.rs", true);
    }
}
