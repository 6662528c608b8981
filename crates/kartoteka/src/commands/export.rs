//! `kartoteka export`: customers as a file, also beside a running server.

use crate::cli::Base;
use crate::exit::CommandError;
use clap::Args;
use customers::{CustomerError, Desk};
use db::Options;
use fields::Condition;
use kernel::{Actor, Setting};
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use transfer::exporting::{ExportError, export};
use transfer::formats::Explained as _;
use transfer::formats::out::target_named;

/// Take customers out into a file
#[derive(Debug, Args)]
pub struct Export {
    /// What to take out
    #[arg(default_value = "customers")]
    what: String,
    /// csv, xlsx, ods, vcf, ndjson or parquet
    #[arg(long, default_value = "csv")]
    format: String,
    /// Where to write it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// A condition as JSON
    #[arg(long, value_name = "JSON")]
    filter: Option<String>,
    #[command(flatten)]
    base: Base,
}

impl Export {
    /// Writes the file.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for a filter that cannot be understood; failures of the base or the disk.
    pub fn run(self) -> Result<(), CommandError> {
        if self.what != "customers" {
            return Err(CommandError::WrongUse(format!("{}: customers can be exported", self.what)));
        }
        let target = target_named(&self.format).ok_or_else(|| {
            CommandError::WrongUse("--format is csv, xlsx, ods, vcf, ndjson or parquet".into())
        })?;
        let words = words::Words::new(&crate::capabilities::catalogues())
            .map_err(|error| CommandError::Failed(error.to_string()))?;
        let say = words.say(crate::exit::system_lang(), jiff::tz::TimeZone::UTC);
        let condition = match &self.filter {
            Some(text) => {
                Condition::parse(text).map_err(|error| CommandError::BadInput(error.say(&say)))?
            }
            None => Condition::everything(),
        };
        let setting = Setting::real();
        let db = self.base.place()?.open(&setting, Options::default())?;
        let act = db.read(|tx| {
            let firm = access::firm::load(tx)?;
            Desk::default().act(tx, (&setting, &Actor::console()), &firm)
        })?;
        let file = File::create(&self.out)
            .map_err(|error| CommandError::Failed(format!("{}: {error}", self.out.display())))?;
        let output = Box::new(BufWriter::with_capacity(1 << 18, file));
        match export(&db, &act, condition, (target, &say), output) {
            Ok(written) => {
                eprintln!(
                    "{}: {}",
                    self.out.display(),
                    say.n("transfer-rows", i64::try_from(written.n_rows).unwrap_or(0))
                );
                Ok(())
            }
            Err(ExportError::Customers(CustomerError::Invalid(errors))) => {
                let said: Vec<_> = errors.iter().map(|e| format!("{}: {}", e.field, e.say(&say))).collect();
                Err(CommandError::BadInput(said.join("\n")))
            }
            Err(ExportError::Customers(CustomerError::Db(error))) => Err(error.into()),
            Err(ExportError::Customers(other)) => Err(CommandError::Failed(other.to_string())),
            Err(ExportError::Write(error)) => {
                let args = error.args();
                let args: Vec<_> =
                    args.iter().map(|(name, text)| (*name, words::Arg::from(text.as_str()))).collect();
                Err(CommandError::Failed(say.with(error.key(), &args)))
            }
        }
    }
}
