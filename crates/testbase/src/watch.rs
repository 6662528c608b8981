//! Takes a cluster down when the process it was started for is gone, however it went.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::programs::Account;

/// Waits in a shell of its own, because a killed test runner can no longer clean up after itself.
const WATCH: &str = r#"
while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do sleep 1; done
kill -QUIT "$(head -n 1 "$2/data/postmaster.pid" 2>/dev/null)" 2>/dev/null
rm -rf "$2" "$3"
"#;

/// Watches `process` and removes the cluster in `folder` after it, and `around`, the folder of the whole run.
///
/// # Errors
/// When no shell can be started.
pub fn watch(process: u32, folder: &Path, around: &Path) -> Result<(), String> {
    let mut shell = Command::new("sh");
    shell.args(["-c", WATCH, "watch", &process.to_string()]).arg(folder).arg(around);
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    shell.spawn().map(drop).map_err(|error| format!("sh: {error}"))
}

/// Stops the server in `folder` at once and removes the folder; a cluster for tests has nothing to save.
pub fn take_down(folder: &Path, pg_ctl: &Path, account: Account) {
    let mut stop = account.command(pg_ctl);
    stop.args(["stop", "--silent", "--mode=immediate", "-D"]).arg(folder.join("data"));
    // Should either fail, the watch ends the same way a second later.
    drop(stop.current_dir(folder).status());
    drop(std::fs::remove_dir_all(folder));
}
