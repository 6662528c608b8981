//! `kartoteka bench`: the figures that the house promises, measured on this machine.

use crate::bench;
use crate::exit::CommandError;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Measure the figures that the house promises.
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure, such as list or timeline; all when left out
    #[arg(default_value = "", hide_default_value = true)]
    name: String,
    /// How many customers the base has
    #[arg(long, default_value_t = 1_000_000)]
    customers: usize,
    /// Leave the records of duplicates, with who is who, in this folder as records.csv and the pairs found as pairs.csv
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
}

impl Bench {
    /// Measures and prints a table.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] for an unknown name; [`CommandError::Failed`] when something does not work.
    #[expect(clippy::print_stdout, reason = "the table is the answer of the command")]
    pub fn run(self) -> Result<(), CommandError> {
        if !self.name.is_empty() && !bench::NAMES.contains(&self.name.as_str()) {
            return Err(CommandError::WrongUse(format!("there is: {}", bench::NAMES.join(", "))));
        }
        let as_json = self.json;
        if !as_json {
            println!("| work | reached | must | kept | floor | |\n| --- | --- | --- | --- | --- | --- |");
        }
        let asked = bench::Asked { n: self.customers, keep: self.keep.as_deref() };
        let figures = bench::run(&asked, &self.name, &mut |figure| {
            if !as_json {
                println!("{}", figure.line());
            }
        })?;
        if as_json {
            println!("{}", json!({ "customers": self.customers, "figures": figures }));
        }
        Ok(())
    }
}
