//! The chores of the house, run as `cargo xtask <chore>`.
#![expect(clippy::print_stdout, reason = "a chore speaks to the person who started it on standard output")]

mod api;
mod browser;
mod ci;
mod needs;
mod new;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const CHORES: &str = "\
cargo xtask tidy                  holds the rules of STYLE.md that a machine can hold
cargo xtask ci [STEP...]          the whole of CI, or the named steps of it; --list names them
cargo xtask generate              writes down anew what is made from the code: docs/api/openapi.json
cargo xtask fuzz-api              tries every operation of the API against its description
cargo xtask browser               walks the journeys of tests/browser in Chromium
cargo xtask needs                 installs what the tests need, or says plainly what is missing
cargo xtask new capability NAME   lays out the crate of a new capability";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let root = workspace_root();
    let outcome = match words.as_slice() {
        ["tidy"] => tidy::run(&root),
        ["ci", "--list"] => ci::list(),
        ["ci", steps @ ..] => ci::run(&root, steps),
        ["generate"] => api::generate(&root),
        ["fuzz-api"] => api::fuzz(&root),
        ["browser"] => browser::walk(&root),
        ["needs"] => needs::meet(&root),
        ["new", "capability", name] => new::capability(&root, name),
        _ => {
            eprintln!("{CHORES}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace, where every path of a chore begins.
fn workspace_root() -> PathBuf {
    // Asked at run time first: clones may share one build folder.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = Path::new(&here);
    here.parent().unwrap_or(here).to_path_buf()
}
