//! `kartoteka analyze`: an analysis of the base, or of a CSV file without a base.

use crate::cli::Base;
use crate::exit::CommandError;
use crate::speaking::speaker;
use analytics::{AnalyzeError, run_base, run_file_in};
use clap::Args;
use customers::{Desk, Happenings};
use kernel::{Actor, Setting};
use std::collections::BTreeMap;
use std::path::PathBuf;
use words::Say;

/// Make an analysis of the base, or of a file.
#[derive(Debug, Args)]
pub struct Analyze {
    /// Which analysis; --list names them
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// A CSV file with the columns needed, instead of the base
    #[arg(long, value_name = "FILE.csv")]
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
    #[command(flatten)]
    base: Base,
}

impl Analyze {
    /// Makes the analysis and prints its answer.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] for an unknown name or parameter; [`CommandError::BadInput`] with the place in the file.
    #[expect(clippy::print_stdout, reason = "the answer of the command")]
    pub fn run(self) -> Result<(), CommandError> {
        let say = speaker();
        let (Some(name), false) = (&self.name, self.list) else {
            list(&say);
            return Ok(());
        };
        let mut parameters = BTreeMap::new();
        for param in &self.params {
            let Some((key, value)) = param.split_once('=') else {
                return Err(CommandError::WrongUse(format!("--param {param}: expected K=V")));
            };
            parameters.insert(key.to_owned(), value.to_owned());
        }
        let answer = match &self.input {
            Some(input) => run_file_in(name, input, &parameters, &say),
            None => self.of_base((name, &parameters), &say)?,
        };
        let answer = answer.map_err(|error| {
            let said = match &error {
                AnalyzeError::Impossible(_) => error.say(&say),
                _ => error.to_string(),
            };
            if error.is_wrong_use() { CommandError::WrongUse(said) } else { CommandError::BadInput(said) }
        })?;
        if self.json {
            println!("{answer}")
        } else {
            println!("{answer:#}")
        }
        Ok(())
    }

    /// The answer of the base, as whoever has the server's command line.
    fn of_base(
        &self,
        asked: (&str, &BTreeMap<String, String>),
        say: &Say,
    ) -> Result<Result<serde_json::Value, AnalyzeError>, CommandError> {
        let db = super::existing::open(&self.base.place()?)?;
        let setting = Setting::real();
        let happenings = Happenings::new(crate::capabilities::happenings());
        Ok(db.read(|tx| {
            let firm = access::firm::load(tx)?;
            let act = Desk::default().act(tx, (&setting, &Actor::console()), &firm)?;
            run_base(tx, (&act, &happenings), asked, say)
        }))
    }
}

#[expect(clippy::print_stdout, reason = "the list is the answer of the command")]
fn list(say: &Say) {
    for analysis in analytics::list() {
        let slug = analysis.slug();
        println!("{slug}: {}", say.t(&format!("analytics-{slug}-about")));
        for column in analysis.columns() {
            println!("  column {}: {}", column.name, say.t(&column.text()));
        }
        for parameter in analysis.parameters() {
            println!("  param {}: {}", parameter.name, say.t(&format!("{}-help", parameter.text)));
        }
    }
}
