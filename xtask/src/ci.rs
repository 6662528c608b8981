//! The whole of CI as a list a person can read.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use testbase::{Cluster, VARIABLE};

use crate::needs::python_programs;

/// One thing that has to go well.
struct Step {
    /// What a person calls it on the command line.
    name: &'static str,
    /// The program and its words, run in the root of the workspace.
    command: &'static [&'static str],
    /// Variables it is given on top of the others.
    settings: &'static [(&'static str, &'static str)],
    /// Whether it needs a PostgreSQL cluster, which is then named in `KARTOTEKA_TEST_POSTGRES`.
    is_on_postgres: bool,
}

/// A step that needs nothing but its command.
const fn step(name: &'static str, command: &'static [&'static str]) -> Step {
    Step { name, command, settings: &[], is_on_postgres: false }
}

const STEPS: &[Step] = &[
    step("formatting", &["cargo", "fmt", "--all", "--check"]),
    step("tidy", &["cargo", "xtask", "tidy"]),
    step("assets", &["make", "--no-print-directory", "assets"]),
    step(
        "clippy",
        &["cargo", "clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    ),
    Step {
        settings: &[("KARTOTEKA_TEST_DATABASE", "sqlite"), ("KARTOTEKA_CRASHES", "200")],
        is_on_postgres: true,
        ..step("sqlite", &["cargo", "nextest", "run", "--workspace"])
    },
    // The same story told again on the other database, by all crates that keep anything.
    Step {
        settings: &[("KARTOTEKA_TEST_DATABASE", "postgres")],
        is_on_postgres: true,
        ..step("postgres", &["cargo", "nextest", "run", "--workspace", "--filterset", "rdeps(db)"])
    },
    step("api", &["cargo", "xtask", "fuzz-api"]),
    step("browser", &["cargo", "xtask", "browser"]),
    step("doc-tests", &["cargo", "test", "--quiet", "--workspace", "--doc"]),
];

/// Names the steps in their order.
///
/// # Errors
/// Never; the shape is that of the other chores.
pub fn list() -> Result<()> {
    for step in STEPS {
        println!("{:<12} {}", step.name, step.command.join(" "));
    }
    Ok(())
}

/// Runs the named steps, or all of them, to the end: one failure does not hide the next.
///
/// # Errors
/// When a step fails or is not known.
pub fn run(root: &Path, names: &[&str]) -> Result<()> {
    if let Some(stranger) = names.iter().find(|name| !STEPS.iter().any(|step| step.name == **name)) {
        bail!("there is no step `{stranger}`; cargo xtask ci --list names them");
    }
    let steps: Vec<_> =
        STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)).collect();
    let mut cluster = None;
    let mut done = Vec::new();
    for step in steps {
        println!("\n== {}: {}", step.name, step.command.join(" "));
        if step.is_on_postgres && cluster.is_none() && std::env::var_os(VARIABLE).is_none() {
            cluster = Some(Cluster::start().map_err(|error| anyhow!(error))?);
        }
        let started = Instant::now();
        let outcome = run_step(root, step, cluster.as_ref());
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        done.push((step.name, started.elapsed(), outcome.is_ok()));
    }
    drop(cluster);
    tell(&done)
}

fn run_step(root: &Path, step: &Step, cluster: Option<&Cluster>) -> Result<()> {
    let (program, words) = step.command.split_first().context("a step has a command")?;
    let mut command = Command::new(program);
    command.args(words).current_dir(root).envs(step.settings.iter().copied()).env("PATH", path(root)?);
    if let Some(cluster) = cluster {
        command.env(VARIABLE, cluster.url());
    }
    let status = command.status().with_context(|| format!("{program} cannot be started"))?;
    if status.success() { Ok(()) } else { bail!("{}: {status}", step.name) }
}

/// The programs that `cargo xtask needs` put aside come first.
fn path(root: &Path) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(python_programs(root)).chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}

fn tell(done: &[(&str, Duration, bool)]) -> Result<()> {
    println!();
    for (name, time, is_ok) in done {
        println!("{name:<12} {:>6.1} s  {}", time.as_secs_f64(), if *is_ok { "ok" } else { "FAILED" });
    }
    let failed: Vec<_> = done.iter().filter(|(_, _, is_ok)| !is_ok).map(|(name, ..)| *name).collect();
    if failed.is_empty() { Ok(()) } else { bail!("ci: not well: {}", failed.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn steps_have_names_of_their_own_and_a_command() {
        let names: BTreeSet<_> = STEPS.iter().map(|step| step.name).collect();
        assert_eq!(names.len(), STEPS.len());
        assert!(STEPS.iter().all(|step| !step.command.is_empty()));
    }

    #[test]
    fn an_unknown_step_is_refused_before_anything_runs() {
        let error = run(Path::new("."), &["nothing"]).unwrap_err().to_string();
        assert!(error.contains("`nothing`"), "{error}");
    }
}
