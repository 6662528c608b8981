//! All SQL of tasks.

pub(crate) mod feeds;
pub(crate) mod letters;
pub(crate) mod pushes;
pub(crate) mod reminders;
pub(crate) mod tasks;
