//! What can go wrong with files, sorted by what a person can do about it.

use crate::FileKey;

/// Why a file could not be kept, found or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The store has no such file.
    #[error("there is no file {0}")]
    Missing(FileKey),
    /// More bytes than allowed.
    #[error("the file has more than {0} bytes")]
    TooLarge(u64),
    /// The disk or the bucket is full.
    #[error("no room for the file: {0}")]
    Full(String),
    /// The store does not let us.
    #[error("the file store refuses: {0}")]
    Denied(String),
    /// There is no such folder or server, or it does not answer.
    #[error("the file store does not answer: {0}")]
    Unreachable(String),
    /// Whoever sent the file broke off, or the store said something that makes no sense.
    #[error("{0}")]
    Broken(String),
}

impl FileError {
    /// Sorts a failure of the disk.
    pub(crate) fn of_disk(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(error.to_string()),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied(error.to_string()),
            ErrorKind::NotFound => Self::Unreachable(error.to_string()),
            _ => Self::Broken(error.to_string()),
        }
    }
}
