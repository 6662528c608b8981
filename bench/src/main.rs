//! The figures that the house promises, measured with fixed seeds, each beside its floor in the same run.

mod people;
mod upsert;

use anyhow::Result;

#[expect(clippy::print_stdout, reason = "the table is the answer")]
fn main() -> Result<()> {
    let n: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let (db, act) = upsert::base(folder.path())?;
    let secs = upsert::through_verbs(&db, &act, n)?;
    println!("{n} customers in {secs:.2} s: {:.0}/s", n as f64 / secs);
    Ok(())
}
