//! Whether there is room to go on: on the disk of the data folder.

use super::{Check, Finding, Patient};
use db::{DatabaseUrl, DbError};
use std::path::Path;
use std::process::{Command, Stdio};

/// Below this the base could stand still any moment.
const LITTLE_MB: i64 = 500;

pub(super) struct Disk;

impl Check for Disk {
    fn slug(&self) -> &'static str {
        "disk"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["disk-low"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let folder = match patient.db.url() {
            DatabaseUrl::Sqlite(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
            DatabaseUrl::Postgres(_) => None,
        };
        let folder = folder.unwrap_or(&patient.folder);
        let low = free_mb(folder).filter(|free| *free < LITTLE_MB);
        Ok(low
            .map(|free| Finding::broken("disk-low", free, folder.display().to_string()))
            .into_iter()
            .collect())
    }
}

/// Megabytes that are free where a folder lies, as POSIX `df` tells; `None` where it cannot be asked.
fn free_mb(folder: &Path) -> Option<i64> {
    let asked =
        Command::new("df").arg("-Pk").arg(folder).stdin(Stdio::null()).stderr(Stdio::null()).output();
    read_free(&String::from_utf8_lossy(&asked.ok()?.stdout))
}

fn read_free(answer: &str) -> Option<i64> {
    let kilobytes: i64 = answer.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kilobytes / 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_free_room_is_read() {
        let answer = "Filesystem     1024-blocks      Used Available Capacity Mounted on\n\
                      /dev/vda1         51290592  20480000  30810592      40% /\n";
        assert_eq!(read_free(answer), Some(30_088));
        assert_eq!(read_free("df: no such folder"), None);
    }
}
