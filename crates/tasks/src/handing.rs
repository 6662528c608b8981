//! The open tasks of somebody who leaves: they pass on with the clients.

use crate::error::TaskError;
use crate::store::tasks::{self as table, Wanted};
use crate::{Doing, doing};
use customers::handing_over::Inherits;
use customers::{Act, CustomerError};
use db::{DbError, Tx};
use jiff::tz::TimeZone;
use kernel::RawId;

/// The most tasks that are looked at; nobody has more that are open.
const MOST: i64 = 100_000;

/// Passes open tasks on.
pub struct InheritingTasks;

impl Inherits for InheritingTasks {
    fn slug(&self) -> &'static str {
        crate::RIGHT
    }

    fn words(&self) -> &'static str {
        "tasks-to-hand-over"
    }

    fn count(&self, tx: &mut Tx<'_>, leaver: RawId) -> Result<i64, DbError> {
        table::count(tx, &of(leaver), MOST)
    }

    fn pass_on(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        (leaver, heir): (RawId, RawId),
    ) -> Result<(), CustomerError> {
        let doing = Doing { act: act.clone(), zone: TimeZone::UTC };
        for task in table::in_order(tx, &of(leaver), MOST)? {
            doing::give(tx, &doing, task, heir).map_err(|error| match error {
                TaskError::Db(error) => error.into(),
                TaskError::Customer(error) => error,
                _ => CustomerError::Forbidden,
            })?;
        }
        Ok(())
    }
}

fn of(leaver: RawId) -> Wanted {
    Wanted { assignee: Some(leaver), ..Wanted::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Base;

    #[test]
    fn a_leavers_open_tasks_pass_on() {
        let base = Base::new();
        let (owner, one) = (base.hire("owner", true), base.hire("one", false));
        let (leaver, heir) = (one.user.unwrap(), owner.user.unwrap());
        base.task(&one, ("2026-03-12", ""), "Позвонить");
        let n = base.db.read(move |tx| InheritingTasks.count(tx, leaver)).unwrap();
        base.deed(&owner, move |tx, doing| Ok(InheritingTasks.pass_on(tx, &doing.act, (leaver, heir))?))
            .unwrap();
        let left = base.db.read(move |tx| InheritingTasks.count(tx, leaver)).unwrap();
        let got = base.db.read(move |tx| InheritingTasks.count(tx, heir)).unwrap();
        assert_eq!((n, left, got), (1, 0, 1));
    }
}
