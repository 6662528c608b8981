//! One analysis of a file from the command line: `analyze NAME FILE.csv [k=v]...`, for measuring it by
//! itself.
#![expect(clippy::print_stdout, reason = "the answer goes to standard output")]

use std::collections::BTreeMap;
use std::path::Path;

fn main() -> Result<(), analytics::AnalyzeError> {
    let mut words = std::env::args().skip(1);
    let (name, file) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let parameters: BTreeMap<String, String> = words
        .filter_map(|word| word.split_once('=').map(|(key, value)| (key.into(), value.into())))
        .collect();
    println!("{}", analytics::run_file(&name, Path::new(&file), &parameters)?);
    Ok(())
}
