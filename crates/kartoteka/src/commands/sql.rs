//! `kartoteka sql "select ..."`: a question to the base that can only read, with limits of rows and time.

use super::existing;
use crate::answers::{Format, write_answer};
use crate::cli::Base;
use crate::exit::CommandError;
use crate::speaking::speaker;
use clap::{Args, ValueEnum};
use db::{DbError, QueryLimits, Trouble};
use std::io::{BufWriter, ErrorKind, Write as _};
use std::time::Duration;

/// Ask the base in SQL, read-only
#[derive(Debug, Args)]
pub struct Sql {
    /// One statement that reads, such as "select kind, count(*) from customers group by kind"
    question: String,
    #[command(flatten)]
    base: Base,
    /// How rows are printed
    #[arg(long, value_enum, default_value_t = As::Csv)]
    format: As,
    /// Rows shown at most
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    rows: usize,
    /// Seconds it may take
    #[arg(long, value_name = "N", default_value_t = 30)]
    seconds: u64,
}

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// A line of titles and a line per row
    Csv,
    /// One array with an object per row
    Json,
}

impl Sql {
    /// Asks and prints.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] when the question is wrong or would write; [`CommandError::Failed`] past the time.
    pub fn run(self) -> Result<(), CommandError> {
        let db = existing::open(&self.base.place()?)?;
        let limits = QueryLimits { n_rows: self.rows, time: Duration::from_secs(self.seconds) };
        let format = match self.format {
            As::Csv => Format::Csv,
            As::Json => Format::Json,
        };
        let mut out = BufWriter::new(std::io::stdout().lock());
        let rows = write_answer(&db, &self.question, limits, format, &mut out).map_err(refused)?;
        match out.flush() {
            // Whoever reads had enough, as `head` has.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            flushed => flushed.map_err(|error| CommandError::Failed(error.to_string()))?,
        }
        if rows.is_cut {
            eprintln!(
                "{}",
                speaker().n("kartoteka-sql-cut", i64::try_from(rows.n_rows).unwrap_or(i64::MAX))
            );
        }
        Ok(())
    }
}

/// A question that cannot be answered is the asker's mistake, unless the base itself is in trouble.
fn refused(error: DbError) -> CommandError {
    if !matches!(error.trouble, Trouble::Other | Trouble::Denied) {
        return error.into();
    }
    CommandError::BadInput(speaker().with("kartoteka-sql-wrong", &[("what", error.detail.into())]))
}
