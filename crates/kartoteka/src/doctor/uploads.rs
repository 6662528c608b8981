//! Whether the files that cards name are there and are what they were: the newest few hundred of them.

use super::{Check, Finding, Patient, store};
use db::DbError;
use files::{FileError, FileKey};

/// How many files are read through.
const SAMPLE: i64 = 300;

pub(super) struct Uploads;

impl Check for Uploads {
    fn slug(&self) -> &'static str {
        "files"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["files-unreachable", "files-missing", "files-damaged"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let files = match &patient.files {
            Ok(files) => *files,
            Err(why) => return Ok(vec![Finding::broken("files-unreachable", 1, why)]),
        };
        let (mut missing, mut damaged) = (Vec::new(), Vec::new());
        for name in patient.db.read(|tx| store::file_names(tx, SAMPLE))? {
            let Ok(key) = name.parse::<FileKey>() else {
                damaged.push(name);
                continue;
            };
            match files::is_whole(files, &key) {
                Ok(true) => {}
                Ok(false) => damaged.push(name),
                Err(FileError::Missing(_)) => missing.push(name),
                Err(error) => return Ok(vec![Finding::broken("files-unreachable", 1, error.to_string())]),
            }
        }
        let of =
            |slug, names: &[String]| names.first().map(|first| Finding::broken(slug, names.len(), first));
        let found = [of("files-missing", &missing), of("files-damaged", &damaged)];
        Ok(found.into_iter().flatten().collect())
    }
}
