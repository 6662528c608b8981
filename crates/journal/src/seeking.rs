//! Looking through the whole journal: by who did it, to what, which verb, when.
//!
//! Entries of one person, of one thing and of one verb lie together in an index by their number, so that a page is one walk
//! backwards from where the page before ended, or one for each verb of a kind. A period is found by halving, since numbers and moments grow together; where they do not, as in a
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

/// The verbs that most entries bear, which no index lists by themselves.
const COMMON: [&str; 2] = ["customer.changed", "customer.created"];

/// That a verb is none of [`COMMON`], in the words of the partial indexes.
const IS_RARE: &str = " AND verb <> 'customer.created' AND verb <> 'customer.changed'";

/// What is read of an entry.
const COLUMNS: &str =
    "SELECT seq, at, actor_kind, actor_id, verb, subject_kind, subject_id, payload FROM journal";

/// The entries sought, newest first by number; no right is asked for here.
///
/// # Errors
/// Any [`DbError`].
pub fn sought(tx: &mut Tx<'_>, sought: &Sought<'_>) -> Result<Vec<Record>, DbError> {
    let bounds = bounds(tx, sought)?;
    if !sought.verb.ends_with('.') {
        let verb = Some(sought.verb).filter(|verb| !verb.is_empty());
        return of_verb(tx, sought, bounds, verb);
    }
    // Verbs are few: each of them is one walk along an index, where all of them at once would be a sort of all there are.
    let mut found = Vec::new();
    for verb in verbs(tx, sought)? {
        found.extend(of_verb(tx, sought, bounds, Some(&verb))?);
    }
    found.sort_unstable_by_key(|record: &Record| std::cmp::Reverse(record.seq));
    found.truncate(sought.limit);
    Ok(found)
}

/// The number from which on and the one before which entries lie.
fn bounds(tx: &mut Tx<'_>, sought: &Sought<'_>) -> Result<(i64, i64), DbError> {
    let (mut first, mut end) = (0, sought.before.unwrap_or(i64::MAX));
    if let Some(until) = sought.until.filter(|_| sought.is_in_order) {
        end = end.min(first_from(tx, until + SLACK_MS)?);
    }
    if let Some(from) = sought.from.filter(|_| sought.is_in_order) {
        first = first_from(tx, from - SLACK_MS)?;
    }
    Ok((first, end))
}

/// The entries of one verb, or of all.
fn of_verb(
    tx: &mut Tx<'_>,
    sought: &Sought<'_>,
    bounds: (i64, i64),
    verb: Option<&str>,
) -> Result<Vec<Record>, DbError> {
    let (sql, values) = statement(sought, bounds, verb);
    tx.rows(&sql, &values, record)
}

fn statement<'v>(
    sought: &Sought<'_>,
    (first, end): (i64, i64),
    verb: Option<&'v str>,
) -> (String, Vec<Value<'v>>) {
    let mut values = vec![Value::Int(first), Value::Int(end)];
    let mut met = String::from("seq >= $1 AND seq < $2");
    let mut add = |what: &str, value: Value<'v>| {
        values.push(value);
        met.push_str(&format!(" AND {what} ${}", values.len()));
    };
    for (column, id) in [("actor_id =", sought.actor), ("subject_id =", sought.subject)] {
        id.into_iter().for_each(|id| add(column, Value::Id(id)));
    }
    for (column, at) in [("at >=", sought.from), ("at <", sought.until)] {
        at.into_iter().for_each(|at| add(column, Value::Int(at)));
    }
    verb.into_iter().for_each(|verb| add("verb =", Value::Text(verb)));
    if verb.is_some_and(|verb| !COMMON.contains(&verb)) {
        met.push_str(IS_RARE);
    }
    values.push(Value::from(sought.limit));
    let last = format!("WHERE {met} ORDER BY seq DESC LIMIT ${}", values.len());
    let is_by_both = sought.actor.is_some() && verb.is_some() && sought.subject.is_none();
    let sql = if is_by_both && sought.from.is_none() && sought.until.is_none() {
        // Asked for nothing but what the index by both holds, SQLite takes that one and not the one by person alone.
        format!("{COLUMNS} WHERE seq IN (SELECT seq FROM journal {last}) ORDER BY seq DESC")
    } else {
        format!("{COLUMNS} {last}")
    };
    (sql, values)
}

/// The verbs that begin with the text sought, found by leaping from one to the next along the index of all or of the person.
fn verbs(tx: &mut Tx<'_>, sought: &Sought<'_>) -> Result<Vec<String>, DbError> {
    let after = beyond(sought.verb);
    let mut verbs: Vec<String> =
        COMMON.into_iter().filter(|verb| verb.starts_with(sought.verb)).map(str::to_owned).collect();
    let mut last = sought.verb.to_owned();
    loop {
        let mut sql = String::from("SELECT verb FROM journal WHERE verb > $1 AND verb < $2");
        let mut values = vec![Value::Text(&last), Value::Text(&after)];
        match sought.actor {
            Some(actor) => {
                values.push(Value::Id(actor));
                sql.push_str(" AND actor_id = $3");
            }
            None => sql.push_str(IS_RARE),
        }
        sql.push_str(" ORDER BY verb LIMIT 1");
        let Some(verb) = tx.first(&sql, &values, |row| row.get::<String>(0))? else { return Ok(verbs) };
        if !verbs.contains(&verb) {
            verbs.push(verb.clone());
        }
        last = verb;
    }
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
                let limit = if wanted.limit == 0 { 10 } else { wanted.limit };
                let wanted = Sought { limit, is_in_order, ..wanted };
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
        check(Sought { verb: "customer.", actor: Some(one), limit: 2, ..Sought::default() }, &[4, 2]);
        check(Sought { verb: "order.", actor: Some(one), ..Sought::default() }, &[3]);
        check(Sought { verb: "order.placed", ..Sought::default() }, &[3]);
        check(Sought { verb: "deal.", ..Sought::default() }, &[]);
        let days = Sought { from: Some(2 * DAY_MS), until: Some(4 * DAY_MS), ..Sought::default() };
        check(days, &[3, 2]);
    }

    #[test]
    fn no_question_of_the_audit_reads_more_than_it_shows() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        db::migrate(&db, 0).unwrap();
        let id = Some(RawId::from_u128(1));
        let check = |sought: Sought<'_>, verb: Option<&str>, index: &str| {
            let (sql, values) = statement(&sought, (1, 9), verb);
            let sql = format!("EXPLAIN QUERY PLAN {sql}");
            let plan = db.read(|tx| tx.rows(&sql, &values, |row| row.get::<String>(3))).unwrap().join("; ");
            assert!(plan.contains(&format!("USING {index} (")), "{sought:?}: {plan}");
            assert!(!plan.contains("SCAN journal"), "{sought:?}: {plan}");
        };
        let (all, rare) = (Sought { limit: 9, ..Sought::default() }, Some("export.begun"));
        let (by_person, of_thing) = (Sought { actor: id, ..all }, Sought { subject: id, ..all });
        check(all, None, "INTEGER PRIMARY KEY");
        check(by_person, None, "INDEX journal_by_actor");
        check(of_thing, None, "INDEX journal_by_subject");
        check(Sought { from: Some(1), until: Some(2), ..by_person }, None, "INDEX journal_by_actor");
        check(by_person, Some("customer.changed"), "COVERING INDEX journal_by_actor_and_verb");
        check(by_person, rare, "COVERING INDEX journal_by_actor_and_verb");
        check(all, rare, "INDEX journal_of_verb");
    }
}
