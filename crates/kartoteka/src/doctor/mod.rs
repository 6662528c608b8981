//! The doctor: looks a base over and says of each finding what to do.
//!
//! Every check is a member of [`CHECKS`] with a file of its own. A check only looks; [`repair`] mends what can be made
//! anew from the cards.

mod cards;
mod chain;
mod clock;
mod disk;
mod pages;
mod queue;
mod reads;
mod steps;
mod store;
mod uploads;

#[cfg(test)]
mod tests;

pub use store::repair;

use db::{Db, DbError};
use files::Store;
use kernel::Setting;
use serde::Serialize;
use std::path::PathBuf;
use words::{Arg, Say};

/// What is looked over.
pub struct Patient<'a> {
    /// The base.
    pub db: &'a Db,
    /// Where its files are, or why they cannot be reached.
    pub files: Result<&'a dyn Store, String>,
    /// The data folder.
    pub folder: PathBuf,
    /// Where time comes from.
    pub setting: &'a Setting,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; nothing is lost.
    Look,
    /// Something is broken or about to break.
    Broken,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Its name; the catalogue says it under `kartoteka-doctor-..` and what to do under `kartoteka-doctor-..-do`.
    pub slug: &'static str,
    /// How many, where there is something to count.
    pub n: i64,
    /// What exactly, in the program's words; may be empty.
    pub what: String,
}

impl Finding {
    fn broken(slug: &'static str, n: impl TryInto<i64>, what: impl Into<String>) -> Self {
        Self { severity: Severity::Broken, slug, n: n.try_into().unwrap_or(i64::MAX), what: what.into() }
    }

    fn look(slug: &'static str, n: impl TryInto<i64>, what: impl Into<String>) -> Self {
        Self { severity: Severity::Look, ..Self::broken(slug, n, what) }
    }

    /// What was found, for a person.
    pub fn said(&self, say: &Say) -> String {
        say.with(&format!("kartoteka-doctor-{}", self.slug), &self.args())
    }

    /// What to do about it, for a person.
    pub fn remedy(&self, say: &Say) -> String {
        say.with(&format!("kartoteka-doctor-{}-do", self.slug), &self.args())
    }

    fn args(&self) -> [(&'static str, Arg<'_>); 2] {
        [("n", self.n.into()), ("what", self.what.as_str().into())]
    }
}

/// One thing that is looked at.
pub trait Check: Sync {
    /// Its name in the answer.
    fn slug(&self) -> &'static str;

    /// The slugs of all that it can find.
    fn findings(&self) -> &'static [&'static str];

    /// Looks.
    ///
    /// # Errors
    /// Any [`DbError`], which is a finding itself.
    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError>;
}

/// Every check, in the order in which they are made: first what all others stand on.
pub const CHECKS: &[&dyn Check] = &[
    &steps::Steps,
    &pages::Pages,
    &chain::Chain,
    &reads::Reads,
    &cards::Cards,
    &queue::Queue,
    &uploads::Uploads,
    &disk::Disk,
    &clock::Clock,
];

/// What one check found; nothing when all is well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The check's name.
    pub check: &'static str,
    /// What it found, the worst not necessarily first.
    pub findings: Vec<Finding>,
}

/// Makes every check; a check that fails is a finding, so that one broken part does not hide the others.
pub fn look_over(patient: &Patient<'_>) -> Vec<Looked> {
    let looked = CHECKS.iter().map(|check| {
        let findings = check.look(patient).unwrap_or_else(|e| vec![Finding::broken("failed", 1, e.detail)]);
        Looked { check: check.slug(), findings }
    });
    looked.collect()
}

/// What is found of a base that is too damaged to be opened.
pub fn beyond_opening(error: &DbError) -> Looked {
    let findings = vec![Finding::broken("pages-broken", 1, error.detail.clone())];
    Looked { check: pages::Pages.slug(), findings }
}

/// Whether nothing was found that is broken.
pub fn is_sound(looked: &[Looked]) -> bool {
    looked.iter().flat_map(|looked| &looked.findings).all(|finding| finding.severity == Severity::Look)
}
