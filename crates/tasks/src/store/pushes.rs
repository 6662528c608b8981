//! Browsers that are told of tasks, by what the house signs, and of what they were told.

use super::tasks;
use crate::pushing::{Browser, BrowserId};
use crate::{Task, TaskId};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};
use push::Subscription;

const NAMES: &str = "id, user_id, name, endpoint, public_key, secret, created_at";

fn browser(row: &Row<'_>) -> Result<Browser, DbError> {
    let to = Subscription { endpoint: row.get(3)?, key: row.get(4)?, secret: row.get(5)? };
    Ok(Browser { id: row.id(0)?, user: row.get(1)?, name: row.get(2)?, to, created_at: row.get(6)? })
}

/// The browsers of a person, the latest first.
pub(crate) fn of(tx: &mut Tx<'_>, user: RawId) -> Result<Vec<Browser>, DbError> {
    let sql =
        format!("SELECT {NAMES} FROM task_browsers WHERE user_id = $1 ORDER BY created_at DESC, id DESC");
    tx.rows(&sql, params![user], browser)
}

/// Adds a browser; one whose address is known is now this person's.
pub(crate) fn put(tx: &mut Tx<'_>, one: &Browser) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_browsers WHERE endpoint = $1", params![&one.to.endpoint])?;
    tx.execute(
        &format!("INSERT INTO task_browsers ({NAMES}) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
        params![
            one.id.0,
            one.user,
            &one.name,
            &one.to.endpoint,
            &one.to.key,
            &one.to.secret,
            one.created_at
        ],
    )
    .map(drop)
}

/// Forgets a browser; `false` when there was none.
pub(crate) fn remove(tx: &mut Tx<'_>, id: BrowserId) -> Result<bool, DbError> {
    Ok(tx.execute("DELETE FROM task_browsers WHERE id = $1", params![id.0])? > 0)
}

/// By what the house signs, sealed.
pub(crate) fn sealed_key(tx: &mut Tx<'_>) -> Result<Option<Vec<u8>>, DbError> {
    tx.first("SELECT sealed_key FROM task_push_key WHERE one = 1", &[], |row| row.get(0))
}

/// The public key that browsers subscribe by; `None` before the first look of the job.
pub(crate) fn public_key(tx: &mut Tx<'_>) -> Result<Option<String>, DbError> {
    tx.first("SELECT public_key FROM task_push_key WHERE one = 1", &[], |row| row.get(0))
}

/// Keeps a new key; browsers that subscribed by another are forgotten, since their services refuse this one.
pub(crate) fn put_key(tx: &mut Tx<'_>, (sealed, public): (&Vec<u8>, &str)) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_browsers", &[])?;
    tx.execute("DELETE FROM task_push_key", &[])?;
    tx.execute(
        "INSERT INTO task_push_key (one, sealed_key, public_key) VALUES (1, $1, $2)",
        params![sealed, public],
    )
    .map(drop)
}

/// Open tasks that are due between two moments, of people with a browser, that were not told of for this very moment; by
/// person and then by due.
pub(crate) fn waiting(tx: &mut Tx<'_>, (from, until): (Millis, Millis)) -> Result<Vec<Task>, DbError> {
    tasks::read(
        tx,
        "WHERE closed_at IS NULL AND assignee IS NOT NULL AND due_at >= $1 AND due_at <= $2
           AND EXISTS (SELECT 1 FROM task_browsers b WHERE b.user_id = tasks.assignee)
           AND NOT EXISTS (SELECT 1 FROM task_pushes p WHERE p.task_id = tasks.id AND p.due_at = tasks.due_at)
         ORDER BY assignee, due_at, id",
        params![from, until],
    )
}

/// Notes that browsers are told of a task.
pub(crate) fn note(tx: &mut Tx<'_>, (task, due_at): (TaskId, Millis), now: Millis) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO task_pushes (task_id, due_at, sent_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![task.0, due_at, now],
    )
    .map(drop)
}

/// Takes a note back: no service could be reached.
pub(crate) fn unnote(tx: &mut Tx<'_>, (task, due_at): (TaskId, Millis)) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_pushes WHERE task_id = $1 AND due_at = $2", params![task.0, due_at])
        .map(drop)
}

/// Forgets notes from before a moment.
pub(crate) fn prune(tx: &mut Tx<'_>, before: Millis) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_pushes WHERE sent_at < $1", params![before]).map(drop)
}
