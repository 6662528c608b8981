//! Whether work gets done: nothing dead, nothing waiting long past its time, nothing in dead hands.

use super::{Check, Finding, Patient, store};
use db::DbError;
use jobs::{Filter, State};
use kernel::HOUR_MS;

pub(super) struct Queue;

impl Check for Queue {
    fn slug(&self) -> &'static str {
        "jobs"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["jobs-dead", "jobs-overdue", "jobs-stuck"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let long_ago = patient.setting.now() - HOUR_MS;
        let dead = Filter { states: &[State::Dead, State::Failed], ..Filter::default() };
        let (n_dead, (n_overdue, n_stuck)) = patient
            .db
            .read(|tx| Ok::<_, DbError>((jobs::count(tx, dead)?, store::late_jobs(tx, long_ago)?)))?;
        let counted = [("jobs-dead", n_dead), ("jobs-overdue", n_overdue), ("jobs-stuck", n_stuck)];
        let some = counted.into_iter().filter(|(_, n)| *n > 0);
        Ok(some.map(|(slug, n)| Finding::look(slug, n, "")).collect())
    }
}
