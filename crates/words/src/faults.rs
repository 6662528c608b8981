//! The names of what can be wrong with catalogues.

use crate::Lang;

/// One thing wrong with the catalogues, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whose catalogue.
    pub owner: &'static str,
    /// Which of its files.
    pub lang: Lang,
    /// Line of the file from 1; none for what is missing.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not Fluent, for this reason.
    #[error("{0}")]
    Unreadable(String),
    /// A key that does not begin with the owner's name, so that two owners could meet in it.
    #[error("key {0} does not begin with the name of its owner")]
    ForeignKey(String),
    /// A key that is there twice.
    #[error("key {0} is there already")]
    DuplicateKey(String),
    /// A key that other languages have.
    #[error("key {0} is missing")]
    MissingKey(String),
    /// A key whose variables (second) differ from those of the Russian text (third).
    #[error("{0} uses [{1}], in ru it uses [{2}]")]
    OtherVariables(String, String, String),
    /// A key that asks for a function, a text or a term (second) that this language does not have.
    #[error("{0} asks for {1}, which is not there")]
    UnknownName(String, String),
    /// A key whose choice by number lacks a form (second) that the language needs.
    #[error("{0} lacks the plural form {1}")]
    MissingPlural(String, &'static str),
    /// A key with Fluent's attributes, which nothing reads.
    #[error("{0} has attributes, which nothing reads")]
    Attributes(String),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Problem { owner, lang, line, fault } = self;
        match line {
            Some(line) => write!(f, "{owner} {lang}, line {line}: {fault}"),
            None => write!(f, "{owner} {lang}: {fault}"),
        }
    }
}
