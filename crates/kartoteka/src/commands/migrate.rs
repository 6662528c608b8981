//! `kartoteka migrate`: brings a base up to date, or moves one to the other database.

use super::{existing, telling::Telling};
use crate::cli::Base;
use crate::exit::CommandError;
use crate::mover::move_whole;
use crate::speaking::speaker;
use clap::Args;
use db::{DatabaseUrl, Db, Options};
use kernel::Setting;
use std::io::Write as _;

/// Bring the base up to date, or move one to another database with all its history
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    base: Base,
    /// The base to move: sqlite:PATH or postgres://...
    #[arg(long, value_name = "URL", requires = "to")]
    from: Option<DatabaseUrl>,
    /// An empty base to move it into
    #[arg(long, value_name = "URL", requires = "from")]
    to: Option<DatabaseUrl>,
}

impl Migrate {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] when there is no base to move; [`CommandError::Failed`] when the other is not empty or the
    /// two differ afterwards.
    pub fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        match (self.from, self.to) {
            (Some(from), Some(to)) => move_to(&from, &to, &setting),
            _ => {
                let db = Db::open(&self.base.place()?.database, Options::default())?;
                let steps = db::migrate(&db, setting.now())?;
                let n = i64::try_from(steps.len()).unwrap_or(i64::MAX);
                eprintln!("{}", speaker().n("kartoteka-migrate-done", n));
                Ok(())
            }
        }
    }
}

fn move_to(from: &DatabaseUrl, to: &DatabaseUrl, setting: &Setting) -> Result<(), CommandError> {
    let source = existing::open_at(from)?;
    let target = Db::open(to, Options::default())?;
    db::migrate(&target, setting.now())?;
    let mut telling = Telling::new();
    let moved = move_whole(&source, &target, |what, n| telling.tell(what, n))?;
    drop(telling);
    let mut out = std::io::stdout().lock();
    for table in &moved {
        // The base is moved, whether or not somebody reads the list to its end.
        let _read = writeln!(out, "{}\t{}\t{}", table.name, table.n_rows, table.checksum);
    }
    let n_rows: u64 = moved.iter().map(|table| table.n_rows).sum();
    let args = [("n", n_rows.into()), ("place", to.to_string().into())];
    eprintln!("{}", speaker().with("kartoteka-move-done", &args));
    Ok(())
}
