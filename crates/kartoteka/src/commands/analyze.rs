//! `kartoteka analyze`: an analysis of a CSV file, without a base.

use crate::exit::CommandError;
use clap::Args;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Make an analysis of a file.
#[derive(Debug, Args)]
pub struct Analyze {
    /// Which analysis; --list names them
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// The CSV file with the columns needed
    #[arg(long, value_name = "FILE.csv", required_unless_present = "list")]
    input: Option<PathBuf>,
    /// A parameter, as in as_of=2026-01-31 or column.customer=Client; may be given several times
    #[arg(long = "param", value_name = "K=V")]
    params: Vec<String>,
    /// Print one JSON value
    #[arg(long)]
    json: bool,
    /// Name the analyses with their columns and parameters
    #[arg(long)]
    list: bool,
}

impl Analyze {
    /// Makes the analysis and prints its answer.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] for an unknown name or parameter; [`CommandError::BadInput`] with the place in the file.
    #[expect(clippy::print_stdout, reason = "the answer of the command")]
    pub fn run(self) -> Result<(), CommandError> {
        let (Some(name), Some(input), false) = (&self.name, &self.input, self.list) else {
            list();
            return Ok(());
        };
        let mut parameters = BTreeMap::new();
        for param in &self.params {
            let Some((key, value)) = param.split_once('=') else {
                return Err(CommandError::WrongUse(format!("--param {param}: expected K=V")));
            };
            parameters.insert(key.to_owned(), value.to_owned());
        }
        let answer = analytics::run_file(name, input, &parameters).map_err(|error| {
            let said = error.to_string();
            if error.is_wrong_use() { CommandError::WrongUse(said) } else { CommandError::BadInput(said) }
        })?;
        if self.json {
            println!("{answer}")
        } else {
            println!("{answer:#}")
        }
        Ok(())
    }
}

#[expect(clippy::print_stdout, reason = "the list is the answer of the command")]
fn list() {
    for analysis in analytics::list() {
        println!("{}: {}", analysis.slug(), analysis.about());
        for column in analysis.columns() {
            println!("  column {}: {}", column.name, column.about);
        }
        for parameter in analysis.parameters() {
            println!("  param {}: {}", parameter.name, parameter.about);
        }
    }
}
