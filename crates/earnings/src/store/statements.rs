//! The table of statements.

use crate::month::Month;
use crate::statement::{Done, State, Statement, StatementId};
use db::{DbError, Row, Tx, Value, params};
use kernel::{RawId, Setting};

const COLUMNS: &str = "s.id, s.person, s.month, s.state, s.note, s.revision, s.submitted_by, s.submitted_at, \
                       s.approved_by, s.approved_at, s.paid_by, s.paid_at";

fn statement(row: &Row<'_>) -> Result<Statement, DbError> {
    let done = |by: usize, at: usize| -> Result<Done, DbError> {
        let who: Option<RawId> = row.get(by)?;
        Ok(row.get::<Option<i64>>(at)?.map(|at| (who, at)))
    };
    Ok(Statement {
        id: row.id(0)?,
        person: row.get(1)?,
        month: Month(row.get(2)?),
        state: row.with_text(3, State::from_slug)?.unwrap_or(State::Paid),
        note: row.get(4)?,
        revision: row.get(5)?,
        submitted: done(6, 7)?,
        approved: done(8, 9)?,
        paid: done(10, 11)?,
    })
}

/// The statement of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: StatementId) -> Result<Option<Statement>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM statements s WHERE s.id = $1"), params![id.0], statement)
}

/// The first draft of somebody from a month on; begun where there is none.
pub(crate) fn draft(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (person, from): (RawId, Month),
) -> Result<Statement, DbError> {
    let mut month = from;
    loop {
        let sql = format!("SELECT {COLUMNS} FROM statements s WHERE s.person = $1 AND s.month = $2");
        match tx.first(&sql, params![person, month.0], statement)? {
            Some(known) if known.state == State::Draft => return Ok(known),
            Some(_) => month = month.next(),
            None => break,
        }
    }
    let fresh = Statement {
        id: setting.id(),
        person,
        month,
        state: State::Draft,
        note: String::new(),
        revision: 1,
        submitted: None,
        approved: None,
        paid: None,
    };
    tx.execute(
        "INSERT INTO statements (id, person, month, state, note, revision) VALUES ($1, $2, $3, $4, '', 1)",
        params![fresh.id.0, person, month.0, State::Draft.slug()],
    )?;
    Ok(fresh)
}

/// Writes a step.
pub(crate) fn update(tx: &mut Tx<'_>, one: &Statement) -> Result<(), DbError> {
    let by = |done: Done| done.and_then(|(who, _)| who);
    let at = |done: Done| done.map(|(_, at)| at);
    tx.execute(
        "UPDATE statements SET state = $2, note = $3, revision = $4, submitted_by = $5, submitted_at = $6,
         approved_by = $7, approved_at = $8, paid_by = $9, paid_at = $10 WHERE id = $1",
        params![
            one.id.0,
            one.state.slug(),
            &one.note,
            one.revision,
            by(one.submitted),
            at(one.submitted),
            by(one.approved),
            at(one.approved),
            by(one.paid),
            at(one.paid)
        ],
    )
    .map(drop)
}

/// Which statements are wanted; what is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) month: Option<Month>,
    pub(crate) person: Option<RawId>,
    pub(crate) state: Option<State>,
    /// Of these people only.
    pub(crate) people: Option<Vec<RawId>>,
}

/// A statement with how many lines it has, how many of them cannot be counted yet, and what the others come to.
pub(crate) type Summed = (Statement, i64, i64, i64);

/// Statements that have lines or left their draft, the newest month first, at most `limit`, after a place.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, limit): (Option<(Month, RawId)>, usize),
) -> Result<Vec<Summed>, DbError> {
    let mut sql = format!(
        "SELECT {COLUMNS}, count(l.id), CAST(sum(CASE WHEN l.id IS NOT NULL AND l.amount IS NULL THEN 1 ELSE 0 END) AS BIGINT),
         CAST(coalesce(sum(l.amount), 0) AS BIGINT)
         FROM statements s LEFT JOIN earning_lines l ON l.statement_id = s.id WHERE 1 = 1"
    );
    let mut values: Vec<Value<'_>> = Vec::new();
    let mut add = |what: &str, value: Value<'static>| {
        values.push(value);
        sql.push_str(&format!(" AND {what} ${}", values.len()));
    };
    if let Some(month) = wanted.month {
        add("s.month =", Value::Int(month.0));
    }
    if let Some(person) = wanted.person {
        add("s.person =", Value::Id(person));
    }
    if let Some(state) = wanted.state {
        add("s.state =", Value::Text(state.slug()));
    }
    if let Some((month, person)) = after {
        values.push(Value::Int(month.0));
        values.push(Value::Id(person));
        let n = values.len();
        sql.push_str(&format!(" AND (s.month < ${} OR (s.month = ${} AND s.person > ${n}))", n - 1, n - 1));
    }
    if let Some(people) = &wanted.people {
        let marks = tx.dialect().placeholders(values.len() + 1, people.len());
        let marks = if people.is_empty() { "NULL".to_owned() } else { marks };
        sql.push_str(&format!(" AND s.person IN ({marks})"));
        values.extend(people.iter().map(|id| Value::Id(*id)));
    }
    values.push(Value::from(limit));
    sql.push_str(&format!(
        " GROUP BY s.id, s.person, s.month, s.state, s.note, s.revision, s.submitted_by, s.submitted_at, s.approved_by,
         s.approved_at, s.paid_by, s.paid_at HAVING count(l.id) > 0 OR s.state <> 'draft'
         ORDER BY s.month DESC, s.person LIMIT ${}",
        values.len()
    ));
    tx.rows(&sql, &values, |row| {
        Ok((statement(row)?, row.get(12)?, row.get::<Option<i64>>(13)?.unwrap_or(0), row.get(14)?))
    })
}
