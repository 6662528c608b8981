//! What can go wrong in an analysis, each with what to do about it.

use std::path::PathBuf;

use crate::{Remark, Remedy};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AnalyzeError {
    /// There is no analysis of that name.
    #[error("there is no analysis `{name}`; there are {known}")]
    UnknownAnalysis {
        /// What was asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// The analysis takes no such parameter.
    #[error("`{name}` is no parameter of this analysis; it takes {known}")]
    UnknownParameter {
        /// What was given.
        name: String,
        /// The parameters it takes.
        known: String,
    },
    /// A parameter has a value that it cannot have, or is missing.
    #[error("parameter `{name}` is `{value}`: {remedy}")]
    BadParameter {
        /// Its name.
        name: String,
        /// What was given; empty when nothing was.
        value: String,
        /// What it may be.
        remedy: Remedy,
    },
    /// The file has no column of that name.
    #[error("the file has no column `{column}`; its columns are {found}; name the right one: {remedy}")]
    MissingColumn {
        /// The column looked for.
        column: String,
        /// The columns of the file.
        found: String,
        /// The parameter that names it.
        remedy: String,
    },
    /// The file cannot be read.
    #[error("cannot read {path}: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The file has no header.
    #[error("the file is empty: its first row must name the columns")]
    EmptyFile,
    /// The file is a spreadsheet or an archive.
    #[error(
        "{path} is a spreadsheet or an archive and no CSV: open it, save it as CSV, and give that file"
    )]
    NoCsv {
        /// The file.
        path: PathBuf,
    },
    /// A quoted field does not end.
    #[error("row {row}: a quoted field has no end; close the quote")]
    UnclosedQuote {
        /// The row in which it began, the header being row 1.
        row: u64,
    },
    /// The rows are too few for what is asked, or follow from each other.
    #[error("{}", in_english(.0))]
    Impossible(Box<Remark>),
    /// The base cannot be read.
    #[error("{0}")]
    Db(#[from] db::DbError),
    /// The right to see what it is made from is missing.
    #[error("the right to see this is missing")]
    Forbidden,
}

impl AnalyzeError {
    /// What went wrong and what to do, in a person's language.
    pub fn say(&self, say: &words::Say) -> String {
        self.say_of(say, |name| name.to_owned())
    }

    /// The same with parameters called as `name_of` calls them.
    pub fn say_of(&self, say: &words::Say, name_of: impl Fn(&str) -> String) -> String {
        match self {
            Self::Impossible(remark) => remark.say(say),
            Self::BadParameter { name, value, remedy } => {
                let (name, remedy) = (name_of(name), remedy.say(say));
                let key =
                    if value.is_empty() { "analytics-no-parameter" } else { "analytics-bad-parameter" };
                let args = [
                    ("name", name.as_str().into()),
                    ("value", value.into()),
                    ("remedy", remedy.as_str().into()),
                ];
                say.with(key, &args)
            }
            Self::UnknownParameter { name, known } => {
                say.with("analytics-strange-parameter", &[("name", name.into()), ("known", known.into())])
            }
            Self::MissingColumn { column, found, .. } => {
                say.with("analytics-missing-column", &[("column", column.into()), ("found", found.into())])
            }
            other => other.to_string(),
        }
    }

    /// The parameter that is wrong, or that names what is not there.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::BadParameter { name, .. } | Self::UnknownParameter { name, .. } => Some(name),
            Self::MissingColumn { remedy, .. } => remedy.split('=').next(),
            _ => None,
        }
    }

    /// Whether the call itself is wrong, rather than the file.
    pub fn is_wrong_use(&self) -> bool {
        matches!(
            self,
            Self::UnknownAnalysis { .. } | Self::UnknownParameter { .. } | Self::BadParameter { .. }
        )
    }
}

/// For logs and for callers that know no person's language.
fn in_english(remark: &Remark) -> String {
    remark.say(&crate::speaker(words::Lang::En))
}
