//! What a person does in Kartoteka, done in Chromium by the journeys of `tests/browser`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::needs::build_folder;

/// Builds the program and walks every journey with a server of its own.
///
/// # Errors
/// When something does not build or install, or a journey does not reach its end without a fault.
pub fn walk(root: &Path) -> Result<()> {
    run(Command::new("cargo").args(["build", "--quiet", "--package", "kartoteka"]).current_dir(root))?;
    let journeys = root.join("tests/browser");
    let install = ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(install).current_dir(&journeys))?;
    let mut walk = Command::new("npm");
    walk.args(["test", "--silent"]).env("KARTOTEKA_BINARY", build_folder(root).join("debug/kartoteka"));
    run(walk.current_dir(&journeys))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    if status.success() { Ok(()) } else { bail!("{command:?}: {status}") }
}
