//! Everything that can be wrong with a file, a row or a cell: a closed list, each with words in the catalogues.

/// Something that can be said to a person: the key of a message in the catalogues and what to put in it.
pub trait Explained {
    /// Key of the Fluent message.
    fn key(&self) -> &'static str;
    /// Names and values to put in the message.
    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Why one cell cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// A formula ended in an error, such as `#DIV/0!`, which is the cell's text.
    Formula,
    /// Letters that the file's encoding does not know.
    Undecodable,
    /// A date that is not in any calendar.
    BadDate,
    /// A picture or other attachment, which is not brought in.
    Attachment,
    /// The part of the file that holds the value is damaged.
    Damaged,
}

impl Explained for CellFault {
    fn key(&self) -> &'static str {
        match self {
            CellFault::Formula => "transfer-cell-formula",
            CellFault::Undecodable => "transfer-cell-undecodable",
            CellFault::BadDate => "transfer-cell-bad-date",
            CellFault::Attachment => "transfer-cell-attachment",
            CellFault::Damaged => "transfer-cell-damaged",
        }
    }
}

/// Why one row cannot be read; the rows around it can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// Longer than 16 MiB.
    TooLong,
    /// A quotation mark opens a cell and is never closed.
    UnclosedQuote,
    /// Not the JSON object that it should be; with what the parser says.
    BadJson(String),
    /// A card without an end, or an end without a card.
    BrokenCard,
    /// More different columns than can be held.
    TooManyColumns,
    /// The part of the file that holds the row is damaged.
    Damaged,
}

impl Explained for RowFault {
    fn key(&self) -> &'static str {
        match self {
            RowFault::TooLong => "transfer-row-too-long",
            RowFault::UnclosedQuote => "transfer-row-unclosed-quote",
            RowFault::BadJson(_) => "transfer-row-bad-json",
            RowFault::BrokenCard => "transfer-row-broken-card",
            RowFault::TooManyColumns => "transfer-row-too-many-columns",
            RowFault::Damaged => "transfer-row-damaged",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            RowFault::BadJson(detail) => vec![("detail", detail.clone())],
            RowFault::TooLong => vec![("limit", (super::limits::ROW_BYTES >> 20).to_string())],
            RowFault::TooManyColumns => vec![("limit", super::limits::COLUMNS.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Why a whole file, or the rest of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The file cannot be opened or read; with what the system says.
    Io(String),
    /// There is nothing in it.
    Empty,
    /// A file of a kind that holds no table, such as a picture; with its name.
    OtherKind(String),
    /// Bytes that are no known kind of file.
    Unknown,
    /// An archive that has to be unpacked first.
    Archive,
    /// A password is needed.
    Password,
    /// It ends before it should.
    Truncated,
    /// Its inside is damaged; with the part that is.
    Damaged(String),
    /// It unpacks to far more than a table needs, as an attack does.
    Bomb,
    /// It has no row that can be read.
    NoRows,
    /// It holds no table.
    NoTables,
    /// It has no table of this name.
    NoSuchTable(String),
    /// The name of an encoding that is not known.
    UnknownEncoding(String),
    /// The name of a format that is not known.
    UnknownFormat(String),
    /// A version of the format that cannot be read; with its name.
    Version(String),
    /// Packed in a way that cannot be read; with its name.
    Packed(String),
}

impl Explained for FileFault {
    fn key(&self) -> &'static str {
        match self {
            FileFault::Io(_) => "transfer-file-io",
            FileFault::Empty => "transfer-file-empty",
            FileFault::OtherKind(_) => "transfer-file-other-kind",
            FileFault::Unknown => "transfer-file-unknown",
            FileFault::Archive => "transfer-file-archive",
            FileFault::Password => "transfer-file-password",
            FileFault::Truncated => "transfer-file-truncated",
            FileFault::Damaged(_) => "transfer-file-damaged",
            FileFault::Bomb => "transfer-file-bomb",
            FileFault::NoRows => "transfer-file-no-rows",
            FileFault::NoTables => "transfer-file-no-tables",
            FileFault::NoSuchTable(_) => "transfer-file-no-such-table",
            FileFault::UnknownEncoding(_) => "transfer-file-unknown-encoding",
            FileFault::UnknownFormat(_) => "transfer-file-unknown-format",
            FileFault::Version(_) => "transfer-file-version",
            FileFault::Packed(_) => "transfer-file-packed",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            FileFault::Io(detail) | FileFault::Damaged(detail) => vec![("detail", detail.clone())],
            FileFault::OtherKind(kind) => vec![("kind", kind.clone())],
            FileFault::NoSuchTable(name)
            | FileFault::UnknownEncoding(name)
            | FileFault::UnknownFormat(name)
            | FileFault::Version(name)
            | FileFault::Packed(name) => vec![("name", name.clone())],
            _ => Vec::new(),
        }
    }
}

/// A fault of a file with the place where it was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Name of the file.
    pub file: String,
    /// Number of the last row that was read whole, if any was.
    pub row: Option<u64>,
    /// What is wrong.
    pub fault: FileFault,
}

impl ReadError {
    fn last_row(&self) -> Option<u64> {
        self.row.filter(|row| *row > 0)
    }
}

impl Explained for ReadError {
    fn key(&self) -> &'static str {
        match (&self.fault, self.last_row()) {
            (FileFault::Io(_), None) => "transfer-file-io-at-once",
            (FileFault::Truncated, None) => "transfer-file-truncated-at-once",
            (FileFault::Damaged(_), None) => "transfer-file-damaged-at-once",
            (FileFault::Bomb, None) => "transfer-file-bomb-at-once",
            (fault, _) => fault.key(),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = self.fault.args();
        args.push(("file", self.file.clone()));
        args.extend(self.last_row().map(|row| ("row", row.to_string())));
        args
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?} after row {}", self.file, self.fault, self.row.unwrap_or(0))
    }
}

impl std::error::Error for ReadError {}

/// Something worth saying about a file that can be read all the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// The name's ending tells another format than the content.
    WrongEnding {
        /// Ending of the name.
        ending: String,
        /// Slug of the format found in the content.
        format: String,
    },
    /// The encoding is a guess that may be wrong.
    UnsureEncoding {
        /// Name of the encoding.
        encoding: String,
    },
    /// No row of column names was found.
    NoHeader,
    /// Columns that hold attachments, which are not brought in.
    Attachments {
        /// Their names, joined with commas.
        columns: String,
    },
}

impl Explained for Warning {
    fn key(&self) -> &'static str {
        match self {
            Warning::WrongEnding { .. } => "transfer-warning-wrong-ending",
            Warning::UnsureEncoding { .. } => "transfer-warning-unsure-encoding",
            Warning::NoHeader => "transfer-warning-no-header",
            Warning::Attachments { .. } => "transfer-warning-attachments",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Warning::WrongEnding { ending, format } => {
                vec![("ending", ending.clone()), ("format", format.clone())]
            }
            Warning::UnsureEncoding { encoding } => vec![("encoding", encoding.clone())],
            Warning::NoHeader => Vec::new(),
            Warning::Attachments { columns } => vec![("columns", columns.clone())],
        }
    }
}

/// Marks an IO error that says: this stream unpacks to too much.
#[derive(Debug)]
pub(crate) struct TooMuch;

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unpacks to too much")
    }
}

impl std::error::Error for TooMuch {}

impl From<std::io::Error> for FileFault {
    fn from(error: std::io::Error) -> FileFault {
        if error.get_ref().is_some_and(|inner| inner.is::<TooMuch>()) {
            return FileFault::Bomb;
        }
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => FileFault::Truncated,
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput => {
                FileFault::Damaged(error.to_string())
            }
            _ => FileFault::Io(error.to_string()),
        }
    }
}
