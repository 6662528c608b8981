//! What a backup says of itself.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form of backups that this binary writes and reads.
pub(crate) const FORMAT: u32 = 1;
/// The names of the parts.
pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const BASE: &str = "base.sqlite";
pub(crate) const FILES: &str = "files/";

/// The last part of a backup, by which all others are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form, 1.
    pub format: u32,
    /// Which Kartoteka made it.
    pub version: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// From which database: `sqlite` or `postgres`.
    pub made_from: String,
    /// The steps that the base has been through, in order.
    pub migrations: Vec<String>,
    /// The number of the newest entry of the journal; 0 for an empty one.
    pub journal_seq: i64,
    /// The rows of each table.
    pub tables: BTreeMap<String, i64>,
    /// Bytes of the base.
    pub base_size: u64,
    /// SHA-256 of the base, in hex.
    pub base_sha256: String,
    /// How many files come with it.
    pub n_files: u64,
    /// Their bytes together.
    pub files_size: u64,
    /// SHA-256 over the files' keys, one per line, in order.
    pub files_sha256: String,
}
