//! Whether the clock can be trusted: not behind what has happened already, and with the database's own clock.

use super::{Check, Finding, Patient, store};
use db::DbError;
use kernel::{MINUTE_MS, Millis};

/// How far clocks may stand apart.
const APART_MS: Millis = 2 * MINUTE_MS;

pub(super) struct Clock;

impl Check for Clock {
    fn slug(&self) -> &'static str {
        "clock"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["clock-behind", "clock-apart"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let (newest, theirs) =
            patient.db.read(|tx| Ok::<_, DbError>((store::newest_entry(tx)?, store::server_time(tx)?)))?;
        let now = patient.setting.now();
        let mut found = Vec::new();
        if newest.is_some_and(|newest| newest > now + APART_MS) {
            found.push(Finding::broken("clock-behind", minutes(newest.unwrap_or(now) - now), ""));
        }
        if theirs.is_some_and(|theirs| (theirs - now).abs() > APART_MS) {
            found.push(Finding::look("clock-apart", minutes((theirs.unwrap_or(now) - now).abs()), ""));
        }
        Ok(found)
    }
}

fn minutes(ms: Millis) -> i64 {
    ms / MINUTE_MS
}
