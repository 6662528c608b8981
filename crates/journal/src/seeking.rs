//! Looking through the whole journal: by who did it, to what, which verb, when.
//!
//! Entries of one person and of one thing lie together in an index by their number, so that a page is one walk backwards from
//! where the page before ended. A period is found by halving, since numbers and moments grow together; where they do not, as in a
//! base in which the demo company lived through two years at once, every entry is asked for its moment.

use crate::read::{Record, record};
use db::{DbError, Tx, Value, params};
use kernel::{HOUR_MS, Millis, RawId};

/// How far the clocks of processes that write to one base may be apart.
const SLACK_MS: Millis = HOUR_MS;

/// Which entries are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sought<'s> {
    /// Only by this person.
    pub actor: Option<RawId>,
    /// Only about this thing.
    pub subject: Option<RawId>,
    /// Only this verb, or every verb that begins with a text that ends in a dot, as `customer.`; empty for all.
    pub verb: &'s str,
    /// Only from this moment on.
    pub from: Option<Millis>,
    /// Only before this moment.
    pub until: Option<Millis>,
    /// Only those before this number: where the page before ended.
    pub before: Option<i64>,
    /// Whether moments grow with numbers, but for the clocks of several processes.
    pub is_in_order: bool,
    /// How many at most.
    pub limit: usize,
}

/// The entries sought, newest first by number; no right is asked for here.
///
/// # Errors
/// Any [`DbError`].
pub fn sought(tx: &mut Tx<'_>, sought: &Sought<'_>) -> Result<Vec<Record>, DbError> {
    let mut sql = String::from(
        "SELECT seq, at, actor_kind, actor_id, verb, subject_kind, subject_id, payload FROM journal WHERE seq < $1",
    );
    let mut end = sought.before.unwrap_or(i64::MAX);
    if let Some(until) = sought.until.filter(|_| sought.is_in_order) {
        end = end.min(first_from(tx, until + SLACK_MS)?);
    }
    let mut values = vec![Value::Int(end)];
    let mut add = |values: &mut Vec<Value<'_>>, what: &str| {
        sql.push_str(&format!(" AND {what} ${}", values.len()));
    };
    if let Some(from) = sought.from.filter(|_| sought.is_in_order) {
        values.push(Value::Int(first_from(tx, from - SLACK_MS)?));
        add(&mut values, "seq >=");
    }
    for (column, id) in [("actor_id =", sought.actor), ("subject_id =", sought.subject)] {
        if let Some(id) = id {
            values.push(Value::Id(id));
            add(&mut values, column);
        }
    }
    for (column, at) in [("at >=", sought.from), ("at <", sought.until)] {
        if let Some(at) = at {
            values.push(Value::Int(at));
            add(&mut values, column);
        }
    }
    let after = beyond(sought.verb);
    if sought.verb.ends_with('.') {
        values.push(Value::Text(sought.verb));
        add(&mut values, "verb >=");
        values.push(Value::Text(&after));
        add(&mut values, "verb <");
    } else if !sought.verb.is_empty() {
        values.push(Value::Text(sought.verb));
        add(&mut values, "verb =");
    }
    values.push(Value::from(sought.limit));
    sql.push_str(&format!(" ORDER BY seq DESC LIMIT ${}", values.len()));
    tx.rows(&sql, &values, record)
}

/// The first text after all that begin with a text that ends in a dot: the sign after the dot is the slash.
fn beyond(verb: &str) -> String {
    verb.strip_suffix('.').map(|stem| format!("{stem}/")).unwrap_or_default()
}

/// The number of the first entry at a moment or after it, by halving.
fn first_from(tx: &mut Tx<'_>, at: Millis) -> Result<i64, DbError> {
    let (mut low, mut high) = (1, crate::head(tx)? + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let found =
            tx.first("SELECT at FROM journal WHERE seq = $1", params![middle], |row| row.get::<i64>(0))?;
        match found {
            Some(then) if then >= at => high = middle,
            _ => low = middle + 1,
        }
    }
    Ok(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, append_many};
    use db::{DatabaseUrl, Db, Options};
    use kernel::{Actor, DAY_MS, Setting};

    #[test]
    fn entries_are_found_by_whoever_did_them_to_what_and_when() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        let (setting, one) = (Setting::real(), RawId::from_u128(1));
        let who = Actor { user: Some(one), ..Actor::console() };
        let verbs = ["customer.created", "customer.changed", "order.placed", "customer.changed"];
        let entry = |(day, verb): (i64, &'static str)| Entry {
            at: day * DAY_MS,
            verb,
            subject_kind: "customer",
            subject_id: RawId::from_u128(u128::try_from(day).unwrap()),
            payload: "{}".into(),
        };
        let entries = (1..).zip(verbs).map(entry).collect();
        db.write(move |tx| append_many(tx, &setting, &who, entries)).unwrap();
        let check = |wanted: Sought<'_>, numbers: &[i64]| {
            for is_in_order in [false, true] {
                let wanted = Sought { limit: 10, is_in_order, ..wanted };
                let found = db.read(|tx| sought(tx, &wanted)).unwrap();
                assert_eq!(found.iter().map(|one| one.seq).collect::<Vec<_>>(), numbers, "{wanted:?}");
            }
        };
        check(Sought::default(), &[4, 3, 2, 1]);
        check(Sought { actor: Some(one), before: Some(3), ..Sought::default() }, &[2, 1]);
        check(Sought { actor: Some(RawId::from_u128(2)), ..Sought::default() }, &[]);
        check(Sought { subject: Some(RawId::from_u128(3)), ..Sought::default() }, &[3]);
        check(Sought { verb: "customer.", ..Sought::default() }, &[4, 2, 1]);
        check(Sought { verb: "customer.changed", ..Sought::default() }, &[4, 2]);
        let days = Sought { from: Some(2 * DAY_MS), until: Some(4 * DAY_MS), ..Sought::default() };
        check(days, &[3, 2]);
    }
}
