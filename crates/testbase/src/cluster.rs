//! A temporary cluster that listens on a socket in its own folder and forgets everything when it stops.

use std::fs::{File, create_dir, create_dir_all};
use std::path::{Path, PathBuf};

use crate::programs::{Account, program};
use crate::watch::{take_down, watch};

/// The variable that names a running cluster, as `postgres://...` without a database.
pub const VARIABLE: &str = "KARTOTEKA_TEST_POSTGRES";
/// The account of the tests inside the cluster; it may do everything.
const USER: &str = "kartoteka";
/// What is lost in a crash of the machine does not matter here, and waiting for the disk is most of the time.
const SETTINGS: &str = "
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
autovacuum = off
";

/// A running cluster, stopped and removed when dropped.
pub struct Cluster {
    folder: PathBuf,
    pg_ctl: PathBuf,
    account: Account,
}

impl Cluster {
    /// Starts a cluster for this process; it goes with the process even when that is killed.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start, in words for a person.
    pub fn start() -> Result<Self, String> {
        let process = std::process::id();
        let folder = std::env::temp_dir().join(format!("kartoteka-pg-{process}"));
        Self::start_in(&folder, &folder, process)
    }

    /// Starts a cluster in a folder that is not there yet; it goes, and `around` with it, when `process` goes.
    fn start_in(folder: &Path, around: &Path, process: u32) -> Result<Self, String> {
        let (initdb, pg_ctl) = (program("initdb")?, program("pg_ctl")?);
        create_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        watch(process, folder, around)?;
        let account = Account::for_owner_of(folder)?;
        account.own(folder)?;
        let cluster = Self { folder: folder.to_path_buf(), pg_ctl, account };
        cluster.lay_out(&initdb)?;
        cluster.begin()?;
        Ok(cluster)
    }

    fn lay_out(&self, initdb: &Path) -> Result<(), String> {
        let mut command = self.account.command(initdb);
        // Search by trigrams needs to know the letters of all alphabets, so plain C will not do.
        command.args([
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--username",
            USER,
            "-D",
        ]);
        self.finish(command.arg(self.folder.join("data")), "initdb")?;
        let settings = format!("{SETTINGS}unix_socket_directories = '{}'\n", self.folder.display());
        let path = self.folder.join("data/postgresql.auto.conf");
        std::fs::write(&path, settings).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn begin(&self) -> Result<(), String> {
        let mut command = self.account.command(&self.pg_ctl);
        command.args(["start", "--silent", "--wait", "--log"]).arg(self.folder.join("log"));
        self.finish(command.arg("-D").arg(self.folder.join("data")), "pg_ctl start")
    }

    fn finish(&self, command: &mut std::process::Command, what: &str) -> Result<(), String> {
        let status =
            command.current_dir(&self.folder).status().map_err(|error| format!("{what}: {error}"))?;
        if status.success() {
            return Ok(());
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("{what} failed in {}: {}", self.folder.display(), log.trim()))
    }

    /// The address of the cluster, without a database.
    pub fn url(&self) -> String {
        url_of(&self.folder)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        take_down(&self.folder, &self.pg_ctl, self.account);
    }
}

fn url_of(folder: &Path) -> String {
    let socket = folder.display().to_string().replace('%', "%25").replace('/', "%2F");
    format!("postgres://{USER}@{socket}")
}

/// Whether this machine can run tests on PostgreSQL at all; where it cannot, they say so and are skipped.
pub fn is_here() -> bool {
    std::env::var_os(VARIABLE).is_some() || program("initdb").is_ok()
}

/// The cluster of this test run: the one named in the variable, or one that all tests of the run share.
///
/// # Errors
/// When there is none and none can be started.
pub fn cluster_url() -> Result<String, String> {
    if let Ok(url) = std::env::var(VARIABLE) {
        return Ok(url);
    }
    let (run, process) = run_and_owner();
    let folder = std::env::temp_dir().join(format!("kartoteka-pg-run-{run}"));
    create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let lock =
        File::create(folder.join("lock")).map_err(|error| format!("{}: {error}", folder.display()))?;
    lock.lock().map_err(|error| format!("{}: {error}", folder.display()))?;
    let inner = folder.join("cluster");
    if !inner.join("data/postmaster.pid").exists() {
        open_to_all(&folder)?;
        // The watch that was set on starting ends it: the run outlives this process.
        std::mem::forget(Cluster::start_in(&inner, &folder, process)?);
    }
    Ok(url_of(&inner))
}

/// The lent account has to pass through the folder on the way to its own.
fn open_to_all(folder: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(folder, open).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Under nextest each test is a process of its own, so the run belongs to the runner; elsewhere to this process.
fn run_and_owner() -> (String, u32) {
    match std::env::var("NEXTEST_RUN_ID") {
        Ok(run) => (run, std::os::unix::process::parent_id()),
        Err(_) => (std::process::id().to_string(), std::process::id()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_cluster_leaves_nothing() {
        if !is_here() {
            return eprintln!("skipped: there is no PostgreSQL on this machine");
        }
        let cluster = Cluster::start().unwrap();
        let folder = cluster.folder.clone();
        assert!(cluster.url().contains("%2Fkartoteka-pg-"), "{}", cluster.url());
        assert!(folder.join("data/postmaster.pid").exists());
        drop(cluster);
        assert!(!folder.exists());
    }
}
