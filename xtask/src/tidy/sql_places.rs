//! Only `store` folders and the foundations that keep things know SQL.

use super::rust_text::RustText;
use super::tree::Tree;
use super::{Finding, Rule};

/// Crates that are about the database itself.
const KEEPERS: &[&str] = &["db", "journal", "jobs", "testbase", "testkit"];
/// A statement begins with the first words and has the second ones later on.
const STATEMENTS: &[(&str, &str)] = &[
    ("select ", " from "),
    ("insert into ", "("),
    ("insert or ", " into "),
    ("update ", " set "),
    ("delete from ", ""),
    ("with ", " as ("),
    ("create table ", ""),
    ("create index ", ""),
    ("create unique index ", ""),
    ("create virtual table ", ""),
    ("alter table ", ""),
    ("drop table ", ""),
];

/// Refuses statements in pages, verbs and the binary.
pub struct SqlPlaces;

impl Rule for SqlPlaces {
    fn slug(&self) -> &'static str {
        "sql-places"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let elsewhere = tree.with_ending(&["rs"]).filter(|(path, _)| !may_know_sql(path));
        elsewhere.flat_map(|(path, text)| refusals(path, text)).collect()
    }
}

fn may_know_sql(path: &str) -> bool {
    let Some(inside) = path.strip_prefix("crates/") else { return true };
    let is_keeper = KEEPERS.iter().any(|keeper| inside.starts_with(&format!("{keeper}/")));
    // A bench sets the bare statement beside what the house does with it.
    let is_test = ["/tests/", "/benches/", "/bench/"].iter().any(|room| inside.contains(room));
    is_keeper || is_test || inside.contains("/store/") || inside.ends_with("/store.rs")
}

fn refusals(path: &str, text: &str) -> Vec<Finding> {
    let parts = RustText::of(text);
    let tests_begin = parts.tests_begin(path).unwrap_or(usize::MAX);
    let statements =
        parts.literals.iter().filter(|literal| literal.line < tests_begin && is_statement(&literal.text));
    statements
        .map(|literal| Finding::new(path, literal.line, "SQL belongs into the capability's `store`"))
        .collect()
}

fn is_statement(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    STATEMENTS.iter().any(|(start, later)| text.starts_with(start) && text.contains(later))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, n_findings: usize) {
        assert_eq!(SqlPlaces.check(&Tree::of(&[(path, text)])).len(), n_findings, "{path}: {text}");
    }

    #[test]
    fn statements_stand_in_stores() {
        let statement = "const ALL: &str = \"select no\n  from customers\";";
        check("crates/customers/src/pages/list.rs", statement, 1);
        check("crates/customers/src/store/list.rs", statement, 0);
        check("crates/db/src/pool.rs", statement, 0);
        check(
            "crates/customers/src/merging.rs",
            "#[cfg(test)]\nconst A: &str = \"delete from customers\";",
            0,
        );
    }

    #[test]
    fn sentences_are_not_statements() {
        check("crates/customers/src/pages/list.rs", "\"Select a customer\"; \"with care\"; \"update\"", 0);
    }
}
