//! A store in a bucket of any server that speaks S3 (Amazon S3 REST API, 2006-03-01), addressed by path.

mod listing;
mod sign;
mod wire;

pub use sign::Credentials;

use crate::store::{copy, within};
use crate::{FileError, FileKey, FilesUrl, Opened, Store, StoredFile};
use kernel::Setting;
use std::fs::File;
use std::io::{Read, Seek as _, Write as _};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use wire::{Ask, Wire};

/// The SHA-256 of nothing, which is the body of all requests but one.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static NEXT: AtomicU64 = AtomicU64::new(0);

/// Keeps files in a bucket.
pub struct S3Store {
    wire: Wire,
    prefix: String,
}

impl S3Store {
    /// A store for the bucket of an address; nothing is asked of the server yet.
    ///
    /// # Errors
    /// [`FileError::Broken`] when the address is a folder's.
    pub fn new(url: &FilesUrl, credentials: Credentials, setting: &Setting) -> Result<Self, FileError> {
        let FilesUrl::S3 { bucket, prefix, endpoint, region } = url else {
            return Err(FileError::Broken(format!("{url} is not a bucket")));
        };
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Ok(Self { wire: Wire::new(endpoint, bucket, region, credentials, setting.clone()), prefix })
    }

    fn ask<'a>(&self, method: &'a str, key: &FileKey) -> Ask<'a> {
        let object = format!("{}{}", self.prefix, key.path());
        Ask { method, object, query: Vec::new(), headers: Vec::new(), body_digest: NOTHING.to_owned() }
    }

    /// The size of a file; `None` when it is not there.
    fn size(&self, key: &FileKey) -> Result<Option<u64>, FileError> {
        let answer = self.wire.send(&self.ask("HEAD", key), None)?;
        match answer.status {
            200 => Ok(Some(answer.length())),
            404 => Ok(None),
            _ => Err(answer.into_error()),
        }
    }
}

/// A file that comes in: its length and digest must be known before it can be sent on.
struct Spool(File);

impl Spool {
    fn new() -> std::io::Result<Self> {
        let name = format!("kartoteka-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        let file = File::options().read(true).write(true).create_new(true).open(&path)?;
        // Without a name it goes with the process, however that ends.
        std::fs::remove_file(&path)?;
        Ok(Self(file))
    }
}

impl Store for S3Store {
    fn put(&self, reader: &mut dyn Read, at_most: u64) -> Result<StoredFile, FileError> {
        let mut spool = Spool::new().map_err(|e| FileError::of_disk(&e))?;
        let stored = copy(reader, &mut spool.0, at_most)?;
        if self.size(&stored.key)? == Some(stored.size) {
            return Ok(stored);
        }
        spool.0.flush().and_then(|()| spool.0.rewind()).map_err(|e| FileError::of_disk(&e))?;
        let mut ask = self.ask("PUT", &stored.key);
        ask.body_digest = stored.key.as_str().to_owned();
        ask.headers.push(("content-type", stored.media_type.to_owned()));
        let answer = self.wire.send(&ask, Some(spool.0))?;
        if answer.status == 200 { Ok(stored) } else { Err(answer.into_error()) }
    }

    fn open(&self, key: &FileKey, range: Option<Range<u64>>) -> Result<Opened, FileError> {
        let missing = || FileError::Missing(key.clone());
        let mut ask = self.ask("GET", key);
        if let Some(range) = range {
            let size = self.size(key)?.ok_or_else(missing)?;
            let (start, length) = within(Some(range), size);
            if length == 0 {
                return Ok(Opened { size, reader: Box::new(std::io::empty()) });
            }
            ask.headers.push(("range", format!("bytes={start}-{}", start + length - 1)));
            let answer = self.wire.send(&ask, None)?;
            return match answer.status {
                206 => Ok(Opened { size, reader: answer.into_reader() }),
                404 => Err(missing()),
                _ => Err(answer.into_error()),
            };
        }
        let answer = self.wire.send(&ask, None)?;
        match answer.status {
            200 => Ok(Opened { size: answer.length(), reader: answer.into_reader() }),
            404 => Err(missing()),
            _ => Err(answer.into_error()),
        }
    }

    fn delete(&self, key: &FileKey) -> Result<(), FileError> {
        let answer = self.wire.send(&self.ask("DELETE", key), None)?;
        if matches!(answer.status, 200 | 204 | 404) { Ok(()) } else { Err(answer.into_error()) }
    }

    fn each(
        &self,
        visit: &mut dyn FnMut(FileKey, u64) -> Result<bool, FileError>,
    ) -> Result<(), FileError> {
        let mut after = None;
        loop {
            let mut query = vec![("list-type", "2".to_owned()), ("prefix", self.prefix.clone())];
            query.extend(after.take().map(|token| ("continuation-token", token)));
            let ask = Ask {
                method: "GET",
                object: String::new(),
                query,
                headers: Vec::new(),
                body_digest: NOTHING.to_owned(),
            };
            let answer = self.wire.send(&ask, None)?;
            if answer.status != 200 {
                return Err(answer.into_error());
            }
            let listing = listing::read(&answer.into_text()?)?;
            for (object, size) in listing.objects {
                // Others may keep other things in the same bucket.
                let Some(Ok(key)) = object.rsplit('/').next().map(str::parse) else { continue };
                if !visit(key, size)? {
                    return Ok(());
                }
            }
            match listing.next {
                Some(token) => after = Some(token),
                None => return Ok(()),
            }
        }
    }
}
