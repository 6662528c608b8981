//! `kartoteka restore FILE`: a backup, proved first, put in place of an empty base or, with `--force`, of any.

use crate::cli::Base;
use crate::exit::CommandError;
use crate::mover::{ArchiveError, Checked};
use crate::speaking::speaker;
use clap::Args;
use db::DatabaseUrl;
use kernel::Setting;
use std::path::PathBuf;

/// Restore a backup; it is checked whole before anything is touched
#[derive(Debug, Args)]
pub struct Restore {
    /// A file made by "kartoteka backup"
    file: PathBuf,
    #[command(flatten)]
    base: Base,
    /// Restore even when the base is not empty: what is there is put aside, or emptied on PostgreSQL
    #[arg(long)]
    force: bool,
}

impl Restore {
    /// Restores the backup.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] when the backup is damaged or none; [`CommandError::Failed`] when the base is in use or
    /// not empty.
    pub fn run(self) -> Result<(), CommandError> {
        let setting = Setting::real();
        let place = self.base.place()?;
        Checked::may_restore(&place.database, self.force)?;
        let beside = match &place.database {
            DatabaseUrl::Sqlite(path) => path.clone(),
            DatabaseUrl::Postgres(_) => place.folder.join("kartoteka.sqlite"),
        };
        let checked = Checked::open(&self.file, &beside)?;
        let made_at = checked.manifest.made_at.clone();
        let files = files::open(&place.files, &setting).map_err(ArchiveError::from)?;
        let restored = checked.restore(&place.database, files.as_ref(), &setting, self.force)?;
        let say = speaker();
        eprintln!("{}", say.with("kartoteka-restore-done", &[("made-at", made_at.into())]));
        if let Some(aside) = restored.set_aside {
            let args = [("path", aside.display().to_string().into())];
            eprintln!("{}", say.with("kartoteka-restore-aside", &args));
        }
        Ok(())
    }
}
