//! `kartoteka backup FILE`: everything in one file, made while Kartoteka serves.

use super::{existing, telling::Telling};
use crate::cli::Base;
use crate::exit::CommandError;
use crate::mover::{ArchiveError, back_up};
use crate::speaking::speaker;
use clap::Args;
use db::MoveError;
use kernel::Setting;
use std::path::PathBuf;

/// Make a backup: the base and its files in one file; works while Kartoteka serves
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to make; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    base: Base,
}

impl Backup {
    /// Makes the backup.
    ///
    /// # Errors
    /// [`CommandError::WrongUse`] when the file is there already; failures of the base, the files and the disk.
    pub fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        let place = self.base.place()?;
        let db = existing::open(&place)?;
        let files = files::open(&place.files, &setting).map_err(ArchiveError::from)?;
        let mut telling = Telling::new();
        let made = back_up(&db, files.as_ref(), &setting, &self.file, |what, n| telling.tell(what, n))?;
        drop(telling);
        let n_rows = |table: &str| made.tables.get(table).copied().unwrap_or(0);
        let args = [
            ("path", self.file.display().to_string().into()),
            ("customers", n_rows("customers").into()),
            ("files", made.n_files.into()),
            ("entries", n_rows("journal").into()),
        ];
        eprintln!("{}", speaker().with("kartoteka-backup-done", &args));
        Ok(())
    }
}

impl From<ArchiveError> for CommandError {
    fn from(error: ArchiveError) -> Self {
        let say = speaker();
        let with = |key: &str, name: &'static str, what: String| say.with(key, &[(name, what.into())]);
        match error {
            ArchiveError::Db(error) => error.into(),
            ArchiveError::Move(error) => error.into(),
            ArchiveError::Exists(path) => {
                CommandError::WrongUse(with("kartoteka-archive-exists", "path", path.display().to_string()))
            }
            ArchiveError::NotABackup(what) => {
                CommandError::BadInput(with("kartoteka-archive-not-a-backup", "what", what))
            }
            ArchiveError::TooNew(what) => {
                CommandError::BadInput(with("kartoteka-archive-too-new", "what", what))
            }
            ArchiveError::Damaged(what) => {
                CommandError::BadInput(with("kartoteka-archive-damaged", "what", what))
            }
            ArchiveError::InUse(place) => {
                CommandError::Failed(with("kartoteka-archive-in-use", "place", place))
            }
            ArchiveError::NotEmpty(place) => {
                CommandError::Failed(with("kartoteka-archive-not-empty", "place", place))
            }
            ArchiveError::Disk(what) => {
                CommandError::Failed(with("kartoteka-archive-failed", "what", what))
            }
            ArchiveError::Files(what) => {
                CommandError::Failed(with("kartoteka-archive-failed", "what", what.to_string()))
            }
        }
    }
}

impl From<MoveError> for CommandError {
    fn from(error: MoveError) -> Self {
        let say = speaker();
        match error {
            MoveError::Db(error) => error.into(),
            MoveError::NotEmpty(place) => {
                CommandError::Failed(say.with("kartoteka-move-not-empty", &[("place", place.into())]))
            }
            MoveError::Behind { base, step } => {
                let args = [("place", base.into()), ("what", step.into())];
                CommandError::Failed(say.with("kartoteka-move-behind", &args))
            }
            MoveError::Differs { table, .. } | MoveError::Shape(table) => {
                CommandError::Failed(say.with("kartoteka-move-differs", &[("what", table.into())]))
            }
        }
    }
}
