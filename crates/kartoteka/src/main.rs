//! Kartoteka: a customer database in one binary.

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    end_when_unread();
    kartoteka::cli::Cli::parse().run()
}

/// Ends the program without a word once nobody reads what it prints, as after `| head`: printing panics then, and that
/// somebody had enough is no failure.
fn end_when_unread() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let told = panic.payload_as_str().unwrap_or_default();
        if told.starts_with("failed printing to stdout: Broken pipe") {
            std::process::exit(0);
        }
        usual(panic);
    }));
}
