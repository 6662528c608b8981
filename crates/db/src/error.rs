//! What can go wrong with a database, sorted by what a person can do about it.

/// The kinds of trouble that call for different answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No such server, no such folder, refused connection.
    Unreachable,
    /// Another process holds the base for too long.
    Locked,
    /// The disk is full.
    Full,
    /// The file is damaged or is not a base.
    Corrupt,
    /// The file, folder or server may not be written by us.
    Denied,
    /// A value that must be unique is taken, or a record referred to is missing.
    Taken,
    /// A question took longer than allowed.
    TooLong,
    /// The base was made by a newer Kartoteka.
    TooNew,
    /// A mistake of ours.
    Other,
}

impl Trouble {
    /// The catalogue key of the words that say what to do, such as `web-db-full`.
    pub fn key(self) -> &'static str {
        match self {
            Trouble::Unreachable => "web-db-unreachable",
            Trouble::Locked => "web-db-locked",
            Trouble::Full => "web-db-full",
            Trouble::Corrupt => "web-db-corrupt",
            Trouble::Denied => "web-db-denied",
            Trouble::Taken => "web-db-taken",
            Trouble::TooLong => "web-db-too-long",
            Trouble::TooNew => "web-db-too-new",
            Trouble::Other => "web-db-other",
        }
    }
}

/// An error of the database with the driver's own words, which hold no personal data.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{detail}")]
pub struct DbError {
    /// What can be done about it.
    pub trouble: Trouble,
    /// The driver's words.
    pub detail: String,
}

impl DbError {
    pub(crate) fn new(trouble: Trouble, detail: impl Into<String>) -> Self {
        Self { trouble, detail: detail.into() }
    }

    pub(crate) fn column(at: usize, why: &str) -> Self {
        Self::new(Trouble::Other, format!("column {at}: {why}"))
    }

    pub(crate) fn writer_gone() -> Self {
        Self::new(Trouble::Other, "the writing thread has ended")
    }

    pub(crate) fn panicked(what: &str) -> Self {
        Self::new(Trouble::Other, format!("a piece of work panicked: {what}"))
    }

    /// Whether a unique value was taken or a record referred to is missing.
    pub fn is_taken(&self) -> bool {
        self.trouble == Trouble::Taken
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let trouble = match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) => Trouble::Unreachable,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Locked,
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => Trouble::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Corrupt,
            Some(
                ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::AuthorizationForStatementDenied,
            ) => Trouble::Denied,
            Some(ErrorCode::ConstraintViolation) => Trouble::Taken,
            Some(ErrorCode::OperationInterrupted) => Trouble::TooLong,
            _ => Trouble::Other,
        };
        Self::new(trouble, error.to_string())
    }
}

impl From<postgres::Error> for DbError {
    fn from(error: postgres::Error) -> Self {
        let Some(server) = error.as_db_error() else {
            let is_lost = error.is_closed() || error.to_string().contains("connect");
            let cause = std::error::Error::source(&error).map(|c| format!(": {c}")).unwrap_or_default();
            let trouble = if is_lost { Trouble::Unreachable } else { Trouble::Other };
            return Self::new(trouble, format!("{error}{cause}"));
        };
        let trouble = match server.code().code() {
            "23505" | "23503" => Trouble::Taken,
            "53100" => Trouble::Full,
            "57014" => Trouble::TooLong,
            "55P03" | "40001" | "40P01" => Trouble::Locked,
            "42501" | "25006" | "28000" | "28P01" => Trouble::Denied,
            "3D000" | "57P03" | "53300" => Trouble::Unreachable,
            "XX001" | "XX002" => Trouble::Corrupt,
            _ => Trouble::Other,
        };
        Self::new(trouble, format!("{} ({})", server.message(), server.code().code()))
    }
}
