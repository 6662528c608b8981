//! The table of tasks.

use crate::due::Due;
use crate::kinds::{self, TaskKind};
use crate::repeating::Repeat;
use crate::{Closure, Task, TaskId, Written};
use db::{DbError, Row, Tx, Value, params};
use jiff::civil::Date;
use kernel::{Cursor, Millis, PageSize, RawId, Slice};

const COLUMNS: &str = "id, kind, title, note, customer_id, assignee, team_id, due_on, due_minute, due_at, repeats, \
     made_for, hint, revision, created_by, created_at, closed_at, closed_by, is_done, outcome";

fn task(row: &Row<'_>) -> Result<Task, DbError> {
    let on: Date = row.with_text(7, |text| text.parse().unwrap_or_default())?;
    let minute = row.get::<Option<i64>>(8)?.and_then(|minute| u16::try_from(minute).ok());
    let repeat = row.get::<Option<String>>(10)?.and_then(|text| Repeat::from_stored(&text));
    let closure = match row.get::<Option<Millis>>(16)? {
        Some(at) => Some(Closure { at, by: row.get(17)?, is_done: row.get(18)?, outcome: row.get(19)? }),
        None => None,
    };
    let written = Written {
        kind: row.with_text(1, kinds::find)?.unwrap_or(kinds::OTHER),
        title: row.get(2)?,
        note: row.get(3)?,
        customer: row.opt_id(4)?,
        assignee: row.get(5)?,
        team: row.get(6)?,
        due: Due { on, minute },
        repeat,
    };
    Ok(Task {
        id: row.id(0)?,
        written,
        due_at: row.get(9)?,
        made_for: row.get(11)?,
        hint: row.get(12)?,
        revision: row.get(13)?,
        created_by: row.get(14)?,
        created_at: row.get(15)?,
        closure,
    })
}

/// Open tasks or closed ones.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Which {
    /// Open ones.
    #[default]
    Open,
    /// Done or dropped ones.
    Closed,
    /// Open ones and those that were done.
    Kept,
}

/// Which tasks are wanted; what is `None` does not matter.
#[derive(Clone, Default)]
pub(crate) struct Wanted {
    /// Of this person.
    pub(crate) assignee: Option<RawId>,
    /// In this team's queue: of nobody yet.
    pub(crate) team: Option<RawId>,
    /// In the queue of any team: of nobody yet.
    pub(crate) is_queued: bool,
    /// About this customer.
    pub(crate) customer: Option<RawId>,
    /// Of this kind.
    pub(crate) kind: Option<&'static str>,
    /// Open or closed.
    pub(crate) which: Which,
    /// Due at this moment or before.
    pub(crate) until: Option<Millis>,
    /// Due on this day or later, and before that one.
    pub(crate) days: Option<(Date, Date)>,
    /// Seen by one who sees the tasks of these people and of this team only.
    pub(crate) seen_by: Option<(Vec<RawId>, Option<RawId>)>,
}

/// A condition being written with its parameters.
#[derive(Default)]
struct Sql {
    text: String,
    params: Vec<Owned>,
}

enum Owned {
    Id(RawId),
    Int(i64),
    Text(String),
}

impl Owned {
    fn value(&self) -> Value<'_> {
        match self {
            Owned::Id(id) => Value::Id(*id),
            Owned::Int(n) => Value::Int(*n),
            Owned::Text(text) => Value::Text(text),
        }
    }
}

impl Sql {
    fn and(&mut self, text: &str) {
        self.text.push_str(if self.text.is_empty() { " WHERE " } else { " AND " });
        self.text.push_str(text);
    }

    fn put(&mut self, value: Owned) -> String {
        self.params.push(value);
        format!("${}", self.params.len())
    }

    fn is(&mut self, column: &str, value: Owned) {
        let place = self.put(value);
        self.and(&format!("{column} = {place}"));
    }

    fn of(wanted: &Wanted) -> Self {
        let mut sql = Self::default();
        sql.and(match wanted.which {
            Which::Open => "closed_at IS NULL",
            Which::Closed => "closed_at IS NOT NULL",
            Which::Kept => "(closed_at IS NULL OR is_done = TRUE)",
        });
        if let Some(id) = wanted.assignee {
            sql.is("assignee", Owned::Id(id));
        }
        if let Some(id) = wanted.team {
            sql.is("team_id", Owned::Id(id));
        }
        if wanted.is_queued || wanted.team.is_some() {
            sql.and("assignee IS NULL AND team_id IS NOT NULL");
        }
        if let Some(id) = wanted.customer {
            sql.is("customer_id", Owned::Id(id));
        }
        if let Some(kind) = wanted.kind {
            sql.is("kind", Owned::Text(kind.to_owned()));
        }
        if let Some(until) = wanted.until {
            let place = sql.put(Owned::Int(until));
            sql.and(&format!("due_at <= {place}"));
        }
        if let Some((from, before)) = wanted.days {
            let (from, before) =
                (sql.put(Owned::Text(from.to_string())), sql.put(Owned::Text(before.to_string())));
            sql.and(&format!("due_on >= {from} AND due_on < {before}"));
        }
        if let Some((people, team)) = &wanted.seen_by {
            sql.seen_by(people, *team);
        }
        sql
    }

    fn seen_by(&mut self, people: &[RawId], team: Option<RawId>) {
        let mut either = vec!["1 = 0".to_owned()];
        for id in people {
            let place = self.put(Owned::Id(*id));
            either.push(format!("assignee = {place} OR created_by = {place}"));
        }
        if let Some(team) = team {
            let place = self.put(Owned::Id(team));
            either.push(format!("team_id = {place}"));
        }
        let either = either.join(" OR ");
        self.and(&format!("({either})"));
    }

    fn values(&self) -> Vec<Value<'_>> {
        self.params.iter().map(Owned::value).collect()
    }
}

/// One page: open ones by when they are due, closed ones last closed first.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, size): (Option<&Cursor>, PageSize),
) -> Result<Slice<Task>, DbError> {
    let mut sql = Sql::of(wanted);
    let (column, order, than) =
        if wanted.which == Which::Closed { ("closed_at", "DESC", "<") } else { ("due_at", "ASC", ">") };
    if let Some((cursor, id)) = after.and_then(|cursor| Some((cursor, cursor.key.parse::<RawId>().ok()?))) {
        let (at, id) = (sql.put(Owned::Int(cursor.no)), sql.put(Owned::Id(id)));
        sql.and(&format!("({column}, id) {than} ({at}, {id})"));
    }
    let limit = sql.put(Owned::Int(i64::try_from(size.get() + 1).unwrap_or(i64::MAX)));
    let text = format!(
        "SELECT {COLUMNS} FROM tasks{} ORDER BY {column} {order}, id {order} LIMIT {limit}",
        sql.text
    );
    let mut items = tx.rows(&text, &sql.values(), task)?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let place = |task: &Task| {
        let at = task.closure.as_ref().map_or(task.due_at, |closure| closure.at);
        Cursor { key: task.id.0.to_string(), no: at }
    };
    let next = items.last().filter(|_| has_more).map(place);
    Ok(Slice { items, next })
}

/// Tasks by the rest of a statement after `FROM tasks`.
pub(crate) fn read(tx: &mut Tx<'_>, rest: &str, values: &[Value<'_>]) -> Result<Vec<Task>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM tasks {rest}"), values, task)
}

/// All that are wanted, at most `limit`, in the order of days and times.
pub(crate) fn in_order(tx: &mut Tx<'_>, wanted: &Wanted, limit: i64) -> Result<Vec<Task>, DbError> {
    let mut sql = Sql::of(wanted);
    let limit = sql.put(Owned::Int(limit));
    let text = format!("SELECT {COLUMNS} FROM tasks{} ORDER BY due_at, id LIMIT {limit}", sql.text);
    tx.rows(&text, &sql.values(), task)
}

/// How many are wanted, at most `most`.
pub(crate) fn count(tx: &mut Tx<'_>, wanted: &Wanted, most: i64) -> Result<i64, DbError> {
    let mut sql = Sql::of(wanted);
    let limit = sql.put(Owned::Int(most));
    let text = format!("SELECT count(*) FROM (SELECT 1 FROM tasks{} LIMIT {limit}) counted", sql.text);
    tx.number(&text, &sql.values())
}

/// The task of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: TaskId) -> Result<Option<Task>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM tasks WHERE id = $1"), params![id.0], task)
}

/// Whether a task was made for an occasion.
pub(crate) fn is_made_for(tx: &mut Tx<'_>, occasion: &str) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM tasks WHERE made_for = $1", params![occasion])? > 0)
}

/// Adds a task.
pub(crate) fn insert(tx: &mut Tx<'_>, task: &Task) -> Result<(), DbError> {
    let written = &task.written;
    let repeats = written.repeat.map(Repeat::stored);
    let on = written.due.on.to_string();
    tx.execute(
        "INSERT INTO tasks (id, kind, title, note, customer_id, assignee, team_id, due_on, due_minute, due_at,
         repeats, made_for, hint, revision, created_by, created_at, is_done, outcome)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '')",
        params![
            task.id.0,
            TaskKind::slug(written.kind),
            &written.title,
            &written.note,
            written.customer.map(|id| id.0),
            written.assignee,
            written.team,
            &on,
            written.due.minute.map(i64::from),
            task.due_at,
            &repeats,
            &task.made_for,
            &task.hint,
            task.revision,
            task.created_by,
            task.created_at,
            false,
        ],
    )
    .map(drop)
}

/// Writes a changed task.
pub(crate) fn update(tx: &mut Tx<'_>, task: &Task) -> Result<(), DbError> {
    let written = &task.written;
    let repeats = written.repeat.map(Repeat::stored);
    let on = written.due.on.to_string();
    let closure = task.closure.as_ref();
    tx.execute(
        "UPDATE tasks SET kind = $2, title = $3, note = $4, customer_id = $5, assignee = $6, team_id = $7,
         due_on = $8, due_minute = $9, due_at = $10, repeats = $11, revision = $12, closed_at = $13,
         closed_by = $14, is_done = $15, outcome = $16 WHERE id = $1",
        params![
            task.id.0,
            TaskKind::slug(written.kind),
            &written.title,
            &written.note,
            written.customer.map(|id| id.0),
            written.assignee,
            written.team,
            &on,
            written.due.minute.map(i64::from),
            task.due_at,
            &repeats,
            task.revision,
            closure.map(|closure| closure.at),
            closure.and_then(|closure| closure.by),
            closure.is_some_and(|closure| closure.is_done),
            closure.map_or("", |closure| closure.outcome.as_str()),
        ],
    )
    .map(drop)
}

/// The tasks about a customer, closed ones too.
pub(crate) fn about(tx: &mut Tx<'_>, customer: RawId) -> Result<Vec<TaskId>, DbError> {
    tx.rows("SELECT id FROM tasks WHERE customer_id = $1 ORDER BY id", params![customer], |row| row.id(0))
}

/// Makes tasks be about another customer; those that are gone are passed over.
pub(crate) fn move_about(tx: &mut Tx<'_>, tasks: &[TaskId], customer: RawId) -> Result<(), DbError> {
    for id in tasks {
        tx.execute("UPDATE tasks SET customer_id = $2 WHERE id = $1", params![id.0, customer])?;
    }
    Ok(())
}

/// Removes the tasks about a customer.
pub(crate) fn remove_about(tx: &mut Tx<'_>, customer: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM tasks WHERE customer_id = $1", params![customer]).map(drop)
}
