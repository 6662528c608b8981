//! Kartoteka: a customer database in one binary.

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    kartoteka::cli::Cli::parse().run()
}
