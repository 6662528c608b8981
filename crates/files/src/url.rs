//! Where files are kept: a folder, or `s3://bucket/prefix?endpoint=..&region=..`.

use crate::{Credentials, FileError, FolderStore, S3Store, Store};
use kernel::Setting;
use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The address of a store of files, without any secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesUrl {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of an S3-like store.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// What keys begin with, without slashes at its ends; may be empty.
        prefix: String,
        /// The server, such as `http://127.0.0.1:9000`.
        endpoint: String,
        /// The region that requests are signed for.
        region: String,
    },
}

/// An address of no known form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "files are kept in a folder or in s3://bucket/prefix?endpoint=https://server&region=name, not in {0}"
)]
pub struct UrlError(String);

impl FilesUrl {
    /// The folder `files` in a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self::Folder(data.join("files"))
    }
}

impl std::str::FromStr for FilesUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let wrong = || UrlError(text.to_owned());
        let Some(rest) = text.strip_prefix("s3://") else {
            return if text.is_empty() || text.contains("://") {
                Err(wrong())
            } else {
                Ok(Self::Folder(text.into()))
            };
        };
        let (place, settings) = rest.split_once('?').unwrap_or((rest, ""));
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let (mut endpoint, mut region) = (None, "us-east-1".to_owned());
        for setting in settings.split('&').filter(|setting| !setting.is_empty()) {
            let (name, value) = setting.split_once('=').ok_or_else(wrong)?;
            let value = percent_decode_str(value).decode_utf8().map_err(|_| wrong())?.into_owned();
            match name {
                "endpoint" => endpoint = Some(value.trim_end_matches('/').to_owned()),
                "region" => region = value,
                _ => return Err(wrong()),
            }
        }
        let endpoint = endpoint.unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
        let is_web = endpoint.starts_with("http://") || endpoint.starts_with("https://");
        if bucket.is_empty() || !is_web {
            return Err(wrong());
        }
        Ok(Self::S3 {
            bucket: bucket.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            endpoint,
            region,
        })
    }
}

impl std::fmt::Display for FilesUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "{}", path.display()),
            Self::S3 { bucket, prefix, endpoint, region } => {
                write!(f, "s3://{bucket}/{prefix}?endpoint={endpoint}&region={region}")
            }
        }
    }
}

/// Opens the store of an address; an S3-like one is signed for with what `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` say.
///
/// # Errors
/// [`FileError::Denied`] when the folder cannot be made or the keys are missing.
pub fn open(url: &FilesUrl, setting: &Setting) -> Result<Arc<dyn Store>, FileError> {
    Ok(match url {
        FilesUrl::Folder(path) => Arc::new(FolderStore::open(path)?),
        FilesUrl::S3 { .. } => {
            let credentials = Credentials::from_environment().ok_or_else(|| {
                FileError::Denied("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set".to_owned())
            })?;
            Arc::new(S3Store::new(url, credentials, setting)?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s3(bucket: &str, prefix: &str, endpoint: &str, region: &str) -> FilesUrl {
        let own = str::to_owned;
        FilesUrl::S3 {
            bucket: own(bucket),
            prefix: own(prefix),
            endpoint: own(endpoint),
            region: own(region),
        }
    }

    #[track_caller]
    fn check(text: &str, wanted: Option<FilesUrl>) {
        let read: Option<FilesUrl> = text.parse().ok();
        assert_eq!(read, wanted, "{text}");
        if let Some(url) = wanted {
            assert_eq!(url.to_string().parse(), Ok(url));
        }
    }

    #[test]
    fn addresses_are_folders_or_buckets() {
        check("/var/lib/kartoteka/files", Some(FilesUrl::Folder("/var/lib/kartoteka/files".into())));
        check("s3://base", Some(s3("base", "", "https://s3.us-east-1.amazonaws.com", "us-east-1")));
        check(
            "s3://base/in/here/?endpoint=http://127.0.0.1:9000/&region=kz-1",
            Some(s3("base", "in/here", "http://127.0.0.1:9000", "kz-1")),
        );
        for wrong in ["", "ftp://x", "s3://", "s3://base?endpoint=server", "s3://base?secret=1"] {
            check(wrong, None);
        }
    }
}
