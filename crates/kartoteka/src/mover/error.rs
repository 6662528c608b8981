//! Why a backup was not made or not restored.

use db::{DbError, MoveError};
use files::FileError;
use std::path::PathBuf;

/// What stood in the way.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file to be made is there already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// The file is no backup of ours.
    #[error("not a backup of Kartoteka: {0}")]
    NotABackup(String),
    /// A newer Kartoteka made it.
    #[error("the backup was made by a newer Kartoteka: {0}")]
    TooNew(String),
    /// It is not as it was written.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// A server works on the base.
    #[error("Kartoteka is running on {0}")]
    InUse(String),
    /// The base has something in it.
    #[error("{0} is not empty")]
    NotEmpty(String),
    /// The disk failed.
    #[error("{0}")]
    Disk(String),
    /// The base failed.
    #[error("{0}")]
    Db(#[from] DbError),
    /// The store of files failed.
    #[error("{0}")]
    Files(#[from] FileError),
    /// The base could not be moved.
    #[error("{0}")]
    Move(#[from] MoveError),
}

impl ArchiveError {
    pub(crate) fn disk(path: &std::path::Path) -> impl Fn(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self::Disk(format!("{path}: {error}"))
    }
}

impl From<zip::result::ZipError> for ArchiveError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::Disk(error.to_string()),
            other => Self::NotABackup(other.to_string()),
        }
    }
}
