//! A run as it stands.

use super::mending::Mended;
use crate::formats::{FileFault, ReadError, Settings};
use crate::mapping::{Mapping, Unusable};
use customers::{CustomerError, SourceNo};
use db::DbError;
use kernel::{Millis, RawId};
use orders::OrderError;
use serde::{Deserialize, Serialize};

kernel::id_type!(
    /// A run of an import.
    RunId
);

/// A run's number inside the base, which people may say aloud.
pub type RunNo = i64;

/// Where a run is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunState {
    /// A person looks at what was found.
    Draft,
    /// Rows are brought in, or will be.
    Running,
    /// All rows were brought in.
    Done,
    /// The file could not be read to its end.
    Failed,
    /// What it brought is being taken back.
    Undoing,
    /// What it brought was taken back.
    Undone,
}

impl RunState {
    /// All, in the order of a run's life.
    pub const ALL: [RunState; 6] = [
        RunState::Draft,
        RunState::Running,
        RunState::Done,
        RunState::Failed,
        RunState::Undoing,
        RunState::Undone,
    ];

    /// The word in the base, the API and the catalogue's keys.
    pub fn slug(self) -> &'static str {
        match self {
            RunState::Draft => "draft",
            RunState::Running => "running",
            RunState::Done => "done",
            RunState::Failed => "failed",
            RunState::Undoing => "undoing",
            RunState::Undone => "undone",
        }
    }

    /// The state of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// What became of the rows; `n_new + n_merged + n_unchanged + n_rejected` is always `n_read`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows read.
    pub n_read: i64,
    /// Rows that became new cards.
    pub n_new: i64,
    /// Rows that added to a card or changed it.
    pub n_merged: i64,
    /// Rows whose card said all of it already.
    pub n_unchanged: i64,
    /// Rows, among the merged ones, with a value that disagrees and waits for a person.
    pub n_conflicts: i64,
    /// Rows that were refused.
    pub n_rejected: i64,
    /// Cells of other rows that could not be understood and stayed outside.
    pub n_set_aside: i64,
    /// Orders that rows were gathered into and that were taken in.
    pub n_orders: i64,
}

impl Counts {
    /// Whether anything of the file stayed outside: rows, or cells of rows.
    pub fn has_outside(self) -> bool {
        self.n_rejected + self.n_set_aside > 0
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Counts) -> Counts {
        Counts {
            n_read: self.n_read + other.n_read,
            n_new: self.n_new + other.n_new,
            n_merged: self.n_merged + other.n_merged,
            n_unchanged: self.n_unchanged + other.n_unchanged,
            n_conflicts: self.n_conflicts + other.n_conflicts,
            n_rejected: self.n_rejected + other.n_rejected,
            n_set_aside: self.n_set_aside + other.n_set_aside,
            n_orders: self.n_orders + other.n_orders,
        }
    }
}

/// A run as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its number.
    pub no: RunNo,
    /// The id used outside.
    pub id: RunId,
    /// The file's name.
    pub file: String,
    /// Where the house keeps the file; `None` when it was read where it lay.
    pub file_key: Option<String>,
    /// What tells this file read in this way from others, so that a run that was cut off is found again.
    pub fingerprint: String,
    /// The file's length.
    pub n_bytes: i64,
    /// How the file is read.
    pub settings: Settings,
    /// Names of the file's columns, in order.
    pub columns: Vec<String>,
    /// What each column is.
    pub mapping: Mapping,
    /// What a person mended in the file.
    pub mended: Mended,
    /// Where it is in its life.
    pub state: RunState,
    /// What became of the rows.
    pub counts: Counts,
    /// Cards, orders and products that undoing put back as they were, or took out again.
    pub n_undone: i64,
    /// Those that undoing left, since somebody changed or uses them meanwhile.
    pub n_left: i64,
    /// The source of its facts, once it began.
    pub source: Option<SourceNo>,
    /// The job that does it or takes it back.
    pub job: Option<jobs::JobId>,
    /// Why the file could not be read to its end, as a key of the catalogue with its variables.
    pub error: Option<Said>,
    /// Who began it; `None` for the command line.
    pub user: Option<RawId>,
    /// When the file came.
    pub created_at: Millis,
    /// When the first row was brought in.
    pub started_at: Option<Millis>,
    /// When the last row was.
    pub finished_at: Option<Millis>,
    /// When it was taken back.
    pub undone_at: Option<Millis>,
}

/// A sentence kept with a run, to be said in the language of whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The catalogue key.
    pub key: String,
    /// Its variables.
    pub args: Vec<(String, String)>,
}

impl Said {
    /// What is said of something explained.
    pub fn of(what: &dyn crate::formats::Explained) -> Said {
        let args = what.args().into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        Said { key: what.key().to_owned(), args }
    }

    /// What is said of a wrong field.
    pub fn of_field(error: &web::FieldError) -> Said {
        let args = error.args.iter().map(|(name, text)| ((*name).to_owned(), text.to_string())).collect();
        Said { key: error.key.clone(), args }
    }

    /// The sentence in a person's language.
    pub fn say(&self, say: &words::Say) -> String {
        let args: Vec<(&str, words::Arg<'_>)> =
            self.args.iter().map(|(name, text)| (name.as_str(), words::Arg::from(text.as_str()))).collect();
        say.with(&self.key, &args)
    }
}

/// Why a file cannot be brought in, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read; with the last row that was.
    #[error(transparent)]
    File(#[from] ReadError),
    /// The mapping does not fit the file or the base.
    #[error("the mapping does not fit")]
    Mapping(Unusable),
    /// There is no such run, or it is past what was asked.
    #[error("no such run, or not now")]
    Missing,
    /// The cards refuse.
    #[error(transparent)]
    Customers(#[from] CustomerError),
    /// What was chosen cannot be understood.
    #[error("{0}")]
    Choice(String),
    /// Files cannot be kept.
    #[error("{0}")]
    Store(String),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<OrderError> for ImportError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Db(error) => ImportError::Db(error),
            OrderError::Forbidden => CustomerError::Forbidden.into(),
            OrderError::Missing | OrderError::Outdated => ImportError::Missing,
            OrderError::Invalid(errors) => CustomerError::Invalid(errors).into(),
        }
    }
}

impl ImportError {
    /// What to tell a person, where the file or the mapping is at fault.
    pub fn said(&self) -> Option<Said> {
        match self {
            ImportError::File(error) => Some(Said::of(error)),
            ImportError::Mapping(unusable) => Some(said_of_mapping(unusable)),
            _ => None,
        }
    }
}

fn said_of_mapping(unusable: &Unusable) -> Said {
    let (key, name) = match unusable {
        Unusable::NoColumn(name) => ("transfer-mapping-no-column", Some(name)),
        Unusable::NoField(name) => ("transfer-mapping-no-field", Some(name)),
        Unusable::Nothing => ("transfer-mapping-nothing", None),
        Unusable::NoDate => ("transfer-mapping-no-date", None),
        Unusable::NoCode => ("transfer-mapping-no-code", None),
    };
    let args = name.map(|name| ("name".to_owned(), name.clone())).into_iter().collect();
    Said { key: key.to_owned(), args }
}

/// A disk fault while a file is copied.
pub(crate) fn disk(error: &std::io::Error, name: &str) -> ImportError {
    ImportError::File(ReadError {
        file: name.to_owned(),
        row: None,
        fault: FileFault::Io(error.to_string()),
    })
}
