//! Files that people attach: kept by what is in them, in a folder, in memory for tests, or in an S3-like store.
//!
//! A [`Store`] is opened once from a [`FilesUrl`] (`KARTOTEKA_FILES`, else the folder `files` of the data folder) with
//! [`open`], and used from threads that may block: `put` reads a file through and gives a [`StoredFile`] with its key,
//! size and media type; `open` gives it back, whole or a part of it. The key is the SHA-256 of the content, so the same
//! file is kept once however often it comes; a file may be deleted only when no record names its key any more.
//!
//! The media type is told from the content, never from the name. Serve a file with that type, with
//! `X-Content-Type-Options: nosniff`, and as an attachment unless [`is_safe_inline`] allows to show it.

mod error;
mod folder;
mod key;
mod media;
mod memory;
mod s3;
mod store;
mod url;

#[cfg(test)]
mod tests;

pub use error::FileError;
pub use folder::FolderStore;
pub use key::FileKey;
pub use media::{is_safe_inline, of_content};
pub use memory::MemoryStore;
pub use s3::{Credentials, S3Store};
pub use store::{Opened, Store, StoredFile, is_whole};
pub use url::{FilesUrl, UrlError, open};
