//! The command line: names and flags that scripts hold on to.

use crate::commands;
use crate::compose::Place;
use crate::exit::CommandError;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What stands below the list of commands.
const AFTER_HELP: &str = "\
Examples:
  kartoteka serve --demo                      Look at it with the demo company
  kartoteka serve --data /var/lib/kartoteka   Start empty: the first visit asks who owns the base
  kartoteka backup today.kartoteka            While it serves; one file
  kartoteka sql \"select kind, count(*) from customers group by kind\"

Environment:
  KARTOTEKA_DATA, KARTOTEKA_DATABASE, KARTOTEKA_LISTEN   In place of --data, --database and --listen
  KARTOTEKA_FILES   Where files lie: a folder, or s3://bucket?endpoint=...; else beside the base
  KARTOTEKA_LOG     What is logged: warn when left out, info or debug for more

A command ends with 0 done, 1 failed, 2 wrong use, 3 the input is bad.
`kartoteka help COMMAND` tells about each.";

/// A customer database in one binary.
#[derive(Debug, Parser)]
#[command(name = "kartoteka", version, about, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// Where the base is.
#[derive(Debug, Clone, Args)]
pub struct Base {
    /// The data folder: the base, when no other is named, and files.
    #[arg(long, env = "KARTOTEKA_DATA", default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// The base: sqlite:PATH or postgres://...
    #[arg(long, env = "KARTOTEKA_DATABASE", value_name = "URL")]
    pub database: Option<String>,
}

impl Base {
    /// The place that these flags name.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] when the address cannot be understood.
    pub fn place(&self) -> Result<Place, CommandError> {
        Place::new(self.data.clone(), self.database.as_deref())
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages and the API
    Serve(commands::serve::Serve),
    /// Add, list and disable people who sign in
    User(commands::user::User),
    /// Make API tokens
    Token(commands::token::Token),
    /// List, read and add customers
    Customers(commands::customers::Customers),
    /// Bring files with customers, orders or products in
    Import(commands::import::Import),
    /// Take customers out into a file
    Export(commands::export::Export),
    /// Find the records of files that speak of one client
    Match(commands::linking::Match),
    /// Load or remove the demo company
    Demo(commands::demo::Demo),
    /// Make an analysis of a file
    Analyze(commands::analyze::Analyze),
    /// Measure the figures that the house promises
    Bench(commands::bench::Bench),
    /// Bring the base up to date, or move one to another database with all its history
    Migrate(commands::migrate::Migrate),
    /// Make a backup: the base and its files in one file; works while Kartoteka serves
    Backup(commands::backup::Backup),
    /// Restore a backup; it is checked whole before anything is touched
    Restore(commands::restore::Restore),
    /// Look the base over and say what to do; ends with 1 when something is broken
    Doctor(commands::doctor::Doctor),
    /// Ask the base in SQL, read-only
    Sql(commands::sql::Sql),
}

impl Cli {
    /// Runs the command; gives the exit code.
    pub fn run(self) -> ExitCode {
        let as_json = std::env::args().any(|arg| arg == "--json");
        let ended = match self.command {
            Command::Serve(serve) => serve.run(),
            Command::User(user) => user.run(),
            Command::Token(token) => token.run(),
            Command::Customers(customers) => customers.run(),
            Command::Import(import) => import.run(),
            Command::Export(export) => export.run(),
            Command::Match(linking) => linking.run(),
            Command::Demo(demo) => demo.run(),
            Command::Analyze(analyze) => analyze.run(),
            Command::Bench(bench) => bench.run(),
            Command::Migrate(migrate) => migrate.run(),
            Command::Backup(backup) => backup.run(),
            Command::Restore(restore) => restore.run(),
            Command::Doctor(doctor) => doctor.run(),
            Command::Sql(sql) => sql.run(),
        };
        match ended {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => error.report(as_json),
        }
    }
}
