//! Making a backup: one file, while others go on writing.

use super::manifest::{BASE, FILES, FORMAT, MANIFEST, Manifest};
use super::{ArchiveError, Temporary, move_whole, store};
use db::{DatabaseUrl, Db, DbError, Dialect, Options};
use files::{FileError, FileKey, Store};
use jiff::Timestamp;
use kernel::Setting;
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes the base with all its files into one new file; `tell` hears what is being copied and how much of it so far
/// (rows or bytes). The file appears under its name only when it is whole and on the disk.
///
/// # Errors
/// [`ArchiveError::Exists`] when the file is there already; what the base, the files or the disk have against it.
pub fn back_up(
    db: &Db,
    files: &dyn Store,
    setting: &Setting,
    path: &Path,
    mut tell: impl FnMut(&str, u64),
) -> Result<Manifest, ArchiveError> {
    if path.exists() {
        return Err(ArchiveError::Exists(path.to_path_buf()));
    }
    // The base first: what is uploaded meanwhile is then in the files and not yet on a card, never the other way round.
    let copy = Temporary::beside(path, ".base");
    copy_base(db, setting, &copy, &mut tell)?;
    let mut manifest = describe(&copy, setting, db.dialect())?;
    let part = Temporary::beside(path, ".part");
    let disk = ArchiveError::disk(part.path());
    let file = for_us_alone(File::options().write(true).create_new(true), part.path()).map_err(&disk)?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    add_base(&mut zip, &copy, &mut manifest, &mut tell)?;
    add_files(&mut zip, files, &mut manifest, &mut tell)?;
    zip.start_file(MANIFEST, options(0))?;
    let words = serde_json::to_vec_pretty(&manifest).map_err(|e| ArchiveError::Disk(e.to_string()))?;
    zip.write_all(&words).map_err(&disk)?;
    let file = zip.finish()?.into_inner().map_err(|e| disk(e.into_error()))?;
    file.sync_all().map_err(&disk)?;
    std::fs::rename(part.path(), path).map_err(&disk)?;
    sync_folder(path).map_err(&disk)?;
    Ok(manifest)
}

/// Opens a file that nobody else on the machine may read: all clients are in it.
fn for_us_alone(options: &mut OpenOptions, path: &Path) -> std::io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Brings a renaming in the folder of `path` onto the disk.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn copy_base(
    db: &Db,
    setting: &Setting,
    copy: &Temporary,
    tell: &mut impl FnMut(&str, u64),
) -> Result<(), ArchiveError> {
    // SQLite takes an empty file for a base, and leaves its rights as they are.
    for_us_alone(File::options().write(true).create_new(true), copy.path())
        .map_err(ArchiveError::disk(copy.path()))?;
    if db.dialect() == Dialect::Sqlite {
        return Ok(db.snapshot_to(copy.path())?);
    }
    let to = Db::open(&DatabaseUrl::Sqlite(copy.path().to_path_buf()), Options::default())?;
    db::migrate(&to, setting.now())?;
    move_whole(db, &to, tell)?;
    Ok(())
}

/// The manifest as far as the base tells it.
fn describe(copy: &Temporary, setting: &Setting, from: Dialect) -> Result<Manifest, ArchiveError> {
    let db = Db::open(&DatabaseUrl::Sqlite(copy.path().to_path_buf()), Options::default())?;
    let made_at =
        Timestamp::from_millisecond(setting.now()).map_err(|e| ArchiveError::Disk(e.to_string()))?;
    let (steps, journal_seq, tables) =
        db.read(|tx| Ok::<_, DbError>((db::steps(tx)?, journal::head(tx)?, store::counts(tx)?)))?;
    Ok(Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: made_at.to_string(),
        made_from: from.slug().to_owned(),
        migrations: steps.applied,
        journal_seq,
        tables,
        base_size: 0,
        base_sha256: String::new(),
        n_files: 0,
        files_size: 0,
        files_sha256: String::new(),
    })
}

/// How a part of this many bytes is laid down: as it is, without a time, so that equal parts are equal bytes.
fn options(size: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .large_file(size >= u64::from(u32::MAX) - 1_000_000)
}

type Zip = ZipWriter<BufWriter<File>>;

fn add_base(
    zip: &mut Zip,
    copy: &Temporary,
    manifest: &mut Manifest,
    tell: &mut impl FnMut(&str, u64),
) -> Result<(), ArchiveError> {
    let disk = ArchiveError::disk(copy.path());
    let mut file = File::open(copy.path()).map_err(&disk)?;
    manifest.base_size = file.metadata().map_err(&disk)?.len();
    zip.start_file(BASE, options(manifest.base_size))?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut n_bytes = 0;
    loop {
        let n = file.read(&mut buffer).map_err(&disk)?;
        let part = buffer.get(..n).unwrap_or_default();
        if part.is_empty() {
            break;
        }
        digest.update(part);
        zip.write_all(part).map_err(&disk)?;
        n_bytes += n as u64;
        tell(BASE, n_bytes);
    }
    manifest.base_sha256 = hex(&digest.finalize());
    Ok(())
}

fn add_files(
    zip: &mut Zip,
    files: &dyn Store,
    manifest: &mut Manifest,
    tell: &mut impl FnMut(&str, u64),
) -> Result<(), ArchiveError> {
    let mut keys: Vec<(FileKey, u64)> = Vec::new();
    files.each(&mut |key, size| {
        keys.push((key, size));
        Ok(true)
    })?;
    let mut digest = Sha256::new();
    for (key, size) in keys {
        let mut opened = match files.open(&key, None) {
            Ok(opened) => opened,
            // Removed since it was listed.
            Err(FileError::Missing(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        zip.start_file(format!("{FILES}{key}"), options(size))?;
        let copied = std::io::copy(&mut opened.reader, zip);
        manifest.files_size += copied.map_err(|e| ArchiveError::Disk(format!("{key}: {e}")))?;
        manifest.n_files += 1;
        digest.update(key.as_str());
        digest.update("\n");
        tell(FILES, manifest.n_files);
    }
    manifest.files_sha256 = hex(&digest.finalize());
    Ok(())
}

/// Bytes as small hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
