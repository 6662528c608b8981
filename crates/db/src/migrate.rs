//! Steps that bring a base to the shape this binary knows; each runs once, in the order of its number.

use crate::{Db, DbError, Dialect, Trouble, Tx, params};
use kernel::Millis;
use sha2::{Digest as _, Sha256};

/// One step: a file of `migrations/`, the same name for both databases.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The file's name without its ending, such as `0003_customers_base`.
    pub name: &'static str,
    /// What it says in SQLite.
    pub sqlite: &'static str,
    /// What it says in PostgreSQL.
    pub postgres: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Every step this binary knows, in order.
pub fn migrations() -> &'static [Migration] {
    MIGRATIONS
}

impl Migration {
    fn sql(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        }
    }
}

/// Brings the base up to date; gives the names of the steps that were run.
///
/// # Errors
/// [`Trouble::TooNew`] when the base has steps that this binary does not know; any other [`DbError`].
pub fn migrate(db: &Db, now: Millis) -> Result<Vec<&'static str>, DbError> {
    db.write(move |tx| {
        tx.batch("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL, applied_at BIGINT NOT NULL)")?;
        let applied = tx.rows("SELECT name FROM migrations ORDER BY name", &[], |row| row.get::<String>(0))?;
        if let Some(unknown) = applied.iter().find(|name| !MIGRATIONS.iter().any(|m| m.name == **name)) {
            return Err(DbError::new(Trouble::TooNew, format!("the base has a step named {unknown}")));
        }
        let dialect = tx.dialect();
        let mut run = Vec::new();
        for step in MIGRATIONS.iter().filter(|step| !applied.iter().any(|name| name == step.name)) {
            let sql = step.sql(dialect);
            tx.batch(sql).map_err(|e| DbError::new(e.trouble, format!("{}: {}", step.name, e.detail)))?;
            let digest: String = Sha256::digest(sql).iter().map(|b| format!("{b:02x}")).collect();
            tx.execute("INSERT INTO migrations (name, digest, applied_at) VALUES ($1, $2, $3)", params![step.name, &digest, now])?;
            run.push(step.name);
        }
        Ok(run)
    })
}

/// The names of all tables of ours, in the order of the alphabet.
///
/// # Errors
/// Any [`DbError`].
pub fn tables(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE 'search%' ORDER BY name"
        }
        Dialect::Postgres => {
            "SELECT table_name::text FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    };
    tx.rows(sql, &[], |row| row.get(0))
}
