//! The log of SQLite, put through to the disk and folded back into the base while it grows, where a base waits for the disk
//! only when the log is folded back.
//!
//! Left alone, the system keeps what is written in memory, and the writer, whose turn it is when the log is full, has to fold
//! a gigabyte at once. So a thread of its own folds most of it a little before, and the writer only the rest: as long as it goes
//! on writing, somebody else never reaches the end, and a log begins anew only when all of it is folded.

use rusqlite::Connection;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long the log grows in between.
const PAUSE: Duration = Duration::from_millis(200);

/// A thread that puts the log through and folds it until this is dropped.
pub(crate) struct Syncing {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Syncing {
    /// Begins to; without such a thread, as where none can be had, all is as safe and only slower.
    /// `checkpoint_pages` are those at which the writer folds it by itself.
    pub(crate) fn start(base: &Path, checkpoint_pages: i64) -> Self {
        let mut log = base.as_os_str().to_owned();
        log.push("-wal");
        let (base, log, (stop, stopped)) = (base.to_owned(), PathBuf::from(log), channel::<()>());
        let thread = std::thread::Builder::new().name("log to disk".into()).spawn(move || {
            let (mut open, mut folder): (Option<File>, Option<Connection>) = (None, None);
            while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                open = open.or_else(|| File::open(&log).ok());
                folder = folder.or_else(|| Connection::open(&base).ok());
                // A disk that fails tells the writer of it, who has to be told.
                let _told_elsewhere = open.as_ref().map(File::sync_data);
                let _told_there_too = folder.as_ref().map(|folder| fold(folder, checkpoint_pages / 4 * 3));
            }
        });
        Self { stop: Some(stop), thread: thread.ok() }
    }
}

/// Folds what is in the log if it is as many pages as that.
fn fold(connection: &Connection, from_pages: i64) -> rusqlite::Result<()> {
    let waiting = |how: &str| {
        connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |row| {
            Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?)
        })
    };
    if waiting("NOOP")? >= from_pages {
        waiting("PASSIVE")?;
    }
    Ok(())
}

impl Drop for Syncing {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // It does not panic, and there is nobody left to tell.
            let _ended = thread.join();
        }
    }
}
