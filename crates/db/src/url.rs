//! Where a base lies: `sqlite:PATH` or `postgres://...`.

use crate::Dialect;
use std::path::{Path, PathBuf};

/// The address of a base.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A connection string of PostgreSQL.
    Postgres(String),
}

/// An address that begins neither with `sqlite:` nor with `postgres://`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a database address begins with sqlite: or postgres://, as in sqlite:data/kartoteka.sqlite")]
pub struct UrlError;

impl DatabaseUrl {
    /// The file `kartoteka.sqlite` in a data folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self::Sqlite(folder.join("kartoteka.sqlite"))
    }

    /// Which of the two databases this is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }
}

impl std::str::FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() { Err(UrlError) } else { Ok(Self::Sqlite(path.into())) };
        }
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if is_postgres { Ok(Self::Postgres(text.to_owned())) } else { Err(UrlError) }
    }
}

impl std::fmt::Display for DatabaseUrl {
    /// The address without its password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let Some((scheme, rest)) = url.split_once("://") else { return f.write_str(url) };
                let Some((login, place)) = rest.rsplit_once('@') else { return f.write_str(url) };
                let user = login.split(':').next().unwrap_or_default();
                write!(f, "{scheme}://{user}@{place}")
            }
        }
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_printed() {
        let url: DatabaseUrl = "postgres://anna:secret@db.example/base".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://anna@db.example/base");
        assert_eq!("mysql://x".parse::<DatabaseUrl>(), Err(UrlError));
        assert_eq!("sqlite:a/b".parse::<DatabaseUrl>(), Ok(DatabaseUrl::Sqlite("a/b".into())));
    }
}
