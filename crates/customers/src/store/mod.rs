//! All SQL of this capability.

pub(crate) mod attachments;
pub(crate) mod cards;
pub(crate) mod consent_letters;
pub(crate) mod consent_purposes;
pub(crate) mod consents;
pub(crate) mod consents_asked;
pub(crate) mod deeds;
pub(crate) mod duplicates;
pub(crate) mod erasures;
pub(crate) mod fields;
pub(crate) mod letters;
pub(crate) mod likeness;
pub(crate) mod lists;
pub(crate) mod many;
pub(crate) mod merge_runs;
pub(crate) mod merges;
pub(crate) mod past;
pub(crate) mod relations;
pub(crate) mod removals;
pub(crate) mod retention;
pub(crate) mod searching;
pub(crate) mod snapshot;
pub(crate) mod sources;
pub(crate) mod views;
