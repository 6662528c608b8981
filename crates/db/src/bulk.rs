//! Many rows of one table at once: prepared statements on SQLite, `COPY` on PostgreSQL.

use crate::tx::{Engine, Tx};
use crate::{DbError, Value, sqlite};
use std::io::Write as _;

impl Tx<'_> {
    /// Inserts rows of `N` columns in the order given; gives how many. A row whose key is taken fails them all.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn insert_many<'v, const N: usize>(
        &mut self,
        table: &str,
        columns: [&str; N],
        rows: impl Iterator<Item = [Value<'v>; N]>,
    ) -> Result<u64, DbError> {
        self.insert_rows(table, &columns, rows)
    }

    /// [`Tx::insert_many`] for tables whose columns are known only at run time; each row has a value per column.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn insert_rows<'v>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl Iterator<Item = impl AsRef<[Value<'v>]>>,
    ) -> Result<u64, DbError> {
        let n_columns = columns.len();
        let columns = columns.join(", ");
        match &mut self.engine {
            Engine::Sqlite(connection) => {
                let marks = vec!["?"; n_columns].join(", ");
                let mut statement = connection
                    .prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?;
                let mut count = 0;
                for row in rows {
                    sqlite::bind(&mut statement, row.as_ref())?;
                    statement.raw_execute()?;
                    count += 1;
                }
                Ok(count)
            }
            Engine::Postgres(pg) => {
                let mut sink = pg.client.copy_in(&format!("COPY {table} ({columns}) FROM STDIN"))?;
                let mut line = Vec::with_capacity(65_536);
                for row in rows {
                    for (at, value) in row.as_ref().iter().enumerate() {
                        if at > 0 {
                            line.push(b'\t');
                        }
                        copy_text(&mut line, value);
                    }
                    line.push(b'\n');
                    if line.len() > 60_000 {
                        sink.write_all(&line).map_err(|e| broken_copy(&e))?;
                        line.clear();
                    }
                }
                sink.write_all(&line).map_err(|e| broken_copy(&e))?;
                Ok(sink.finish()?)
            }
        }
    }
}

fn broken_copy(error: &std::io::Error) -> DbError {
    DbError::new(crate::Trouble::Other, error.to_string())
}

/// Appends a value in the text form of `COPY`, with its escapes.
fn copy_text(line: &mut Vec<u8>, value: &Value<'_>) {
    let plain = match value {
        Value::Null => "\\N".to_owned(),
        Value::Int(v) => v.to_string(),
        Value::Real(v) => format!("{v:?}"),
        Value::Id(v) => v.to_string(),
        Value::Bool(v) => if *v { "t" } else { "f" }.to_owned(),
        Value::Bytes(bytes) => {
            line.extend_from_slice(b"\\\\x");
            for byte in *bytes {
                line.extend_from_slice(format!("{byte:02x}").as_bytes());
            }
            return;
        }
        Value::Text(text) => {
            for byte in text.bytes() {
                match byte {
                    b'\\' => line.extend_from_slice(b"\\\\"),
                    b'\n' => line.extend_from_slice(b"\\n"),
                    b'\r' => line.extend_from_slice(b"\\r"),
                    b'\t' => line.extend_from_slice(b"\\t"),
                    other => line.push(other),
                }
            }
            return;
        }
    };
    line.extend_from_slice(plain.as_bytes());
}
