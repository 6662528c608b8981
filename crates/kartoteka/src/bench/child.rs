//! `kartoteka` as a program of its own, so that its time and its memory are its own too.

use super::figures::memory_of;
use crate::exit::CommandError;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the memory of the program is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Runs the program over the base in a folder; gives the seconds it took and the peak of its memory in MB.
pub(super) fn ran(words: &[&str], folder: &Path) -> Result<(f64, f64), CommandError> {
    let failed = |e: std::io::Error| CommandError::Failed(e.to_string());
    let mut command = Command::new(std::env::current_exe().map_err(failed)?);
    command.args(words).arg("--data").arg(folder);
    command.env_remove("KARTOTEKA_DATABASE").stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let mut peak: f64 = 0.0;
    let status = loop {
        peak = peak.max(memory_of(&child.id().to_string(), "VmHWM:"));
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    let secs = started.elapsed().as_secs_f64();
    match status.success() {
        true => Ok((secs, peak)),
        false => Err(CommandError::Failed(format!("kartoteka {} ended with {status}", words.join(" ")))),
    }
}
