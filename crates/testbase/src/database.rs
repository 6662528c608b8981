//! A database of its own for each test, made from a template that is prepared once per cluster.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::cluster::cluster_url;
use crate::programs::program;

/// Names of databases are cut by PostgreSQL above 63 bytes; the rest is for the process and the number.
const MOST_NAME_LETTERS: usize = 40;
static NEXT_NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database that nobody else uses, dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    /// The address, as `postgres://...` with the database.
    pub url: String,
    cluster: String,
    name: String,
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // The whole cluster goes with the run, so a database that cannot be dropped is no loss.
        drop(tell(&self.cluster, &format!("drop database if exists {} with (force)", self.name)));
    }
}

/// A fresh, empty database named after the test.
///
/// # Errors
/// When there is no PostgreSQL, in words for a person.
pub fn url_for_test(name: &str) -> Result<TestDatabase, String> {
    let cluster = cluster_url()?;
    copy_of("template0", name, cluster)
}

/// A fresh database named after the test that begins as `prepare` left the template of this key.
///
/// `prepare` is given the address of an empty database once per cluster and key, whichever test comes first.
///
/// # Errors
/// When there is no PostgreSQL or `prepare` fails.
pub fn url_from_template(
    name: &str,
    key: &str,
    prepare: impl FnOnce(&str) -> Result<(), String>,
) -> Result<TestDatabase, String> {
    let cluster = cluster_url()?;
    let template = format!("template_{}", plain(key));
    if !is_database(&cluster, &template)? {
        prepare_template(&cluster, &template, prepare)?;
    }
    copy_of(&template, name, cluster)
}

fn is_database(cluster: &str, name: &str) -> Result<bool, String> {
    let found = tell(cluster, &format!("select 1 from pg_database where datname = '{name}'"))?;
    Ok(!found.is_empty())
}

fn prepare_template(
    cluster: &str,
    template: &str,
    prepare: impl FnOnce(&str) -> Result<(), String>,
) -> Result<(), String> {
    let path = lock_path();
    let lock = std::fs::File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    lock.lock().map_err(|error| format!("{}: {error}", path.display()))?;
    if is_database(cluster, template)? {
        return Ok(());
    }
    // Only a template that was prepared to its end bears the name that others look for.
    let unfinished = copy_of("template0", &format!("{template}_unfinished"), cluster.to_owned())?;
    prepare(&unfinished.url)?;
    // A database somebody is still connected to can be neither renamed nor copied.
    let name = &unfinished.name;
    let part =
        format!("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
    tell(cluster, &part)?;
    tell(cluster, &format!("alter database {name} rename to {template}")).map(drop)
}

/// One small file for all templates of an account; it stays, as removing a lock would let two hold it.
fn lock_path() -> PathBuf {
    let account = std::env::var("USER").unwrap_or_default();
    std::env::temp_dir().join(format!("kartoteka-pg-templates-{account}.lock"))
}

fn copy_of(template: &str, name: &str, cluster: String) -> Result<TestDatabase, String> {
    let number = NEXT_NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}_{}_{number}", plain(name), std::process::id());
    tell(&cluster, &format!("create database {name} template {template}"))?;
    Ok(TestDatabase { url: with_database(&cluster, &name), cluster, name })
}

/// Letters that a name needs no quotes for; names begin with a letter.
fn plain(name: &str) -> String {
    let letters = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
    let cut: String = letters.take(MOST_NAME_LETTERS).collect();
    format!("t_{cut}")
}

/// The address of one database of a cluster, whatever database the cluster's address names.
fn with_database(cluster: &str, name: &str) -> String {
    let (address, settings) = cluster.split_once('?').unwrap_or((cluster, ""));
    let (scheme, host) = address.split_once("://").unwrap_or(("postgres", address));
    let host = host.split('/').next().unwrap_or(host);
    let mark = if settings.is_empty() { "" } else { "?" };
    format!("{scheme}://{host}/{name}{mark}{settings}")
}

/// Runs one statement on the cluster and returns what it answers, without titles.
fn tell(cluster: &str, statement: &str) -> Result<String, String> {
    let mut psql = Command::new(program("psql")?);
    psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"]);
    psql.arg(format!("--dbname={}", with_database(cluster, "postgres")))
        .arg(format!("--command={statement}"));
    let output = psql.stdin(Stdio::null()).output().map_err(|error| format!("psql: {error}"))?;
    if !output.status.success() {
        return Err(format!("{statement}: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::is_here;

    fn answer(database: &TestDatabase, statement: &str) -> Result<String, String> {
        let mut psql = Command::new(program("psql")?);
        psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only"]);
        let output = psql.args([&database.url, "--command", statement]).output();
        Ok(String::from_utf8_lossy(&output.map_err(|error| error.to_string())?.stdout).trim().to_owned())
    }

    #[test]
    fn names_need_no_quotes() {
        assert_eq!(plain("Merging-keeps::the older"), "t_merging_keeps__the_older");
        assert!(plain(&"long".repeat(40)).len() <= MOST_NAME_LETTERS + 2);
    }

    #[test]
    fn the_database_takes_the_place_of_the_one_in_the_address() {
        let check = |cluster: &str, url: &str| assert_eq!(with_database(cluster, "a"), url);
        check("postgres://me@host:5432", "postgres://me@host:5432/a");
        check("postgres://me@host/other?sslmode=disable", "postgres://me@host/a?sslmode=disable");
        check("postgres://me@%2Ftmp%2Fx", "postgres://me@%2Ftmp%2Fx/a");
    }

    #[test]
    fn each_test_has_a_database_of_its_own() {
        if !is_here() {
            return eprintln!("skipped: there is no PostgreSQL on this machine");
        }
        let (one, two) = (url_for_test("own").unwrap(), url_for_test("own").unwrap());
        assert_ne!(one.url, two.url);
        assert_eq!(answer(&one, "create table seen (n int); select upper('ә')").unwrap(), "Ә");
        assert_eq!(answer(&two, "select to_regclass('seen') is null").unwrap(), "t");
    }

    #[test]
    fn a_template_is_prepared_once() {
        if !is_here() {
            return eprintln!("skipped: there is no PostgreSQL on this machine");
        }
        let made = |url: &str| {
            let mut psql = Command::new(program("psql")?);
            psql.args(["--quiet", url, "--command", "create table prepared (n int)"]);
            psql.status().map(drop).map_err(|error| error.to_string())
        };
        let key = format!("once {}", std::process::id());
        let one = url_from_template("template", &key, made).unwrap();
        let two = url_from_template("template", &key, |_| Err("prepared twice".to_owned())).unwrap();
        assert_eq!(answer(&one, "select count(*) from prepared").unwrap(), "0");
        assert_eq!(answer(&two, "select count(*) from prepared").unwrap(), "0");
    }
}
