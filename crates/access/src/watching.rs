//! Watching how much each person reads in a day. What is usual is worked out once a day and kept, so that a look at what was
//! read a second ago costs a comparison, whatever the firm's size.

use crate::alarm::{self, Cause};
use crate::reading::How;
use crate::unusual::{Usual, bound};
use crate::{UserId, store};
use db::{DbError, Tx};
use kernel::{RawId, Setting};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Days looked back at for what is usual.
const N_DAYS: i64 = 28;

/// What is usual of people, as far as it was asked for today; cheap to clone, one for the whole process.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Mutex<HashMap<(RawId, How), Known>>>);

/// From how many on one person's day is unusual, and which day that is.
#[derive(Debug, Clone, Copy)]
struct Known {
    day: i64,
    bound: f64,
}

/// From how many on a day is looked at, whatever is usual.
fn least(how: How) -> i64 {
    match how {
        How::Card | How::List => 150,
        How::Search => 100,
        How::Reveal => 10,
        How::Export => 1_000,
    }
}

impl Watch {
    /// Raises an alarm when the `n` readings of a person's day so far are far beyond what is usual for them, or for their
    /// colleagues while they have no days of their own; once a day for each way of reading.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn look(
        &self,
        tx: &mut Tx<'_>,
        setting: &Setting,
        (user, day, how): (RawId, i64, How),
        n: i64,
    ) -> Result<(), DbError> {
        if n < least(how) || (n as f64) < self.bound(tx, (user, day, how))? {
            return Ok(());
        }
        let since = setting.now() - kernel::DAY_MS;
        if store::alarms::is_known(tx, (user, how.slug()), since)? {
            return Ok(());
        }
        let (own, colleagues) = (own(tx, (user, day, how))?, colleagues(tx, (user, day, how))?);
        let whole = |usual: Usual| usual.middle.round() as i64;
        let cause = Cause::Unusual {
            how: how.slug().to_owned(),
            n,
            bound: bound(own, colleagues, least(how)).round() as i64,
            own: own.map(whole),
            colleagues: colleagues.map(whole),
        };
        alarm::raise(tx, setting, cause, (Some(user), None)).map(drop)
    }

    /// The bound of a person's day; what went before a day does not change while it lasts.
    fn bound(&self, tx: &mut Tx<'_>, (user, day, how): (RawId, i64, How)) -> Result<f64, DbError> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(user, how)).copied();
        if let Some(known) = known.filter(|known| known.day == day) {
            return Ok(known.bound);
        }
        let own = own(tx, (user, day, how))?;
        // Colleagues count only for whoever has no days of their own: theirs are many rows.
        let others = if own.is_none() { colleagues(tx, (user, day, how))? } else { None };
        let known = Known { day, bound: bound(own, others, least(how)) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert((user, how), known);
        Ok(known.bound)
    }
}

fn own(tx: &mut Tx<'_>, (user, day, how): (RawId, i64, How)) -> Result<Option<Usual>, DbError> {
    Ok(Usual::of(&store::reads::days_of(tx, (user, how.slug()), (day - N_DAYS, day))?))
}

fn colleagues(tx: &mut Tx<'_>, (user, day, how): (RawId, i64, How)) -> Result<Option<Usual>, DbError> {
    let role = store::users::get(tx, UserId(user))?.map_or("", |person| person.role.slug);
    let days = store::reads::days_of_colleagues(tx, (user, role, how.slug()), (day - N_DAYS, day))?;
    Ok(Usual::of(&days))
}
