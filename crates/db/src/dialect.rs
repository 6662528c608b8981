//! All that differs between the two databases, each difference a named function.

/// Which database is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, inside the process.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

impl Dialect {
    /// The folder of its migrations and the word shown by `doctor`.
    pub fn slug(self) -> &'static str {
        match self {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        }
    }

    /// `$n..$m` for `count` parameters that begin at number `first`, for `IN (..)`.
    pub fn placeholders(self, first: usize, count: usize) -> String {
        let mut list = String::with_capacity(count * 5);
        for n in first..first + count {
            if n > first {
                list.push(',');
            }
            list.push_str(&format!("${n}"));
        }
        list
    }

    /// A join that must be walked in the order written; PostgreSQL knows its statistics and needs no order.
    pub fn ordered_join(self) -> &'static str {
        match self {
            Dialect::Sqlite => "CROSS JOIN",
            Dialect::Postgres => "JOIN",
        }
    }

    /// Text compared byte by byte, as sort keys are; SQLite does so by itself.
    pub fn bytewise(self) -> &'static str {
        match self {
            Dialect::Sqlite => "",
            Dialect::Postgres => " COLLATE \"C\"",
        }
    }
}
