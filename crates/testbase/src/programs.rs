//! Finds PostgreSQL's own programs and the account they may run under.

use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where packages put the programs that are not for every day, one folder per version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A program of PostgreSQL, ready to be given its words.
///
/// # Errors
/// When it is neither in `PATH` nor where packages put it, with the way to get it.
pub fn program(name: &str) -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(versions(Path::new(VERSIONS)));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|candidate| candidate.is_file());
    found.ok_or_else(|| format!("PostgreSQL's `{name}` is not on this machine: apt-get install postgresql"))
}

/// The folders of programs, the newest version first.
fn versions(under: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(under).into_iter().flatten().flatten();
    let mut folders: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    folders.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    folders.into_iter().map(|(_, folder)| folder).collect()
}

/// Who runs the server: PostgreSQL refuses to run as root, so root lends it another account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// The account that runs the tests.
    Own,
    /// The user and the group with these numbers.
    Lent(u32, u32),
}

impl Account {
    /// The account for a folder that this process has just made.
    ///
    /// # Errors
    /// When root has no account to lend.
    pub fn for_owner_of(folder: &Path) -> Result<Self, String> {
        let owner =
            std::fs::metadata(folder).map_err(|error| format!("{}: {error}", folder.display()))?.uid();
        if owner != 0 {
            return Ok(Self::Own);
        }
        let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let lent = lent(&users, "postgres").or_else(|| lent(&users, "nobody"));
        lent.ok_or_else(|| {
            "PostgreSQL does not run as root and there is no user `postgres` or `nobody`".to_owned()
        })
    }

    /// A command that runs under the account and says nothing on the standard streams.
    pub fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Self::Lent(user, group) = self {
            command.uid(user).gid(group);
        }
        command
    }

    /// Gives a folder to the account.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn own(self, folder: &Path) -> Result<(), String> {
        match self {
            Self::Own => Ok(()),
            Self::Lent(user, group) => std::os::unix::fs::chown(folder, Some(user), Some(group))
                .map_err(|error| format!("{}: {error}", folder.display())),
        }
    }
}

fn lent(users: &str, name: &str) -> Option<Account> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut numbers = line.split(':').skip(2);
    let user = numbers.next()?.parse().ok()?;
    let group = numbers.next()?.parse().ok()?;
    Some(Account::Lent(user, group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lent_account_is_read_from_the_list_of_users() {
        let users = "daemon:x:1:1::/:/bin/false\npostgres:x:101:104:PostgreSQL:/:/bin/bash\n";
        assert_eq!(lent(users, "postgres"), Some(Account::Lent(101, 104)));
        assert_eq!(lent(users, "nobody"), None);
    }

    #[test]
    fn a_missing_program_names_its_package() {
        assert!(program("no-such-program").unwrap_err().contains("apt-get install postgresql"));
    }
}
