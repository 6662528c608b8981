//! Fresh PostgreSQL databases for tests, each a copy of one that all migrations were run on.

use std::hash::{DefaultHasher, Hash, Hasher};

use db::{DatabaseUrl, Db, Options, migrate, migrations};
pub use testbase::{TestDatabase, is_here};

/// When the template says its migrations were run; a fixed moment, for tests travel.
const MIGRATED_AT: kernel::Millis = 0;

/// A fresh database named after the test, with every table and no rows.
///
/// # Errors
/// When there is no PostgreSQL or a migration fails, in words for a person.
pub fn url_for_test(name: &str) -> Result<TestDatabase, String> {
    testbase::url_from_template(name, &template_key(), |url| {
        let base = Db::open(&DatabaseUrl::Postgres(url.to_owned()), Options::default());
        let base = base.map_err(|error| error.to_string())?;
        migrate(&base, MIGRATED_AT).map(drop).map_err(|error| error.to_string())
    })
}

/// A cluster may outlive a change of a migration, so the key carries what the migrations say.
fn template_key() -> String {
    let mut hasher = DefaultHasher::new();
    for step in migrations() {
        (step.name, step.postgres).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_has_the_tables_and_no_rows() {
        if !is_here() {
            return eprintln!("skipped: there is no PostgreSQL on this machine");
        }
        let fresh = url_for_test("copy").unwrap();
        let base = Db::open(&DatabaseUrl::Postgres(fresh.url.clone()), Options::default()).unwrap();
        assert_eq!(migrate(&base, MIGRATED_AT).unwrap(), Vec::<&str>::new());
        let n_entries = base.read(|tx| tx.number("SELECT count(*) FROM journal", &[])).unwrap();
        assert_eq!(n_entries, 0);
    }
}
