//! What the tests need beside Rust: seen, installed where that is allowed, or plainly said to be missing.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A program and the way to get it.
struct Need {
    what: &'static str,
    /// Any one of these will do.
    programs: &'static [&'static str],
    way: Way,
}

enum Way {
    /// Debian's packages, installed when this is root.
    Apt(&'static [&'static str]),
    /// A crate with a program in it.
    Cargo(&'static str),
    /// A pinned package of PyPI, put into a folder of its own beside the build.
    Pip(&'static str),
}

const NEEDS: &[Need] = &[
    Need { what: "a C compiler", programs: &["cc"], way: Way::Apt(&["build-essential"]) },
    Need { what: "Node.js", programs: &["node"], way: Way::Apt(&["nodejs", "npm"]) },
    Need { what: "npm", programs: &["npm"], way: Way::Apt(&["npm"]) },
    Need { what: "PostgreSQL", programs: &["initdb"], way: Way::Apt(&["postgresql"]) },
    Need { what: "PostgreSQL's psql", programs: &["psql"], way: Way::Apt(&["postgresql-client"]) },
    Need { what: "Dovecot", programs: &["dovecot"], way: Way::Apt(&["dovecot-imapd"]) },
    Need { what: "Exim", programs: &["exim4"], way: Way::Apt(&["exim4-daemon-light"]) },
    Need { what: "OpenSSL", programs: &["openssl"], way: Way::Apt(&["openssl"]) },
    Need { what: "Chromium", programs: &["chromium", "chromium-browser"], way: Way::Apt(&["chromium"]) },
    Need { what: "Python", programs: &["python3"], way: Way::Apt(&["python3", "python3-venv"]) },
    Need { what: "nextest", programs: &["cargo-nextest"], way: Way::Cargo("cargo-nextest") },
    Need { what: "schemathesis", programs: &["schemathesis"], way: Way::Pip("schemathesis==4.32.5") },
];

/// Looks for every need and gets the missing ones, in the order of the list.
///
/// # Errors
/// When something is still missing, with every missing thing and the command that would bring it.
pub fn meet(root: &Path) -> Result<()> {
    let mut missing = Vec::new();
    for need in NEEDS.iter().filter(|need| !is_there(root, need)) {
        println!("{} is missing, getting it", need.what);
        let outcome = get(root, &need.way);
        if outcome.is_err() || !is_there(root, need) {
            missing.push(format!("{} ({})", need.what, by_hand(&need.way)));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    bail!("the tests cannot run, this machine lacks: {}", missing.join("; "))
}

fn is_there(root: &Path, need: &Need) -> bool {
    let aside = python_programs(root);
    need.programs.iter().any(|name| testbase::program(name).is_ok() || runs(&aside.join(name)))
}

/// Programs of Python hold the path they were installed at: in a folder that was moved they are there and do not run.
fn runs(program: &Path) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn get(root: &Path, way: &Way) -> Result<()> {
    match way {
        Way::Apt(packages) => apt(packages),
        Way::Cargo(name) => run(Command::new("cargo").args(["install", "--locked", name])),
        Way::Pip(package) => pip(root, package),
    }
}

fn by_hand(way: &Way) -> String {
    match way {
        Way::Apt(packages) => format!("apt-get install {}", packages.join(" ")),
        Way::Cargo(name) => format!("cargo install --locked {name}"),
        Way::Pip(package) => format!("pip install {package}"),
    }
}

fn apt(packages: &[&str]) -> Result<()> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        bail!("only root installs packages");
    }
    let install = || {
        let mut command = Command::new("apt-get");
        command.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
        run(command.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // The lists of a fresh machine are empty or old; they are fetched only when that shows.
    install().or_else(|_| {
        run(Command::new("apt-get").args(["update", "--quiet"]))?;
        install()
    })
}

fn pip(root: &Path, package: &str) -> Result<()> {
    let programs = python_programs(root);
    let folder = programs.parent().context("the folder of Python's programs")?;
    let lay_out = || run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder));
    lay_out().or_else(|_| {
        apt(&["python3-venv"])?;
        lay_out()
    })?;
    run(Command::new(programs.join("python")).args(["-m", "pip", "install", "--quiet", package]))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    if status.success() { Ok(()) } else { bail!("{command:?}: {status}") }
}

/// The folder of the build, wherever cargo was told to keep it.
pub fn build_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// The folder of the Python programs that the tests use, beside the build.
pub fn python_programs(root: &Path) -> PathBuf {
    build_folder(root).join("python/bin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_can_be_met_by_hand() {
        for need in NEEDS {
            assert!(!need.programs.is_empty(), "{}", need.what);
            assert!(by_hand(&need.way).contains(" install "), "{}", need.what);
        }
    }
}
