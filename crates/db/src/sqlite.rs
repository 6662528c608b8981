//! SQLite: how its connections are set up, and how statements run on them.

use crate::{DbError, Lasting, Options, Row, Trouble, Value, reserve};
use rusqlite::{Connection, OpenFlags, types::ToSqlOutput, types::ValueRef};
use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

/// How long a process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it looks whether its turn has come: more often than the other pauses between two transactions.
const LOOK: Duration = Duration::from_millis(10);

/// Opens the connection that writes; makes the file and its folder when they are missing. On a full disk the room kept
/// for this is given up.
pub(crate) fn open_writer(path: &Path, options: Options) -> Result<Connection, DbError> {
    match connect_writer(path, options) {
        Err(error) if error.trouble == Trouble::Full && reserve::give_up(path) => {
            connect_writer(path, options)
        }
        Ok(connection) => {
            reserve::keep(path);
            Ok(connection)
        }
        failed => failed,
    }
}

fn connect_writer(path: &Path, options: Options) -> Result<Connection, DbError> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| folder_error(folder, &e))?;
    }
    let mut connection = Connection::open(path).map_err(|e| named(path, e))?;
    connection.busy_handler(Some(patient))?;
    // A log that is cut back each time it begins anew is made anew by the system page by page.
    let (synchronous, bytes_kept) = match options.lasting {
        Lasting::AtCommits => ("FULL", 64 << 20),
        Lasting::AtCheckpoints => ("NORMAL", -1),
    };
    connection
        .execute_batch(&format!(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = {};
         PRAGMA journal_size_limit = {bytes_kept};",
            options.writer_cache_kib, options.checkpoint_pages
        ))
        .map_err(|e| named(path, e))?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// Waits before the `n`th look; false when patience is at its end. Left to itself SQLite looks more and more rarely, and a
/// process that writes without end is always there first.
fn patient(n: i32) -> bool {
    std::thread::sleep(LOOK);
    LOOK * n.unsigned_abs() < PATIENCE
}

/// Folds the log back into the file and cuts it to nothing; waits for those who read and write.
pub(crate) fn truncate_log(path: &Path) -> Result<(), DbError> {
    let connection = Connection::open(path).map_err(|e| named(path, e))?;
    connection.busy_timeout(PATIENCE)?;
    let is_busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy == 0 {
        return Ok(());
    }
    Err(DbError::new(Trouble::Locked, "somebody reads the base without end".to_owned()))
}

/// Opens a connection that only reads.
pub(crate) fn open_reader(path: &Path, options: Options) -> Result<Connection, DbError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| named(path, e))?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(&format!(
        "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{};",
        options.reader_cache_kib
    ))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn named(path: &Path, error: rusqlite::Error) -> DbError {
    let mut error = DbError::from(error);
    error.detail = format!("{}: {}", path.display(), error.detail);
    error
}

fn folder_error(folder: &Path, error: &std::io::Error) -> DbError {
    let trouble = match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Trouble::Denied,
        std::io::ErrorKind::StorageFull => Trouble::Full,
        _ => Trouble::Unreachable,
    };
    DbError::new(trouble, format!("{}: {error}", folder.display()))
}

pub(crate) fn execute(connection: &Connection, sql: &str, params: &[Value<'_>]) -> Result<u64, DbError> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    bind(&mut statement, params)?;
    let changed = statement.raw_execute()?;
    Ok(u64::try_from(changed).unwrap_or(0))
}

pub(crate) fn each(
    connection: &Connection,
    sql: &str,
    params: &[Value<'_>],
    mut visit: impl FnMut(&Row<'_>) -> Result<bool, DbError>,
) -> Result<(), DbError> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    bind(&mut statement, params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        if !visit(&Row::Sqlite(row))? {
            break;
        }
    }
    Ok(())
}

pub(crate) fn bind(statement: &mut rusqlite::Statement<'_>, params: &[Value<'_>]) -> Result<(), DbError> {
    for (at, value) in params.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}

/// `$1` is a *named* parameter to SQLite, numbered by first appearance; `?1` is what we mean.
pub(crate) fn numbered(sql: &str) -> Cow<'_, str> {
    if sql.contains('$') { Cow::Owned(sql.replace('$', "?")) } else { Cow::Borrowed(sql) }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(v) => ToSqlOutput::Borrowed(ValueRef::Integer(*v)),
            Value::Real(v) => ToSqlOutput::Borrowed(ValueRef::Real(*v)),
            Value::Text(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Value::Bytes(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Value::Id(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v.as_bytes())),
            Value::Bool(v) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*v))),
        })
    }
}
