//! Both databases are moved by migrations of the same names.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;
use super::{Finding, Rule};

const DIALECTS: [&str; 2] = ["sqlite", "postgres"];

/// Refuses a migration that only one database has, a name of another shape and a number used twice.
pub struct Migrations;

impl Rule for Migrations {
    fn slug(&self) -> &'static str {
        "migrations"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (path, _) in tree.with_ending(&["sql"]) {
            if let Some((dialect, name)) =
                path.strip_prefix("migrations/").and_then(|rest| rest.split_once('/'))
            {
                names.entry(name).or_default().insert(dialect);
            }
        }
        let mut numbers: BTreeSet<&str> = BTreeSet::new();
        let mut findings = Vec::new();
        for (name, dialects) in &names {
            let missing = DIALECTS.iter().filter(|dialect| !dialects.contains(*dialect));
            findings.extend(missing.map(|dialect| finding(name, &format!("is not there for {dialect}"))));
            match number(name) {
                None => findings.push(finding(name, "is not named NNNN_<capability>_<what>.sql")),
                Some(number) if !numbers.insert(number) => {
                    findings.push(finding(name, "has a number used before"))
                }
                Some(_) => {}
            }
        }
        findings
    }
}

fn finding(name: &str, what: &str) -> Finding {
    Finding::new(&format!("migrations/*/{name}"), 0, format!("the migration {what}"))
}

/// The four digits in front of a capability and a few words.
fn number(name: &str) -> Option<&str> {
    let (number, words) = name.strip_suffix(".sql")?.split_once('_')?;
    let is_number = number.len() == 4 && number.chars().all(|letter| letter.is_ascii_digit());
    let is_words =
        words.contains('_') && words.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    (is_number && is_words).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], n_findings: usize) {
        let files: Vec<_> = paths.iter().map(|path| (*path, "")).collect();
        assert_eq!(Migrations.check(&Tree::of(&files)).len(), n_findings, "{paths:?}");
    }

    #[test]
    fn both_databases_have_the_same_migrations() {
        check(&["migrations/sqlite/0001_jobs_queue.sql", "migrations/postgres/0001_jobs_queue.sql"], 0);
        check(&["migrations/sqlite/0001_jobs_queue.sql"], 1);
    }

    #[test]
    fn names_have_one_shape_and_numbers_are_used_once() {
        check(&["migrations/sqlite/1_jobs.sql", "migrations/postgres/1_jobs.sql"], 1);
        let twice = ["0001_jobs_queue", "0001_access_people"];
        let paths: Vec<_> = twice
            .iter()
            .flat_map(|name| DIALECTS.map(|dialect| format!("migrations/{dialect}/{name}.sql")))
            .collect();
        check(&paths.iter().map(String::as_str).collect::<Vec<_>>(), 1);
    }
}
