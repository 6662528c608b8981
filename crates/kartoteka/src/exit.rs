//! How a command ends: 0 done, 1 failed, 2 wrong use, 3 the input is bad.

use db::DbError;
use serde_json::json;
use std::process::ExitCode;

/// Why a command did not do what was asked, in words for the person at the command line.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Something failed that is not the input's fault.
    #[error("{0}")]
    Failed(String),
    /// The command was called in a way that cannot be meant.
    #[error("{0}")]
    WrongUse(String),
    /// The input is bad: what and where.
    #[error("{0}")]
    BadInput(String),
}

impl CommandError {
    fn code(&self) -> u8 {
        match self {
            CommandError::Failed(_) => 1,
            CommandError::WrongUse(_) => 2,
            CommandError::BadInput(_) => 3,
        }
    }

    /// Says it on standard error, or as problem+json on standard output, and gives the exit code.
    #[expect(clippy::print_stdout, reason = "the answer of a command with --json is its standard output")]
    pub fn report(&self, as_json: bool) -> ExitCode {
        if as_json {
            println!(
                "{}",
                json!({ "type": "about:blank", "title": self.to_string(), "status": self.code() })
            );
        }
        eprintln!("kartoteka: {self}");
        ExitCode::from(self.code())
    }
}

impl From<DbError> for CommandError {
    fn from(error: DbError) -> Self {
        let remedy = crate::speaking::speaker().t(error.trouble.key());
        CommandError::Failed(format!("{remedy}\n  {}", error.detail))
    }
}

impl From<anyhow::Error> for CommandError {
    fn from(error: anyhow::Error) -> Self {
        CommandError::Failed(format!("{error:#}"))
    }
}

/// The language of the person at the command line: what the terminal says, else English.
pub fn system_lang() -> words::Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    locale.and_then(|text| text.get(..2)?.parse().ok()).unwrap_or(words::Lang::En)
}
