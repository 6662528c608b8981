//! Proving a backup: every digest, every page of the base, every link of the journal, before anything is touched.

use super::manifest::{BASE, FILES, FORMAT, MANIFEST, Manifest};
use super::pack::hex;
use super::{ArchiveError, Temporary, store};
use db::{DatabaseUrl, Db, DbError, Options};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use zip::ZipArchive;

/// A manifest is never longer.
const MOST_MANIFEST: u64 = 1 << 20;

/// A backup that was proved, with its base unpacked.
#[derive(Debug)]
pub struct Checked {
    /// What it says of itself, found true.
    pub manifest: Manifest,
    pub(super) base: Temporary,
    pub(super) zip: ZipArchive<BufReader<File>>,
    pub(super) files: Vec<String>,
}

impl Checked {
    /// Proves the backup in `path`; its base is unpacked beside `target`, on the disk where it will be needed.
    ///
    /// # Errors
    /// [`ArchiveError::NotABackup`], [`ArchiveError::TooNew`] and [`ArchiveError::Damaged`], each with what and where.
    pub fn open(path: &Path, target: &Path) -> Result<Self, ArchiveError> {
        let file = File::open(path).map_err(ArchiveError::disk(path))?;
        let mut zip = ZipArchive::new(BufReader::new(file))
            .map_err(|error| ArchiveError::NotABackup(format!("{}: {error}", path.display())))?;
        let manifest = read_manifest(&mut zip)?;
        let files = check_files(&mut zip, &manifest)?;
        let base = Temporary::beside(target, ".restoring");
        unpack_base(&mut zip, &manifest, &base)?;
        check_base(&base, &manifest)?;
        Ok(Self { manifest, base, zip, files })
    }
}

fn damaged(what: impl Into<String>) -> ArchiveError {
    ArchiveError::Damaged(what.into())
}

fn read_manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, ArchiveError> {
    let part =
        zip.by_name(MANIFEST).map_err(|_| ArchiveError::NotABackup(format!("it has no {MANIFEST}")))?;
    let mut words = String::new();
    let read = part.take(MOST_MANIFEST).read_to_string(&mut words);
    read.map_err(|e| damaged(format!("{MANIFEST}: {e}")))?;
    let json: serde_json::Value =
        serde_json::from_str(&words).map_err(|e| damaged(format!("{MANIFEST}: {e}")))?;
    let format = json.get("format").and_then(serde_json::Value::as_u64).unwrap_or(0);
    if format > u64::from(FORMAT) {
        return Err(ArchiveError::TooNew(format!("form {format}")));
    }
    serde_json::from_value(json).map_err(|e| ArchiveError::NotABackup(format!("{MANIFEST}: {e}")))
}

/// Reads every file through and compares it with the digest that is its name; gives the names.
fn check_files(
    zip: &mut ZipArchive<BufReader<File>>,
    manifest: &Manifest,
) -> Result<Vec<String>, ArchiveError> {
    let mut keys = Vec::new();
    let mut size = 0;
    for at in 0..zip.len() {
        let mut part = zip.by_index(at)?;
        let name = part.name()?.into_owned();
        if name == BASE || name == MANIFEST {
            continue;
        }
        let Some(key) = name.strip_prefix(FILES) else {
            return Err(damaged(format!("a part named {name}")));
        };
        let (digest, n_bytes) = copy(&mut part, &mut std::io::sink(), &name)?;
        if digest != key {
            return Err(damaged(format!("{name} is not what it was")));
        }
        size += n_bytes;
        keys.push(key.to_owned());
    }
    keys.sort();
    let lines: String = keys.iter().map(|key| format!("{key}\n")).collect();
    let is_same = keys.len() as u64 == manifest.n_files
        && size == manifest.files_size
        && hex(&Sha256::digest(lines)) == manifest.files_sha256;
    if is_same { Ok(keys) } else { Err(damaged("files are missing or were added")) }
}

/// Copies a part; gives its digest in hex and its size.
fn copy(from: &mut dyn Read, to: &mut dyn Write, name: &str) -> Result<(String, u64), ArchiveError> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut size = 0;
    loop {
        let n = from.read(&mut buffer).map_err(|e| damaged(format!("{name}: {e}")))?;
        let part = buffer.get(..n).unwrap_or_default();
        if part.is_empty() {
            return Ok((hex(&digest.finalize()), size));
        }
        digest.update(part);
        to.write_all(part).map_err(|e| ArchiveError::Disk(format!("{name}: {e}")))?;
        size += n as u64;
    }
}

fn unpack_base(
    zip: &mut ZipArchive<BufReader<File>>,
    manifest: &Manifest,
    base: &Temporary,
) -> Result<(), ArchiveError> {
    let disk = ArchiveError::disk(base.path());
    let mut part = zip.by_name(BASE).map_err(|_| damaged(format!("it has no {BASE}")))?;
    if let Some(folder) = base.path().parent() {
        std::fs::create_dir_all(folder).map_err(&disk)?;
    }
    let mut file = File::create(base.path()).map_err(&disk)?;
    let (digest, size) = copy(&mut part, &mut file, BASE)?;
    if size != manifest.base_size || digest != manifest.base_sha256 {
        return Err(damaged(format!("{BASE} is not what it was")));
    }
    file.sync_all().map_err(&disk)
}

fn check_base(base: &Temporary, manifest: &Manifest) -> Result<(), ArchiveError> {
    let db = Db::open(&DatabaseUrl::Sqlite(base.path().to_path_buf()), Options::default())?;
    db.read(|tx| {
        let steps = db::steps(tx)?;
        if let Some(step) = steps.unknown.first() {
            return Err(ArchiveError::TooNew(step.clone()));
        }
        if let Some(fault) = db::faults(tx)?.first() {
            return Err(damaged(format!("{BASE}: {fault}")));
        }
        let verdict = journal::verify(tx)?;
        if let Some((seq, flaw)) = verdict.flaws.first() {
            return Err(damaged(format!("the journal at {seq}: {flaw:?}")));
        }
        let found = (steps.applied, journal::head(tx)?, store::counts(tx)?);
        if (&found.0, found.1, &found.2) != (&manifest.migrations, manifest.journal_seq, &manifest.tables) {
            return Err(damaged(format!("{MANIFEST} tells of another base")));
        }
        Ok(())
    })
    .map_err(|error: ArchiveError| match error {
        ArchiveError::Db(DbError { trouble: db::Trouble::Corrupt, detail }) => damaged(detail),
        other => other,
    })
}
