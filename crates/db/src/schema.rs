//! What the tables of a base look like, asked of the base itself.

use crate::{Cell, DbError, Dialect, Trouble, Tx, params, tables};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Int,
    /// Floating numbers.
    Real,
    /// Texts.
    Text,
    /// Bytes; ids too in SQLite.
    Bytes,
    /// Ids, in PostgreSQL.
    Id,
    /// Yes or no.
    Bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of their names.
    pub columns: Vec<TableColumn>,
    /// The columns of its key, in order; empty when it has none.
    pub key: Vec<String>,
}

impl Kind {
    fn of(declared: &str) -> Option<Self> {
        Some(match declared.to_ascii_lowercase().as_str() {
            "bigint" | "integer" | "smallint" => Kind::Int,
            "double precision" | "real" => Kind::Real,
            "text" | "character varying" => Kind::Text,
            "bytea" | "blob" => Kind::Bytes,
            "uuid" => Kind::Id,
            "boolean" => Kind::Bool,
            _ => return None,
        })
    }

    /// The value as a column of this kind takes it.
    pub(crate) fn fit(self, cell: Cell) -> Cell {
        match (self, cell) {
            (Kind::Id, Cell::Bytes(bytes)) => match kernel::RawId::from_slice(&bytes) {
                Ok(id) => Cell::Id(id),
                Err(_) => Cell::Bytes(bytes),
            },
            (Kind::Bytes, Cell::Id(id)) => Cell::Bytes(id.as_bytes().to_vec()),
            (Kind::Bool, Cell::Int(n)) => Cell::Bool(n != 0),
            (Kind::Int, Cell::Bool(is)) => Cell::Int(is.into()),
            (Kind::Real, Cell::Int(n)) => Cell::Real(n as f64),
            (_, same) => same,
        }
    }
}

/// All tables of ours but the list of migrations, each after those that it refers to.
///
/// # Errors
/// [`Trouble::Other`] when tables refer to each other in a circle or a column is of an unknown type; any [`DbError`].
pub fn describe(tx: &mut Tx<'_>) -> Result<Vec<Table>, DbError> {
    let mut waiting: Vec<String> = tables(tx)?.into_iter().filter(|name| name != "migrations").collect();
    let references = references(tx, &waiting)?;
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.iter().cloned().partition(|name| {
            references.iter().all(|(from, to)| from != name || to == name || !waiting.contains(to))
        });
        if ready.is_empty() {
            return Err(DbError::new(
                Trouble::Other,
                format!("tables refer to each other: {}", rest.join(", ")),
            ));
        }
        for name in ready {
            ordered.push(table(tx, name)?);
        }
        waiting = rest;
    }
    Ok(ordered)
}

/// Which table refers to which.
fn references(tx: &mut Tx<'_>, tables: &[String]) -> Result<Vec<(String, String)>, DbError> {
    match tx.dialect() {
        Dialect::Sqlite => {
            let mut all = Vec::new();
            for name in tables {
                let sql = "SELECT \"table\" FROM pragma_foreign_key_list($1)";
                let to = tx.rows(sql, params![name], |row| row.get::<String>(0))?;
                all.extend(to.into_iter().map(|to| (name.clone(), to)));
            }
            Ok(all)
        }
        Dialect::Postgres => tx.rows(
            "SELECT one.relname::text, other.relname::text FROM pg_constraint
             JOIN pg_class one ON one.oid = conrelid JOIN pg_class other ON other.oid = confrelid
             WHERE contype = 'f' AND connamespace = current_schema()::regnamespace",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?)),
        ),
    }
}

fn table(tx: &mut Tx<'_>, name: String) -> Result<Table, DbError> {
    let (columns, key) = match tx.dialect() {
        Dialect::Sqlite => (
            "SELECT name, type FROM pragma_table_info($1) ORDER BY name",
            "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk",
        ),
        Dialect::Postgres => (
            "SELECT column_name::text, data_type::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY column_name::text COLLATE \"C\"",
            "SELECT attname::text FROM pg_index
             JOIN unnest(indkey) WITH ORDINALITY AS part (no, position) ON true
             JOIN pg_attribute ON attrelid = indrelid AND attnum = part.no
             WHERE indrelid = to_regclass($1) AND indisprimary ORDER BY part.position",
        ),
    };
    let declared =
        tx.rows(columns, params![&name], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let columns = declared.into_iter().map(|(column, declared)| {
        let unknown =
            || DbError::new(Trouble::Other, format!("{name}.{column} is of an unknown type, {declared}"));
        let kind = Kind::of(&declared).ok_or_else(unknown)?;
        Ok::<_, DbError>(TableColumn { name: column.clone(), kind })
    });
    let columns = columns.collect::<Result<_, _>>()?;
    Ok(Table { key: tx.rows(key, params![&name], |row| row.get(0))?, columns, name })
}
